"""The door to the provider of an eID: the protocol as allauth speaks it, loaded when somebody comes in by one."""

from typing import Any

from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers import registry as providers
from allauth.socialaccount.providers.base.provider import Provider
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from typing_extensions import override

from pikir.accounts.attestations.claims import proof_of

# What may go wrong in a token that someone else wrote.
_ODD = (TypeError, ValueError, KeyError, AttributeError, ImproperlyConfigured)

providers.register(OpenIDConnectProvider)  # what an installed provider does at the start


class EidDoor(OpenIDConnectOAuth2Adapter):
    """How the square speaks with the provider: one address for its answers, and only a signed token counts."""

    @override
    def get_callback_url(self, _request: HttpRequest, _app: SocialApp) -> str:
        """Return where the provider sends people back to: what its own operators were told."""
        return settings.SQUARE_URL + reverse("eid_callback")

    @override
    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **given: Any) -> SocialLogin:
        """Return who it is by a token with a valid signature. Raises OAuth2Error."""
        provider: Provider = self.get_provider()  # type: ignore[no-untyped-call]  # of allauth
        try:
            claims = jwtkit.verify_and_decode(
                credential=given["response"]["id_token"],
                keys_url=self.openid_config["jwks_uri"],
                issuer=self.openid_config["issuer"],
                audience=app.client_id,
                lookup_kid=jwtkit.lookup_kid_jwk,
            )
            login: SocialLogin = provider.sociallogin_from_response(request, {"id_token": claims})
        except _ODD as fault:
            raise OAuth2Error("unusable token") from fault
        login.proof = proof_of(claims)  # type: ignore[attr-defined]  # what the token proves, until the end of the request
        login.newcomer = login.account.extra_data, login.user  # type: ignore[attr-defined]  # as above; whom to sign up
        return login


def take_answer(request: HttpRequest, key: str) -> HttpResponse:
    """Bring in whom the provider with this key sends back."""
    view = OAuth2CallbackView.adapter_view(EidDoor(request, key))  # type: ignore[no-untyped-call]  # of allauth
    response: HttpResponse = view(request)
    return response
