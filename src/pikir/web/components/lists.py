"""What leads on: tabs, and the way to older and newer pages of a list."""

from collections.abc import Iterable
from html import escape

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from pikir.web.components.marks import current_mark
from pikir.web.shapes import Alternate


def tabs(*, label: str, items: Iterable[tuple[str, str, bool]]) -> SafeString:
    """Views of one thing as links: (text, address, whether it is on). ``label`` says what they choose."""
    links = format_html_join(
        "", '<a href="{}"{}>{}</a>', ((address, current_mark(current), text) for text, address, current in items)
    )
    return format_html('<nav class="tabs" aria-label="{}">{}</nav>', label, links)


def pages(
    *, older: str = "", newer: str = "", older_title: str = "", newer_title: str = "", label: str = ""
) -> SafeString:
    """The way to older and newer: by place in time, never by number. With titles: earlier and later of one author."""
    if not older and not newer:
        return SafeString("")
    return format_html(
        '<nav class="pages" aria-label="{}">{}{}</nav>',
        label or gettext("Older and newer"),
        _way(older, "next", older_title, pgettext("posts", "Earlier") if older_title else pgettext("posts", "Older")),
        _way(newer, "prev", newer_title, pgettext("posts", "Later") if newer_title else pgettext("posts", "Newer")),
    )


def _way(address: str, rel: str, title: str, word: str) -> SafeString:
    if not address:
        return SafeString("")
    if not title:
        return format_html('<a class="btn" rel="{}" href="{}">{}</a>', rel, address, word)
    return format_html('<a rel="{}" href="{}"><small>{}</small><b>{}</b></a>', rel, address, word, title)


def languages(*, alternates: Iterable[Alternate]) -> SafeString:
    """The same page in each language; nothing where there is none."""
    links = [
        f'<a href="{escape(other.path)}" lang="{other.language}" hreflang="{other.language}"'
        f' aria-label="{other.name}"{current_mark(other.current)}>{other.short}</a>'
        for other in alternates
    ]
    if not links:
        return SafeString("")
    return SafeString(f'<nav class="langs push" aria-label="{escape(gettext("Language"))}">{"".join(links)}</nav>')
