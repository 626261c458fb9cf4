"""Registration of the room with Django."""

from datetime import time, timedelta
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from typing_extensions import override


class ModerationConfig(AppConfig):
    """Keeping order."""

    name = "pikir.moderation"
    label = "moderation"

    @override
    def ready(self) -> None:
        """Give every square rules, tell of decisions, hold posts to them, end them in time, keep the public log."""
        from pikir.accounts.events import AccountLeft
        from pikir.kernel.events import subscribe
        from pikir.kernel.schedules import register
        from pikir.moderation import belongings, events, handlers, notices, restraints, tasks, trust_handlers
        from pikir.moderation.openness import actions as log
        from pikir.moderation.openness.tasks import close_yesterday
        from pikir.moderation.queries import reports_among
        from pikir.posts.restraints import register_keeper
        from pikir.posts.threads import register_reports

        post_migrate.connect(_load_rules, sender=self)
        register_keeper(restraints.restrained_posts)
        register_reports(reports_among)
        notices.register_kinds()
        belongings.register_parts()
        subscribe(AccountLeft, handlers.on_account_left)
        subscribe(events.Decided, handlers.on_decided)
        subscribe(events.Dismissed, handlers.on_dismissed)
        subscribe(events.DecisionLifted, handlers.on_lifted)
        subscribe(events.AppealAnswered, handlers.on_appeal_answered)
        subscribe(events.Decided, log.on_decided)
        subscribe(events.DecisionLifted, log.on_lifted)
        subscribe(events.Appealed, log.on_appealed)
        subscribe(events.AppealAnswered, log.on_answered)
        trust_handlers.register_trust()
        register("moderation.lift_due", timedelta(minutes=1), tasks.lift_due)
        register("moderation.close_day", time(0, 2), close_yesterday)


def _load_rules(**_given: Any) -> None:
    from pikir.moderation.actions.rules import load_rules

    load_rules()
