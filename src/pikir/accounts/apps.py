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
        from allauth.account.signals import email_changed, email_confirmed
        from allauth.socialaccount.models import SocialAccount
        from allauth.socialaccount.signals import social_account_added
        from django.db.models.signals import pre_save

        from pikir.accounts.attestations import hooks
        from pikir.accounts.attestations.tasks import sweep
        from pikir.accounts.belongings import register_parts
        from pikir.accounts.eid import forget_claims
        from pikir.accounts.events import LinksChanged
        from pikir.accounts.handlers import on_links_changed
        from pikir.accounts.tasks import check_links_again, forget, leave
        from pikir.kernel.events import subscribe

        register_parts()
        register("accounts.forget", time(3, 20), forget)
        register("accounts.leave", timedelta(hours=1), leave)
        register("accounts.attestations", time(4, 20), sweep)
        email_changed.connect(hooks.on_address_changed)
        email_confirmed.connect(hooks.on_address_proven)
        social_account_added.connect(hooks.on_eid_connected)
        register("accounts.check_links", time(4, 10), check_links_again)
        subscribe(LinksChanged, on_links_changed)
        pre_save.connect(forget_claims, sender=SocialAccount)
