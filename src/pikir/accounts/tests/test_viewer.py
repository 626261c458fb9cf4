"""``request.viewer``: who it is, what it costs, and when it ends."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from pikir.accounts.access import Viewer
from pikir.accounts.actions import add_operator
from pikir.accounts.actions.relations import block, follow, mute
from pikir.accounts.kinds import AccountState, Role
from pikir.accounts.middleware import ViewerMiddleware
from pikir.accounts.models import Account, Operator, SquareRole, User
from pikir.accounts.queries import account_cards, find_viewer, viewer_for
from pikir.accounts.sessions import SessionStore

pytestmark = pytest.mark.django_db


def request_of(client: Client | None = None) -> HttpRequest:
    """A request as it stands after the session and viewer middleware."""
    request = RequestFactory().get("/")
    if client:
        request.COOKIES[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    request.session = SessionStore(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
    ViewerMiddleware(lambda _request: HttpResponse())(request)
    return request


def viewer_seen(client: Client | None = None) -> Viewer:
    return request_of(client).viewer  # type: ignore[attr-defined]


def test_a_guest_costs_nothing(assert_queries) -> None:
    with assert_queries(0):
        request = request_of()
        viewer = request.viewer
        assert not viewer.signed_in
        assert viewer.roles == frozenset()
    assert not request.session.accessed


def test_a_user_costs_two_queries_however_much_they_do(alice, organisation, client_for, assert_queries) -> None:
    gazette, school = organisation("gazette", alice), organisation("school", alice)
    for role in Role:
        SquareRole.objects.create(user=alice.user, role=role, given_at=timezone.now())
    client = client_for(alice)
    with assert_queries(2):
        viewer = viewer_seen(client)
        assert viewer.handle == "alice"
    assert viewer.operates == {alice.id, gazette.id, school.id}
    assert viewer.roles == set(Role)


def test_an_unused_viewer_costs_nothing(alice, client_for, assert_queries) -> None:
    client = client_for(alice)
    with assert_queries(0):
        request_of(client)


def test_the_written_query_answers_as_the_orm(alice, bob, organisation) -> None:
    gazette = organisation("gazette", alice, bob)
    for number, role in enumerate(("editor", "writer")):
        paper = organisation(f"paper{number}", alice)
        add_operator(actor=None, account_id=paper.id, user_id=bob.user.id, role=role)
    assert gazette.id in viewer_for(bob.user).owns
    SquareRole.objects.create(user=alice.user, role=Role.EDITOR, given_at=timezone.now())
    for user in User.objects.select_related("account"):
        viewer = viewer_for(user)
        assert viewer == Viewer(
            user_id=user.id,
            account_id=user.account.id,
            handle=user.account.handle,
            name=user.account.name,
            picture=user.account.picture,
            language=user.language,
            suspended=user.account.suspended,
            operates=frozenset(Operator.objects.filter(user=user).values_list("account_id", flat=True))
            | {user.account_id},
            edits=frozenset(
                Operator.objects.filter(user=user, role__in=("owner", "editor")).values_list("account_id", flat=True)
            )
            | {user.account_id},
            owns=frozenset(Operator.objects.filter(user=user, role="owner").values_list("account_id", flat=True)),
            roles=frozenset(user.roles.values_list("role", flat=True)),
            untroubled=True,
        )


def test_who_blocks_mutes_or_is_blocked_is_not_untroubled(person) -> None:
    people = {name: person(name) for name in ("alice", "bob", "carol", "dan", "erlan")}

    def troubled() -> set[str]:
        return {name for name, account in people.items() if not viewer_for(account.user).untroubled}

    follow(actor=viewer_for(people["alice"].user), target_id=people["bob"].id)
    assert troubled() == set()
    block(actor=viewer_for(people["bob"].user), target_id=people["carol"].id)
    mute(actor=viewer_for(people["dan"].user), target_id=people["erlan"].id)
    assert troubled() == {"bob", "carol", "dan"}


def test_a_suspended_person_keeps_no_role(operator) -> None:
    Account.objects.filter(id=operator.id).update(state=AccountState.SUSPENDED)
    viewer = viewer_for(operator.user)
    assert viewer.signed_in
    assert viewer.suspended
    assert not viewer.has(Role.OPERATOR)


def test_a_changed_password_ends_the_session(alice, client_for) -> None:
    client = client_for(alice)
    alice.user.set_password("another long phrase")
    alice.user.save()
    assert not viewer_seen(client).signed_in


def test_a_closed_user_is_a_guest(alice, client_for) -> None:
    client = client_for(alice)
    User.objects.filter(id=alice.user.id).update(is_active=False)
    assert not viewer_seen(client).signed_in
    assert find_viewer(user_id=alice.user.id) is None


@pytest.mark.parametrize("cookie", ["", "x", "x" * 5000, "ә", "0' OR '1'='1"])
def test_an_invented_session_is_a_guest(cookie: str) -> None:
    request = RequestFactory().get("/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = cookie
    request.session = SessionStore(cookie)
    ViewerMiddleware(lambda _request: HttpResponse())(request)
    assert not request.viewer.signed_in  # type: ignore[attr-defined]


def test_an_outlived_session_is_a_guest(alice, client_for) -> None:
    client = client_for(alice)
    session = SessionStore(client.cookies[settings.SESSION_COOKIE_NAME].value)
    session.set_expiry(-1)
    session["touched"] = True
    session.save()
    assert not viewer_seen(client).signed_in


def test_cards_come_in_one_query_and_as_the_orm_has_them(alice, bob, organisation, assert_queries: Callable) -> None:
    gazette = organisation("gazette", alice)
    with assert_queries(1):
        cards = account_cards([alice.id, bob.id, gazette.id, bob.id, 17])
    assert set(cards) == {alice.id, bob.id, gazette.id}
    for account in Account.objects.filter(id__in=cards):
        card = cards[account.id]
        for field in ("kind", "handle", "host", "name", "picture", "picture_alt", "state", "is_person", "suspended"):
            assert getattr(card, field) == getattr(account, field)


def test_no_cards_cost_nothing(assert_queries: Callable) -> None:
    with assert_queries(0):
        assert account_cards([]) == {}
