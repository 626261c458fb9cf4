"""The components of the square as template tags, keyword-only; a builtin of every template.

Each is a function of ``pikir.web.components`` from plain data (``pikir.web.shapes``) to HTML. One CSS file in
``static/web/components`` goes with each.
"""

from decimal import Decimal
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.utils.dates import WEEKDAYS
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from pikir.kernel.text import reading_minutes
from pikir.web.components import cards, contacts, dates, forms, lists, marks, people, pictures, shares, threads
from pikir.web.look import is_saving

register = template.Library()
OPENING = 240  # characters of a first paragraph: four lines of a desk, eight of a phone

for component in (
    marks.horn, marks.hand, marks.kick, marks.tag, marks.chip, marks.notice, marks.empty,
    people.avatar, people.badge, people.byline, dates.timestamp, pictures.picture,
    cards.card, cards.wire, lists.tabs, lists.pages, lists.languages, threads.thread, threads.press, shares.share,
    forms.field, forms.form_errors, forms.button,
):  # fmt: skip
    register.simple_tag(component, name=component.__name__)


register.filter(people.initials)
register.filter(contacts.contact_lines)


@register.filter
def number(value: float | Decimal) -> str:
    """A number as the active language writes it: narrow spaces between thousands."""
    return number_format(value, force_grouping=True)


@register.filter
def before(key: int | None, tab: str = "") -> str:
    """The query that leads to another page of a keyset list; empty where there is none. ``tab`` is kept."""
    if key is None:
        return ""
    query = urlencode(({"tab": tab} if tab else {}) | ({"before": key} if key else {}))
    return f"?{query}" if query else "."  # the beginning of the list has no key


@register.filter
def minutes(words: int, language: str) -> str:
    """How long a text takes to read, in words."""
    count = reading_minutes(words, language)
    return ngettext("%(count)s minute", "%(count)s minutes", count) % {"count": count}


@register.filter
def said(html: str) -> SafeString:
    """What someone wrote, sanitised when it was written; without its pictures for who saves data."""
    return pictures.spare(html) if is_saving() else SafeString(html)


@register.filter
def opens_long(html: str) -> bool:
    """Whether a text opens with a letter and enough lines for it to stand three lines high."""
    return html.startswith("<p>") and html[3:4].isalpha() and html.find("</p>") > OPENING


@register.filter
def weekdays(lines: list[str]) -> list[tuple[str, str]]:
    """Words for each day of the week with the name of the day, Monday first."""
    return list(zip(map(str, WEEKDAYS.values()), lines, strict=False))


@register.filter
def language_name(code: str) -> str:
    """What a language calls itself."""
    return dict(settings.LANGUAGES).get(code, code)
