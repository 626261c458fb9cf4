"""One language alone in a list: what the reader chose, how they choose again, and what that leaves out."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.formats import number_format

from pikir.kernel.languages import LANGUAGES
from pikir.posts.kinds import LEFT_OUT_MAX
from pikir.web.keyset import Page


@dataclass(frozen=True)
class LanguageChoice:
    """The language that a list shows alone, empty for all; ``left_out`` says how many texts lie between in others.

    ``kept`` is what else stands in the addresses of the list.
    """

    only: str
    left_out: int
    older: int | None
    kept: dict[str, str] = field(default_factory=dict)

    @property
    def ways(self) -> list[tuple[str, str, bool]]:
        """Each language, the empty one for all first, with its address and whether it is chosen."""
        return [(code, self._address(**{"in": code}), code == self.only) for code in ("", *LANGUAGES)]

    @property
    def number(self) -> str:
        """How many are left out, in words; with a sign where there are more than are counted."""
        return number_format(self.left_out, force_grouping=True) + ("+" if self.left_out == LEFT_OUT_MAX else "")

    @property
    def whole(self) -> str:
        """Where all languages stand."""
        return self._address()

    @property
    def older_address(self) -> str:
        """The next page of the same choice, empty at the end."""
        return self._address(**{"in": self.only, "before": str(self.older)}) if self.older is not None else ""

    def _address(self, **given: str) -> str:
        return "?" + urlencode({name: value for name, value in (self.kept | given).items() if value})


def chosen_language(request: HttpRequest) -> str:
    """Return which language alone the address asks for, empty for all."""
    only = request.GET.get("in", "")
    return only if only in LANGUAGES else ""


def language_choice(
    only: str, page: Page[Any], others: "QuerySet[Model]", *, before: int | None, **kept: str
) -> LanguageChoice:
    """Return the choice for a page; ``others`` are the rows in other languages, counted between those of the page."""
    left_out = _count_between(others, page, before) if only else 0
    return LanguageChoice(only, left_out, page.older, kept)


def _count_between(others: "QuerySet[Model]", page: Page[Any], before: int | None) -> int:
    if before is not None:
        others = others.filter(listed_at_id__lt=before)
    if page.older is not None:
        others = others.filter(listed_at_id__gt=page.older)
    return others[:LEFT_OUT_MAX].count()
