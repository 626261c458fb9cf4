"""Who may do what with accounts: one table over every action of the room."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from pikir.accounts import actions
from pikir.accounts.access import Viewer, can_speak_as
from pikir.accounts.kinds import OperatorRole
from pikir.accounts.models import Account
from pikir.accounts.queries import viewer_for

pytestmark = pytest.mark.django_db

WHO = ["guest", "alice", "bob", "owner", "officer", "writer", "editor", "moderator", "operator", "suspended"]


@pytest.fixture
def world(person, organisation) -> dict[str, Account]:
    """Alice with her account, a gazette with owner, editor and writer, those who hold roles, one who is suspended."""
    people = {name: person(name) for name in ("alice", "bob", "owner", "officer", "writer", "muted")}
    people |= {role: person(f"the{role}", roles=[role]) for role in ("editor", "moderator", "operator")}
    gazette = organisation("gazette", people["owner"])
    for name, role in (
        ("officer", OperatorRole.EDITOR),
        ("writer", OperatorRole.WRITER),
        ("muted", OperatorRole.OWNER),
    ):
        actions.add_operator(actor=None, account_id=gazette.id, user_id=people[name].user.id, role=role)
    actions.suspend_account(actor=viewer_for(people["operator"].user), account_id=people["muted"].id, reason="Spam")
    people["suspended"] = people["muted"]
    return people | {"gazette": gazette}


def actor_of(who: str, world: dict[str, Account]) -> Viewer:
    return Viewer.guest() if who == "guest" else viewer_for(world[who].user)


Act = Callable[[Viewer, dict[str, Account]], object]
ACTS: dict[str, tuple[Act, set[str]]] = {
    "edit Alice's profile": (
        lambda actor, w: actions.edit_profile(actor=actor, account_id=w["alice"].id, name="A", bio="", language="en"),
        {"alice"},
    ),
    "edit the gazette's profile": (
        lambda actor, w: actions.edit_profile(actor=actor, account_id=w["gazette"].id, name="G", bio="", language="en"),
        {"owner", "officer"},
    ),
    "set the gazette's picture": (
        lambda actor, w: actions.set_picture(actor=actor, account_id=w["gazette"].id, name="x", alt=""),
        {"owner", "officer"},
    ),
    "make an account": (
        lambda actor, _w: actions.create_account(actor=actor, kind="office", handle="akimat", name="A", language="kk"),
        {"operator"},
    ),
    "let Bob act for the gazette": (
        lambda actor, w: actions.add_operator(actor=actor, account_id=w["gazette"].id, user_id=w["bob"].user.id),
        {"owner", "operator"},
    ),
    "end that the writer acts for the gazette": (
        lambda actor, w: actions.remove_operator(actor=actor, account_id=w["gazette"].id, user_id=w["writer"].user.id),
        {"owner", "operator", "writer"},
    ),
    "give Bob a role": (
        lambda actor, w: actions.give_role(actor=actor, user_id=w["bob"].user.id, role="editor"),
        {"operator"},
    ),
    "take the editor's role": (
        lambda actor, w: actions.take_role(actor=actor, user_id=w["editor"].user.id, role="editor"),
        {"operator"},
    ),
    "suspend Alice": (
        lambda actor, w: actions.suspend_account(actor=actor, account_id=w["alice"].id, reason="Spam"),
        {"moderator", "operator"},
    ),
    "suspend the gazette": (
        lambda actor, w: actions.suspend_account(actor=actor, account_id=w["gazette"].id, reason="Spam"),
        {"moderator", "operator"},
    ),
    "suspend the editor": (
        lambda actor, w: actions.suspend_account(actor=actor, account_id=w["editor"].id, reason="Spam"),
        {"operator"},
    ),
    "suspend the moderator": (
        lambda actor, w: actions.suspend_account(actor=actor, account_id=w["moderator"].id, reason="Spam"),
        {"operator"},
    ),
    "suspend the operator": (
        lambda actor, w: actions.suspend_account(actor=actor, account_id=w["operator"].id, reason="Spam"),
        set(),
    ),
    "restore who is suspended": (
        lambda actor, w: actions.restore_account(actor=actor, account_id=w["muted"].id, reason="Mistake"),
        {"moderator", "operator"},
    ),
}


@pytest.mark.parametrize("name", ACTS)
def test_who_may_do_what(world: dict[str, Account], name: str) -> None:
    act, allowed = ACTS[name]

    def may(who: str) -> bool:
        try:
            with transaction.atomic():
                act(actor_of(who, world), world)
                transaction.set_rollback(True)
        except PermissionDenied:
            return False
        return True

    assert {who for who in WHO if may(who)} == allowed


def test_who_speaks_as_whom(world: dict[str, Account]) -> None:
    speaking = {
        name: {who for who in WHO if can_speak_as(actor_of(who, world), world[name].id)}
        for name in ("alice", "gazette", "muted")
    }
    assert speaking == {"alice": {"alice"}, "gazette": {"owner", "officer", "writer"}, "muted": set()}


def test_an_operator_holds_every_role(world: dict[str, Account]) -> None:
    holding = {
        role: {who for who in WHO if actor_of(who, world).has(role)} for role in ("editor", "moderator", "operator")
    }
    assert holding == {
        "editor": {"editor", "operator"},
        "moderator": {"moderator", "operator"},
        "operator": {"operator"},
    }
