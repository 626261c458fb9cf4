"""The read side of territories."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Case, Q, Value, When

from pikir.kernel.languages import LANGUAGES
from pikir.places.kinds import CHILDREN_LIMIT, CODE, QUERY_LENGTH, QUERY_WORDS, SEARCH_LIMIT, TREE_KINDS, TREE_LIMIT
from pikir.places.models import Territory, id_of
from pikir.places.names import NAME_GAP, WORD_GAP, matches, search_words
from pikir.web.statements import Statement


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A territory that a search found, with the names of what it lies in, nearest first, without the country."""

    territory: Territory
    name: str
    where: str

    @property
    def about(self) -> str:
        """What it is and where, to tell it from others of the same name."""
        kind = self.territory.get_kind_display()
        return f"{kind} · {self.where}" if self.where else kind


@dataclass(frozen=True, kw_only=True, slots=True)
class Branch:
    """A territory with those inside it."""

    territory: Territory
    branches: "list[Branch]"


def territory_by_code(code: str) -> Territory | None:
    """Return the territory with this code, retired or not, whatever the case of its letters; with its successor."""
    if not CODE.fullmatch(code.upper()):
        return None
    return _TERRITORY.first(id_of(code.upper()))


_TERRITORY = Statement[Territory](lambda key: Territory.objects.select_related("successor").filter(pk=key))


def ancestors_of(territories: Collection[Territory]) -> dict[str, Territory]:
    """Return everything that the territories lie in, by code; one query for all of them, none for countries."""
    codes = {code for one in territories for code in one.ancestor_codes}
    return {one.code: one for one in Territory.objects.filter(code__in=codes)} if codes else {}


def children_of(territory: Territory, language: str) -> list[Territory]:
    """Return what lies directly in a territory today, in alphabetical order, at most CHILDREN_LIMIT."""
    present = Territory.objects.present().filter(parent_id=territory.pk)
    return list(present.alphabetical(language)[:CHILDREN_LIMIT])


def predecessors_of(territory: Territory) -> list[Territory]:
    """Return the territories that this one took the place of, the latest first, at most CHILDREN_LIMIT."""
    return list(territory.predecessors.order_by("-retired_on", "code")[:CHILDREN_LIMIT])


def tree(language: str) -> list[Branch]:
    """Return all countries with their regions, districts and cities, each level in alphabetical order; one query."""
    rows = Territory.objects.present().filter(kind__in=TREE_KINDS).alphabetical(language)[:TREE_LIMIT]
    branches = {one.pk: Branch(territory=one, branches=[]) for one in rows}
    for branch in branches.values():
        if above := branches.get(branch.territory.parent_id or 0):
            above.branches.append(branch)
    return [branch for branch in branches.values() if branch.territory.parent_id is None]


def search(text: str, language: str, *, limit: int = 10, within: Territory | None = None) -> list[Found]:
    """Return territories of today whose names, in any language, have words that begin as those of ``text`` do.

    Kazakh letters need not be typed: a Russian keyboard is enough. What is called exactly so comes first, then what
    begins so, larger before smaller; two queries, at most SEARCH_LIMIT results.
    """
    words = search_words(text[:QUERY_LENGTH])[:QUERY_WORDS]
    if not words:
        return []
    typed = NAME_GAP + WORD_GAP.join(words)
    closeness = Case(
        When(search_key__contains=typed + NAME_GAP, then=Value(0)),
        When(search_key__contains=typed, then=Value(1)),
        default=Value(2),
    )
    rows = Territory.objects.present().ranked().filter(*map(_has_word, words))
    if within is not None:
        rows = rows.within(within)
    ordered = rows.order_by(closeness, "rank", f"sort_{language}", "id")
    return _with_places(list(ordered[: min(limit, SEARCH_LIMIT)]), language)


def find_meant(text: str, code: str, language: str) -> Territory | list[Found]:
    """Return the territory someone means who typed ``text`` and perhaps chose ``code``; else all it may be.

    A code that does not fit the text was chosen for an earlier text and does not count.
    """
    chosen = territory_by_code(code) if code else None
    if chosen is not None and not chosen.retired and matches(chosen.search_key, text[:QUERY_LENGTH]):
        return chosen
    found = search(text, language, limit=SEARCH_LIMIT)
    called_so = [one.territory for one in found if _is_called(one.territory, text)]
    if len(called_so) == 1:
        return called_so[0]
    return found[0].territory if len(found) == 1 else found


def _is_called(territory: Territory, text: str) -> bool:
    typed = search_words(text)
    return any(search_words(territory.name_in(language)) == typed for language in LANGUAGES)


def _has_word(word: str) -> Q:
    return Q(search_key__contains=NAME_GAP + word) | Q(search_key__contains=WORD_GAP + word)


def _with_places(rows: list[Territory], language: str) -> list[Found]:
    above = ancestors_of(rows)
    return [Found(territory=one, name=one.name_in(language), where=_where(one, above, language)) for one in rows]


def _where(one: Territory, above: dict[str, Territory], language: str) -> str:
    names = [above[code].name_in(language) for code in reversed(one.ancestor_codes[1:])]
    return ", ".join(names)
