"""Starting and changing a text."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer, can_speak_as
from pikir.audit.actions import record
from pikir.kernel.events import send
from pikir.kernel.languages import guess_language
from pikir.kernel.text import strip_controls
from pikir.posts.access import can_edit
from pikir.posts.actions.revisions import keep_revision
from pikir.posts.actions.texts import TEXT_FIELDS, TextError, check_text, link_pictures, render_into
from pikir.posts.events import PostEdited
from pikir.posts.kinds import PostKind, State, Visibility
from pikir.posts.models import Post
from pikir.posts.pages import touch_pages
from pikir.posts.rendering import clean_source
from pikir.posts.versions import language_taken


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What an author fills in. An empty ``language`` is guessed from the text."""

    kind: str = PostKind.ENTRY
    title: str = ""
    lead: str = ""
    source: str = ""
    language: str = ""
    visibility: str = Visibility.PUBLIC
    cover: str = ""

    def with_picture(self, picture_id: int, alt: str) -> "Draft":
        """The same text with a picture as its last paragraph."""
        words = alt.replace("[", "(").replace("]", ")").replace("\n", " ")
        return replace(self, source=f"{self.source.rstrip()}\n\n![{words}](picture:{picture_id})".lstrip())


def start_post(
    *,
    actor: Viewer,
    account_id: int,
    draft: Draft,
    version_of: int | None = None,
    audience: int | None = None,
    at: datetime | None = None,
) -> Post:
    """Keep a new draft in the name of an account.

    ``version_of`` is the post of which this is another language. Raises PermissionDenied, or TextError for a text that
    is empty, too long or there already in this language.
    """
    if not can_speak_as(actor, account_id):
        raise PermissionDenied
    source = _source_of_version(actor, version_of) if version_of else None
    now = at or timezone.now()
    post = Post(account_id=account_id, created_at=now, updated_at=now, audience_id=audience)
    _fill(post, draft, default_language=actor.language)
    if source:
        _tie(post, source)
    check_text(post)
    pictures = render_into(post)
    with transaction.atomic():
        post.save(force_insert=True)
        link_pictures(post, pictures)
        record(actor=actor.user_id, verb="start_post", kind="post", object_id=post.id)
    return post


def edit_post(*, actor: Viewer, post: Post, draft: Draft, note: str = "", at: datetime | None = None) -> Post:
    """Change the text of a draft or of a published post; the latter is marked as edited and its earlier text kept.

    ``note`` says why, in one line that stands in the history. Raises PermissionDenied, or TextError for a text that is
    empty or too long.
    """
    if not can_edit(actor, post):
        raise PermissionDenied
    now = at or timezone.now()
    _fill(post, draft, default_language=post.language)
    check_text(post)
    pictures = render_into(post)
    post.updated_at = now
    public = post.state == State.PUBLISHED
    with transaction.atomic():
        # A takedown that came in between wins: the row is changed only in the state in which it was read.
        earlier = Post.objects.select_for_update().filter(id=post.id, state=post.state).first()
        if earlier is None:
            raise PermissionDenied
        if public and keep_revision(earlier, post, by=actor.user_id, note=note, at=now):
            post.edited_at = now
        Post.objects.filter(id=post.id).update(
            **{name: getattr(post, name) for name in (*_WRITTEN_FIELDS, *TEXT_FIELDS, "updated_at", "edited_at")}
        )
        link_pictures(post, pictures)
        record(actor=actor.user_id, verb="edit_post", kind="post", object_id=post.id)
        if public:
            send(PostEdited(post.id))
            touch_pages(post)
    return post


def _source_of_version(actor: Viewer, post_id: int) -> Post:
    """Return the text that was written first, for who writes for its author. Raises PermissionDenied."""
    named = Post.objects.filter(id=post_id, root__isnull=True).select_related("version_of").first()
    source = named and (named.version_of or named)
    if source is None or not can_speak_as(actor, source.account_id):
        raise PermissionDenied
    return source


def _tie(post: Post, source: Post) -> None:
    if language_taken(source, post.language):
        raise TextError(_("This text is there in this language already."))
    post.version_of = source


_WRITTEN_FIELDS = ("kind", "title", "lead", "source", "language", "visibility", "cover")


def _fill(post: Post, draft: Draft, *, default_language: str) -> None:
    if not post.listed_at_id:  # what was published keeps its kind and never becomes wider or narrower silently
        post.kind = draft.kind
        post.visibility = draft.visibility
    titled = post.kind not in (PostKind.NOTE, PostKind.COMMENT)
    post.title = strip_controls(draft.title) if titled else ""
    post.lead = strip_controls(draft.lead) if titled else ""
    post.source = clean_source(draft.source)
    post.cover = strip_controls(draft.cover)
    text = f"{post.title}\n{post.lead}\n{post.source}"
    post.language = draft.language or guess_language(text, default_language or "kk")
