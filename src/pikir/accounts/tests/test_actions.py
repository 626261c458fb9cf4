"""What may be done to accounts, what it leaves behind, and what is refused."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from pikir.accounts import actions
from pikir.accounts.access import Viewer
from pikir.accounts.events import AccountChanged, AccountCreated, AccountRestored, AccountSuspended, RoleChanged
from pikir.accounts.handles import HandleError, HandleTakenError
from pikir.accounts.kinds import AccountKind, OperatorRole, Role
from pikir.accounts.models import Account, Operator, User
from pikir.accounts.names import NameMissingError
from pikir.accounts.queries import (
    accounts_page,
    operated_accounts,
    people_of,
    role_holders,
    roles_of,
    user_for_account,
    viewer_for,
)
from pikir.audit.queries import entries_of
from pikir.kernel import events
from pikir.web import freshness

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every event that is sent during the test."""
    sent: list[object] = []
    monkeypatch.setattr(events, "send", sent.append)
    return sent


def new_user(handle: str = "Dana", **changed: object) -> User:
    given = {"email": f"{handle}@Example.org", "password": "a long pass phrase", "name": "Дана", "language": "kk"}
    return actions.create_user(**(given | {"handle": handle} | changed))


def act(account: Account) -> Viewer:
    return viewer_for(account.user)


def test_a_user_comes_with_a_person_account(told) -> None:
    user = new_user(at=datetime(2020, 5, 1, tzinfo=UTC), verified=True)
    assert user.email == "dana@example.org"
    assert user.check_password("a long pass phrase")
    assert (user.account.kind, user.account.handle, user.account.name) == (AccountKind.PERSON, "Dana", "Дана")
    assert user.account.created_at.year == user.created_at.year == 2020
    assert user.account.sort_key
    assert user.emailaddress_set.get().verified
    assert told == [AccountCreated(account_id=user.account_id, handle="Dana")]
    assert [entry.verb for entry in entries_of(kind="account", object_id=user.account_id)] == ["create"]


def test_a_user_without_password_cannot_sign_in_by_one() -> None:
    assert not new_user(password=None).has_usable_password()


def test_a_taken_handle_leaves_nothing_behind(alice) -> None:
    with pytest.raises(HandleTakenError):
        new_user("aLICE", email="other@example.org")
    assert User.objects.count() == Account.objects.count() == 1


def test_a_taken_address_leaves_nothing_behind(alice) -> None:
    with pytest.raises(actions.AddressTakenError):
        new_user("dana", email="Alice@example.org")
    assert User.objects.count() == Account.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "fault"), [({"handle": "a"}, HandleError), ({"name": " \u202e\u200b "}, NameMissingError)]
)
def test_bad_names_are_refused(changed, fault) -> None:
    with pytest.raises(fault):
        new_user(**changed)
    assert not User.objects.exists()


def test_a_name_keeps_its_script_and_loses_what_hides() -> None:
    user = new_user(name="  Гүл\u202eнар\n\x00 آسیه\u200b ")
    assert user.account.name == "Гүлнар آسیه"


def test_an_operator_of_the_square_makes_an_account_and_owns_it(operator) -> None:
    account = actions.create_account(
        actor=act(operator), kind="office", handle="akimat", name="Акимат", bio="a\n\n\n\nb", language="ru"
    )
    assert account.bio == "a\n\nb"
    assert Operator.objects.get(account=account).user == operator.user
    assert people_of(account.id) == [operator.user]


def test_the_square_itself_makes_an_unclaimed_account() -> None:
    account = actions.create_account(
        actor=None, kind="person", handle="author", name="Author", language="en", claimed=False
    )
    assert not account.claimed
    assert people_of(account.id) == []


def test_a_profile_is_changed_by_its_person(alice, told) -> None:
    actions.edit_profile(actor=act(alice), account_id=alice.id, name="Әлия", bio="x" * 600, language="kk")
    alice.refresh_from_db()
    assert (alice.name, len(alice.bio), alice.language) == ("Әлия", 500, "kk")
    assert User.objects.get(account=alice).language == "kk"
    assert told == [AccountChanged(account_id=alice.id, handle="alice")]


