"""Verified voices across rooms: who may open what, what an eID tells, what goes when somebody leaves."""

import json
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from harness.people import viewer_of
from pikir.accounts import actions as account_actions
from pikir.accounts.attestations import actions
from pikir.accounts.attestations.blind import blind_number
from pikir.accounts.attestations.kinds import Adapter, Level, Paper
from pikir.accounts.kinds import LEAVE_AFTER, Fate
from pikir.accounts.models import Account, Attestation, Claim, Document
from pikir.accounts.oidc import read_claims
from pikir.accounts.tests import doors
from pikir.accounts.tests.letters import last_letter, links_in
from pikir.accounts.tests.provider import Provider, serving
from pikir.accounts.tests.test_eid import come_back, connect, sign_up
from pikir.accounts.tests.voices import NUMBER, VOICE, code_in, levels, place, prove, said
from pikir.config.environment import BadSettingError, read_environment
from pikir.kernel.belongings import Owner
from pikir.places.actions import load_ready_list
from pikir.transfer.backup import back_up
from pikir.transfer.personal import path_of, write_archive

pytestmark = pytest.mark.django_db
WHO = ("guest", "reader", "editor", "moderator", "operator")
DESKS = ("desk/voices/", "desk/voices/registers/", "desk/voices/hosts/", "desk/accounts/{alice}/voice/")
OWN = ("account/voice/address/", "account/voice/letter/", "account/voice/ticket/", "account/voice/move/")


@pytest.fixture(autouse=True)
def _no_limits_used_up() -> None:
    cache.clear()


@pytest.mark.parametrize("who", WHO)
def test_only_operators_sit_at_the_desk(
    who: str, alice: Account, editor: Account, moderator: Account, operator: Account, client_for: Callable[..., Client]
) -> None:
    people = {"guest": None, "reader": alice, "editor": editor, "moderator": moderator, "operator": operator}
    client = client_for(people[who])
    claim = actions.record_document(
        actor=viewer_of(operator), handle="alice", ticket=actions.give_ticket(actor=viewer_of(alice)), paper="number",
        country="KZ", number=NUMBER,
    )  # fmt: skip
    opens = {"guest": 302, "operator": 200}.get(who, 403)
    for address in (*DESKS, f"desk/voices/{claim.id}/"):
        page = f"/en/{address.format(alice=alice.id)}"
        assert client.get(page).status_code == opens, page
        assert client.post(page).status_code == {"guest": 302, "operator": 422}.get(who, 403), page
    for address in OWN:
        assert client.get(f"/en/{address}").status_code == 405
        assert client.post(f"/en/{address}").status_code == 302
    assert client.get(VOICE).status_code == (302 if who == "guest" else 200)
    assert not Attestation.objects.filter(level=Level.DOCUMENT).exists()


def test_the_desk_speaks_every_language(operator: Account, client_for: Callable[..., Client], lang: str) -> None:
    for address in DESKS:
        assert client_for(operator).get(f"/{lang}/{address.format(alice=operator.id)}").status_code == 200


# eID


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    """An eID that tells a personal number and a territory."""
    load_ready_list()
    with serving() as provider:
        settings.OIDC, settings.OIDC_CLAIMS = provider.settings, read_claims("iin@KZ,place")
        yield provider


def test_coming_in_by_an_eid_attests(client: Client, provider: Provider, alice: Account) -> None:
    connect(alice, provider, "77")
    come_back(client, provider, sub="77", iin=NUMBER, place="KZ-11")
    one = Attestation.objects.get()
    assert (one.account_id, one.level, one.adapter, one.territory) == (alice.id, 3, Adapter.CLAIM, place("KZ-11"))
    assert one.document_id == blind_number(Paper.NUMBER, "KZ", NUMBER), "the same as at a desk"
    assert SocialAccount.objects.get().extra_data == {}
    come_back(Client(), provider, sub="77", iin=NUMBER, place="11")
    assert Attestation.objects.count() == 1


@pytest.mark.parametrize("told", [None, "", True, 12, ["900101300123"], {"a": 1}, "-", "9" * 500])
def test_an_odd_claim_attests_nobody(client: Client, provider: Provider, alice: Account, told: object) -> None:
    connect(alice, provider, "77")
    come_back(client, provider, sub="77", iin=told, place=told)
    assert doors.is_inside(client)
    assert levels(alice) == []


def test_an_eid_attests_nobody_until_the_operator_names_a_claim(
    client: Client, provider: Provider, alice: Account, settings: Any
) -> None:
    settings.OIDC_CLAIMS = None
    connect(alice, provider, "77")
    come_back(client, provider, sub="77", iin=NUMBER)
    assert levels(alice) == []
    settings.OIDC_CLAIMS = read_claims("sub")
    come_back(Client(), provider, sub="77")
    assert levels(alice) == [Level.DOCUMENT]


