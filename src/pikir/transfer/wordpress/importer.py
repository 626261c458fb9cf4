"""Writing an export into the square, in small transactions; running it again changes nothing."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone

from pikir.accounts.models import Account
from pikir.kernel.languages import LANGUAGES, guess_language
from pikir.kernel.text import excerpt, strip_controls
from pikir.posts.actions import Draft, ImportedPost, import_posts
from pikir.posts.kinds import (
    COMMENT_LENGTH,
    ENTRY_LENGTH,
    LEAD_LENGTH,
    TITLE_LENGTH,
    TOPIC_NAME_LENGTH,
    TOPICS_MAX,
    PostKind,
    State,
    Visibility,
)
from pikir.posts.models import Post
from pikir.transfer.models import Label, OldAddress, Origin
from pikir.transfer.queries import old_path
from pikir.transfer.wordpress.content import Gallery, convert, plain
from pikir.transfer.wordpress.export import Comment, Export, Item
from pikir.transfer.wordpress.people import People, map_authors
from pikir.transfer.wordpress.pictures import Pictures
from pikir.transfer.wordpress.report import Report

BATCH = 50  # items in one transaction: the square goes on serving and writing between them
_STATES = {"publish": State.PUBLISHED, "private": State.PUBLISHED, "future": State.SCHEDULED}
_DRAFTS = {"draft", "pending", "auto-draft"}
_NOT_TEXTS = {
    "nav_menu_item": "menu entry: the square has its own way of finding things",
    "revision": "revision: the newest text is kept",
    "custom_css": "look of the old theme",
    "customize_changeset": "look of the old theme",
    "wp_global_styles": "look of the old theme",
    "wp_navigation": "menu entry: the square has its own way of finding things",
}
Row = TypeVar("Row")


@dataclass(frozen=True, kw_only=True)
class Options:
    """What the operator asked for. ``authors`` maps logins there to handles here."""

    into: str
    media: Path | None = None
    authors: dict[str, str] = field(default_factory=dict)
    dry_run: bool = False


class _DryRunError(Exception):
    """Ends the one transaction of a dry run."""


def import_export(export: Export, options: Options, progress: Callable[[int], None] = lambda _count: None) -> Report:
    """Bring a blog in; return what became of it. ``progress`` is told how many items are done.

    Raises ExportError, before anything is written, for an author mapped to nobody.
    """
    run = _Run(export, options, progress)
    if not options.dry_run:
        run.all()
        return run.report
    try:
        with transaction.atomic():
            run.all()
            raise _DryRunError
    except _DryRunError:
        return run.report


class _Run:
    def __init__(self, export: Export, options: Options, progress: Callable[[int], None]) -> None:
        self.export, self.options, self.progress = export, options, progress
        self.report = Report()
        self.site = (urlsplit(export.address).netloc + urlsplit(export.address).path).rstrip("/")[:200] or "wordpress"
        self.language = export.language if export.language in LANGUAGES else "en"
        self.people = People(export, self.site, self.language, self.report, map_authors(options.authors))
        self.now = timezone.now()

    def all(self) -> None:
        texts = [item for item in self.export.items if self._is_text(item)]
        with transaction.atomic():
            self.blog = self.people.blog(self.options.into, self.now)
            for author in self.export.authors:
                self.people.author(author.login, self.now)
        attachments = [item for item in self.export.items if item.kind == "attachment"]
        self.report.found.update({"attachments": len(attachments)} if attachments else {})
        self.pictures = Pictures(self.site, attachments, self.options, self.report)
        self.pictures.bring_in(lambda item: self.people.author(item.author, self.now))
        posts = self._known("post:")
        for batch in _batches(texts):
            with transaction.atomic():
                self._write_texts(batch, posts)
            self.progress(len(batch))
        comments = self._known("comment:")
        for item in texts:
            if item.comments and item.number in posts:
                with transaction.atomic():
                    self._write_comments(item, posts[item.number], comments)

    def _is_text(self, item: Item) -> bool:
        if item.kind == "attachment":
            self._lose_comments(item, "on a file, which has no page here")
            return False
        kind = {"post": "posts", "page": "pages"}.get(item.kind, item.kind)
        self.report.found[kind] += 1
        self.report.found["comments"] += len(item.comments)
        if item.kind in _NOT_TEXTS:
            self.report.skipped[_NOT_TEXTS[item.kind]] += 1
            return False
        if item.status in ("trash", "inherit"):
            self.report.skipped[f"{kind}: {item.status}"] += 1
            self._lose_comments(item, "on a text that was left out")
            return False
        return True

    def _lose_comments(self, item: Item, why: str) -> None:
        if item.comments:
            self.report.skipped[f"comments {why}"] += len(item.comments)

    def _known(self, prefix: str) -> dict[int, Post]:
        rows = Origin.objects.filter(site=self.site, key__startswith=prefix, post__isnull=False)
        found = rows.select_related("post__account", "post__root")
        return {int(row.key.removeprefix(prefix)): row.post for row in found if row.post is not None}

    def _write_texts(self, items: list[Item], posts: dict[int, Post]) -> None:
        fresh = [item for item in items if item.number not in posts]
        if len(fresh) < len(items):
            self.report.known["texts"] += len(items) - len(fresh)
        made = import_posts(posts=[self._text(item) for item in fresh])
        Origin.objects.bulk_create(
            [
                Origin(site=self.site, key=f"post:{item.number}", post=post)
                for item, post in zip(fresh, made, strict=True)
            ]
        )
        for item, post in zip(fresh, made, strict=True):
            posts[item.number] = post
            self._label(item, post)
            self._keep_addresses(item, post)

    def _text(self, item: Item) -> ImportedPost:
        converted = convert(
            item.content,
            find_picture=self.pictures.key_of,
            gallery=Gallery(by_number=self.pictures.shown, own=self.pictures.of_parent.get(item.number, [])),
        )
        self.report.changed.update(converted.changes)
        state, visibility = self._state(item)
        title, lead = strip_controls(plain(item.title)), plain(item.excerpt)
        for what, text, limit in (("title", title, TITLE_LENGTH), ("lead", lead, LEAD_LENGTH)):
            if len(text) > limit:
                self.report.changed[f"{what} cut to {limit} characters"] += 1
        if len(converted.source) > ENTRY_LENGTH:
            self.report.changed[f"text cut to {ENTRY_LENGTH} characters"] += 1
        source = converted.source[:ENTRY_LENGTH]
        self._count_text(item, state, visibility)
        return ImportedPost(
            account_id=self.people.author(item.author, self.now).id,
            audience_id=self.blog.id,
            draft=Draft(
                kind=PostKind.ENTRY,
                title=excerpt(title, TITLE_LENGTH) if title else "",
                lead=excerpt(lead, LEAD_LENGTH) if lead else "",
                source=source,
                language=guess_language(f"{title}\n{lead}\n{source[:5000]}", self.language),
                visibility=visibility,
                topics=_topics_of(item),
            ),
            state=state,
            at=item.at or self.now,
            publish_at=item.at if state == State.SCHEDULED else None,
        )

    def _state(self, item: Item) -> tuple[str, str]:
        if item.password:
            self.report.changed["text behind a password is now private"] += 1
            return _STATES.get(item.status, State.DRAFT), Visibility.PRIVATE
        if item.status == "private":
            return State.PUBLISHED, Visibility.PRIVATE
        visibility = Visibility.UNLISTED if item.kind == "page" else Visibility.PUBLIC
        if item.status not in _STATES and item.status not in _DRAFTS:
            self.report.changed[f"status “{item.status}” is now draft"] += 1
        return _STATES.get(item.status, State.DRAFT), visibility

    def _count_text(self, item: Item, state: str, visibility: str) -> None:
        kind = item.kind if item.kind in ("post", "page") else f"text of kind “{item.kind}”"
        said = {State.PUBLISHED: "published", State.SCHEDULED: "scheduled"}.get(State(state), "draft")
        self.report.kept[f"{kind}, {'private' if visibility == Visibility.PRIVATE else said}"] += 1
        if item.kind == "page":
            self.report.changed["page is reached by its address and stands in no list"] += 1
        if item.sticky:
            self.report.changed["sticky post stands in the order of time"] += 1
        if item.at is None:
            self.report.changed["text without a date has that of the import"] += 1

    def _label(self, item: Item, post: Post) -> None:
        kept = {(term.kind, term.slug[:200]): term.name for term in item.terms if term.kind in ("category", "tag")}
        others = {term.kind for term in item.terms} - {"category", "tag"}
        for kind in others:
            self.report.skipped[f"label of kind “{kind}”"] += sum(term.kind == kind for term in item.terms)
        Label.objects.bulk_create(
            [Label(post=post, kind=kind, slug=slug, name=name[:200]) for (kind, slug), name in kept.items()]
        )
        for kind, _slug in kept:
            self.report.kept[f"{kind} kept as a label"] += 1
        if topics := _topics_of(item):
            self.report.kept["topic of a text"] += len(topics)

    def _keep_addresses(self, item: Item, post: Post) -> None:
        addresses = dict.fromkeys(path for path in (old_path(item.link), old_path(item.guid)) if path)
        OldAddress.objects.bulk_create([OldAddress(path=path, post=post) for path in addresses], ignore_conflicts=True)
        self.report.kept["old address that leads here"] += len(addresses)

    def _write_comments(self, item: Item, root: Post, known: dict[int, Post]) -> None:
        for comment in _parents_first(item.comments):
            if comment.number in known:
                self.report.known["comments"] += 1
                continue
            why = _not_a_comment(comment)
            if why:
                self.report.skipped[why] += 1
                continue
            answered = known.get(comment.parent)
            if comment.parent and answered is None:
                self.report.changed["comment on one that was left out now answers the text"] += 1
            known[comment.number] = self._comment(comment, answered or root, root)

    def _comment(self, comment: Comment, reply_to: Post, root: Post) -> Post:
        at = comment.at or root.created_at
        converted = convert(comment.content, find_picture=lambda _address: "", gallery=Gallery(by_number={}, own=[]))
        self.report.changed.update(converted.changes)
        if len(converted.source) > COMMENT_LENGTH:
            self.report.changed[f"comment cut to {COMMENT_LENGTH} characters"] += 1
        held = comment.approved != "1"
        self.report.kept["comment, held for review" if held else "comment"] += 1
        draft = Draft(
            kind=PostKind.COMMENT,
            source=converted.source[:COMMENT_LENGTH],
            language=guess_language(converted.source, root.language),
            visibility=root.visibility,
        )
        account = self._who(comment)
        made = import_posts(
            posts=[
                ImportedPost(
                    account_id=account.id,
                    audience_id=root.audience_id,
                    draft=draft,
                    state=State.HELD if held else State.PUBLISHED,
                    at=at.astimezone(UTC),
                    reply_to=reply_to,
                )
            ]
        )
        Origin.objects.create(site=self.site, key=f"comment:{comment.number}", post=made[0])
        return made[0]

    def _who(self, comment: Comment) -> Account:
        return self.people.commenter(comment, comment.at or self.now)


def _not_a_comment(comment: Comment) -> str:
    if comment.kind in ("pingback", "trackback"):
        return f"{comment.kind}: a notice of a machine, not a comment"
    if comment.approved in ("spam", "trash", "post-trashed"):
        return f"comment marked as {comment.approved}"
    return ""


def _parents_first(comments: Iterable[Comment]) -> list[Comment]:
    return sorted(comments, key=lambda comment: (comment.at or datetime.max.replace(tzinfo=UTC), comment.number))


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def _topics_of(item: Item) -> tuple[str, ...]:
    """The first categories, then tags, that can name a topic; all of them are kept as labels, too."""
    terms = sorted((term for term in item.terms if term.kind in ("category", "tag")), key=lambda term: term.kind)
    names = (term.name for term in terms if len(term.name) <= TOPIC_NAME_LENGTH)
    return tuple(name for name in names if any(sign.isalpha() for sign in name))[:TOPICS_MAX]
