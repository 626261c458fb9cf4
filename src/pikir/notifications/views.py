"""The inbox, the choice of ways to be told, and the end of letters."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pikir.accounts.access import Request, user_of
from pikir.accounts.decorators import signed_in
from pikir.kernel.ids import make_id
from pikir.notifications import actions, queries
from pikir.notifications.access import access_notice
from pikir.notifications.entries import address_of, lines_of
from pikir.notifications.forms import WaysForm
from pikir.notifications.kinds import Category
from pikir.notifications.tokens import user_of_token
from pikir.web.keyset import read_key


@require_safe
@never_cache
@signed_in
def inbox(request: Request) -> HttpResponse:
    """List what the reader was told, the newest first."""
    category = _category(request.GET.get("tab"))
    page = queries.notice_page(viewer=request.viewer, category=category, before=read_key(request.GET.get("before")))
    lines = lines_of(request.viewer, page.notices)
    if lines.lost:
        actions.drop_lost(actor=request.viewer, notice_ids=lines.lost)
    context = {
        "entries": lines.entries,
        "older": page.older,
        "until": make_id(),  # what comes while the page is open stays unread
        "category": category,
        "tabs": list(_tabs(category)),
    }
    return render(request, "notifications/inbox.html", context)


def _category(given: str | None) -> str:
    return given if given in Category.values else ""


def _tabs(current: str) -> Iterator[tuple[str, str, bool]]:
    address = reverse("inbox")
    yield pgettext("notifications", "All"), address, not current
    for category in Category:
        yield str(category.label), f"{address}?tab={category}", category == current


@require_safe
@never_cache
@signed_in
def open_notice(request: Request, notice_id: int) -> HttpResponse:
    """Lead to what a notice is about; its group is read with that."""
    notice = access_notice(request.viewer, notice_id)
    actions.read_group(actor=request.viewer, notice=notice)
    address = address_of(request.viewer, notice)
    if not address:
        messages.info(request, _("What this was about can no longer be seen."))
    return redirect(address or "inbox")


@require_POST
@signed_in
def read(request: Request) -> HttpResponse:
    """Mark all as read that the reader had on the page."""
    category = _category(request.POST.get("tab"))
    actions.read_all(actor=request.viewer, until=read_key(request.POST.get("until")) or 0, category=category)
    return redirect(reverse("inbox") + (f"?tab={category}" if category else ""))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def notices(request: Request) -> HttpResponse:
    """Choose for each category how to be told."""
    now = queries.ways_for(user_of(request.viewer))
    form = WaysForm(request.POST if request.method == "POST" else None, initial=now)
    if request.method == "POST" and form.is_valid():
        actions.choose_ways(actor=request.viewer, ways=form.ways())
        messages.success(request, _("Your choice is saved."))
        return redirect("notices")
    return render(request, "notifications/notices.html", {"form": form})


@never_cache
@csrf_exempt  # the letter's own address is the proof; mail programs send no cookie and read no form
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: Request, token: str) -> HttpResponse:
    """Ask, then end the letters to whom the address was written; by POST at once, as RFC 8058 wants it."""
    user = user_of_token(token)
    if user is None:
        raise Http404
    if request.method == "POST":
        actions.stop_letters(user_id=user.id)
    context = {"stopped": not queries.gets_letters(user.id)}
    return render(request, "notifications/unsubscribe.html", context)
