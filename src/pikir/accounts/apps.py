"""Registration of the room with Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who: users, accounts, operators and roles."""

    name = "pikir.accounts"
    label = "accounts"
