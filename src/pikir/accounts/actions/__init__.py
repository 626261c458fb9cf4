"""Every write of this room. An ``actor`` of None is the square itself: set-up, import, demo."""

from pikir.accounts.actions.creation import (
    AddressTakenError,
    OrganisationError,
    create_account,
    create_user,
    found_organisation,
)
from pikir.accounts.actions.forgetting import forget_unclaimed, forget_unconfirmed
from pikir.accounts.actions.invitations import (
    InvitationError,
    accept_invitation,
    invite_operator,
    remember_voice,
    withdraw_invitation,
)
from pikir.accounts.actions.leaving import LeavingError, ask_to_leave, carry_out_departures, stay
from pikir.accounts.actions.lists import Wish, publish_block_list, take_over, withdraw_block_list
from pikir.accounts.actions.mandates import note_mandates
from pikir.accounts.actions.operators import (
    LastOwnerError,
    OwnAccountError,
    add_operator,
    remove_operator,
    show_operator,
)
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
from pikir.accounts.actions.proven import user_for_proven
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
from pikir.accounts.actions.sessions import (
    end_other_sessions,
    end_session,
    end_sessions_of,
    forget_asked_addresses,
    trim_sessions,
)
from pikir.accounts.actions.settings import choose_quiet_hours, choose_reading
from pikir.accounts.actions.suspension import ReasonMissingError, restore_account, suspend_account

__all__ = [
    "AddressTakenError",
    "InvitationError",
    "LastOperatorError",
    "LastOwnerError",
    "LeavingError",
    "Link",
    "LinkError",
    "OrganisationError",
    "OwnAccountError",
    "ReasonMissingError",
    "RelationError",
    "Wish",
    "accept_invitation",
    "accept_request",
    "add_filter",
    "add_operator",
    "ask_to_leave",
    "block",
    "carry_out_departures",
    "change_handle",
    "choose_quiet_hours",
    "choose_reading",
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
    "forget_asked_addresses",
    "forget_ended",
    "forget_unclaimed",
    "forget_unconfirmed",
    "found_organisation",
    "give_role",
    "invite_operator",
    "mute",
    "next_handle_change",
    "note_check",
    "note_mandates",
    "publish_block_list",
    "remember_voice",
    "remove_filter",
    "remove_follower",
    "remove_operator",
    "restore_account",
    "set_header",
    "set_links",
    "set_picture",
    "set_policies",
    "show_operator",
    "stay",
    "suspend_account",
    "take_over",
    "take_role",
    "trim_sessions",
    "unblock",
    "unfollow",
    "unmute",
    "user_for_proven",
    "withdraw_block_list",
    "withdraw_invitation",
]
