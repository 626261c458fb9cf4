"""Who is looking, and what they may do with accounts."""

from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied

from pikir.accounts.kinds import Role


@dataclass(frozen=True, kw_only=True)
class Viewer:
    """Someone who reads or acts: the signed-in user with the accounts they operate, or a guest."""

    user_id: int | None = None
    account_id: int | None = None
    handle: str = ""
    name: str = ""
    picture: str = ""
    language: str = ""
    suspended: bool = False
    operates: frozenset[int] = field(default_factory=frozenset)
    roles: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def guest(cls) -> "Viewer":
        """Nobody in particular."""
        return _GUEST

    @property
    def signed_in(self) -> bool:
        """Whether this is a user."""
        return self.user_id is not None

    def has(self, role: str) -> bool:
        """Whether the user holds a role of the square; an operator holds them all."""
        return role in self.roles or Role.OPERATOR in self.roles


_GUEST = Viewer()


def can_speak_as(viewer: Viewer, account_id: int) -> bool:
    """Whether the viewer may write in the name of an account."""
    if not viewer.signed_in:
        return False
    if viewer.suspended:
        return False
    return account_id in viewer.operates


def require_role(viewer: Viewer, role: str) -> None:
    """Raise PermissionDenied unless the viewer holds the role."""
    if not viewer.has(role):
        raise PermissionDenied
