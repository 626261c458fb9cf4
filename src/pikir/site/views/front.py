"""The front page, what it was, how it is made, and the editors' page for it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pikir.accounts.access import Request
from pikir.accounts.circles import filters_of
from pikir.accounts.decorators import signed_in, with_role
from pikir.accounts.kinds import Role
from pikir.posts.queries import newest_posts
from pikir.posts.topic_lists import columns
from pikir.site import sheets
from pikir.timelines.actions import move_on_front
from pikir.timelines.formulas import compare
from pikir.timelines.kinds import Formula
from pikir.timelines.queries import (
    Front,
    counted_rows,
    front_page,
    front_page_of,
    hands_of_week,
    placements,
    ranking_of,
    version_by_id,
    versions_around,
    versions_page,
)
from pikir.web.keyset import read_key
from pikir.web.pages import public_page
from pikir.web.sources import ROBOT_WORDS


@require_safe
@public_page("front")
def front(request: Request) -> HttpResponse:
    """Show the front page, each slot with its hand: the same for all but for whom a reader does not want to see."""
    found = front_page(request.viewer.itself, get_language() or "")
    context = {"now": timezone.localtime(), "columns": columns(to_read=True)}
    return render(request, "site/front.html", context | _drawn(request, found))


def _drawn(request: Request, found: Front) -> dict[str, Any]:
    """The sheet, and whether it is the same for everybody who reads the same rows: for those who filter nothing."""
    filters = filters_of(request.viewer.itself)
    return {"sheet": sheets.Sheet(found, filters), "same": not filters.patterns}


@require_safe
@public_page("front")
def version(request: Request, version_id: int) -> HttpResponse:
    """Show the front page as it stood once, less what may no longer be read."""
    found = version_by_id(version_id)
    if found is None:
        raise Http404
    page = front_page_of(found, request.viewer.itself, get_language() or "")
    earlier, later = versions_around(found)
    context: dict[str, Any] = {"version": found, "earlier": earlier, "later": later, "missing": page.missing}
    return render(request, "site/front.html", context | _drawn(request, page))


@require_safe
@public_page("front", parameters=("before",))
def versions(request: Request) -> HttpResponse:
    """List the versions of the front page, newest first."""
    page = versions_page(before=read_key(request.GET.get("before")))
    return render(request, "site/front_versions.html", {"page": page})


@require_safe
@public_page("front")
def hands(request: Request) -> HttpResponse:
    """Show whose hands made the front page this week, and by which rules."""
    shares = hands_of_week(now=timezone.now())
    context = {"shares": sheets.shares(shares), "formulas": Formula.choices, "robots": ROBOT_WORDS}
    return render(request, "site/front_hands.html", context)


@require_safe
@public_page("front", "formula:{formula}")
def formula(request: Request, formula: str) -> HttpResponse:
    """Show a formula of the front page with the numbers it was last counted from."""
    if formula not in Formula.values:
        raise Http404
    at, rows = ranking_of(formula, get_language() or "", request.viewer)
    context = {"formula": Formula(formula), "at": at, "rows": rows, "robots": ROBOT_WORDS}
    return render(request, "site/formula.html", context)


@require_safe
@never_cache
@signed_in
def other_side(request: Request) -> HttpResponse:
    """Show what those support who otherwise support little of what the reader does."""
    viewer, now = request.viewer, timezone.now()
    counted = compare(now, reader=viewer.account_id or 0)
    rows = counted_rows([(row.post_id, row.result, row.inputs) for row in counted], get_language() or "", viewer)
    context = {"formula": Formula.OTHER, "at": now, "rows": rows, "mine": True}
    return render(request, "site/formula.html", context)


@never_cache
@with_role(Role.EDITOR)
def desk(request: Request) -> HttpResponse:
    """Show editors what they placed, in order, what waits for its moment, and what might be placed."""
    moved = read_key(request.POST.get("placement"))
    if request.method == "POST" and moved is not None:
        move_on_front(actor=request.viewer, placement_id=moved, step=1 if request.POST.get("act") == "down" else -1)
        return redirect("desk-front")
    now = timezone.now()
    placed = placements(now=now)
    standing = {row.post_id for row in placed}
    newest = [post for post in newest_posts(viewer=request.viewer).items if post.id not in standing]
    context = {
        "places": sheets.desk_places(placed, now),
        "waiting": [row for row in placed if row.since > now],
        "candidates": newest,
        "now": now,
        "section": "front",
        "title": _("Front page"),
        "history": reverse("front-versions"),
    }
    return render(request, "site/desk/front.html", context)
