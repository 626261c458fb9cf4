"""Registration of the room with Django."""

from datetime import time

from django.apps import AppConfig
from typing_extensions import override

from pikir.kernel.schedules import register


class MailConfig(AppConfig):
    """Outgoing mail."""

    name = "pikir.mail"
    label = "mail"

    @override
    def ready(self) -> None:
        """Have old letters forgotten every night."""
        from pikir.mail.belongings import register_parts
        from pikir.mail.tasks import forget

        register_parts()
        register("mail.forget", time(3, 40), forget)
