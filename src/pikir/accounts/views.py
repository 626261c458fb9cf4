"""Pages of one's own account. Those of signing in and its letters are allauth's, with our forms and templates."""

from typing import Any

from allauth.account import views as allauth_views
from allauth.account.internal.flows.signup import prevent_enumeration
from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from typing_extensions import override

from pikir.accounts import actions
from pikir.accounts.access import Request, can_edit_profile
from pikir.accounts.decorators import signed_in
from pikir.accounts.forms import ProfileForm
from pikir.accounts.handles import HandleError
from pikir.accounts.queries import operated_accounts, own_account


class SignUpView(allauth_views.SignupView):
    """Sign-up that answers kindly when someone else was a moment faster."""

    @override
    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Save, or say which field lost the race; for an address that is the usual answer, with a letter to it."""
        try:
            return super().form_valid(form)
        except HandleError as fault:
            form.add_error("handle", str(fault))
            again: HttpResponse = self.form_invalid(form)
            return again
        except actions.AddressTakenError:
            return prevent_enumeration(self.request, email=form.cleaned_data["email"])


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
