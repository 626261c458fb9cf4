"""Every write of this room. An ``actor`` of None is the square itself: set-up, import, demo."""

from pikir.accounts.actions.creation import AddressTakenError, create_account, create_user
from pikir.accounts.actions.forgetting import forget_unconfirmed
from pikir.accounts.actions.operators import LastOwnerError, OwnAccountError, add_operator, remove_operator
from pikir.accounts.actions.profile import edit_profile, set_picture
from pikir.accounts.actions.roles import LastOperatorError, give_role, take_role
from pikir.accounts.actions.sessions import end_other_sessions, end_session, trim_sessions
from pikir.accounts.actions.suspension import ReasonMissingError, restore_account, suspend_account

__all__ = [
    "AddressTakenError",
    "LastOperatorError",
    "LastOwnerError",
    "OwnAccountError",
    "ReasonMissingError",
    "add_operator",
    "create_account",
    "create_user",
    "edit_profile",
    "end_other_sessions",
    "end_session",
    "forget_unconfirmed",
    "give_role",
    "remove_operator",
    "restore_account",
    "set_picture",
    "suspend_account",
    "take_role",
    "trim_sessions",
]
