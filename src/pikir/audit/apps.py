"""Registration of the room with Django."""

from django.apps import AppConfig
from typing_extensions import override


class AuditConfig(AppConfig):
    """Who did what."""

    name = "pikir.audit"
    label = "audit"

    @override
    def ready(self) -> None:
        """Say what of the log belongs to a person."""
        from pikir.audit.belongings import register_parts

        register_parts()
