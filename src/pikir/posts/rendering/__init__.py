"""Markdown to safe HTML, made once at writing.

Two walls stand between what someone typed and what others load. The grammar (``grammar``, ``shape``) makes only markup
that it knows, from source in which HTML is plain text; the sanitiser (``wall``) then lets through only what that
grammar makes. ``RENDERER_VERSION`` is stored with every post: raise it when the same source would give other HTML.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from pikir.kernel.text import count_words
from pikir.media.models import Attachment, Picture
from pikir.posts.rendering.budget import is_affordable
from pikir.posts.rendering.grammar import COMMENT, ENTRY, NOTE, Markdown
from pikir.posts.rendering.hashtags import drawn_topics, hashtags_in
from pikir.posts.rendering.mentions import mention_handles, mentioned_handles
from pikir.posts.rendering.shape import Heading, Page, shape
from pikir.posts.rendering.text import (
    attached_names,
    clean_source,
    file_keys,
    picture_keys,
    picture_words,
    plain_text,
    with_secret,
    without_controls,
)
from pikir.posts.rendering.wall import sanitise

__all__ = [
    "RENDERER_VERSION",
    "SOURCE_MAX",
    "Heading",
    "Rendered",
    "SourceTooLongError",
    "attached_names",
    "clean_source",
    "drawn_topics",
    "file_keys",
    "hashtags_of",
    "mention_handles",
    "mentioned_handles",
    "picture_keys",
    "picture_words",
    "render",
    "render_comment",
    "render_note",
    "with_secret",
]

RENDERER_VERSION = 4
SOURCE_MAX = 200_000  # characters; bounds the time of rendering, whatever the kind of post
HTML_MAX = 2_000_000  # characters; an honest text grows at most tenfold, and one that repeats a long address is a bomb


class SourceTooLongError(ValueError):
    """A source is longer than any kind of post allows; forms refuse it long before."""


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """A text as it is stored: HTML, plain text for excerpts and search, words, outline, pictures shown, hashtags."""

    html: str
    plain: str
    words: int
    headings: tuple[Heading, ...] = ()
    picture_ids: tuple[int, ...] = ()
    hashtags: tuple[str, ...] = ()  # as written, without the sign; each once


def render(
    source: str,
    *,
    post_id: int,
    language: str,
    pictures: Mapping[str, Picture] | None = None,
    attachments: Mapping[str, Attachment] | None = None,
    handles: Collection[str] = (),
    topics: Mapping[str, str] | None = None,
) -> Rendered:
    """Render an entry.

    ``pictures`` are those the text may show, by the keys that ``picture_keys(source)`` found in it, ``attachments`` the
    files by those of ``file_keys(source)``; ``handles`` are those of ``mention_handles(source)`` that somebody has;
    ``topics`` are the ends of topics' addresses by the keys of the hashtags that lead to them. The identifier makes the
    marks of footnotes unique on a page of many posts; the language is that of the text. Raises SourceTooLongError.
    """
    page = Page(
        post_id=post_id,
        language=language,
        pictures=pictures or {},
        attachments=attachments or {},
        handles=handles,
        topics=topics or {},
        players=True,
    )
    return _render(ENTRY, source, page)


def render_note(source: str, *, handles: Collection[str] = (), topics: Mapping[str, str] | None = None) -> Rendered:
    """Render a note: paragraphs, line breaks and links; every other sign stands as typed. Raises SourceTooLongError."""
    return _render(NOTE, source, Page(handles=handles, topics=topics or {}))


def render_comment(source: str, *, handles: Collection[str] = (), topics: Mapping[str, str] | None = None) -> Rendered:
    """Render a comment: a note with emphasis, lists, quotes and code. Raises SourceTooLongError."""
    return _render(COMMENT, source, Page(handles=handles, topics=topics or {}))


def hashtags_of(source: str) -> list[str]:
    """Return the hashtags of an entry or a note as they are written, each once; none of code and links."""
    if len(source) > SOURCE_MAX or not hashtags_in(source):
        return []
    page = Page()
    shape(ENTRY.parse(clean_source(source)), page)
    return list(page.hashtags.values())


def _render(grammar: Markdown, source: str, page: Page) -> Rendered:
    if len(source) > SOURCE_MAX:
        raise SourceTooLongError(len(source))
    source = clean_source(source)
    if not is_affordable(source):
        return _as_typed(source)
    known: dict[str, Any] = {"page": page}
    tokens = shape(grammar.parse(source, known), page)
    plain = plain_text(tokens)
    html = grammar.renderer.render(tokens, grammar.options, known)
    if len(html) > HTML_MAX:
        return _as_typed(source)
    return Rendered(
        html=without_controls(sanitise(html)),
        plain=plain,
        words=count_words(plain),
        headings=tuple(page.headings),
        picture_ids=tuple(page.shown),
        hashtags=tuple(page.hashtags.values()),
    )


def _as_typed(source: str) -> Rendered:
    """Show the source itself, for a text whose markup costs, or unpacks to, more than its words are worth."""
    html = f'<pre tabindex="0">{escape(source, quote=False)}</pre>'
    return Rendered(html=html, plain=source, words=count_words(source))
