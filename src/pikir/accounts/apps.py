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
        from allauth.account.signals import email_changed
        from allauth.socialaccount.models import SocialAccount
        from allauth.socialaccount.signals import social_account_added
        from django.db.models.signals import pre_save

        from pikir.accounts.attestations import hooks
        from pikir.accounts.attestations.tasks import sweep
        from pikir.accounts.belongings import register_parts
        from pikir.accounts.eid import forget_claims
        from pikir.accounts.tasks import forget, leave

        register_parts()
        register("accounts.forget", time(3, 20), forget)
        register("accounts.leave", timedelta(hours=1), leave)
        register("accounts.attestations", time(4, 10), sweep)
        email_changed.connect(hooks.on_address_changed)
        social_account_added.connect(hooks.on_eid_connected)
        pre_save.connect(forget_claims, sender=SocialAccount)
