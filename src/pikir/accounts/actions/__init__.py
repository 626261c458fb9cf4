"""Every write of this room. An ``actor`` of None is the square itself: set-up, import, demo."""

from pikir.accounts.actions.creation import AddressTakenError, create_account, create_user
from pikir.accounts.actions.forgetting import forget_unconfirmed
from pikir.accounts.actions.lists import Wish, publish_block_list, take_over, withdraw_block_list
from pikir.accounts.actions.operators import LastOwnerError, OwnAccountError, add_operator, remove_operator
from pikir.accounts.actions.pages import (
    Link,
    LinkError,
    change_handle,
    describe_account,
    describe_service,
    next_handle_change,
    note_check,
    set_header,
    set_links,
)
from pikir.accounts.actions.profile import edit_profile, set_picture
from pikir.accounts.actions.relations import (
    RelationError,
    accept_request,
    add_filter,
    block,
    decline_request,
    follow,
    forget_ended,
    mute,
    remove_filter,
    remove_follower,
    set_policies,
    unblock,
    unfollow,
    unmute,
)
from pikir.accounts.actions.roles import LastOperatorError, give_role, take_role
from pikir.accounts.actions.sessions import end_other_sessions, end_session, end_sessions_of, trim_sessions
from pikir.accounts.actions.suspension import ReasonMissingError, restore_account, suspend_account

__all__ = [
    "AddressTakenError",
    "LastOperatorError",
    "LastOwnerError",
    "Link",
    "LinkError",
    "OwnAccountError",
    "ReasonMissingError",
    "RelationError",
    "Wish",
    "accept_request",
    "add_filter",
    "add_operator",
    "block",
    "change_handle",
    "create_account",
    "create_user",
    "decline_request",
    "describe_account",
    "describe_service",
    "edit_profile",
    "end_other_sessions",
    "end_session",
    "end_sessions_of",
    "follow",
    "forget_ended",
    "forget_unconfirmed",
    "give_role",
    "mute",
    "next_handle_change",
    "note_check",
    "publish_block_list",
    "remove_filter",
    "remove_follower",
    "remove_operator",
    "restore_account",
    "set_header",
    "set_links",
    "set_picture",
    "set_policies",
    "suspend_account",
    "take_over",
    "take_role",
    "trim_sessions",
    "unblock",
    "unfollow",
    "unmute",
    "withdraw_block_list",
]
