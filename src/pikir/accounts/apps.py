"""Registration of the room with Django."""

from datetime import time, timedelta

from django.apps import AppConfig
from typing_extensions import override

from pikir.kernel.schedules import register


class AccountsConfig(AppConfig):
    """Who: users, accounts, operators and roles."""

    name = "pikir.accounts"
    label = "accounts"

    @override
    def ready(self) -> None:
        """Have what is over forgotten every night, those who leave let go, and what an eID tells at once."""
        from allauth.socialaccount.models import SocialAccount
        from django.db.models.signals import pre_save

        from pikir.accounts.belongings import register_parts
        from pikir.accounts.eid import forget_claims
        from pikir.accounts.tasks import forget, leave

        register_parts()
        register("accounts.forget", time(3, 20), forget)
        register("accounts.leave", timedelta(hours=1), leave)
        pre_save.connect(forget_claims, sender=SocialAccount)
