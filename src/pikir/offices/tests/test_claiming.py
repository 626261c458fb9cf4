"""Taking over an office that is not here yet: asked, proved by a letter, checked by an operator."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone, translation

from harness.offices import make_office
from harness.people import make_person, viewer_of
from pikir.accounts.actions import suspend_account
from pikir.accounts.models import Account
from pikir.audit.models import Entry
from pikir.mail.models import Letter
from pikir.notifications.models import Notice
from pikir.offices import actions
from pikir.offices.access import duties_of
from pikir.offices.actions.claiming import forget_old_claims
from pikir.offices.kinds import CLAIM_TERM, CLAIM_TRIES, CLAIMS_OPEN, Duty
from pikir.offices.models import Office, OfficeClaim

CLAIM = "/en/offices/claim/roads/"
DESK = "/en/desk/offices/"
MAIL = "roads@city.example"
Enter = Callable[..., Client]


@pytest.fixture
def roads(db: None) -> Office:
    """An office that is listed with its public address."""
    return make_office("roads", mail=MAIL)


def code_of(address: str = MAIL) -> str:
    letter = Letter.objects.filter(to=address).order_by("-id")[0]
    found = re.search(r"\b(?:[0-9A-Z]{4}-){2}[0-9A-Z]{4}\b", letter.text)
    assert found
    return found[0]


def ask(client: Client, words: str = "Head of the reception") -> int:
    return client.post(CLAIM, {"act": "ask", "words": words}).status_code


def prove(client: Client, code: str) -> int:
    return client.post(CLAIM, {"act": "prove", "code": code}).status_code


def verbs(office: Office) -> list[str]:
    return list(Entry.objects.filter(account_id=office.pk).order_by("id").values_list("verb", flat=True))


def test_an_office_is_taken_over(roads: Office, alice: Account, operator: Account, client_for: Enter) -> None:
    person, desk = client_for(alice), client_for(operator)
    assert CLAIM in person.get("/en/offices/@roads/").content.decode()
    assert ask(person) == 302
    code = code_of()
    assert code.replace("-", "") not in str(OfficeClaim.objects.values().get())
    assert "Nothing waits" in desk.get(DESK).content.decode()
    assert prove(person, code.lower().replace("-", " ")) == 302
    assert "An operator of the square looks at it" in person.get(CLAIM).content.decode()
    assert "“Roads”: it waits for your check" in desk.get("/en/inbox/").content.decode()
    page = desk.get(DESK).content.decode()
    assert "Head of the reception" in page
    claim = OfficeClaim.objects.get()
    assert desk.post(f"{DESK}{claim.pk}/", {"act": "confirm"}).status_code == 302
    assert duties_of(viewer_of(alice), roads.pk) == {Duty.HEAD}  # an owner is a head, and may all
    assert "not here yet" not in client_for().get("/en/offices/@roads/").content.decode()
    assert person.get(CLAIM).status_code == 404
    assert not OfficeClaim.objects.exists()
    assert Notice.objects.filter(receiver=alice.user, kind="operator_role").exists()
    assert verbs(roads)[-5:] == ["ask_for_office", "prove_claim", "add_operator", "give_duties", "confirm_claim"]


def test_a_refusal_is_told_and_logged(roads: Office, alice: Account, operator: Account, client_for: Enter) -> None:
    person, desk = client_for(alice), client_for(operator)
    ask(person)
    prove(person, code_of())
    desk.post(f"{DESK}{OfficeClaim.objects.get().pk}/", {"act": "refuse"})
    assert "An operator did not hand “Roads” over to you" in person.get("/en/inbox/").content.decode()
    assert verbs(roads)[-1] == "refuse_claim"
    assert "not here yet" in client_for().get("/en/offices/@roads/").content.decode()
    assert ask(person) == 302


def test_only_the_right_code_counts_and_only_a_few_tries(roads: Office, alice: Account, client_for: Enter) -> None:
    person = client_for(alice)
    assert prove(person, "0000-0000-0000") == 422
    ask(person)
    right = code_of()
    wrong = "0" * 12 if not right.startswith("0") else "1" * 12
    assert [prove(person, wrong) for _ in range(CLAIM_TRIES)] == [422] * CLAIM_TRIES
    assert prove(person, right) == 422
    assert OfficeClaim.objects.get().proved_at is None
    ask(person)
    assert prove(person, right) == 422
    assert prove(person, code_of()) == 302


def test_a_code_is_good_for_one_person_and_one_office(
    roads: Office, alice: Account, bob: Account, client_for: Enter
) -> None:
    ask(client_for(alice))
    code = code_of()
    ask(client_for(bob))
    assert prove(client_for(bob), code) == 422


def test_a_code_ends(roads: Office, alice: Account, client_for: Enter) -> None:
    person = client_for(alice)
    ask(person)
    OfficeClaim.objects.update(until=timezone.now())
    assert prove(person, code_of()) == 422
    forget_old_claims(now=timezone.now())
    assert not OfficeClaim.objects.exists()


def test_what_waits_for_an_operator_is_not_forgotten(roads: Office, alice: Account, client_for: Enter) -> None:
    person = client_for(alice)
    ask(person)
    prove(person, code_of())
    forget_old_claims(now=timezone.now() + 2 * CLAIM_TERM + timedelta(days=1))
    assert OfficeClaim.objects.exists()


def test_letters_to_an_office_are_few(roads: Office, alice: Account, bob: Account, client_for: Enter) -> None:
    for number in range(CLAIMS_OPEN):
        actions.ask_for_office(actor=viewer_of(make_person(f"one{number}")), office=roads, words="I")
    assert ask(client_for(bob)) == 422
    assert Letter.objects.filter(to=MAIL).count() == CLAIMS_OPEN
    OfficeClaim.objects.all().delete()
    answers = [ask(client_for(alice)) for _ in range(6)]
    assert answers[0] == 302
    assert answers[-1] == 429


def test_who_may_not_ask(roads: Office, alice: Account, bob: Account, moderator: Account, client_for: Enter) -> None:
    assert "/sign-in/" in client_for().get(CLAIM)["Location"]
    make_office("silent")
    assert client_for(alice).get("/en/offices/claim/silent/").status_code == 404  # it has no address
    suspended = make_person("zhalgas")
    suspend_account(actor=viewer_of(moderator), account_id=suspended.pk, reason="Reason")
    with pytest.raises(PermissionDenied):
        actions.ask_for_office(actor=viewer_of(suspended), office=roads, words="I")
    actions.give_duties(actor=None, office=roads, user_id=bob.user.pk, duties=["head"])
    assert client_for(alice).get(CLAIM).status_code == 404  # it is here


def test_only_operators_decide_and_nobody_about_their_own(
    roads: Office, alice: Account, moderator: Account, operator: Account, client_for: Enter
) -> None:
    own = client_for(operator)
    ask(own)
    prove(own, code_of())
    address = f"{DESK}{OfficeClaim.objects.get().pk}/"
    assert "Another operator must look" in own.get(DESK).content.decode()
    for person in (operator, moderator, alice):
        assert client_for(person).post(address, {"act": "confirm"}).status_code == 403
    assert OfficeClaim.objects.exists()


def test_what_somebody_else_took_over_is_not_handed_over_again(
    roads: Office, alice: Account, bob: Account, operator: Account, client_for: Enter
) -> None:
    for person in (alice, bob):
        client = client_for(person)
        ask(client)
        prove(client, code_of())
    late = OfficeClaim.objects.get(user=bob.user)
    actions.give_duties(actor=None, office=roads, user_id=alice.user.pk, duties=["head"])
    with pytest.raises(actions.ClaimError):
        actions.confirm_claim(actor=viewer_of(operator), claim_id=late.pk)
    actions.refuse_claim(actor=viewer_of(operator), claim_id=late.pk)
    assert Notice.objects.filter(receiver=bob.user, kind="office_claim_refused").exists()


def test_the_pages_speak_every_language(
    roads: Office, alice: Account, operator: Account, client_for: Enter, lang: str
) -> None:
    with translation.override(lang):
        heading, tab = translation.gettext("Take over an office"), translation.gettext("Offices")
    assert heading in client_for(alice).get(f"/{lang}/offices/claim/roads/").content.decode()
    assert tab in client_for(operator).get(f"/{lang}/desk/offices/").content.decode()
