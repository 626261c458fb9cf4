"""Registration of the room with Django."""

from datetime import time, timedelta

from django.apps import AppConfig
from typing_extensions import override


class WebConfig(AppConfig):
    """The shell: base templates, components, tokens, page cache, middleware."""

    name = "pikir.web"
    label = "web"

    @override
    def ready(self) -> None:
        """Make the parts of addresses known before any list is read; have old counts put together or deleted."""
        from pikir.kernel.schedules import register
        from pikir.web import converters, plain, tasks  # not before the apps are ready

        plain.keep_by_thread()
        converters.register()
        register("fold_reads", time(3, 50), tasks.fold_reads)
        register("forget_tallies", timedelta(hours=1), tasks.forget_tallies)
