"""The feed of where the moderation log ended each day: whoever reads it holds a copy that nobody can change."""

from datetime import datetime, time
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pikir.moderation.models import LogDay
from pikir.moderation.openness.queries import days
from pikir.syndication.encoders import ENCODERS, Feed, Item
from pikir.syndication.kinds import CONTENT_TYPES
from pikir.web.pages import public_page


@require_safe
@public_page("moderation-log")
def of_log(request: HttpRequest, language: str, form: str) -> HttpResponse:
    """One item a day, with the number of entries and the hash of the last one."""
    title = _("Ends of the moderation log")
    feed = Feed(
        title=title,
        description=_("How many entries the public log of moderation had at the end of each day, and the last hash."),
        language=language,
        url=_page(),
        self_url=settings.SQUARE_URL + request.path,
        items=[_item(row, language) for row in days()],
    )
    return HttpResponse(ENCODERS[form](feed), content_type=CONTENT_TYPES[form])


def _item(row: LogDay, language: str) -> Item:
    over = timezone.make_aware(datetime.combine(row.day, time.max))
    words = _("Entries: %(number)s. Hash of the last one: %(hash)s") % {"number": row.number, "hash": row.hash}
    return Item(
        id=f"tag:{urlsplit(settings.SQUARE_URL).hostname},{row.day:%Y-%m-%d}:moderation-log",
        url=_page(),
        title=date_format(row.day, "DATE_FORMAT"),
        summary=words,
        html=format_html("<p>{}</p>", words),
        language=language,
        author="",
        author_url="",
        published=over,
        updated=over,
    )


def _page() -> str:
    return settings.SQUARE_URL + reverse("moderation-log")
