"""Registration of the room with Django."""

from datetime import time

from django.apps import AppConfig
from typing_extensions import override

from pikir.kernel.schedules import register


class AccountsConfig(AppConfig):
    """Who: users, accounts, operators and roles."""

    name = "pikir.accounts"
    label = "accounts"

    @override
    def ready(self) -> None:
        """Have what is over forgotten every night."""
        from pikir.accounts.tasks import forget

        register("accounts.forget", time(3, 20), forget)
