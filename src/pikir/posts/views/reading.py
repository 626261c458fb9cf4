"""The page of a post and its thread."""

from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pikir.accounts.access import Request
from pikir.accounts.actions import remember_voice
from pikir.accounts.decorators import signed_in
from pikir.posts.access import (
    access_own_post,
    access_post,
    can_comment_as,
    can_edit,
    can_flag,
    can_keep_topics,
    can_moderate,
    can_pin,
    can_place,
    can_withdraw,
    is_open,
    life_of,
)
from pikir.posts.actions import MoveError, PinError, TextError, add_comment, pin_post, unpin_post, withdraw_post
from pikir.posts.addresses import address_of, own_page_of
from pikir.posts.capacities import told_of
from pikir.posts.corrections import corrections_of
from pikir.posts.forms import CommentForm
from pikir.posts.gates import held_words, why_held
from pikir.posts.kinds import State
from pikir.posts.linked import linked_post, social_picture_of
from pikir.posts.models import Post
from pikir.posts.profiles import is_pinned
from pikir.posts.queries import co_authors_of, neighbours_of
from pikir.posts.reviews import review_of
from pikir.posts.shapes import author_of, author_of_post
from pikir.posts.threads import PARAMETERS
from pikir.posts.topic_lists import topics_of_post
from pikir.posts.versions import meter_of, tongues_of, versions_of
from pikir.posts.views.players import may_open_players
from pikir.posts.views.talk import read_quote, read_thread, why_no_comments
from pikir.posts.views.voices import voice_choice
from pikir.web.pages import public_page
from pikir.web.pieces import identity
from pikir.web.rates import TooFastError, taking


@dataclass(frozen=True)
class Saying:
    """What somebody writes below a post; the form is made when it is first needed, since a blank one is kept."""

    request: Request
    root: Post
    quoted: Post | None = None
    fresh: bool = False  # whatever was sent was meant for another form of the page

    @cached_property
    def voice(self) -> dict[str, Any]:
        """As whom: who speaks for others too is asked, the last choice of the same place first."""
        return voice_choice(self.request.viewer.itself, _place_of(self.root))

    @cached_property
    def form(self) -> CommentForm:
        """The form, with what was typed or is quoted."""
        quoted = self.quoted
        initial = {"source": f"> {quoted.excerpt}\n\n"} if quoted and quoted.excerpt else None
        return CommentForm((self.request.POST or None) if self.typed else None, initial=initial, **self.voice)

    @property
    def typed(self) -> bool:
        """Whether something was sent."""
        return self.request.method == "POST" and not self.fresh

    @property
    def blank(self) -> bool:
        """Whether it comes as it is to everyone: nothing was typed, nothing is quoted."""
        return self.quoted is None and not self.typed


@may_open_players
@require_safe
@public_page("post:{post_id}", parameters=PARAMETERS)
def post(request: Request, handle: str, post_id: int) -> HttpResponse:
    """Show a post with its comments; a comment is shown in its thread."""
    found = access_post(request.viewer.itself, post_id, to_read=True)
    if found.is_comment:
        return redirect(address_of(found))
    if found.account.handle != handle:
        return redirect(address_of(found), permanent=True)
    if own_page := own_page_of(found):
        query = request.META.get("QUERY_STRING", "")
        return redirect(f"{own_page}?{query}" if query else own_page)
    return _show(request, found, Saying(request, found), reply_to=None)


def _show(request: Request, found: Post, answer: Saying, *, reply_to: Post | None, status: int = 200) -> HttpResponse:
    viewer = request.viewer.itself
    thread = read_thread(request, found, typed=answer.typed)
    said = thread["said"]
    pins = can_pin(viewer, found)
    versions = versions_of(found, viewer)
    writes = can_edit(viewer, found)
    co_authors, topics, picture = co_authors_of(found), topics_of_post(found), social_picture_of(found)
    author = author_of_post(found)  # whose badge ends with a day, so that it is part of what is shown
    quote = read_quote(found, viewer)
    shown = identity([found, author, co_authors, versions, topics, picture])
    context = {
        "post": found,
        "author": author,
        "co_authors": [author_of(account) for account in co_authors],
        "can_pass_on": is_open(found),
        "versions": versions,
        "own_version": next((one for one in versions if one.language == get_language()), None),
        "meter": meter_of(found, versions) if writes and found.title else [],
        "topics": topics,
        **quote,
        **thread,
        "can_edit": writes,
        "can_withdraw": can_withdraw(viewer, found),
        "can_pin": pins,
        "review": review_of(viewer, found),
        "held": why_held(found) if found.state == State.HELD else "",
        "corrections": corrections_of(found),
        "capacity": told_of(found),
        "life": life_of(viewer, found),
        "pinned": pins and is_pinned(found),
        "can_moderate": can_moderate(viewer, found),
        "can_flag": can_flag(viewer, found),
        "can_place": can_place(viewer, found),
        "can_keep_topics": can_keep_topics(viewer),
        "reply_to": reply_to,
    }
    context |= {
        "shown": shown,
        "whole": identity([shown, said.follows, *(one for name, one in context.items() if name not in _FOLLOWED)]),
        "same": said.same
        and not (viewer.roles or found.account_id in viewer.operates or quote["can_detach"] or reply_to),
        "answer": answer,
        "social_picture": picture,
        "linked": partial(linked_post, found, co_authors=co_authors, topics=topics, picture=picture),
        "tongues": tongues_of(found, versions),
        "neighbours": neighbours_of(found) if found.listed_at_id and not found.account.left else None,
    }
    return render(request, "posts/post.html", context, status=status)


