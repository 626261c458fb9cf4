"""Small signs: horn, hand, tag, chip, notice, empty place."""

from typing import Literal

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from pikir.web.shapes import Hand, HandKind

_CURRENT = mark_safe(' aria-current="true"')
_NOTHING = mark_safe("")
_HORN = (
    "M16 30V15C16 8 12 4 8 4.5 3 5 1.5 12 5 14.5c3.5 2 6.5-1.5 5-4M16 15C16 8 20 4 24 4.5 29 5 30.5 12 27 14.5"
    "c-3.5 2-6.5-1.5-5-4M16 23c0 3-3 5-6 4.5M16 23c0 3 3 5 6 4.5"
)


def horn() -> SafeString:
    """The ram's horn, the only ornament: it signs the bar, the nameplate, the end of a text and empty places."""
    return format_html('<svg class="horn" viewBox="0 0 32 32" aria-hidden="true"><path d="{}"/></svg>', _HORN)


def _hand_words(kind: HandKind) -> str:
    """What a hand says; ``{name}`` is the editor, measure, formula, duty or sponsor."""
    return {
        "editor": gettext("Editor’s choice: {name}"),
        "newest": gettext("Newest, {name}"),
        "talked": gettext("Most discussed: {name}"),
        "formula": gettext("By formula: {name}"),
        "duty": gettext("Official duty: {name}"),
        "paid": gettext("Advertisement, paid by {name}"),
    }[kind]


def render_hand(hand: Hand) -> SafeString:
    """The label that says who or what put something here."""
    name = hand.name or (gettext("in order of time") if hand.kind == "newest" else "")
    bold = format_html("<b>{}</b>", name)
    named = format_html('<a href="{}">{}</a>', hand.url, bold) if hand.url else bold
    words = format_html(_hand_words(hand.kind), name=named)
    return format_html('<p class="hand {}"><span>{}</span></p>', hand.kind, words)


def render_why(words: str) -> SafeString:
    """A small question mark that opens the rule by which a post stands in a list."""
    label = gettext("Why do I see this?")
    return format_html(
        '<details class="why" lang="{2}"><summary title="{0}"><span aria-hidden="true">?</span>'
        '<span class="hide">{0}</span></summary><p>{1}</p></details>',
        label,
        words,
        get_language(),
    )


def hand(*, hand: Hand | None = None, kind: HandKind = "newest", name: str = "", url: str = "") -> SafeString:
    """The label of a slot, from a Hand or from its parts. Every slot has exactly one."""
    return render_hand(hand or Hand(kind=kind, name=name, url=url))


def kick(*, title: str, url: str = "", more: str = "", level: Literal[1, 2, 3] = 2, id: str = "") -> SafeString:  # noqa: A002  # the HTML name
    """The heading over a column. ``url`` with ``more`` leads to the rest; ``id`` lets a section be named by it."""
    return format_html(
        '<div class="kick"><h{level}{id}>{title}</h{level}>{more}</div>',
        level=level,
        id=format_html(' id="{}"', id) if id else "",
        title=title,
        more=format_html('<a href="{}">{}</a>', url, more or gettext("All")) if url else "",
    )


def current_mark(current: bool) -> SafeString:
    """The attribute of the one link that leads where the reader already is."""
    return _CURRENT if current else _NOTHING


def tag(*, text: str, kind: Literal["", "duty", "late"] = "") -> SafeString:
    """A state in words. Gold (``duty``) only when somebody owes, red (``late``) only when overdue."""
    return format_html('<span class="tag {}">{}</span>', kind, text)


def chip(*, text: str, url: str = "", language: str = "", current: bool = False) -> SafeString:
    """A topic or a language, round because it is a living thing."""
    if not url:
        return format_html('<span class="chip">{}</span>', text)
    spoken = format_html(' lang="{0}" hreflang="{0}"', language) if language else ""
    return format_html('<a class="chip" href="{}"{}{}>{}</a>', url, spoken, current_mark(current), text)


def notice(*, text: str, kind: Literal["", "sky", "duty", "late", "fault"] = "", title: str = "") -> SafeString:
    """One calm sentence that changes how the page is read. ``title`` stands before it in weight."""
    bold = format_html("<b>{}</b> ", title) if title else ""
    return format_html('<p class="notice {}">{}{}</p>', kind, bold, text)


def veil(*, words: str, content: SafeString, css: str = "") -> SafeString:
    """One visible line in the place of what a reader's own filter folded away; it opens what is behind it."""
    line = format_html(gettext("Filtered: {words}"), words=format_html("<b>{}</b>", words))
    return format_html(
        '<details class="{}"><summary>{}</summary>{}</details>', f"filtered {css}".rstrip(), line, content
    )


def empty(*, text: str, url: str = "", act: str = "") -> SafeString:
    """A place where nothing is yet, with the horn and what one can do."""
    link = format_html('<a class="btn" href="{}">{}</a>', url, act) if url else ""
    return format_html('<div class="empty">{}<p>{}</p>{}</div>', horn(), text, link)
