"""Registration of the room with Django."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """Outgoing mail."""

    name = "pikir.mail"
    label = "mail"
