"""Registration of the room with Django."""

from datetime import time, timedelta

from django.apps import AppConfig
from typing_extensions import override


class NotificationsConfig(AppConfig):
    """The inbox, and letters about what waits in it."""

    name = "pikir.notifications"
    label = "notifications"

    @override
    def ready(self) -> None:
        """Say what accounts tell their people, and have letters written and old notices forgotten."""
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
        from pikir.kernel.events import subscribe
        from pikir.kernel.schedules import register
        from pikir.notifications import belongings, handlers, organisations, people, tasks

        people.register_kinds()
        organisations.register_kinds()
        belongings.register_parts()
        subscribe(AccountLeft, handlers.on_account_left)
        subscribe(Followed, handlers.on_followed)
        subscribe(FollowRequested, handlers.on_follow_requested)
        subscribe(OperatorInvited, handlers.on_operator_invited)
        subscribe(InvitationAnswered, handlers.on_invitation_answered)
        subscribe(OperatorChanged, handlers.on_operator_changed)
        subscribe(SafetyChanged, handlers.on_safety_changed)
        subscribe(VoiceChanged, handlers.on_voice_changed)
        register("notifications.mail", timedelta(minutes=5), tasks.write_letters)
        register("notifications.forget", time(3, 50), tasks.forget)
