"""The thread below a post as its page shows it, and what the author decides about it."""

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pikir.accounts.access import Request, Viewer
from pikir.accounts.circles import Filters, filters_of
from pikir.accounts.decorators import signed_in
from pikir.accounts.kinds import Circle
from pikir.posts.access import (
    access_own_post,
    access_post,
    can_be_shared,
    can_comment,
    can_detach,
    can_rule_thread,
    rules_of,
)
from pikir.posts.actions import fold_comment, rule_thread, support_post, unsupport_post
from pikir.posts.addresses import address_of
from pikir.posts.models import Post
from pikir.posts.presses import Presses
from pikir.posts.queries import ThreadPage
from pikir.posts.quotes import quoted_in
from pikir.posts.reaction_forms import ThreadForm
from pikir.posts.restraints import Restraint, is_restrained
from pikir.posts.shapes import card_of, replies_of
from pikir.posts.thread_kinds import Sort, Stance
from pikir.posts.threads import SIDES, Marks, Sides, Way, comments_page, marks_of, read_way, sides_of
from pikir.web.addresses import address
from pikir.web.pieces import identity
from pikir.web.rates import limited
from pikir.web.shapes import Reply

_TABS = 1_024  # threads of which a process remembers the tabs


def read_thread(request: Request, root: Post, *, typed: bool = False) -> dict[str, Any]:
    """Return what the page of a post shows of its thread, in a fixed number of queries; ``typed``: one was sent."""
    viewer, way = request.viewer.itself, read_way(request.GET)
    sides = sides_of(root=root, viewer=viewer) if way.sides else None
    thread = _of_sides(root, sides) if sides else comments_page(root=root, viewer=viewer, way=way)
    answers = can_comment(viewer, root)
    marks = marks_of(viewer, [root.id, *(comment.id for comment in thread.comments)])
    rules = can_rule_thread(viewer, root)
    said = _Said(thread, root, viewer, answers, marks.without(root.id), rules, filters_of(viewer))
    return {
        "thread": thread,
        "said": said,
        "columns": _columns(root, sides, said.replies) if sides else [],
        "ways": _ways(root, way) if root.reply_count else [],
        "way": way,
        "stance_name": Stance(way.stance).label if way.stance else "",
        "all_stances": way.query(stance=""),
        "later": way.query(after=str(thread.later)) if thread.later else "",
        "can_comment": answers or typed,  # what was typed stays to be copied
        "silence": "" if answers else why_no_comments(root),
        "pause": rules_of(root).slow_seconds // 60,
        "can_rule": rules,
        "can_be_shared": can_be_shared(root),
        "presses": Presses(viewer, marks).of_post(root),
        "marks": marks,
    }


@dataclass(frozen=True)
class _Said:
    """The comments of a page with what their reader may do, drawn when they are first asked for.

    ``same`` tells whether all see the same of them who may do the same and made the same ``marks``: those who said
    nothing there themselves, and filter nothing. ``follows`` is all that then follows from.
    """

    thread: ThreadPage
    root: Post
    viewer: Viewer
    answers: bool
    marks: Marks
    rules: bool
    filters: Filters

    @cached_property
    def same(self) -> bool:
        authors = {comment.account_id for comment in self.thread.comments}
        return self.viewer.operates.isdisjoint(authors) and not self.rules and not self.filters.patterns

    @property
    def follows(self) -> Hashable:
        thread, root = self.thread, self.root
        place = (root.id, root.account_id, root.account.handle, thread.silent, thread.flat)
        return identity([place, thread.cut, thread.comments, self.viewer.anybody, self.answers, self.marks])

    @cached_property
    def replies(self) -> list[Reply]:
        viewer = self.viewer.anybody if self.same else self.viewer
        return replies_of(
            self.thread,
            self.root,
            viewer=viewer,
            can_comment=self.answers,
            filters=self.filters,
            presses=Presses(viewer, self.marks, self.root.account_id if self.rules else None),
        )


