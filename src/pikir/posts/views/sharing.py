"""Sharing a post, quoting it, and who may."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pikir.accounts.access import Request, can_speak_as
from pikir.accounts.actions import remember_voice
from pikir.accounts.decorators import signed_in
from pikir.posts.access import access_post, can_be_shared, can_boost, can_share, can_share_as, share_circle
from pikir.posts.actions import (
    TextError,
    boost_post,
    choose_sharing,
    detach_quote,
    quote_post,
    unboost_post,
)
from pikir.posts.addresses import address_of
from pikir.posts.models import Post
from pikir.posts.reaction_forms import ShareForm, SharingForm
from pikir.posts.shapes import card_of
from pikir.posts.thread_kinds import ShareCircle
from pikir.posts.threads import sharing_names
from pikir.posts.views.voices import voice_choice
from pikir.web.keyset import read_key
from pikir.web.rates import TooFastError, take

PLACE = "share"  # one speaks in, as ``remember_voice`` keeps it


@signed_in
def share(request: Request, handle: str, post_id: int) -> HttpResponse:  # noqa: ARG001  # part of the address
    """Share a post with those who follow one of one's accounts, with a word or without; or no longer."""
    found = access_post(request.viewer, post_id)
    if not can_be_shared(found):
        raise Http404
    if request.POST.get("act") == "off":
        unboost_post(actor=request.viewer, account_id=_sent_account(request), post=found)
        return redirect(address_of(found))
    sent = request.POST if request.method == "POST" else None  # no word and no choice is a form, too
    form = ShareForm(sent, **voice_choice(request.viewer, PLACE))
    if not can_share(request.viewer, found):
        return _show(request, found, form, allowed=False, status=403 if request.method == "POST" else 200)
    if request.method != "POST":
        return _show(request, found, form, status=200)
    try:
        made = _share(request, found, form) if form.is_valid() else None
    except TooFastError as fault:
        form.add_error(None, str(fault))
        return _show(request, found, form, status=429)
    if made is None:
        return _show(request, found, form, status=422)
    remember_voice(actor=request.viewer, place=PLACE, account_id=_sent_account(request))
    return redirect(address_of(made))


def _share(request: Request, found: Post, form: ShareForm) -> Post | None:
    """Share as the account that was chosen; return what to show then, None when the form says why it cannot be."""
    account_id, words = _sent_account(request), form.cleaned_data["source"]
    if not can_share_as(request.viewer, found, account_id):
        form.add_error("account", _("This account cannot share this."))
        return None
    take(request, "share")
    if words:
        try:
            return quote_post(actor=request.viewer, account_id=account_id, post=found, source=words)
        except TextError as fault:
            form.add_error("source", str(fault))
            return None
    if not can_boost(request.viewer, found, account_id):
        form.add_error("source", _("This is your own text: add a word to it."))
        return None
    boost_post(actor=request.viewer, account_id=account_id, post=found)
    own = account_id == request.viewer.account_id
    told = _("Shared with those who follow you.") if own else _("Shared with those who follow this account.")
    messages.success(request, told)
    return found


def _sent_account(request: Request) -> int:
    """The account that a form names, the own one where it names none."""
    return read_key(request.POST.get("account")) or request.viewer.account_id or 0


def _show(request: Request, found: Post, form: ShareForm, *, status: int, allowed: bool = True) -> HttpResponse:
    context = {
        "post": found,
        "card": card_of(found),
        "form": form,
        "allowed": allowed,
        "only_followers": not allowed and share_circle(found.account_id) == ShareCircle.FOLLOWERS,
        "shared_as": sharing_names(request.viewer, found),
        "back": address_of(found),
    }
    return render(request, "posts/share.html", context, status=status)


@require_POST
@signed_in
def detach(request: Request, post_id: int) -> HttpResponse:
    """Take one's own words out of a post that quotes them."""
    found = access_post(request.viewer, post_id)
    detach_quote(actor=request.viewer, quoting=found)
    messages.success(request, _("Your words stand there no longer."))
    return redirect(address_of(found))


@signed_in
def sharing(request: Request) -> HttpResponse:
    """Choose who may share what one says."""
    account_id = request.viewer.account_id or 0
    if not can_speak_as(request.viewer, account_id):
        raise PermissionDenied
    form = SharingForm(request.POST or None, initial={"circle": share_circle(account_id)})
    if request.method == "POST" and form.is_valid():
        choose_sharing(actor=request.viewer, account_id=account_id, circle=form.cleaned_data["circle"])
        messages.success(request, _("Saved."))
        return redirect("sharing")
    return render(request, "posts/sharing.html", {"form": form}, status=422 if request.method == "POST" else 200)
