"""Reporting something without an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from pikir.accounts.access import Viewer
from pikir.moderation.actions.flags import FlagError
from pikir.moderation.actions.outside import flag_from_outside
from pikir.moderation.forms import OutsideForm
from pikir.moderation.queries import rules_in_force
from pikir.moderation.subjects import access_subject
from pikir.moderation.words import subject_address
from pikir.web.keyset import read_key
from pikir.web.rates import TooFastError, status_of, take


@never_cache
def outside(request: HttpRequest) -> HttpResponse:
    """Take a report of anyone; ``?thing=post-5`` fills in what it is about."""
    form = OutsideForm(request.POST or None, rules=rules_in_force(), initial={"place": _place(request)})
    if request.method == "POST" and form.is_valid() and _take(request, form):
        return redirect("flag-outside-done")
    status = status_of(request) if form.errors else 200
    return render(request, "moderation/outside.html", {"form": form}, status=status)


@never_cache
def done(request: HttpRequest) -> HttpResponse:
    """Say that a letter is on its way."""
    return render(request, "moderation/outside_done.html")


def _place(request: HttpRequest) -> str:
    kind, _, number = request.GET.get("thing", "").partition("-")
    key = read_key(number)
    return subject_address(access_subject(Viewer.guest(), kind, key)) if key else ""


def _take(request: HttpRequest, form: OutsideForm) -> bool:
    given, rule = form.cleaned_data, form.chosen_rule
    try:
        take(request, "flag_outside")
        flag_from_outside(
            subject=given["place"],
            category=given["category"],
            email=given["email"],
            language=get_language() or "",
            rule=rule.rule if rule else None,
            legal_ground=given["legal_ground"],
            words=given["words"],
        )
    except (FlagError, TooFastError) as fault:
        form.add_error(None, str(fault))
        return False
    return True
