"""Registration of the room with Django."""

from django.apps import AppConfig
from typing_extensions import override


class WebConfig(AppConfig):
    """The shell: base templates, components, tokens, page cache, middleware."""

    name = "pikir.web"
    label = "web"

    @override
    def ready(self) -> None:
        """Make the parts of addresses known before any list of addresses is read."""
        from pikir.web import converters  # not before the apps are ready

        converters.register()
