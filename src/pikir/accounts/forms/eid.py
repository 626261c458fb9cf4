"""Signing up by an eID."""

from typing import Any

from allauth.socialaccount import forms as allauth_forms
from allauth.socialaccount.adapter import get_adapter
from django import forms
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from pikir.accounts import actions
from pikir.accounts.attestations.actions import Proof, keep_proof
from pikir.accounts.attestations.claims import proof_of
from pikir.accounts.eid import tied_eid
from pikir.accounts.forms.doors import CalmMixin, HandleField, NameField, keep_place
from pikir.accounts.models import User
from pikir.accounts.queries import confirmed_address


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
    def clean(self) -> dict[str, Any]:
        """Take over the row of a sign-up by this eID that was never finished; whoever finished one is inside."""
        eid = self.sociallogin.account
        tied = tied_eid(eid)
        if tied and confirmed_address(tied.user):
            raise get_adapter().validation_error("connected_other")
        if tied:
            tied.extra_data = eid.extra_data
            self.sociallogin.account = tied
        return super().clean()

    @override
    def save(self, _request: HttpRequest) -> User:
        """Make user, account, address and eID in one transaction. Raises HandleTakenError or AddressTakenError.

        What the eID proves attests the account when the address is proven; till then nothing tells that it is there.
        """
        data = self.cleaned_data
        with transaction.atomic():
            proof = self._proof()
            user = actions.create_user(
                email=data["email"], password=None, handle=data["handle"], name=data["name"], language=data["language"]
            )
            self.sociallogin.account.user = user
            self.sociallogin.account.save()
            if proof:
                keep_proof(account_id=user.account_id, proof=proof)
        self.sociallogin.user = user
        return user

    @override
    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Save; for an address that has a user, take as long and answer alike, and write to the address instead."""
        if self.account_already_exists:
            with transaction.atomic():
                place, proof = keep_place(self.cleaned_data), self._proof()
                if proof:
                    keep_proof(account_id=place.id, proof=proof)
        user, response = super().try_save(request)
        return user, response

    def _proof(self) -> Proof | None:
        claims = self.sociallogin.account.extra_data.get("id_token")
        return proof_of(claims) if claims else None
