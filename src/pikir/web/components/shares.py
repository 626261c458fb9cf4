"""The share bar: who made this page, counted in places and added up in the open."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import ngettext, pgettext

from pikir.web.shapes import HandKind

_ORDER: tuple[HandKind, ...] = ("editor", "newest", "talked", "formula", "duty", "paid")
_FILLS = {"editor": "m-fg", "newest": "m-half", "talked": "m-sky", "formula": "m-bg", "duty": "m-sun", "paid": "m-no"}


def _words(kind: HandKind) -> str:
    return {
        "editor": pgettext("hand", "editors"),
        "newest": pgettext("hand", "newest"),
        "talked": pgettext("hand", "readers’ comments"),
        "formula": pgettext("hand", "formula"),
        "duty": pgettext("hand", "official duty"),
        "paid": pgettext("hand", "advertisement"),
    }[kind]


def share(*, hands: Sequence[tuple[HandKind, int]]) -> SafeString:
    """How many places of a page each hand filled: a bar and its words. Counts, since shares of few would mislead."""
    if not hands:
        return SafeString("")
    counts = sorted(hands, key=lambda pair: _ORDER.index(pair[0]))
    places = sum(count for _, count in counts)
    said = ", ".join(f"{_words(kind)} {count}" for kind, count in counts)
    rows = format_html_join(
        "",
        '<li class="hand {}"><span><b class="num">{}</b> {}</span></li>',
        ((kind, count, _words(kind)) for kind, count in counts),
    )
    return format_html(
        '<svg class="sharebar" viewBox="0 0 {} 1" preserveAspectRatio="none" role="img" aria-label="{}">{}</svg>'
        '<p class="dim"><small>{}</small></p><ul role="list" class="share">{}</ul>',
        places * 100,
        said,
        _bars(counts),
        ngettext("{count} place on this page", "{count} places on this page", places).format(count=places),
        rows,
    )


def _bars(counts: Sequence[tuple[HandKind, int]]) -> SafeString:
    bars, start = [], 0
    for kind, count in counts:
        bars.append((start, count * 100 - 4, _FILLS[kind]))
        start += count * 100
    return format_html_join("", '<rect x="{}" width="{}" height="1" class="{}"/>', bars)
