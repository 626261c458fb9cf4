"""What this room tells the floors above."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class AccountCreated:
    """A new account may speak."""

    account_id: int
    handle: str


@dataclass(frozen=True, kw_only=True)
class AccountChanged:
    """Name, bio or picture of an account are other than before: what shows them is stale."""

    account_id: int
    handle: str


@dataclass(frozen=True, kw_only=True)
class LinksChanged:
    """An account names other pages as its own than before: they have to be asked."""

    account_id: int


@dataclass(frozen=True, kw_only=True)
class AccountSuspended:
    """An account may no longer speak, and what it said is no longer shown."""

    account_id: int
    handle: str


@dataclass(frozen=True, kw_only=True)
class AccountRestored:
    """A suspended account may speak again."""

    account_id: int
    handle: str


@dataclass(frozen=True, kw_only=True)
class AccountLeft:
    """A person's account is given up for good: every room lets go of what it holds of them, as they decided.

    User and account are deleted at the end of the same transaction; an account that something still names stays as an
    empty place, without name or handle.
    """

    account_id: int
    user_id: int
    fate: str


@dataclass(frozen=True, kw_only=True)
class RoleChanged:
    """A user was given a role of the square, or lost it."""

    user_id: int
    role: str
    given: bool


@dataclass(frozen=True, kw_only=True)
class OperatorChanged:
    """A user now acts for an account, in a new role, or no longer, by the will of somebody who may say so."""

    user_id: int
    account_id: int
    role: str  # empty: no longer
    by: int | None  # user; None: the square itself


@dataclass(frozen=True, kw_only=True)
class OperatorInvited:
    """A user is asked to act for an account, or asked again in another role."""

    invitation_id: int
    user_id: int
    account_id: int
    by_id: int  # own account of who asks


@dataclass(frozen=True, kw_only=True)
class InvitationAnswered:
    """Who was asked to act for an account does so now, or does not want to."""

    user_id: int  # who had asked
    account_id: int
    by_id: int  # own account of who answers
    accepted: bool


@dataclass(frozen=True, kw_only=True)
class SafetyChanged:
    """What keeps a user's account safe has changed, or a strange browser signed in. A letter tells the user too."""

    user_id: int
    what: str  # "sign_in", or the last word of the letter's template, such as "password_changed"


@dataclass(frozen=True, kw_only=True)
class VoiceChanged:
    """What verifies an account is other than before."""

    account_id: int
    what: str  # "made", "moved_here", "moved_away", "ending" (in a month), "ended", "revoked"


@dataclass(frozen=True, kw_only=True)
class Followed:
    """An account has a new follower: at once, or because a request was accepted."""

    follower_id: int
    followed_id: int
    accepted: bool = False  # by hand, after a request


@dataclass(frozen=True, kw_only=True)
class FollowRequested:
    """An account asks to follow another. Never sent for someone whom the other one blocks."""

    follower_id: int
    followed_id: int


@dataclass(frozen=True, kw_only=True)
class Unfollowed:
    """A follower is none any more, by their own will, the other one's, or a block."""

    follower_id: int
    followed_id: int


@dataclass(frozen=True, kw_only=True)
class Blocked:
    """An account blocks another from now on."""

    blocker_id: int
    blocked_id: int


@dataclass(frozen=True, kw_only=True)
class Unblocked:
    """An account blocks another no longer."""

    blocker_id: int
    blocked_id: int


@dataclass(frozen=True, kw_only=True)
class Muted:
    """An account does not want to see another for a while, or for ever."""

    muter_id: int
    muted_id: int
    until: datetime | None


@dataclass(frozen=True, kw_only=True)
class Unmuted:
    """An account sees another again before the term has passed."""

    muter_id: int
    muted_id: int
