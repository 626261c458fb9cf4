"""Registration of the room with Django."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Tasks and schedules."""

    name = "pikir.jobs"
    label = "jobs"
