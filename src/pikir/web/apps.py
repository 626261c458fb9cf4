"""Registration of the room with Django."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The shell: base templates, components, tokens, page cache, middleware."""

    name = "pikir.web"
    label = "web"
