"""Registration of the room with Django."""

from django.apps import AppConfig


class TransferConfig(AppConfig):
    """Import, backup, restore."""

    name = "pikir.transfer"
    label = "transfer"
