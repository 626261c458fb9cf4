"""Registration of the room with Django."""

from django.apps import AppConfig
from typing_extensions import override


class TimelinesConfig(AppConfig):
    """Lists and front-page slots."""

    name = "pikir.timelines"
    label = "timelines"

    @override
    def ready(self) -> None:
        """Follow those who leave."""
        from pikir.accounts.events import AccountLeft
        from pikir.kernel.events import subscribe
        from pikir.timelines.handlers import on_account_left

        subscribe(AccountLeft, on_account_left)
