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
from pikir.accounts.queries import voice_in, voices_of
from pikir.posts.access import access_post, can_be_shared, can_boost, can_share, share_circle
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
from pikir.posts.threads import marks_of

PLACE = "share"  # where one speaks, as ``remember_voice`` keeps it


@signed_in
def share(request: Request, handle: str, post_id: int) -> HttpResponse:  # noqa: ARG001  # part of the address
    """Share a post with those who follow one, with a word or without."""
    found = access_post(request.viewer, post_id)
    if not can_be_shared(found):
        raise Http404
    form = _share_form(request)
    allowed = can_share(request.viewer, found)
    if request.method != "POST" or not allowed:
        return _show(request, found, form, allowed=allowed, status=200 if request.method != "POST" else 403)
    if request.POST.get("act") == "off":
        unboost_post(actor=request.viewer, post=found)
        return redirect(address_of(found))
    if not form.is_valid():
        return _show(request, found, form, allowed=True, status=422)
    if form.cleaned_data["source"]:
        return _quote(request, found, form)
    if form.cleaned_data["account"] not in ("", str(request.viewer.account_id)):
        form.add_error("source", _("In another name than your own, add a word to it."))
        return _show(request, found, form, allowed=True, status=422)
    if not can_boost(request.viewer, found):
        form.add_error("source", _("This is your own text: add a word to it."))
        return _show(request, found, form, allowed=True, status=422)
    boost_post(actor=request.viewer, post=found)
    messages.success(request, _("Shared with those who follow you."))
    return redirect(address_of(found))


def _quote(request: Request, found: Post, form: ShareForm) -> HttpResponse:
    account_id = int(form.cleaned_data["account"] or request.viewer.account_id or 0)
    try:
        note = quote_post(actor=request.viewer, account_id=account_id, post=found, source=form.cleaned_data["source"])
    except TextError as fault:
        form.add_error("source", str(fault))
        return _show(request, found, form, allowed=True, status=422)
    remember_voice(actor=request.viewer, place=PLACE, account_id=account_id)
    return redirect(address_of(note))


def _share_form(request: Request) -> ShareForm:
    viewer, sent = request.viewer, request.POST if request.method == "POST" else None
    if len(viewer.operates - viewer.silenced) < 2:  # no choice
        return ShareForm(sent, accounts=[], speaker=viewer.name)
    return ShareForm(sent, accounts=voices_of(viewer), voice=voice_in(viewer, PLACE))


def _show(request: Request, found: Post, form: ShareForm, *, allowed: bool, status: int) -> HttpResponse:
    context = {
        "post": found,
        "card": card_of(found),
        "form": form,
        "allowed": allowed,
        "only_followers": not allowed and share_circle(found.account_id) == ShareCircle.FOLLOWERS,
        "shared": found.id in marks_of(request.viewer, [found.id]).shared,
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
