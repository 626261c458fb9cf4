"""What the square does not keep."""

from datetime import timedelta

import pytest
from django.utils import timezone

from pikir.accounts import actions
from pikir.accounts.models import Account, Session, User
from pikir.accounts.sessions import SessionStore
from pikir.accounts.tasks import forget
from pikir.kernel.schedules import plans

pytestmark = pytest.mark.django_db


def sign_up(handle: str, days_ago: int, *, verified: bool = False) -> User:
    at = timezone.now() - timedelta(days=days_ago)
    given = {"email": f"{handle}@example.org", "password": "a long pass phrase", "name": handle, "language": "en"}
    return actions.create_user(handle=handle, at=at, verified=verified, **given)


def test_an_unconfirmed_sign_up_is_forgotten_after_a_week() -> None:
    sign_up("late", days_ago=8)
    sign_up("young", days_ago=6)
    sign_up("real", days_ago=400, verified=True)
    actions.give_role(actor=None, user_id=sign_up("first", days_ago=8).id, role="operator")
    forget.call()
    assert set(User.objects.values_list("account__handle", flat=True)) == {"young", "real", "first"}
    assert Account.objects.count() == 3
    forget.call()
    assert Account.objects.count() == 3
    sign_up("late", days_ago=0)


def test_sessions_that_are_over_are_forgotten(alice, client_for) -> None:
    client_for(alice)
    over = SessionStore()
    over.set_expiry(-1)
    over.save()
    assert Session.objects.count() == 2
    forget.call()
    assert Session.objects.count() == 1


def test_the_square_forgets_every_night() -> None:
    assert plans()["accounts.forget"].task is forget
