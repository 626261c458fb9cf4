"""Signing up by an eID."""

from typing import Any

from allauth.socialaccount import forms as allauth_forms
from django import forms
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from pikir.accounts import actions
from pikir.accounts.attestations.claims import proof_of
from pikir.accounts.attestations.hooks import attest_by_eid
from pikir.accounts.forms.doors import CalmMixin, HandleField, NameField, keep_place
from pikir.accounts.models import User


class EidSignUpForm(CalmMixin, allauth_forms.SignupForm):
    """Sign up by an eID: a name, a handle, an address, a language. The address is proven by a letter as anyone's."""

    words = {"email": (_("E-mail"), _("We send one letter to it. Nobody else sees it."))}
    name = NameField(label=_("Your name"), help_text=_("As others will see it, in any script."))
    handle = HandleField(label=_("Handle"), help_text=_("Your address here: Latin letters, digits, underscores."))
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        help_text=_("Letters to you come in it."),
    )
    field_order = ["name", "handle", "email", "language"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the name that the eID tells, and the language of the page."""
        super().__init__(*args, **kwargs)
        claims = self.sociallogin.account.extra_data.get("id_token", {})
        self.fields["name"].initial = claims.get("name", "")
        self.fields["language"].initial = get_language()

    @override
    def save(self, request: HttpRequest) -> User:
        """Make user, account, address and eID in one transaction. Raises HandleTakenError or AddressTakenError."""
        data = self.cleaned_data
        with transaction.atomic():
            proof = proof_of(claims) if (claims := self.sociallogin.account.extra_data.get("id_token")) else None
            user = actions.create_user(
                email=data["email"], password=None, handle=data["handle"], name=data["name"], language=data["language"]
            )
            self.sociallogin.account.user = user
            self.sociallogin.account.save()
        self.sociallogin.user = user
        self.sociallogin.proof = proof
        attest_by_eid(request, self.sociallogin)
        return user

    @override
    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Save; for an address that has a user, answer alike, and write to the address instead."""
        if self.account_already_exists:
            keep_place(self.cleaned_data)
        user, response = super().try_save(request)
        return user, response
