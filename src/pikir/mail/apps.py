"""Registration of the room with Django."""

from datetime import time, timedelta

from django.apps import AppConfig
from typing_extensions import override

from pikir.kernel.schedules import register


class MailConfig(AppConfig):
    """Outgoing mail."""

    name = "pikir.mail"
    label = "mail"

    @override
    def ready(self) -> None:
        """Have old letters forgotten every night, and waiting ones taken up when a mail server was set."""
        from pikir.mail.belongings import register_parts
        from pikir.mail.tasks import forget, send_waiting

        register_parts()
        register("mail.forget", time(3, 40), forget)
        register("mail.send_waiting", timedelta(hours=1), send_waiting)
