"""Who may do what in an office, cell by cell; how duties are given and end."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied

from harness.people import make_person, viewer_of
from pikir.accounts.actions import LastOwnerError, remove_operator, suspend_account
from pikir.accounts.models import Account, Operator
from pikir.audit.models import Entry
from pikir.offices import actions
from pikir.offices.access import Act, duties_of, may
from pikir.offices.kinds import Duty
from pikir.offices.models import DeskDuty, Office

WHO = ["registrar", "drafter", "signer", "head", "press", "staff", "stranger", "suspended", "guest", "sealed"]
# Rows as in docs/offices.md; columns as in WHO.
TABLE = {
    Act.SEE_DESK: "yes yes yes yes yes yes no yes no yes",
    Act.ROUTE: "yes no no yes no no no no no no",
    Act.DRAFT_ANSWER: "no yes yes yes no no no no no no",
    Act.SIGN_ANSWER: "no no yes yes no no no no no no",
    Act.DRAFT_NEWS: "yes yes yes yes yes no no no no yes",
    Act.SIGN_NEWS: "no no yes yes no no no no no no",
    Act.EDIT_PAGE: "no no yes yes yes no no no no no",
    Act.KEEP_REGISTER: "no no no yes no yes no no no no",
    Act.GIVE_DUTIES: "no no no yes no yes no no no no",
}
CELLS = [(act, who, said) for act, row in TABLE.items() for who, said in zip(WHO, row.split(), strict=True)]


@pytest.fixture
def desk(akimat: Office) -> Office:
    """An office with a head."""
    give(akimat, make_person("head"), "head")
    return akimat


def give(office: Office, person: Account, *duties: str, by: Account | None = None) -> None:
    actor = viewer_of(by) if by else None
    actions.give_duties(actor=actor, office=office, user_id=person.user.pk, duties=duties)


@pytest.mark.parametrize(("act", "who", "said"), CELLS, ids=[f"{act}-{who}" for act, who, _ in CELLS])
def test_each_cell_of_the_table(
    act: Act, who: str, said: str, desk: Office, operator: Account, moderator: Account, alice: Account
) -> None:
    if who == "staff":
        person: Account | None = operator
    elif who == "guest":
        person = None
    elif who == "head":
        person = Account.objects.get(handle="head")
    else:
        person = alice
        if who != "stranger":
            give(desk, alice, "signer" if who == "suspended" else who)
        if who == "suspended":
            suspend_account(actor=viewer_of(moderator), account_id=desk.pk, reason="Reason")
    assert may(viewer_of(person), desk.pk, act) == (said == "yes")


def test_the_table_has_every_act_and_every_duty() -> None:
    assert set(TABLE) == set(Act)
    assert set(WHO) >= set(Duty)


def test_one_person_may_have_several_duties_and_gets_their_sum(desk: Office, alice: Account) -> None:
    give(desk, alice, "registrar", "signer")
    viewer = viewer_of(alice)
    assert duties_of(viewer, desk.pk) == {Duty.REGISTRAR, Duty.SIGNER}
    assert may(viewer, desk.pk, Act.ROUTE)
    assert may(viewer, desk.pk, Act.SIGN_ANSWER)
    assert desk.pk in viewer.edits
    give(desk, alice, "registrar")
    viewer = viewer_of(alice)
    assert not may(viewer, desk.pk, Act.SIGN_ANSWER)
    assert desk.pk not in viewer.edits


def test_a_duty_ends_with_the_right_to_act(desk: Office, alice: Account) -> None:
    give(desk, alice, "press")
    remove_operator(actor=None, account_id=desk.pk, user_id=alice.user.pk)
    assert not DeskDuty.objects.filter(operator__user=alice.user).exists()
    give(desk, alice, "press")
    give(desk, alice)
    assert not Operator.objects.filter(user=alice.user).exists()


def test_an_office_keeps_a_head(desk: Office, alice: Account) -> None:
    head = Account.objects.get(handle="head")
    for duties in ((), ("press",)):
        with pytest.raises(LastOwnerError):
            give(desk, head, *duties)
    give(desk, alice, "head")
    give(desk, head, "press")
    assert duties_of(viewer_of(head), desk.pk) == {Duty.PRESS}


def test_the_head_gives_duties_and_others_do_not(desk: Office, alice: Account, bob: Account, operator: Account) -> None:
    head = Account.objects.get(handle="head")
    give(desk, alice, "signer", by=head)
    with pytest.raises(PermissionDenied):
        give(desk, bob, "press", by=alice)
    give(desk, bob, "press", by=operator)
    told = Entry.objects.filter(account_id=desk.pk, verb="give_duties").order_by("id")
    assert [row.data["duties"] for row in told] == ["head", "signer", "press"]
    assert told.last().actor_id == operator.user.pk  # type: ignore[union-attr]  # there are three


def test_duties_are_of_one_office_only(desk: Office, alice: Account, organisation: Callable[..., Account]) -> None:
    other = organisation("gazette", alice)
    give(desk, alice, "press")
    assert may(viewer_of(alice), desk.pk, Act.EDIT_PAGE)
    assert duties_of(viewer_of(alice), other.pk) == {Duty.HEAD}
    assert duties_of(viewer_of(Account.objects.get(handle="head")), other.pk) == frozenset()
