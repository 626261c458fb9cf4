"""What this room tells the floors above."""

from dataclasses import dataclass


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
class RoleChanged:
    """A user was given a role of the square, or lost it."""

    user_id: int
    role: str
    given: bool


@dataclass(frozen=True, kw_only=True)
class OperatorChanged:
    """A user now acts for an account, in a new role, or no longer."""

    user_id: int
    account_id: int
    role: str  # empty: no longer
