"""Territories: one tree a country, from the country down to the village."""

from hashlib import blake2b
from typing import ClassVar, Self

from django.db import models
from django.db.models import Case, Value, When
from django.utils.translation import get_language

from pikir.places.kinds import CODE_LENGTH, NAME_LENGTH, PATH_LENGTH, Kind
from pikir.web.fields import SortKeyField


class TerritoryQuerySet(models.QuerySet["Territory"]):
    """The vocabulary of reading territories."""

    def present(self) -> Self:
        """Territories that exist today."""
        return self.filter(retired_on=None)

    def within(self, territory: "Territory") -> Self:
        """A territory and everything inside it, however deep."""
        return self.filter(path__startswith=territory.path)

    def alphabetical(self, language: str) -> Self:
        """In the order a reader of the language expects."""
        return self.order_by(f"sort_{language}", "id")

    def ranked(self) -> Self:
        """With the rank of their kind as ``rank``: 0 for countries, more for what is smaller."""
        ranks = [When(kind=kind, then=Value(rank)) for rank, kind in enumerate(Kind)]
        return self.annotate(rank=Case(*ranks, default=Value(len(ranks))))


class Territory(models.Model):
    """A country, a region, a city, a district, a village. It is never deleted: what is over gets a date and an heir."""

    id = models.BigIntegerField(primary_key=True, editable=False)  # made from the code: the same in every square
    code = models.CharField(max_length=CODE_LENGTH, unique=True)  # "KZ", "KZ-10", "KZ-103200000"
    country = models.CharField(max_length=2, db_index=True)  # ISO 3166-1; the beginning of the code
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    path = models.CharField(max_length=PATH_LENGTH, db_index=True)  # codes from the country down: "/KZ/KZ-10/"
    kind = models.CharField(max_length=16, choices=Kind.choices)
    name_kk = models.CharField(max_length=NAME_LENGTH)
    name_ru = models.CharField(max_length=NAME_LENGTH)
    name_en = models.CharField(max_length=NAME_LENGTH)
    sort_kk = SortKeyField()
    sort_ru = SortKeyField()
    sort_en = SortKeyField()
    search_key = models.TextField()  # made by ``names.search_key``
    retired_on = models.DateField(null=True)  # the day it ceased to be a territory
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="predecessors")

    objects: ClassVar = TerritoryQuerySet.as_manager()

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return self.name_in(get_language() or "kk")

    def name_in(self, language: str) -> str:
        """The name in one language of the square."""
        return str(getattr(self, f"name_{language}"))

    @property
    def retired(self) -> bool:
        """Whether it is over."""
        return self.retired_on is not None

    @property
    def ancestor_codes(self) -> list[str]:
        """Codes of what it lies in, the country first."""
        return self.path.strip("/").split("/")[:-1]

    def is_within(self, other: "Territory") -> bool:
        """Whether it is the other territory or lies inside it; asks no database."""
        return self.path.startswith(other.path)


def id_of(code: str) -> int:
    """Return the identifier of a territory: 63 bits of a hash of its code."""
    return int.from_bytes(blake2b(code.encode("ascii"), digest_size=8).digest(), "big") >> 1
