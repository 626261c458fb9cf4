"""Who is looking, and what they may do with accounts."""

from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from pikir.accounts.kinds import JUDGES, Role
from pikir.accounts.models import Account, SquareRole
from pikir.web.statements import Statement


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
    silenced: frozenset[int] = field(default_factory=frozenset)  # those of ``operates`` that are suspended
    edits: frozenset[int] = field(default_factory=frozenset)  # the own one, and those acted for as owner or editor
    owns: frozenset[int] = field(default_factory=frozenset)  # those beside the own one that are acted for as owner
    roles: frozenset[str] = field(default_factory=frozenset)
    untroubled: bool = False  # known to block and mute nobody, and to be blocked by nobody: nothing need be left out

    @classmethod
    def guest(cls) -> "Viewer":
        """Nobody in particular."""
        return _GUEST

    @property
    def itself(self) -> "Viewer":
        """The viewer without the lazy object that a request holds, through which each question takes long."""
        return self

    @property
    def anybody(self) -> "Viewer":
        """Who may do with the words of others what the viewer may, and has none of their own: for what is kept."""
        if not self.signed_in:
            return self
        return Viewer(user_id=0, account_id=0, suspended=self.suspended, roles=self.roles)

    @property
    def signed_in(self) -> bool:
        """Whether this is a user."""
        return self.user_id is not None

    @property
    def operator(self) -> bool:
        """Whether the user runs the square."""
        return Role.OPERATOR in self.roles

    @property
    def moderator(self) -> bool:
        """Whether the user judges what is said here."""
        return self.has(Role.MODERATOR)

    @property
    def editor(self) -> bool:
        """Whether the user keeps the front page, the columns and the topics."""
        return self.has(Role.EDITOR)

    def has(self, role: str) -> bool:
        """Whether the user holds a role of the square; an operator holds them all, who judges sees as a moderator."""
        if role == Role.MODERATOR:
            return not self.roles.isdisjoint(JUDGES)
        return role in self.roles or Role.OPERATOR in self.roles


_GUEST = Viewer()


class Request(HttpRequest):
    """A request as the views of a square see it. For annotations only; ViewerMiddleware sets the viewer."""

    viewer: Viewer


def can_speak_as(viewer: Viewer, account_id: int) -> bool:
    """Whether the viewer may write in the name of an account."""
    if not viewer.signed_in:
        return False
    if viewer.suspended:
        return False
    if account_id in viewer.silenced:
        return False
    return account_id in viewer.operates


def account_for_change(account_id: int) -> Account:
    """Return the account, locked until the end of the transaction; Http404 when there is none."""
    return get_object_or_404(Account.objects.select_for_update(), id=account_id)


def can_edit_profile(viewer: Viewer, account_id: int) -> bool:
    """Whether the viewer may change name, bio and picture of an account: the own one, or as its owner or editor."""
    return can_speak_as(viewer, account_id) and account_id in viewer.edits


def can_change_handle(viewer: Viewer, account_id: int) -> bool:
    """Whether the viewer may give an account another handle: the own one, or as its owner."""
    if not can_speak_as(viewer, account_id):
        return False
    return account_id == viewer.account_id or account_id in viewer.owns


def can_set_review(viewer: Viewer, account_id: int) -> bool:
    """Whether the viewer may say that texts of its writers wait for an editor: its owners."""
    return can_speak_as(viewer, account_id) and account_id in viewer.owns


def can_create_account(viewer: Viewer) -> bool:
    """Whether the viewer may make an account that is not a person's own, of any kind."""
    return viewer.has(Role.OPERATOR)


def can_see_log(viewer: Viewer, account_id: int) -> bool:
    """Whether the viewer may read what was done in the name of an organisation, and by whom: its people and staff.

    Also while it is suspended: they have to learn why.
    """
    if viewer.has(Role.MODERATOR):
        return True
    return account_id in viewer.operates and account_id != viewer.account_id


def can_change_operators(viewer: Viewer, account_id: int) -> bool:
    """Whether the viewer may say who acts for an account: its owners and the square's operators."""
    if viewer.has(Role.OPERATOR):
        return True
    return can_speak_as(viewer, account_id) and account_id in viewer.owns


def can_suspend(viewer: Viewer, account: Account) -> bool:
    """Whether the viewer may suspend or restore an account.

    Nobody judges in their own cause, and those who hold a role are only suspended by an operator.
    """
    if not viewer.has(Role.MODERATOR):
        return False
    if account.id in viewer.operates or account.left:
        return False
    if viewer.has(Role.OPERATOR):
        return True
    return _ROLE.first(account.id) is None


_ROLE = Statement[tuple[int]](
    lambda account_id: SquareRole.objects.filter(user__account_id=account_id).values_list("id")[:1]
)


def require(allowed: bool) -> None:
    """Raise PermissionDenied unless ``allowed``."""
    if not allowed:
        raise PermissionDenied


def user_of(viewer: Viewer) -> int:
    """Return the user's id; PermissionDenied for a guest."""
    if viewer.user_id is None:
        raise PermissionDenied
    return viewer.user_id


def require_role(viewer: Viewer, role: str) -> None:
    """Raise PermissionDenied unless the viewer holds the role."""
    require(viewer.has(role))