def read_quote(post: Post, viewer: Viewer) -> dict[str, Any]:
    """Return what the page of a post shows of another that it quotes."""
    quoted = quoted_in(post, viewer)
    said = quoted.post if quoted else None
    card = card_of(said) if said else None
    return {"quoted": quoted, "quoted_card": card, "can_detach": can_detach(viewer, post, said)}


def _of_sides(root: Post, sides: Sides) -> ThreadPage:
    """All comments of the two-sided view as one page, so that they are marked together."""
    together = [comment for stance in Stance.values for comment in sides.best[stance]]
    return ThreadPage(together, frozenset(), root.reply_count, None, flat=True)


def _columns(root: Post, sides: Sides, replies: list[Reply]) -> list[dict[str, Any]]:
    by_id = {reply.id: reply for reply in replies}
    here = address("post", root.account.handle, root.id)
    return [
        {
            "stance": stance,
            "title": stance.label,
            "count": sides.numbers[stance],
            "replies": [by_id[comment.id] for comment in sides.best[stance]],
            "all": here + Way(sort=Sort.BEST, stance=stance).query() + "#comments",
        }
        for stance in Stance
    ]


def _ways(root: Post, way: Way) -> tuple[tuple[str, str, bool], ...]:
    """The orders as tabs, and the two sides."""
    return _tabs(address("post", root.account.handle, root.id), way.sort, way.sides, get_language())


@lru_cache(_TABS)
def _tabs(here: str, chosen: str, sides: bool, _language: str | None) -> tuple[tuple[str, str, bool], ...]:
    found = (
        (str(sort.label), f"{here}{Way(sort=sort).query()}#comments", not sides and chosen == sort) for sort in Sort
    )
    return (*found, (_("Two sides"), f"{here}?view={SIDES}#comments", sides))


def why_no_comments(root: Post) -> str:
    """Return in words why not everybody may comment on a post; empty where everybody may."""
    rules = rules_of(root)
    if rules.closed_at:
        if is_restrained(Restraint.LOCK, root.id):
            return _("The moderators closed the comments.")
        return _("The author closed the comments.")
    circle = rules.comments_from or root.account.writes_from
    if circle == Circle.NOBODY:
        return _("The author takes no comments.")
    if circle == Circle.FOLLOWED:
        return _("The author takes comments from those they follow.")
    return ""


@signed_in
def thread(request: Request, post_id: int) -> HttpResponse:
    """Decide who comments on one's post, how often and until when."""
    found = access_own_post(request.viewer, post_id)
    if not can_rule_thread(request.viewer, found):
        raise PermissionDenied
    form = ThreadForm.filled(request.POST or None, rules_of(found))
    if request.method == "POST" and form.is_valid():
        rule_thread(actor=request.viewer, post=found, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(address_of(found))
    context = {"post": found, "form": form, "back": address_of(found)}
    return render(request, "posts/thread.html", context, status=422 if request.method == "POST" else 200)


@require_POST
@signed_in
def fold(request: Request, post_id: int) -> HttpResponse:
    """Put a comment below one's post aside, or back."""
    found = access_post(request.viewer, post_id)
    fold_comment(actor=request.viewer, comment=found, folded=request.POST.get("act") != "off")
    return back_to(request, found)


@require_POST
@signed_in
@limited("support")
def support(request: Request, post_id: int) -> HttpResponse:
    """Support a post or comment, or take it back."""
    found = access_post(request.viewer, post_id)
    act = unsupport_post if request.POST.get("act") == "off" else support_post
    act(actor=request.viewer, post=found)
    return back_to(request, found)


def back_to(request: Request, post: Post) -> HttpResponse:
    """Lead to the page on which a button was pressed, to the comment it belongs to."""
    back = request.POST.get("back", "")
    if not back.startswith("/") or not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return redirect(address_of(post))
    return redirect(f"{back}#c{post.id}" if post.is_comment else back)
