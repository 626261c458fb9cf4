"""Registration of the room with Django."""

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
        """Give every square rules to begin with."""
        post_migrate.connect(_load_rules, sender=self)


def _load_rules(**_given: Any) -> None:
    from pikir.moderation.actions.rules import load_rules

    load_rules()
