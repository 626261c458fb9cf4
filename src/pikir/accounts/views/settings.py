"""All settings on one page. How one reads is for guests as well; all else for who is signed in."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pikir.accounts import actions
from pikir.accounts.access import Request
from pikir.accounts.forms.settings import QuietForm, ReadingForm
from pikir.accounts.models import User
from pikir.accounts.queries import own_user
from pikir.web.look import choice_of, remember_choice, remember_language

REFUSED = 422  # what was sent cannot be kept; the page says why


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: Request) -> HttpResponse:
    """Show all settings, or keep those of one of the two forms."""
    user = own_user(request.viewer) if request.viewer.signed_in else None
    if request.method == "POST":
        return _keep_quiet(request, user) if request.POST.get("act") == "quiet" else _keep_reading(request, user)
    return _show(request, user)


def _show(request: Request, user: User | None, status: int = 200, **forms: Any) -> HttpResponse:
    reading = ReadingForm(initial=_reading(request, user))
    context: dict[str, Any] = {"reading": reading, "user": user, "now": timezone.now()}
    if user:
        context["quiet"] = QuietForm(initial={"quiet_from": user.quiet_from, "quiet_until": user.quiet_until})
    return render(request, "accounts/settings.html", context | forms, status=status)


def _reading(request: Request, user: User | None) -> dict[str, str | None]:
    return {"language": user.language if user else get_language(), **choice_of(request)._asdict()}


def _keep_reading(request: Request, user: User | None) -> HttpResponse:
    form = ReadingForm(request.POST, initial=_reading(request, user))
    if not form.is_valid():
        return _show(request, user, REFUSED, reading=form)
    language, choice = form.cleaned_data["language"], form.choice()
    if user:
        actions.choose_reading(actor=request.viewer, language=language, choice=choice)
    changed = "language" in form.changed_data  # else one stays in the language of the page, whichever that is
    with override(language if changed else get_language()):
        messages.success(request, _("Saved."))
        response = redirect("all_settings")
    remember_choice(response, choice)
    if changed:
        remember_language(response, language)
    return response


def _keep_quiet(request: Request, user: User | None) -> HttpResponse:
    if user is None:
        return redirect_to_login(reverse("all_settings"), resolve_url("account_login"))
    form = QuietForm(request.POST)
    if not form.is_valid():
        return _show(request, user, REFUSED, quiet=form)
    actions.choose_quiet_hours(actor=request.viewer, **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect("all_settings")
