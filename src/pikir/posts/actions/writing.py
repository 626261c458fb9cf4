"""Starting and changing a text."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer, can_speak_as, require
from pikir.accounts.models import Account
from pikir.audit.actions import record
from pikir.kernel.events import send
from pikir.kernel.languages import guess_language
from pikir.kernel.text import strip_controls
from pikir.posts import life_notices
from pikir.posts.access import can_decide, can_edit, can_give_away
from pikir.posts.actions.revisions import keep_revision
from pikir.posts.actions.speaking import speak_in
from pikir.posts.actions.tagging import tag_post
from pikir.posts.actions.texts import (
    TEXT_FIELDS,
    TextError,
    check_alone,
    check_text,
    link_pictures,
    render_into,
    take_along,
)
from pikir.posts.events import PostEdited
from pikir.posts.gates import too_much
from pikir.posts.kinds import TOPICS_MAX, PostKind, State, Visibility
from pikir.posts.models import Post
from pikir.posts.pages import touch_pages
from pikir.posts.rendering import clean_source
from pikir.posts.restraints import Restraint, is_restrained
from pikir.posts.versions import language_taken


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What an author fills in. An empty ``language`` is guessed; ``topics`` are names, None leaves them as they are."""

    kind: str = PostKind.ENTRY
    title: str = ""
    lead: str = ""
    source: str = ""
    language: str = ""
    visibility: str = Visibility.PUBLIC
    cover: str = ""
    topics: tuple[str, ...] | None = None

    @property
    def hashtags(self) -> int:
        """How many hashtags of the text may still count as topics."""
        return TOPICS_MAX - len(self.topics or ())

    def with_picture(self, picture_id: int, alt: str) -> "Draft":
        """The same text with a picture as its last paragraph."""
        return self._with_line(f"![{_in_brackets(alt)}](picture:{picture_id})")

    def with_file(self, file_id: int, words: str) -> "Draft":
        """The same text with a way to a file as its last paragraph."""
        return self._with_line(f"[{_in_brackets(words)}](file:{file_id})")

    def _with_line(self, line: str) -> "Draft":
        return replace(self, source=f"{self.source.rstrip()}\n\n{line}".lstrip())


def _in_brackets(words: str) -> str:
    return words.replace("[", "(").replace("]", ")").replace("\n", " ")


def start_post(
    *,
    actor: Viewer,
    account_id: int,
    draft: Draft,
    version_of: int | None = None,
    audience: int | None = None,
    capacity: str = "",
    at: datetime | None = None,
) -> Post:
    """Keep a new draft in the name of an account.

    ``version_of`` is the post of which this is another language, ``capacity`` as what a person speaks. Raises
    PermissionDenied, or TextError for a text that is empty, too long or there already in this language.
    """
    require(can_speak_as(actor, account_id))
    source = _source_of_version(actor, version_of) if version_of else None
    now = at or timezone.now()
    post = Post(account_id=account_id, created_at=now, updated_at=now, audience_id=audience)
    post.writer_id = writer_for(actor, account_id)
    _fill(post, draft, default_language=actor.language)
    if source:
        _tie(post, source)
    check_text(post)
    pictures = render_into(post, hashtags=draft.hashtags, keepers=_speaks_for(actor))
    check_alone(post, pictures)
    with transaction.atomic():
        post.save(force_insert=True)
        take_along(post, pictures)
        link_pictures(post, pictures)
        tag_post(post, draft.topics)
        speak_in(actor, post, capacity)
        record(actor=actor.user_id, verb="start_post", kind="post", object_id=post.id, account_id=account_id)
    return post


def writer_for(actor: Viewer, account_id: int) -> int | None:
    """Return the user to keep as the writer of something said by an account: none for one's own."""
    return None if account_id == actor.account_id else actor.user_id


def preview_post(*, actor: Viewer, account_id: int, draft: Draft) -> Post:
    """Return a text as publishing it now would make it, unsaved. Raises PermissionDenied or TextError."""
    require(account_id in actor.operates)
    account = Account.objects.get(id=account_id)
    now = timezone.now()
    post = Post(account=account, created_at=now, updated_at=now)
    _fill(post, draft, default_language=actor.language)
    check_text(post)
    render_into(post, hashtags=draft.hashtags, keepers=_speaks_for(actor))
    return post


def _speaks_for(actor: Viewer) -> frozenset[int]:
    """The accounts whose pictures and files the actor may give to a text: what was chosen before its author was."""
    return actor.operates - actor.silenced


def edit_post(
    *,
    actor: Viewer,
    post: Post,
    draft: Draft,
    account_id: int | None = None,
    capacity: str | None = None,
    note: str = "",
    at: datetime | None = None,
) -> Post:
    """Change the text of a draft or of a published post; the latter is marked as edited and its earlier text kept.

    ``account_id`` puts a draft with its pictures into the name of another account, ``capacity`` says as what a person
    speaks in it, and None leaves that as it is; ``note`` says why the text changed,
    in one line that stands in the history. Raises PermissionDenied, or TextError for a text that is empty or too long,
    or whose pictures cannot go with it.
    """
    require(can_edit(actor, post))
    before = post.account_id
    author_id = account_id or before
    moves = author_id != before
    require(not moves or (can_give_away(actor, post) and can_speak_as(actor, author_id)))
    now, cover = at or timezone.now(), post.cover
    _fill(post, draft, default_language=post.language)
    if cover != post.cover and is_restrained(Restraint.COVER, post.id):
        post.cover = cover
    check_text(post)
    if moves:
        post.account_id = author_id
        post.writer_id = writer_for(actor, author_id)
    pictures = render_into(post, hashtags=draft.hashtags, keepers=_speaks_for(actor))
    check_alone(post, pictures)
    post.updated_at = now
    public = post.state == State.PUBLISHED
    if public and (words := too_much(post)):
        raise TextError(words)
    with transaction.atomic():
        # A takedown that came in between wins: the row is changed only in the state in which it was read.
        earlier = Post.objects.select_for_update().filter(id=post.id, state=post.state, account_id=before).first()
        if earlier is None:
            raise PermissionDenied
        if public and (kept := keep_revision(earlier, post, by=actor.user_id, note=note, at=now)):
            post.edited_at = now
            life_notices.tell_changed(kept, post.account_id)
        Post.objects.filter(id=post.id).update(
            **{name: getattr(post, name) for name in (*_WRITTEN_FIELDS, *TEXT_FIELDS, "updated_at", "edited_at")}
        )
        take_along(post, pictures)
        link_pictures(post, pictures)
        if moves:
            record(actor=actor.user_id, verb="give_away_post", kind="post", object_id=post.id, account_id=before)
        tag_post(post, draft.topics)
        if capacity is not None or moves:
            speak_in(actor, post, capacity or "")
        verb = "start_post" if moves else "edit_post"
        record(actor=actor.user_id, verb=verb, kind="post", object_id=post.id, account_id=author_id)
        if public:
            send(PostEdited(post.id))
            touch_pages(post)
    return post


def _source_of_version(actor: Viewer, post_id: int) -> Post:
    """Return the text that was written first, for who may change it. Raises PermissionDenied."""
    named = Post.objects.filter(id=post_id, root__isnull=True).select_related("version_of").first()
    source = named and (named.version_of or named)
    if source is None or not can_decide(actor, source):
        raise PermissionDenied
    return source


def _tie(post: Post, source: Post) -> None:
    if language_taken(source, post.language):
        raise TextError(_("This text is there in this language already."))
    post.version_of = source


_WRITTEN_FIELDS = ("account_id", "writer_id", "kind", "title", "lead", "source", "language", "visibility", "cover")


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