_FOLLOWED = ("post", "author", "co_authors", "versions", "topics", "thread", "said")  # of what stands before them


@may_open_players
@signed_in
def reply(request: Request, handle: str, post_id: int) -> HttpResponse:  # noqa: ARG001  # part of the address
    """Write a comment on a post or on another comment; the form stands below what it answers."""
    viewer = request.viewer.itself
    answered = access_post(viewer, post_id)
    root = answered.root or answered
    reply_to = answered if answered.is_comment else None
    answer = Saying(request, root, answered if "quote" in request.GET else None)
    if request.method != "POST":
        return _show(request, root, answer, reply_to=reply_to)
    form = answer.form
    if viewer.suspended:  # who wrote meanwhile must be able to copy it
        return _refuse(request, root, answer, reply_to, _("Your account is suspended: you can read, but not write."))
    if not form.is_valid():
        return _show(request, root, answer, reply_to=reply_to, status=422)
    try:
        made = _say(request, answered, form)
    except TooFastError as fault:
        return _refuse(request, root, answer, reply_to, str(fault), status=429)
    except PermissionDenied:
        return _refuse(request, root, answer, reply_to, why_no_comments(root) or _("You may not comment here."))
    if made is None:
        return _show(request, root, answer, reply_to=reply_to, status=422)
    remember_voice(actor=viewer, place=_place_of(root), account_id=made.account_id)
    if made.state == State.HELD:
        messages.info(request, held_words(made))
    return redirect(address_of(made))


def _say(request: Request, answered: Post, form: CommentForm) -> Post | None:
    """Publish the comment; None when it cannot be, and then the form says why."""
    viewer = request.viewer.itself
    own = viewer.account_id or 0
    account_id = int(form.cleaned_data["account"] or own)
    if account_id != own and not can_comment_as(account_id, answered):
        form.add_error("account", _("This account cannot comment here."))
        return None
    try:
        return add_comment(
            actor=viewer,
            account_id=account_id,
            reply_to=answered,
            source=form.cleaned_data["source"],
            stance=form.cleaned_data["stance"],
            count=taking(request, "comment"),
        )
    except TextError as fault:
        form.add_error("source", str(fault))
        return None


def _refuse(
    request: Request, root: Post, answer: Saying, reply_to: Post | None, words: str, status: int = 403
) -> HttpResponse:
    """Say why nothing was published; who wrote meanwhile finds the words in the form, to be copied."""
    answer.form.add_error(None, words)
    return _show(request, root, answer, reply_to=reply_to, status=status)


def _place_of(root: Post) -> str:
    """Where one speaks, as ``remember_voice`` keeps it: in one group or page, else below one kind of post."""
    return f"in:{root.audience_id}" if root.audience_id else f"kind:{root.kind}"


@require_POST
@signed_in
def pin(request: Request, post_id: int) -> HttpResponse:
    """Put one's own post first on the profile, or back among the others."""
    found = access_own_post(request.viewer, post_id)
    try:
        if request.POST.get("act") == "unpin":
            unpin_post(actor=request.viewer, post=found)
        else:
            pin_post(actor=request.viewer, post=found)
    except PinError as fault:
        messages.error(request, str(fault))
    return redirect(address_of(found))


@signed_in
def withdraw(request: Request, post_id: int) -> HttpResponse:
    """Ask, then take back one's own post or comment."""
    found = access_own_post(request.viewer, post_id)
    if request.method != "POST":
        return render(request, "posts/withdraw.html", {"post": found, "back": address_of(found)})
    try:
        withdraw_post(actor=request.viewer, post=found)
    except MoveError as fault:
        messages.error(request, str(fault))
    else:
        messages.success(request, _("You took it back. Nobody else can read it now."))
    return redirect(address_of(found.root) if found.root else "drafts")
