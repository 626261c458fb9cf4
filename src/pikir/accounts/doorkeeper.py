"""Who signs in by a password: found by one query and one hash, whoever it is or is not."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest
from typing_extensions import override

from pikir.accounts.models import User
from pikir.accounts.queries import user_who_may_enter


class Doorkeeper(AuthenticationBackend):
    """An address that is not proven opens nothing, and nothing says that somebody signed up with it.

    Else who signs up with the address of another, and then signs in, would learn whether that other was here before.
    """

    @override
    def _authenticate(self, request: HttpRequest | None, **given: Any) -> User | None:
        found: User | None = self._check_password(user_who_may_enter(login_of(given)), given["password"])  # type: ignore[assignment]  # there is one kind of user
        return found


def login_of(given: dict[str, Any]) -> str:
    """Return what somebody typed at the door, or whose password is asked for again, in its plainest form."""
    return str(given.get("login") or given.get("email") or "").lower()
