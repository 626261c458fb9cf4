"""Signing in by an eID: one OpenID Connect provider that the operator names. A person is known by its ``sub`` alone."""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers.base.provider import Provider
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from typing_extensions import override

from pikir.accounts.attestations.hooks import attest_by_eid
from pikir.accounts.models import User
from pikir.accounts.queries import confirmed_address


def eid_name() -> str:
    """Return what people call the eID of this square; empty when it has none."""
    return settings.OIDC.name if settings.OIDC else ""


def eids_of(user: User) -> list[SocialAccount]:
    """Return the eIDs by which a user may sign in, oldest first."""
    return list(SocialAccount.objects.filter(user=user).order_by("id"))


class EidAdapter(DefaultSocialAccountAdapter):
    """The hooks of allauth.socialaccount that differ from its defaults."""

    error_messages = DefaultSocialAccountAdapter.error_messages | {
        "no_password": gettext_lazy("You have no password yet. Set one first, or you could not come in any more."),
        "connected_other": gettext_lazy("This eID belongs to another account."),
    }

    @override
    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Return the one provider of the settings. Its key holds its address: another provider's people are others."""
        if not settings.OIDC:
            return []
        app = SocialApp(
            provider="openid_connect",
            provider_id=settings.OIDC.key,
            name=settings.OIDC.name,
            client_id=settings.OIDC.client,
            secret=settings.OIDC.secret,
            settings={"server_url": settings.OIDC.issuer, "oauth_pkce_enabled": True},
        )
        return [app] if provider in (None, app.provider, app.provider_id) else []

    @override
    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> Provider:
        """Return the provider, with our door to it."""
        from pikir.accounts.eid_door import EidDoor  # with it all that speaks HTTP to others: most squares have no eID

        found: Provider = super().get_provider(request, provider, client_id)
        found.oauth2_adapter_class = EidDoor  # type: ignore[attr-defined]  # there is one kind of provider
        return found

    @override
    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Whoever comes in by an eID that is tied to an account shows that number once more.

        Who signed up by it and did not prove the address is nobody yet: the way back would tell whether it was new.
        """
        if not sociallogin.is_existing:
            return
        if not confirmed_address(sociallogin.user):  # type: ignore[arg-type]  # there is one kind of user
            sociallogin.account.extra_data, sociallogin.user = sociallogin.newcomer  # type: ignore[attr-defined]  # see above
        elif sociallogin.state.get("process") == "login":
            attest_by_eid(request, sociallogin)

    @override
    def on_authentication_error(self, request: HttpRequest, *_given: object, **_named: object) -> None:
        """Whatever went wrong at the provider: say so where the person came from."""
        messages.error(request, _("Signing in by eID did not work. Try again, or come in by another way."))
        raise ImmediateHttpResponse(redirect("mfa_index" if request.user.is_authenticated else "account_login"))

    @override
    def get_connect_redirect_url(self, _request: HttpRequest, _account: SocialAccount) -> str:
        """Lead back to the page of safety."""
        return reverse("mfa_index")


def tied_eid(eid: SocialAccount) -> SocialAccount | None:
    """Return the row that ties an eID to a user by now, with the user; None while it is free."""
    tied = SocialAccount.objects.filter(provider=eid.provider, uid=eid.uid).select_related("user")
    return tied.first()


def forget_claims(instance: SocialAccount, **_signal: object) -> None:
    """Keep who it is, and nothing else that a provider told."""
    instance.extra_data = {}