def test_changing_an_organisation_leaves_ones_own_language(alice, organisation) -> None:
    gazette = organisation("gazette", alice)
    actions.edit_profile(actor=act(alice), account_id=gazette.id, name="Gazette", bio="", language="ru")
    assert User.objects.get(account=alice).language == "en"


def test_a_changed_profile_renews_every_page(alice, django_capture_on_commit_callbacks) -> None:
    before = freshness.generations((freshness.slot_of("site"),))
    with django_capture_on_commit_callbacks(execute=True):
        actions.edit_profile(actor=act(alice), account_id=alice.id, name="Alice", bio="", language="en")
    assert freshness.generations((freshness.slot_of("site"),)) > before


def test_a_picture_is_set_and_taken_away(alice) -> None:
    actions.set_picture(actor=act(alice), account_id=alice.id, name="abc", alt=" Alice\nlaughs ")
    alice.refresh_from_db()
    assert (alice.picture, alice.picture_alt) == ("abc", "Alice laughs")
    actions.set_picture(actor=act(alice), account_id=alice.id, name="", alt="left over")
    alice.refresh_from_db()
    assert (alice.picture, alice.picture_alt) == ("", "")


def test_roles_are_given_and_taken(operator, alice, told) -> None:
    actions.give_role(actor=act(operator), user_id=alice.user.id, role="editor")
    actions.give_role(actor=act(operator), user_id=alice.user.id, role="editor")
    assert roles_of(alice.user.id) == {Role.EDITOR}
    assert {(held.user.account.handle, held.role) for held in role_holders()} == {
        ("olga", "operator"),
        ("alice", "editor"),
    }
    actions.take_role(actor=act(operator), user_id=alice.user.id, role="editor")
    actions.take_role(actor=act(operator), user_id=alice.user.id, role="editor")
    assert roles_of(alice.user.id) == frozenset()
    assert told == [RoleChanged(user_id=alice.user.id, role="editor", given=given) for given in (True, False)]
    assert [entry.verb for entry in entries_of(kind="account", object_id=alice.id, limit=2)] == [
        "take_role",
        "give_role",
    ]


def test_the_last_operator_keeps_the_role(operator, alice) -> None:
    with pytest.raises(actions.LastOperatorError):
        actions.take_role(actor=act(operator), user_id=operator.user.id, role="operator")
    actions.give_role(actor=act(operator), user_id=alice.user.id, role="operator")
    actions.take_role(actor=act(operator), user_id=operator.user.id, role="operator")
    assert roles_of(operator.user.id) == frozenset()


def test_a_suspended_operator_does_not_count_as_one(operator, person) -> None:
    other = person("other", roles=["operator"])
    actions.suspend_account(actor=act(operator), account_id=other.id, reason="Gone")
    with pytest.raises(actions.LastOperatorError):
        actions.take_role(actor=act(operator), user_id=operator.user.id, role="operator")


def test_an_unknown_role_or_user_is_refused(operator, alice) -> None:
    with pytest.raises(ValueError, match="emperor"):
        actions.give_role(actor=act(operator), user_id=alice.user.id, role="emperor")
    with pytest.raises(Http404):
        actions.give_role(actor=act(operator), user_id=17, role="editor")


def test_operators_of_an_account_come_and_go(alice, bob, organisation) -> None:
    gazette = organisation("gazette", alice)
    actions.add_operator(actor=act(alice), account_id=gazette.id, user_id=bob.user.id, role="writer")
    assert [(one.account, one.role) for one in operated_accounts(act(bob))] == [(gazette, "writer")]
    with pytest.raises(PermissionDenied):
        actions.edit_profile(actor=act(bob), account_id=gazette.id, name="Mine", bio="", language="en")
    actions.add_operator(actor=act(alice), account_id=gazette.id, user_id=bob.user.id, role="owner")
    actions.remove_operator(actor=act(bob), account_id=gazette.id, user_id=alice.user.id)
    assert people_of(gazette.id) == [bob.user]


