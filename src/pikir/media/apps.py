"""Registration of the room with Django."""

from django.apps import AppConfig


class MediaConfig(AppConfig):
    """Pictures."""

    name = "pikir.media"
    label = "media"
