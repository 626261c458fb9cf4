"""The safety of one's account: passkeys, codes, where one is signed in. What proves a factor is allauth's."""

from typing import Any

from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.core.internal.httpkit import authenticated_user
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.webauthn import views as passkey_views
from allauth.mfa.webauthn.internal import auth as passkeys
from allauth.mfa.webauthn.internal import flows as passkey_flows
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from typing_extensions import override

from pikir.accounts import actions
from pikir.accounts.access import Request
from pikir.accounts.decorators import signed_in
from pikir.accounts.eid import eid_name, eids_of
from pikir.accounts.queries import factors_of, own_user, sessions_of


@never_cache
@require_safe
@signed_in
def overview(request: Request) -> HttpResponse:
    """What guards the account, and where it is open."""
    user = own_user(request.viewer)
    factors = factors_of(user)
    codes = factors["recovery_codes"]
    context = {
        "passkeys": [{"id": one.pk, "name": str(one), "factor": one} for one in factors["webauthn"]],
        "app": next(iter(factors["totp"]), None),
        "codes_left": len(RecoveryCodes(codes[0]).get_unused_codes()) if codes else None,
        "eid": eid_name(),
        "eids": eids_of(user),
        "has_password": user.has_usable_password(),
        "sessions": sessions_of(user, current=request.session.session_key),
    }
    return render(request, "accounts/safety.html", context)


@require_POST
@signed_in
def end_sessions(request: Request) -> HttpResponse:
    """Sign out one session by its reference, or all but this one."""
    reference = request.POST.get("session", "")
    if reference:
        actions.end_session(actor=request.viewer, reference=reference)
        messages.success(request, _("That device is signed out."))
    else:
        actions.end_other_sessions(actor=request.viewer, kept=str(request.session.session_key))
        messages.success(request, _("Every other device is signed out."))
    return redirect("mfa_index")


class AddPasskeyView(passkey_views.AddWebAuthnView):
    """A new passkey, of the kind with which one signs in without a password."""

    @override
    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """Ask the browser for a passkey that stays on the device and knows its owner."""
        context: dict[str, Any] = super().get_context_data(**given)
        options = passkeys.begin_registration(authenticated_user(self.request), passwordless=True)
        return context | {"js_data": {"creation_options": options}}


class PasskeySignInView(passkey_views.LoginWebAuthnView):
    """Signing in by a passkey: GET asks what to sign, POST brings it signed."""

    @override
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return what a passkey shall sign. It is the same for everyone: who it is, the passkey says."""
        return JsonResponse({"request_options": passkeys.begin_authentication(user=None)})

    @override
    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Sign in and lead back to where the person was."""
        passkey = form.cleaned_data["credential"]
        login = Login(user=passkey.user, redirect_url=get_next_redirect_url(self.request))
        response: HttpResponse = passkey_flows.perform_passwordless_login(self.request, passkey, login)
        return response


add_passkey = AddPasskeyView.as_view()
rename_passkey = passkey_views.EditWebAuthnView.as_view(success_url=reverse_lazy("mfa_index"))
remove_passkey = passkey_views.RemoveWebAuthnView.as_view(success_url=reverse_lazy("mfa_index"))
passkey_sign_in = PasskeySignInView.as_view()
