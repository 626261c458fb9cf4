"""Whom this room tells when accounts say that something has happened."""

from pikir.accounts.events import (
    AccountLeft,
    Followed,
    FollowRequested,
    InvitationAnswered,
    OperatorChanged,
    OperatorInvited,
    SafetyChanged,
    VoiceChanged,
)
from pikir.kernel.ids import make_id
from pikir.notifications.actions import forget_account, notify
from pikir.notifications.queries import users_of


def on_account_left(event: AccountLeft) -> None:
    """Forget what was told to them and about them."""
    forget_account(account_id=event.account_id, user_id=event.user_id)


def on_followed(event: Followed) -> None:
    """Tell who has a new follower; if that one let them in by hand, tell who had asked."""
    follower, followed = event.follower_id, event.followed_id
    if event.accepted:
        notify(receivers=users_of([follower]), kind="let_in", object_id=follower, actor_account_id=followed)
    else:
        _tell_of_follower("follow", follower, followed)


def on_follow_requested(event: FollowRequested) -> None:
    """Tell who is asked."""
    _tell_of_follower("request", event.follower_id, event.followed_id)


def on_safety_changed(event: SafetyChanged) -> None:
    """Tell the person whose account it is."""
    notify(receivers=[event.user_id], kind="security", object_id=make_id(), data={"what": event.what})


def on_operator_invited(event: OperatorInvited) -> None:
    """Tell who is asked to act for an account; once for an invitation, in whatever role."""
    notify(
        receivers=[event.user_id],
        kind="invitation",
        object_id=event.invitation_id,
        about_id=event.account_id,
        actor_account_id=event.by_id,
    )


def on_invitation_answered(event: InvitationAnswered) -> None:
    """Tell who asked what the answer is; each answer on a line of its own."""
    notify(
        receivers=[event.user_id],
        kind="invitation_answer",
        object_id=make_id(),
        actor_account_id=event.by_id,
        data={"account": str(event.account_id), "accepted": event.accepted},
    )


def on_operator_changed(event: OperatorChanged) -> None:
    """Tell whose role is another now, or gone; not what people do themselves, nor what the square set up."""
    if event.by in (None, event.user_id):
        return
    notify(
        receivers=[event.user_id],
        kind="operator_role",
        object_id=make_id(),
        data={"account": str(event.account_id), "role": event.role},
    )


def on_voice_changed(event: VoiceChanged) -> None:
    """Tell the person whose voice it is."""
    notify(receivers=users_of([event.account_id]), kind="voice", object_id=make_id(), data={"what": event.what})


def _tell_of_follower(kind: str, follower_id: int, followed_id: int) -> None:
    notify(receivers=users_of([followed_id]), kind=kind, object_id=followed_id, actor_account_id=follower_id)
