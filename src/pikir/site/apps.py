"""Registration of the room with Django."""

from django.apps import AppConfig
from typing_extensions import override


class SiteConfig(AppConfig):
    """Pages made of several rooms."""

    name = "pikir.site"
    label = "site"

    @override
    def ready(self) -> None:
        """Sign letters with the square's name, keep quiet hours in its zone, and log what operators do with jobs.

        Delete what was drawn and nobody asks for.
        """
        from datetime import time

        from pikir.jobs.events import ParkedJobDropped, ParkedJobRetried
        from pikir.kernel.events import subscribe
        from pikir.kernel.schedules import register
        from pikir.mail.signature import name_square
        from pikir.notifications.quiet import keep_time_by
        from pikir.posts.events import PostMoved
        from pikir.site import handlers, tasks
        from pikir.site.queries import square_view

        name_square(lambda: square_view().name)
        keep_time_by(lambda: square_view().zone)
        subscribe(ParkedJobRetried, handlers.on_job_retried)
        subscribe(ParkedJobDropped, handlers.on_job_dropped)
        subscribe(PostMoved, handlers.on_post_moved)
        register("site.sweep_drawn", time(4, 40), tasks.sweep_drawn)
