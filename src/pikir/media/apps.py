"""Registration of the room with Django."""

from datetime import time

from django.apps import AppConfig
from typing_extensions import override


class MediaConfig(AppConfig):
    """Pictures."""

    name = "pikir.media"
    label = "media"

    @override
    def ready(self) -> None:
        """Have what nobody uses swept out at night, and what somebody who left leaves behind at once."""
        from pikir.accounts.events import AccountLeft
        from pikir.kernel.events import subscribe
        from pikir.kernel.schedules import register
        from pikir.media.belongings import register_parts
        from pikir.media.events import PictureMoved
        from pikir.media.handlers import on_account_left, on_picture_moved
        from pikir.media.tasks import sweep_pictures

        register_parts()
        subscribe(AccountLeft, on_account_left)
        subscribe(PictureMoved, on_picture_moved)
        register("sweep_pictures", time(3, 40), sweep_pictures)
