"""Registration of the room with Django."""

from datetime import time
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from typing_extensions import override

from pikir.kernel.events import subscribe
from pikir.kernel.schedules import register


class ModerationConfig(AppConfig):
    """Keeping order."""

    name = "pikir.moderation"
    label = "moderation"

    @override
    def ready(self) -> None:
        """Give every square rules to begin with, and keep the public log."""
        from pikir.moderation import events
        from pikir.moderation.openness import entries, tasks

        post_migrate.connect(_load_rules, sender=self)
        subscribe(events.Decided, entries.on_decided)
        subscribe(events.DecisionLifted, entries.on_lifted)
        subscribe(events.Appealed, entries.on_appealed)
        subscribe(events.AppealAnswered, entries.on_answered)
        register("moderation.close_day", time(0, 2), tasks.close_yesterday)


def _load_rules(**_given: Any) -> None:
    from pikir.moderation.actions.rules import load_rules

    load_rules()
