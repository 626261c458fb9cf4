"""Registration of the room with Django."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Who did what."""

    name = "pikir.audit"
    label = "audit"
