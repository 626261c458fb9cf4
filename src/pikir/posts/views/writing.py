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
from pikir.accounts.actions import remember_voice
from pikir.accounts.decorators import signed_in
from pikir.accounts.models import Account
from pikir.accounts.queries import voice_in, voices_of
from pikir.media.actions import add_picture
from pikir.media.attachments.actions import add_attachment
from pikir.media.attachments.contents import AttachmentError
from pikir.media.forms import UploadForm
from pikir.media.workshop import PictureError
from pikir.posts.access import access_own_post, access_writable_post, can_edit, can_give_away, needs_review
from pikir.posts.actions import (
    Draft,
    MoveError,
    TextError,
    close_copy,
    edit_post,
    publish_post,
    send_for_review,
    start_post,
)
from pikir.posts.addresses import address_of
from pikir.posts.capacities import offered_to
from pikir.posts.copies import KEY_LENGTH, Copy, copy_named, open_copies
from pikir.posts.forms import PostForm
from pikir.posts.gates import why_held
from pikir.posts.kinds import NOTE_LENGTH, PostKind, State
from pikir.posts.models import Post
from pikir.posts.pictures import pictures_in
from pikir.posts.queries import GROUPS, unpublished_posts
from pikir.posts.shapes import card_of
from pikir.posts.topic_box import spare_words
from pikir.posts.views.players import may_open_players
from pikir.web.keyset import map_page, read_key
from pikir.web.rates import TooFastError, remember, take
from pikir.web.shapes import Card

PLACE = "write"  # where one speaks, as ``remember_voice`` keeps it


@may_open_players
@signed_in
def write(request: Request) -> HttpResponse:
    """Begin a text."""
    accounts = voices_of(request.viewer)
    if request.method == "POST":
        return _take(request, None, PostForm(request.POST, accounts=accounts, capacities=offered_to(accounts[0])))
    if request.viewer.suspended:
        raise PermissionDenied
    copy = _chosen_copy(request, None)
    initial = copy.values if copy else _beginning(request)
    form = PostForm(initial=initial, accounts=accounts, capacities=offered_to(accounts[0]))
    return _show(request, None, form, UploadForm(), copy=copy)


def _chosen_copy(request: Request, found: Post | None) -> Copy | None:
    """The unsent text with which the viewer asked to go on, of this post or of a new one."""
    copy = copy_named(viewer=request.viewer, key=request.GET.get("copy", "")[:KEY_LENGTH])
    return copy if copy and copy.post_id == (found.id if found else None) else None


def _beginning(request: Request) -> dict[str, Any]:
    """What stands in the form of a new text: for another language of one's own text, that text to write over."""
    named = request.GET.get("version_of", "")
    if not named.isdecimal():
        return {"kind": request.GET.get("kind", PostKind.ENTRY), "account": voice_in(request.viewer, PLACE)}
    source = access_own_post(request.viewer, read_key(named) or 0)
    given = {name: getattr(source, name) for name in ("kind", "title", "lead", "source", "visibility", "cover")}
    return given | {"version_of": source.id, "account": source.account_id, "language": request.GET.get("language", "")}


@may_open_players
@signed_in
def edit(request: Request, post_id: int) -> HttpResponse:
    """Go on with a text of one's own."""
    found = access_writable_post(request.viewer, post_id)
    accounts = _authors_for(request.viewer, found)
    capacities = [] if found.listed_at_id else offered_to(accounts[0])
    form = PostForm(request.POST or None, accounts=accounts, capacities=capacities)
    if not can_edit(request.viewer, found):
        if request.method != "POST":
            raise PermissionDenied
        return _give_back(request, found, form)
    if request.method == "POST":
        return _take(request, found, form)
    copy = _chosen_copy(request, found)
    form = PostForm.of_post(found, accounts, copy.values if copy else {}, capacities=capacities)
    return _show(request, found, form, UploadForm(), copy=copy)


def _give_back(request: Request, found: Post | None, form: PostForm) -> HttpResponse:
    """Answer who may write no more with what they wrote: they must be able to copy it."""
    form.add_error(None, _why_not(request.viewer, form["account"].value()))
    return _show(request, found, form, UploadForm(), status=403)


def _why_not(viewer: Viewer, account_id: object) -> str:
    if viewer.suspended:
        return _("Your account is suspended: you can read, but not write.")
    if str(account_id) in {str(one) for one in viewer.silenced}:
        return _("This account is suspended: nobody can write in its name. What you wrote is still here: copy it.")
    return _("This text cannot be changed any more. What you wrote is still here: copy it.")


@require_safe
@signed_in
def drafts(request: Request) -> HttpResponse:
    """List one's own texts that are not public."""
    group = request.GET.get("tab", "")
    group = group if group in GROUPS else ""
    page = unpublished_posts(viewer=request.viewer, before=read_key(request.GET.get("before")), group=group)
    cards = map_page(page, lambda post: _draft_card(post, request.viewer))
    context = {"page_of_cards": cards, "group": group, "groups": _groups(group)}
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


