"""Registration of the room with Django."""

from django.apps import AppConfig


class SyndicationConfig(AppConfig):
    """Feeds."""

    name = "pikir.syndication"
    label = "syndication"
