"""What the square says of itself."""

from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import get_language

from pikir.posts.stamps import stamp_of
from pikir.site.models import Square, Text
from pikir.web import freshness

_SITE = (freshness.slot_of(freshness.SITE),)


@dataclass(frozen=True)
class SquareView:
    """The square in the reader's language."""

    name: str
    tagline: str
    language: str
    zone: ZoneInfo
    set_up: bool

    @property
    def stamp(self) -> str:
        """The stamp of what a card of the square says."""
        return stamp_of(self.name, self.tagline)


_kept: tuple[tuple[int, ...], Square | None] | None = None


def square_row() -> Square | None:
    """Return the square's row, None before the set-up; read again only when something of the site has changed."""
    global _kept
    now = freshness.generations(_SITE)
    if _kept is None or _kept[0] != now:
        _kept = (now, Square.objects.filter(id=1).first())
    return _kept[1]


def square_view() -> SquareView:
    """Return the square as the reader of the active language sees it."""
    row = square_row()
    language = get_language() or settings.LANGUAGE_CODE
    if row is None:
        return SquareView("Pikir", "", settings.LANGUAGE_CODE, ZoneInfo(settings.TIME_ZONE), False)
    return SquareView(
        name=row.names.get(language) or row.names.get(row.language) or "Pikir",
        tagline=row.taglines.get(language) or row.taglines.get(row.language) or "",
        language=row.language,
        zone=ZoneInfo(row.zone),
        set_up=True,
    )


def text_of(key: str, language: str) -> Text | None:
    """Return a page of the square in a language."""
    return Text.objects.filter(key=key, language=language).first()


def default_text(key: str, language: str) -> str:
    """Return the Markdown that a new square begins with."""
    return (Path(__file__).parent / "texts" / f"{key}.{language}.md").read_text(encoding="utf-8")
