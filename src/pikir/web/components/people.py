"""Avatar and byline: who speaks, and when."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from pikir.web.components.dates import timestamp
from pikir.web.look import is_saving
from pikir.web.shapes import Author

AvatarSize = Literal["small", "", "big", "huge"]
_PIXELS = {"small": 24, "": 32, "big": 56, "huge": 88}


def initials(name: str) -> str:
    """One or two letters that stand in for a picture nobody gave."""
    letters = [next((letter for letter in word if letter.isalnum()), "") for word in name.split()]
    return "".join(letter for letter in letters if letter)[:2].upper()


def avatar(*, author: Author, size: AvatarSize = "") -> SafeString:
    """The face of an account: round for a person, square for all else. It is decoration beside the name."""
    classes = " ".join(filter(None, ["avatar", "" if author.kind == "person" else "office", size]))
    if not author.picture or is_saving():
        return format_html('<span class="{}" aria-hidden="true">{}</span>', classes, initials(author.name))
    pixels = _PIXELS[size]
    return format_html(
        '<img class="{}" src="{}" width="{}" height="{}" alt="" loading="lazy" decoding="async">',
        classes,
        author.picture,
        pixels,
        pixels,
    )


def author_name(author: Author) -> SafeString:
    """The name, a link where there is a page to go to, and the public position that the person holds."""
    name = format_html('<a href="{}">{}</a>' if author.url else "<b>{1}</b>", author.url, author.name)
    return format_html("{} {}", name, badge(author=author)) if author.badge else name


def badge(*, author: Author) -> SafeString:
    """The public position of a person; nothing for who holds none."""
    if not author.badge:
        return SafeString("")
    return format_html('<span class="at holds" lang="{}">{}</span>', get_language(), author.badge)


def byline(
    *,
    author: Author,
    at: datetime | None = None,
    facts: Iterable[str] = (),
    size: AvatarSize | None = None,
    url: str = "",
    after: str = "",
) -> SafeString:
    """Who, when and a few facts, in one line. ``size`` adds the face; ``url`` makes the time a permanent link.

    ``after`` is a mark at the end of the line.
    """
    parts = [str(fact) for fact in facts]
    if at:
        time = timestamp(at=at, form="day", relative=True)
        parts.insert(0, format_html('<a href="{}">{}</a>', url, time) if url else time)
    return format_html(
        '<div class="by">{}{}{}{}</div>',
        avatar(author=author, size=size) if size is not None else "",
        author_name(author),
        format_html_join("", ' <span class="at">{}</span>', ((part,) for part in parts)),
        after,
    )
