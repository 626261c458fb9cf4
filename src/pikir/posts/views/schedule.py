"""Letting a text become public at a moment to come."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pikir.accounts.access import Request
from pikir.accounts.decorators import signed_in
from pikir.posts.access import access_own_post, can_schedule
from pikir.posts.actions import MoveError, schedule_post, unschedule_post
from pikir.posts.kinds import State
from pikir.posts.life_forms import ScheduleForm
from pikir.posts.models import Post
from pikir.posts.queries import scheduled_posts
from pikir.web.rates import take


@require_safe
@signed_in
def scheduled(request: Request) -> HttpResponse:
    """List what waits for its moment, the next one first."""
    context = {"posts": scheduled_posts(viewer=request.viewer), "now": timezone.now()}
    return render(request, "posts/scheduled.html", context)


@signed_in
def schedule(request: Request, post_id: int) -> HttpResponse:
    """Choose the moment of a draft, choose another one, or make it a draft again."""
    found = access_own_post(request.viewer, post_id)
    if not can_schedule(request.viewer, found):
        raise PermissionDenied
    if request.method != "POST":
        return _show(request, found, ScheduleForm.of_moment(found.publish_at))
    if request.POST.get("act") == "cancel":
        return _cancel(request, found)
    form = ScheduleForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form, status=422)
    if found.state != State.SCHEDULED:  # another moment is not another text
        take(request, "publish")
    try:
        schedule_post(actor=request.viewer, post=found, publish_at=form.cleaned_data["moment"])
    except MoveError as fault:
        form.add_error(None, str(fault))
        return _show(request, found, form, status=422)
    messages.success(request, _("It will become public at the moment you chose."))
    return redirect("scheduled")


def _cancel(request: Request, found: Post) -> HttpResponse:
    try:
        unschedule_post(actor=request.viewer, post=found)
    except MoveError as fault:
        messages.error(request, str(fault))
        return redirect("scheduled")
    messages.success(request, _("It is a draft again."))
    return redirect("edit", post_id=found.id)


def _show(request: Request, found: Post, form: ScheduleForm, status: int = 200) -> HttpResponse:
    context = {"post": found, "form": form, "now": timezone.now()}
    return render(request, "posts/schedule.html", context, status=status)
