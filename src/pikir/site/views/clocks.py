"""The desk's pages of clocks: by which terms questions run, what an office promised, who changed it and why."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pikir.accounts.access import Request
from pikir.accounts.decorators import with_role
from pikir.accounts.kinds import Role
from pikir.accounts.queries import names_of_users
from pikir.audit.models import Entry
from pikir.audit.queries import entries_of
from pikir.offices.questions.actions.profiles import (
    ProfileError,
    change_profile,
    end_promise,
    profile_for,
    promise_clock,
)
from pikir.offices.questions.models import ClockProfile
from pikir.offices.questions.profile_forms import ProfileForm, WhyForm
from pikir.offices.questions.queries import profile_called, profiles
from pikir.offices.questions.states import Lane
from pikir.offices.questions.terms import LABELS, said


@never_cache
@require_safe
@with_role(Role.OPERATOR)
def clocks(request: Request) -> HttpResponse:
    """List the profiles by which clocks run."""
    for lane in Lane:
        profile_for(None, lane)
    context = {"section": "offices", "profiles": [(one, one.as_terms()) for one in profiles()]}
    return render(request, "site/desk/clocks.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@with_role(Role.OPERATOR)
def promise(request: Request) -> HttpResponse:
    """Write down what an office promises."""
    form = ProfileForm(request.POST or None, profile=None, default=profile_for(None, Lane.QUESTION).as_terms())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            promise_clock(actor=request.viewer, office=given["office"], facts=form.facts(), why=given["why"])
        except ProfileError as fault:
            _blame(form, fault)
        else:
            return _saved(request)
    return _show(request, form, None)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@with_role(Role.OPERATOR)
def clock(request: Request, slug: str) -> HttpResponse:
    """Change a profile; questions that run keep the terms of their beginning."""
    profile = _called(slug)
    form = ProfileForm(request.POST or None, profile=profile, default=profile_for(None, Lane(profile.lane)).as_terms())
    if request.method == "POST" and form.is_valid():
        try:
            change_profile(actor=request.viewer, profile=profile, facts=form.facts(), why=form.cleaned_data["why"])
        except ProfileError as fault:
            _blame(form, fault)
        else:
            return _saved(request)
    return _show(request, form, profile)


@never_cache
@require_POST
@with_role(Role.OPERATOR)
def end(request: Request, slug: str) -> HttpResponse:
    """Let an office go back to the promise of the square."""
    profile, form = _called(slug), WhyForm(request.POST, prefix="end")
    if profile.office is None or not form.is_valid():
        messages.error(request, _("Say why."))
        return redirect("desk-clock", slug=slug)
    end_promise(actor=request.viewer, profile=profile, why=form.cleaned_data["why"])
    messages.success(request, _("From now on the promise of the square holds for this office."))
    return redirect("desk-clocks")


def _called(slug: str) -> ClockProfile:
    found = profile_called(slug)
    if found is None:
        raise Http404
    return found


def _blame(form: ProfileForm, fault: ProfileError) -> None:
    for name in fault.fields:
        form.add_error(name, str(fault))


def _saved(request: Request) -> HttpResponse:
    messages.success(request, _("Saved. It holds for questions that are asked from now on."))
    return redirect("desk-clocks")


def _show(request: Request, form: ProfileForm, profile: ClockProfile | None) -> HttpResponse:
    context: dict[str, Any] = {"section": "offices", "form": form, "profile": profile}
    if profile is not None:
        entries = entries_of(kind="clock", object_id=profile.pk)
        names = names_of_users([entry.actor_id for entry in entries if entry.actor_id])
        context["changes"] = [(entry, names.get(entry.actor_id or 0), _lines(entry)) for entry in entries]
        context["ending"] = WhyForm(prefix="end", auto_id="id_end_%s") if profile.office else None
    return render(request, "site/desk/clock.html", context, status=422 if form.errors else 200)


def _lines(entry: Entry) -> list[tuple[str, str, str]]:
    """What changed: its name, what was, what is."""
    was, now = entry.data.get("was", {}), entry.data.get("is", {})
    return [(_label(name), _value(name, was.get(name)), _value(name, now.get(name))) for name in now if name in was]


def _label(name: str) -> str:
    about = {
        "closes": _("What comes later counts as registered on the next working day"),
        "source": _("The act it stands in"),
        "source_url": _("Address of the act"),
        "verified_by": _("Verified by"),
        "verified_on": _("Verified on"),
    }
    return str(LABELS.get(name) or about.get(name) or _("Name"))


def _value(name: str, value: Any) -> str:
    if name in LABELS:
        return said(name, value)
    return str(value or "–")
