"""One person, one verified voice: each way by its pages, and the one document that cannot attest two accounts."""

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from harness.people import make_person
from pikir.accounts.attestations import actions
from pikir.accounts.attestations.blind import blind_number
from pikir.accounts.attestations.kinds import LIST, Adapter, Level, Paper
from pikir.accounts.attestations.queries import is_attested, running_of
from pikir.accounts.models import Account, Attestation, Claim, Register
from pikir.places.actions import load_ready_list
from pikir.places.models import Territory

pytestmark = pytest.mark.django_db
VOICE = "/en/account/voice/"
NUMBER = "900101300123"
CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{2,4})+")


@pytest.fixture(autouse=True)
def _no_limits_used_up() -> None:
    cache.clear()


@pytest.fixture
def places(db: None) -> None:
    """A country, a region, a district."""
    load_ready_list()


def place(code: str) -> Territory:
    return Territory.objects.get(code=code)


def said(client: Client, address: str, **form: object) -> str:
    """What a page answers to a form, after it led on."""
    return client.post(address, form, follow=True).content.decode()


def code_in(page: str) -> str:
    (code,) = CODE.findall(page)
    return code


def register_of(*rows: str, head: str = "reference,territory,name") -> SimpleUploadedFile:
    return SimpleUploadedFile("list.csv", "\n".join([head, *rows]).encode(), content_type="text/csv")


def send_letters(operator: Client, *rows: str, paper: str = LIST) -> list[str]:
    """The codes of letters, as the operator's browser gets them."""
    form = {"source": "Households", "paper": paper, "country": "KZ", "file": register_of(*rows)}
    answer = operator.post("/en/desk/voices/registers/", form)
    assert answer["Content-Type"].startswith("text/csv"), answer.content.decode()
    lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    return [line["code"] for line in lines]


def prove(account: Account, number: str = NUMBER, adapter: Adapter = Adapter.DESK, **more: Any) -> Attestation:
    """Attest an account without the way to it."""
    proof = actions.Proof(blind=blind_number(Paper.NUMBER, "KZ", number), adapter=adapter, **more)
    return actions.attest(account_id=account.id, proof=proof, actor=account.user.id)


def levels(account: Account) -> list[int]:
    return [one.level for one in running_of(account.id)]


# E-mail


def test_a_confirmed_address_is_the_first_level(client_for: Callable[..., Client], alice: Account) -> None:
    assert not is_attested(alice.id, level=Level.ADDRESS)
    assert "Your voice is verified." in said(client_for(alice), VOICE + "address/")
    assert levels(alice) == [Level.ADDRESS]
    assert is_attested(alice.id, level=Level.ADDRESS)
    assert not is_attested(alice.id, level=Level.LETTER)


def test_a_letter_attests_once(
    client_for: Callable[..., Client], alice: Account, bob: Account, operator: Account, places: None
) -> None:
    (code,) = send_letters(client_for(operator), "Abai 5-12,KZ-10,Dana")
    assert "Your voice is verified." in said(client_for(alice), VOICE + "letter/", code=code.lower().replace("-", " "))
    assert levels(alice) == [Level.LETTER]
    assert is_attested(alice.id, level=2, territory=place("KZ"))
    assert "not right" in said(client_for(bob), VOICE + "letter/", code=code)
    register = Register.objects.get()
    assert (register.size, register.used, register.lines.count()) == (1, 1, 0)


def test_two_operators_look_at_a_document(client_for: Callable[..., Client], alice: Account, operator: Account) -> None:
    second = make_person("omar", roles=["operator"])
    ticket = code_in(said(client_for(alice), VOICE + "ticket/"))
    form = {"handle": "alice", "ticket": ticket, "paper": "number", "country": "kz", "number": NUMBER}
    assert "Recorded." in said(client_for(operator), "/en/desk/voices/", **form)
    claim = Claim.objects.get()
    assert not is_attested(alice.id, level=1)
    look = {"paper": "number", "country": "KZ", "number": f" {NUMBER[:6]} {NUMBER[6:]} "}
    page = f"/en/desk/voices/{claim.id}/"
    assert client_for(operator).post(page, look).status_code == 403
    assert "Confirmed." in said(client_for(second), page, **look)
    assert is_attested(alice.id, level=Level.DOCUMENT)
    assert not Claim.objects.exists()