def test_an_account_keeps_an_owner(alice, bob, organisation) -> None:
    gazette = organisation("gazette", alice)
    actions.add_operator(actor=act(alice), account_id=gazette.id, user_id=bob.user.id, role="editor")
    with pytest.raises(actions.LastOwnerError):
        actions.remove_operator(actor=act(alice), account_id=gazette.id, user_id=alice.user.id)
    with pytest.raises(actions.LastOwnerError):
        actions.add_operator(actor=act(alice), account_id=gazette.id, user_id=alice.user.id, role="writer")
    actions.remove_operator(actor=act(bob), account_id=gazette.id, user_id=bob.user.id)


def test_an_unclaimed_account_is_claimed_by_its_first_operator(alice) -> None:
    account = actions.create_account(
        actor=None, kind="person", handle="author", name="Author", language="en", claimed=False
    )
    actions.add_operator(actor=None, account_id=account.id, user_id=alice.user.id)
    account.refresh_from_db()
    assert account.claimed
    assert Operator.objects.get(account=account).role == OperatorRole.OWNER


def test_nobody_acts_for_another_person(operator, alice, bob) -> None:
    with pytest.raises(actions.OwnAccountError):
        actions.add_operator(actor=act(operator), account_id=alice.id, user_id=bob.user.id)


def test_a_suspension_is_noted_with_its_reason(moderator, person, told) -> None:
    dana = person("dana")
    actions.suspend_account(actor=act(moderator), account_id=dana.id, reason=" Advertising <b>in</b> comments ")
    dana.refresh_from_db()
    assert dana.suspended
    assert dana.state_reason == "Advertising <b>in</b> comments"
    (entry,) = entries_of(kind="account", object_id=dana.id, limit=1)
    assert (entry.actor_id, entry.verb, entry.reason) == (
        moderator.user.id,
        "suspend",
        "Advertising <b>in</b> comments",
    )
    assert told[1:] == [AccountSuspended(account_id=dana.id, handle="dana")]


def test_who_is_suspended_twice_is_restored_once(moderator, alice, told) -> None:
    actions.suspend_account(actor=act(moderator), account_id=alice.id, reason="Spam")
    actions.suspend_account(actor=act(moderator), account_id=alice.id, reason="Once more")
    actions.restore_account(actor=act(moderator), account_id=alice.id, reason="A mistake")
    alice.refresh_from_db()
    assert (alice.suspended, alice.state_reason) == (False, "")
    assert told[-1] == AccountRestored(account_id=alice.id, handle="alice")


def test_what_is_suspended_cannot_speak(moderator, alice, organisation) -> None:
    gazette = organisation("gazette", alice)
    actions.suspend_account(actor=act(moderator), account_id=gazette.id, reason="Spam")
    with pytest.raises(PermissionDenied):
        actions.edit_profile(actor=act(alice), account_id=gazette.id, name="Gazette", bio="", language="en")
    actions.edit_profile(actor=act(alice), account_id=alice.id, name="Alice", bio="", language="en")
    actions.suspend_account(actor=act(moderator), account_id=alice.id, reason="Spam")
    with pytest.raises(PermissionDenied):
        actions.edit_profile(actor=act(alice), account_id=alice.id, name="Alice", bio="", language="en")


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_a_decision_needs_a_reason(moderator, alice, reason: str) -> None:
    for decide in (actions.suspend_account, actions.restore_account):
        with pytest.raises(actions.ReasonMissingError):
            decide(actor=act(moderator), account_id=alice.id, reason=reason)


def test_the_desk_lists_accounts_newest_first_page_by_page(person, assert_queries) -> None:
    for handle in ("anna", "anton", "boris"):
        person(handle)
    with assert_queries(1):
        first = accounts_page(limit=2)
    second = accounts_page(limit=2, before=first.older)
    assert [account.handle for account in first.items + second.items] == ["boris", "anton", "anna"]
    assert [account.handle for account in accounts_page(beginning="AN").items] == ["anton", "anna"]
    assert accounts_page(state="suspended").items == []


def test_the_user_of_an_account_is_found(alice, organisation) -> None:
    assert user_for_account(alice.id) == alice.user
    assert user_for_account(organisation("gazette", alice).id) is None
