"""Registration of the room with Django."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Territories."""

    name = "pikir.places"
    label = "places"