def test_connecting_an_eid_and_signing_up_by_one_attest(
    client: Client, client_for: Callable[..., Client], provider: Provider, alice: Account
) -> None:
    inside = client_for(alice)
    doors.prove(inside)
    come_back(inside, provider, sub="77", iin=NUMBER)
    assert levels(alice) == [Level.DOCUMENT]
    come_back(client, provider, sub="78", iin="900101300124", place="11")
    sign_up(client)
    dana = Account.objects.get(handle="dana")
    assert levels(dana) == [], "not before the address is proven"
    client.post(links_in(last_letter("dana@example.org"))[0])
    assert levels(dana) == [Level.DOCUMENT]
    assert not Claim.objects.exists()


def test_who_is_verified_elsewhere_is_told_when_the_address_of_a_sign_up_is_proven(
    client: Client, provider: Provider, bob: Account
) -> None:
    prove(bob)
    come_back(client, provider, sub="78", iin=NUMBER)
    sign_up(client)
    assert "attests another account" not in client.get("/en/account/confirm/").content.decode()
    client.post(links_in(last_letter("dana@example.org"))[0])
    assert code_in(client.get(VOICE).content.decode())


def test_an_eid_of_who_is_verified_elsewhere_asks_that_account(
    client: Client, provider: Provider, alice: Account, bob: Account, client_for: Callable[..., Client]
) -> None:
    prove(bob)
    connect(alice, provider, "77")
    come_back(client, provider, sub="77", iin=NUMBER)
    page = client.get(VOICE).content.decode()
    assert "attests another account already" in page
    assert levels(alice) == []
    assert "@bob" not in page
    said(client_for(bob), VOICE + "move/", code=code_in(page))
    assert (levels(alice), levels(bob)) == ([3, 3], [])


@pytest.mark.parametrize("wrong", ["a b", "iin@kz", "iin@KZ,", "@KZ", "iin@KAZ", "iin,,place", "iin@KZ,a b"])
def test_a_bad_name_of_a_claim_stops_the_start(wrong: str) -> None:
    if wrong == "iin@KZ,":  # a comma too many says nothing wrong
        assert read_claims(wrong) == read_claims("iin@KZ")
        return
    with pytest.raises(BadSettingError, match="PIKIR_OIDC_CLAIMS"):
        read_environment({"PIKIR_OIDC_CLAIMS": wrong}, Path("/nonexistent/pikir.toml"))


# What is kept and what goes


def test_who_leaves_takes_the_fingerprint_along(alice: Account, bob: Account, operator: Account) -> None:
    prove(alice)
    actions.give_ticket(actor=viewer_of(alice))
    with pytest.raises(actions.TakenError):
        prove(bob)
    account_actions.ask_to_leave(actor=viewer_of(alice), fate=Fate.ERASE)
    assert account_actions.carry_out_departures(now=timezone.now() + LEAVE_AFTER) == 1
    assert not Attestation.objects.exists()
    assert not Document.objects.exists()
    assert not Claim.objects.filter(account_id=alice.id).exists()
    prove(bob)
    assert levels(bob) == [3]


def test_the_archive_tells_level_and_term_but_no_fingerprint(alice: Account, tmp_path: Path, settings: Any) -> None:
    settings.ARCHIVES_ROOT = tmp_path
    made = prove(alice)
    owner = Owner(user_id=alice.user.id, account_id=alice.id, email=alice.user.email)
    write_archive(owner=owner, token="a" * 32, tell=lambda _percent: None)
    with zipfile.ZipFile(path_of("a" * 32)) as archive:
        (row,) = json.loads(archive.read("voice.json"))
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert (row["adapter"], row["level"], row["state"]) == ("desk", 3, "live")
    assert str(made.document_id).encode() not in everything


@pytest.mark.django_db(transaction=True)  # a backup begins a transaction of its own
def test_the_key_of_the_fingerprints_is_in_the_backup_and_not_in_the_database(
    alice: Account, tmp_path: Path, settings: Any
) -> None:
    prove(alice)
    back_up(tmp_path / "square.tar.gz")
    with tarfile.open(tmp_path / "square.tar.gz") as tar:
        files = {entry.name: tar.extractfile(entry).read() for entry in tar if entry.isfile()}  # type: ignore[union-attr]
    assert files["secrets/attestations"].decode() == settings.ATTESTATION_KEY
    assert not [name for name, content in files.items() if name.startswith("tables") and
                settings.ATTESTATION_KEY.encode() in content]  # fmt: skip
