"""Registration of the room with Django."""

from datetime import time, timedelta

from django.apps import AppConfig
from typing_extensions import override


class TimelinesConfig(AppConfig):
    """Lists and front-page slots."""

    name = "pikir.timelines"
    label = "timelines"

    @override
    def ready(self) -> None:
        """Follow those who leave and what is taken down; keep the front page laid out."""
        from pikir.accounts.events import AccountLeft
        from pikir.kernel.events import subscribe
        from pikir.kernel.schedules import register
        from pikir.posts.events import PostMoved
        from pikir.timelines import handlers, tasks

        subscribe(AccountLeft, handlers.on_account_left)
        subscribe(PostMoved, handlers.on_post_moved)
        register("front.lay_out", timedelta(minutes=1), tasks.lay_out)
        register("front.rank", timedelta(minutes=5), tasks.rank)
        register("front.forget", time(3, 30), tasks.forget_versions)
