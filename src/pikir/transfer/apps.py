"""Registration of the room with Django."""

from datetime import timedelta

from django.apps import AppConfig
from typing_extensions import override


class TransferConfig(AppConfig):
    """Import, backup, restore, personal archives."""

    name = "pikir.transfer"
    label = "transfer"

    @override
    def ready(self) -> None:
        """Have archives swept out, and let go of those who leave."""
        from pikir.accounts.events import AccountLeft
        from pikir.kernel.events import subscribe
        from pikir.kernel.schedules import register
        from pikir.transfer.handlers import on_account_left
        from pikir.transfer.tasks import sweep_archives

        subscribe(AccountLeft, on_account_left)
        register("transfer.sweep_archives", timedelta(hours=1), sweep_archives)
