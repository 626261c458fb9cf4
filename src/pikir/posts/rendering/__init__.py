"""Markdown to safe HTML, made once at writing.

Two walls stand between what someone typed and what others load. The grammar (``grammar``, ``shape``) makes only markup
that it knows, from source in which HTML is plain text; the sanitiser (``wall``) then lets through only what that
grammar makes. ``RENDERER_VERSION`` is stored with every post: raise it when the same source would give other HTML.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from html import escape

from pikir.kernel.text import count_words
from pikir.media.models import Picture
from pikir.posts.rendering.grammar import COMMENT, ENTRY, NOTE, Markdown
from pikir.posts.rendering.mentions import mention_handles, mentioned_handles
from pikir.posts.rendering.shape import Heading, Page, shape
from pikir.posts.rendering.text import clean_source, picture_keys, picture_words, plain_text, without_controls
from pikir.posts.rendering.wall import sanitise

__all__ = [
    "RENDERER_VERSION",
    "SOURCE_MAX",
    "Heading",
    "Rendered",
    "SourceTooLongError",
    "clean_source",
    "mention_handles",
    "mentioned_handles",
    "picture_keys",
    "picture_words",
    "render",
    "render_comment",
    "render_note",
]

RENDERER_VERSION = 3
SOURCE_MAX = 200_000  # characters; bounds the time of rendering, whatever the kind of post
HTML_MAX = 2_000_000  # characters; an honest text grows at most tenfold, and one that repeats a long address is a bomb


class SourceTooLongError(ValueError):
    """A source is longer than any kind of post allows; forms refuse it long before."""


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """A text as it is stored: HTML, plain text for excerpts and search, words, outline, pictures shown."""

    html: str
    plain: str
    words: int
    headings: tuple[Heading, ...] = ()
    picture_ids: tuple[int, ...] = ()


def render(
    source: str,
    *,
    post_id: int,
    language: str,
    pictures: Mapping[str, Picture] | None = None,
    handles: Collection[str] = (),
) -> Rendered:
    """Render an entry.

    ``pictures`` are those the text may show, by the keys that ``picture_keys(source)`` found in it; ``handles`` are
    those of ``mention_handles(source)`` that somebody has. The identifier makes the marks of footnotes unique on a page
    of many posts; the language is that of the text. Raises SourceTooLongError.
    """
    return _render(ENTRY, source, Page(post_id=post_id, language=language, pictures=pictures or {}, handles=handles))


def render_note(source: str, *, handles: Collection[str] = ()) -> Rendered:
    """Render a note: paragraphs, line breaks and links; every other sign stands as typed. Raises SourceTooLongError."""
    return _render(NOTE, source, Page(handles=handles))


def render_comment(source: str, *, handles: Collection[str] = ()) -> Rendered:
    """Render a comment: a note with emphasis, lists, quotes and code. Raises SourceTooLongError."""
    return _render(COMMENT, source, Page(handles=handles))


def _render(grammar: Markdown, source: str, page: Page) -> Rendered:
    if len(source) > SOURCE_MAX:
        raise SourceTooLongError(len(source))
    source = clean_source(source)
    tokens = shape(grammar.parse(source), page)
    plain = plain_text(tokens)
    html = grammar.renderer.render(tokens, grammar.options, {"page": page})
    if len(html) > HTML_MAX:
        return _as_typed(source)
    return Rendered(
        html=without_controls(sanitise(html)),
        plain=plain,
        words=count_words(plain),
        headings=tuple(page.headings),
        picture_ids=tuple(page.shown),
    )


def _as_typed(source: str) -> Rendered:
    """Show the source itself, for a text whose markup unpacks to more than anyone can read."""
    html = f'<pre tabindex="0">{escape(source, quote=False)}</pre>'
    return Rendered(html=html, plain=source, words=count_words(source))
