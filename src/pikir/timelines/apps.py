"""Registration of the room with Django."""

from django.apps import AppConfig


class TimelinesConfig(AppConfig):
    """Lists and front-page slots."""

    name = "pikir.timelines"
    label = "timelines"
