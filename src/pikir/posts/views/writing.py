"""The composer: a new text, a text to go on with, and the list of what is not public yet."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from pikir.accounts.access import Request, Viewer
from pikir.accounts.decorators import signed_in
from pikir.accounts.models import Account
from pikir.accounts.queries import operated_accounts, own_account
from pikir.media.actions import add_picture
from pikir.media.forms import PictureForm
from pikir.media.workshop import PictureError
from pikir.posts.access import access_own_post, can_edit, needs_review
from pikir.posts.actions import MoveError, TextError, edit_post, publish_post, send_for_review, start_post
from pikir.posts.addresses import address_of
from pikir.posts.forms import PostForm
from pikir.posts.kinds import PostKind, State
from pikir.posts.models import Post
from pikir.posts.queries import GROUPS, unpublished_posts
from pikir.posts.shapes import card_of
from pikir.web.keyset import map_page, read_key
from pikir.web.shapes import Card


@signed_in
def write(request: Request) -> HttpResponse:
    """Begin a text."""
    accounts = _accounts_of(request.viewer)
    if request.method == "POST":
        return _take(request, None, PostForm(request.POST, accounts=accounts))
    if request.viewer.suspended:
        raise PermissionDenied
    return _show(request, None, PostForm(initial=_beginning(request), accounts=accounts), PictureForm())


def _beginning(request: Request) -> dict[str, Any]:
    """What stands in the form of a new text: for another language of one's own text, that text to write over."""
    named = request.GET.get("version_of", "")
    if not named.isdecimal():
        return {"kind": request.GET.get("kind", PostKind.ENTRY)}
    source = access_own_post(request.viewer, read_key(named) or 0)
    given = {name: getattr(source, name) for name in ("kind", "title", "lead", "source", "visibility", "cover")}
    return given | {"version_of": source.id, "account": source.account_id, "language": request.GET.get("language", "")}


@signed_in
def edit(request: Request, post_id: int) -> HttpResponse:
    """Go on with a text of one's own."""
    found = access_own_post(request.viewer, post_id)
    if not can_edit(request.viewer, found) or found.is_comment:
        raise PermissionDenied
    accounts = [found.account]
    if request.method == "POST":
        return _take(request, found, PostForm(request.POST, accounts=accounts))
    return _show(request, found, PostForm.of_post(found, accounts), PictureForm())


@require_safe
@signed_in
def drafts(request: Request) -> HttpResponse:
    """List one's own texts that are not public."""
    group = request.GET.get("tab", "")
    group = group if group in GROUPS else ""
    page = unpublished_posts(viewer=request.viewer, before=read_key(request.GET.get("before")), group=group)
    context = {"page_of_cards": map_page(page, _draft_card), "group": group, "groups": _groups(group)}
    return render(request, "posts/drafts.html", context)


def _groups(current: str) -> list[tuple[str, str, bool]]:
    """Title and address of each group of what is not public, all of it first, and whether it is the current one."""
    titles = [
        ("", pgettext("drafts", "All")),
        ("drafts", _("Drafts")),
        ("scheduled", _("Waiting for its moment")),
        ("taken-down", pgettext("drafts", "Taken down")),
        ("taken-back", pgettext("drafts", "Taken back")),
    ]
    start = reverse("drafts")
    return [(title, f"{start}?tab={name}" if name else start, name == current) for name, title in titles]


def _draft_card(post: Post) -> Card:
    """A text leads to where one goes on with it; what was taken down or back only to where it is read."""
    unfinished = post.state in (State.DRAFT, State.SCHEDULED) and not post.is_comment
    return card_of(post, url=reverse("edit", args=[post.id]) if unfinished else address_of(post))


def _accounts_of(viewer: Viewer) -> list[Account]:
    return [own_account(viewer), *(row.account for row in operated_accounts(viewer))]


def _take(request: Request, found: Post | None, form: PostForm) -> HttpResponse:
    """Keep what was sent, then do what the pressed button says: save, add a picture, or publish."""
    wants_picture = "picture" in request.FILES
    picture_form = PictureForm(request.POST, request.FILES) if wants_picture else PictureForm()
    if request.viewer.suspended:  # who wrote for an hour meanwhile must be able to copy it
        form.add_error(None, _("Your account is suspended: you can read, but not write."))
        return _show(request, found, form, picture_form, status=403)
    if found is not None and form.is_behind(found):
        form.catch_up(found)
        return _show(request, found, form, picture_form, status=422)
    if not form.is_valid() or (wants_picture and not picture_form.is_valid()):
        return _show(request, found, form, picture_form, status=422)
    try:
        kept = _keep(request, found, form, picture_form if wants_picture else None)
    except TextError as fault:
        form.add_error("source", str(fault))
    except PictureError as fault:
        picture_form.add_error("picture", str(fault))
    else:
        return _go_on(request, kept)
    return _show(request, found, form, picture_form, status=422)


def _go_on(request: Request, kept: Post) -> HttpResponse:
    if request.POST.get("act") == "schedule":
        return redirect("schedule", post_id=kept.id)
    if request.POST.get("act") != "publish":
        messages.success(request, _("Saved."))
        return redirect("edit", post_id=kept.id)
    return _publish(request, kept)


def _keep(request: Request, found: Post | None, form: PostForm, picture_form: PictureForm | None) -> Post:
    viewer, draft = request.viewer, form.draft()
    account_id = int(form.cleaned_data["account"])
    if picture_form is not None:
        added = add_picture(actor=viewer, account_id=account_id, **picture_form.upload(draft.language))
        draft = draft.with_picture(added.id, added.alt)
    if found is None:
        version_of = form.cleaned_data["version_of"]
        return start_post(actor=viewer, account_id=account_id, draft=draft, version_of=version_of)
    return edit_post(actor=viewer, post=found, draft=draft, note=form.cleaned_data["note"])


def _publish(request: Request, kept: Post) -> HttpResponse:
    if kept.state != State.PUBLISHED and needs_review(request.viewer, kept.account_id):
        send_for_review(actor=request.viewer, post=kept)
        messages.success(request, _("Sent for review: an editor publishes it or sends it back."))
        return redirect(address_of(kept))
    if kept.state != State.PUBLISHED:
        try:
            publish_post(actor=request.viewer, post=kept)
        except MoveError as fault:
            messages.error(request, str(fault))
            return redirect("edit", post_id=kept.id)
    return redirect(address_of(kept))


def _show(
    request: Request, found: Post | None, form: PostForm, picture_form: PictureForm, status: int = 200
) -> HttpResponse:
    context = {"post": found, "form": form, "picture_form": picture_form}
    return render(request, "posts/write.html", context, status=status)