def _draft_card(post: Post, viewer: Viewer) -> Card:
    """A text leads to where one goes on with it; what is not to be changed, to where it is read."""
    unfinished = post.state in (State.DRAFT, State.SCHEDULED) and not post.is_comment and can_edit(viewer, post)
    card = card_of(post, url=reverse("edit", args=[post.id]) if unfinished else address_of(post))
    if post.state == State.HELD:
        card = card._replace(facts=(*card.facts, why_held(post)))  # a query each; few wait at a time
    if post.writer is None or post.writer_id == viewer.user_id:
        return card
    colleague = _("begun by %(name)s") % {"name": post.writer.account.shown_name}
    return card._replace(facts=(*card.facts, colleague))


def _authors_for(viewer: Viewer, post: Post) -> list[Account]:
    """The accounts in whose name a text may stand: its own alone once it was public, or for a colleague's text."""
    return voices_of(viewer) if can_give_away(viewer, post) else [post.account]


def _take(request: Request, found: Post | None, form: PostForm) -> HttpResponse:
    """Keep what was sent, then do what the pressed button says: save, add a picture, or publish."""
    if request.viewer.suspended:
        return _give_back(request, found, form)
    if request.POST.get("act") == "write":  # back from the preview
        return _show(request, found, form, UploadForm())
    uploads = "file" in request.FILES
    upload_form = UploadForm(request.POST, request.FILES) if uploads else UploadForm()
    if found is not None and form.is_behind(found):
        form.catch_up(found)
        return _show(request, found, form, upload_form, status=422)
    if not form.is_valid() or (uploads and not _fits(form, upload_form)):
        return _show(request, found, form, upload_form, status=422)
    try:
        take(request, _act_of(request, found))
        kept = _keep(request, found, form, upload_form if uploads else None)
    except PermissionDenied:
        return _give_back(request, found, form)
    except TooFastError as fault:
        remember(request, fault)
        form.add_error(None, str(fault))
        return _show(request, found, form, upload_form, status=429)
    except TextError as fault:
        form.add_error("source", str(fault))
    except (AttachmentError, PictureError) as fault:
        upload_form.add_error("file", str(fault))
    else:
        close_copy(actor=request.viewer, key=request.POST.get("copy", "")[:KEY_LENGTH])
        return _go_on(request, kept, form)
    return _show(request, found, form, upload_form, status=422)


def _act_of(request: Request, found: Post | None) -> str:
    """What is counted: publishing once, beside the many times that a text is kept."""
    public = found is not None and found.state == State.PUBLISHED
    return "publish" if request.POST.get("act") == "publish" and not public else "draft"


def _fits(form: PostForm, upload_form: UploadForm) -> bool:
    """Whether what was sent with a text may stand in it."""
    if upload_form.is_valid() and form.cleaned_data["kind"] == PostKind.NOTE:
        upload_form.add_error("file", _("A note holds neither pictures nor files. Choose “Entry” above to add them."))
    return upload_form.is_valid()


def _go_on(request: Request, kept: Post, form: PostForm) -> HttpResponse:
    spare = form.spare_hashtags()
    if spare:
        messages.info(request, spare_words(spare))
    if request.POST.get("act") == "schedule":
        return redirect("schedule", post_id=kept.id)
    if request.POST.get("act") != "publish":
        messages.success(request, _("Saved."))
        return redirect("edit", post_id=kept.id)
    return _publish(request, kept)


def _keep(request: Request, found: Post | None, form: PostForm, upload_form: UploadForm | None) -> Post:
    viewer, draft = request.viewer, form.draft()
    account_id, capacity = form.voice
    if upload_form is not None:  # what a text shows is its author's, and goes with it when that changes
        draft = _with_upload(viewer, found.account_id if found else account_id, draft, upload_form)
    if found is None:
        version_of = form.cleaned_data["version_of"]
        begun = start_post(actor=viewer, account_id=account_id, draft=draft, version_of=version_of, capacity=capacity)
        remember_voice(actor=viewer, place=PLACE, account_id=account_id)
        return begun
    note = form.cleaned_data["note"]
    return edit_post(actor=viewer, post=found, draft=draft, account_id=account_id, capacity=capacity, note=note)


def _with_upload(viewer: Viewer, keeper: int, draft: Draft, form: UploadForm) -> Draft:
    given = form.upload(draft.language)
    if not form.is_attachment:
        picture = add_picture(actor=viewer, account_id=keeper, **given)
        return draft.with_picture(picture.id, picture.alt)
    file = add_attachment(actor=viewer, account_id=keeper, file=given["file"])
    return draft.with_file(file.id, given["alt"] or file.title)


def _publish(request: Request, kept: Post) -> HttpResponse:
    if kept.state != State.PUBLISHED and needs_review(request.viewer, kept):
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
    request: Request,
    found: Post | None,
    form: PostForm,
    upload_form: UploadForm,
    *,
    copy: Copy | None = None,
    status: int = 200,
) -> HttpResponse:
    copy_key = copy.key if copy else ""
    if form.is_bound:  # the same text, in a new window: its copy goes on under its name
        copy_key = request.POST.get("copy", "")[:KEY_LENGTH]
        copy = copy_named(viewer=request.viewer, key=copy_key)
    copies = open_copies(viewer=request.viewer, post_id=found.id if found else None)
    context = {
        "post": found,
        "form": form,
        "upload_form": upload_form,
        "shown": pictures_in(str(form["source"].value() or ""), viewer=request.viewer),
        "copy": copy,
        "copy_key": copy_key,
        "note_length": NOTE_LENGTH,
        "copies": [one for one in copies if one != copy],
    }
    return render(request, "posts/write.html", context, status=status)
