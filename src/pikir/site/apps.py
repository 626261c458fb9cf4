"""Registration of the room with Django."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Pages made of several rooms."""

    name = "pikir.site"
    label = "site"
