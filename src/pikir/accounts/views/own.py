"""Signing up, and the page of one's own account."""

from typing import Any

from allauth.account import views as allauth_views
from allauth.account.internal.flows.signup import prevent_enumeration
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from typing_extensions import override

from pikir.accounts import actions
from pikir.accounts.access import Request, can_edit_profile
from pikir.accounts.decorators import signed_in
from pikir.accounts.eid import eid_name
from pikir.accounts.forms.doors import ProfileForm, keep_place
from pikir.accounts.handles import HandleError
from pikir.accounts.queries import operated_accounts, own_account
from pikir.web.rates import TooFastError, take


class SignInView(allauth_views.LoginView):
    """Sign-in by password, with the other ways in beside it."""

    @override
    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """Add what people call the eID of the square."""
        context: dict[str, Any] = super().get_context_data(**given)
        return context | {"eid": eid_name()}


class KindRaceMixin:
    """Answers kindly when someone else was a moment faster."""

    request: HttpRequest

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Save, or say which field lost the race; for an address that is the usual answer, with a letter to it."""
        try:
            take(self.request, "sign_up")
            saved: HttpResponse = super().form_valid(form)  # type: ignore[misc]  # of the view that this is mixed into
        except TooFastError as fault:
            form.add_error(None, str(fault))
            slow: HttpResponse = self.form_invalid(form)  # type: ignore[attr-defined]  # of the view as well
            slow.status_code = 429
            return slow
        except HandleError as fault:
            form.add_error("handle", str(fault))
            again: HttpResponse = self.form_invalid(form)  # type: ignore[attr-defined]  # as above
            return again
        except actions.AddressTakenError:
            keep_place(form.cleaned_data)
            return prevent_enumeration(self.request, email=form.cleaned_data["email"])
        return saved


class SignUpView(KindRaceMixin, allauth_views.SignupView):
    """Sign-up by address and password."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def overview(request: Request) -> HttpResponse:
    """The own account: what it says of itself, and the ways to picture, address and password."""
    account = own_account(request.viewer)
    editable = can_edit_profile(request.viewer, account.id)
    given: dict[str, Any] = {"name": account.name, "bio": account.bio, "language": account.language}
    form = ProfileForm(request.POST if request.method == "POST" else None, initial=given)
    if request.method == "POST" and form.is_valid():
        actions.edit_profile(actor=request.viewer, account_id=account.id, **form.cleaned_data)
        messages.success(request, _("Your profile is saved."))
        return redirect("settings")
    operated = operated_accounts(request.viewer)
    context = {"account": account, "editable": editable, "form": form, "operated": operated}
    return render(request, "accounts/overview.html", context)
