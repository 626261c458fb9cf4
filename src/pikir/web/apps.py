"""Registration of the room with Django."""

from django.apps import AppConfig

from pikir.web import converters


class WebConfig(AppConfig):
    """The shell: base templates, components, tokens, page cache, middleware."""

    name = "pikir.web"
    label = "web"

    def ready(self) -> None:
        """Make the parts of addresses known before any address list is read."""
        converters.register()
