"""Cards and the wire: posts as they stand in lists. Strings, not templates: lists are the hot path of every page."""

from collections.abc import Iterable
from functools import partial
from typing import Any, Literal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from pikir.web.components.dates import timestamp
from pikir.web.components.marks import render_hand, render_why, veil
from pikir.web.components.people import AvatarSize, byline
from pikir.web.components.pictures import image
from pikir.web.look import is_saving
from pikir.web.pieces import piece, surroundings
from pikir.web.shapes import Card

Level = Literal[2, 3, 4]
_NOTHING = SafeString("")
_SIZES = "(min-width: 66rem) 40rem, 100vw"


def render_card(
    card: Card,
    *,
    level: Level = 3,
    face: AvatarSize | None = None,
    eager: bool = False,
    bare: bool = False,
    css: str = "",
    sizes: str = _SIZES,
) -> SafeString:
    """One card. It holds no relative times and no marks of a viewer, so that it is kept as a piece.

    ``face`` adds the author's picture, ``eager`` is for the picture of the first screen, ``bare`` leaves the hand out
    where one label stands over the whole list.
    """
    if card.filtered:
        plain = render_card(card._replace(filtered=""), level=level, face=face, eager=False, bare=bare, sizes=sizes)
        return veil(words=card.filtered, content=plain, css=css)
    key = (card, level, face, eager, bare, css, sizes, surroundings())
    return piece(key, lambda: _drawn(card, level=level, face=face, eager=eager, bare=bare, css=css, sizes=sizes))


def _drawn(
    card: Card, *, level: Level, face: AvatarSize | None, eager: bool, bare: bool, css: str, sizes: str
) -> SafeString:
    shown = card.picture if not is_saving() else None
    # What the author said is in the author's language; all around it, down to the time, in that of the page.
    said = format_html(' lang="{}"', card.language) if card.language else _NOTHING
    picture = format_html('<div class="pic"{}>{}</div>', said, image(shown, sizes, eager)) if shown else _NOTHING
    why = render_why(card.why) if card.why else _NOTHING
    return format_html(
        '<article class="{classes}">{hand}{shared}{picture}'
        '<h{level}{said}><a href="{url}">{title}</a></h{level}>{lead}{by}{topics}</article>',
        classes=f"card {card.kind} {css}".rstrip(),
        said=said,
        hand=render_hand(card.hand) if card.hand and not bare else _NOTHING,
        shared=_shared(card.shared_by) if card.shared_by else _NOTHING,
        picture=picture,
        level=level,
        url=card.url,
        title=card.title,
        lead=format_html('<p class="lede"{}>{}</p>', said, card.lead) if card.lead else _NOTHING,
        by=byline(author=card.author, at=card.at, facts=card.facts, size=face, after=why) if card.author else why,
        topics=_topics(card) if card.topics else _NOTHING,
    )


def _topics(card: Card) -> SafeString:
    """Ways to what else was said on the same, in one line; their names speak the language of the page."""
    links = (
        (url, format_html(' lang="{}"', language) if language else "", text) for text, url, language in card.topics
    )
    return format_html('<p class="on">{}</p>', format_html_join(" ", '<a class="chip" href="{}"{}>{}</a>', links))


def _shared(name: str) -> SafeString:
    return format_html('<p class="via">{}</p>', format_html(gettext("Shared by {name}"), name=name))


def card(*, card: Card, **how: Any) -> SafeString:
    """A card in a template; takes the same words as ``render_card``."""
    return render_card(card, **how)


def wire(*, cards: Iterable[Card]) -> SafeString:
    """The newest as a column of times and headlines."""
    now = surroundings()
    lines = (
        _veiled_line(card) if card.filtered else piece(("wire", card, now), partial(_plain_line, card))
        for card in cards
    )
    return SafeString(f'<ol role="list" class="wire">{"".join(lines)}</ol>')


def _veiled_line(card: Card) -> SafeString:
    plain = format_html('<a href="{}">{}</a>', card.url, card.title)
    time = timestamp(at=card.at, form="clock") if card.at else _NOTHING
    return format_html("<li>{}{}</li>", time, veil(words=card.filtered, content=plain))


def _plain_line(card: Card) -> SafeString:
    return format_html(
        '<li>{}<span class="plain"><a href="{}"{}>{}</a>{}</span></li>',
        timestamp(at=card.at, form="clock") if card.at else _NOTHING,
        card.url,
        format_html(' lang="{}"', card.language) if card.language else _NOTHING,
        card.title,
        format_html("<small>{}</small>", card.author.name) if card.author else _NOTHING,
    )
