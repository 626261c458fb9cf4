"""The read side of offices."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Substr
from django.utils.translation import get_language

from pikir.accounts.access import Viewer, user_of
from pikir.accounts.models import Account, Operator
from pikir.accounts.queries import operators_of
from pikir.kernel.languages import LANGUAGES, alphabet, sort_key
from pikir.offices.access import fitting
from pikir.offices.days import on_day
from pikir.offices.holders import Holder, holders_of
from pikir.offices.kinds import (
    ABROAD,
    CHILDREN_LIMIT,
    CLAIMS_SHOWN,
    COMPETENCES_LIMIT,
    DIRECTORY_PAGE,
    GAPS_PAGE,
    NEWS_SHOWN,
    PAST_LIMIT,
    POSITIONS_LIMIT,
    TOPICS_OFFERED,
)
from pikir.offices.models import (
    Appointment,
    Competence,
    DeskDuty,
    Gap,
    Office,
    OfficeClaim,
    OfficeQuerySet,
    Position,
    running,
)
from pikir.places.models import Territory
from pikir.posts.models import Post, PostQuerySet
from pikir.posts.topics import Topic
from pikir.web.keyset import Page, cut_page, page_before, rows_before
from pikir.web.statements import Statement

_LAST_LETTER = "\uffff"  # above every sign of a sort key


@dataclass(frozen=True, kw_only=True, slots=True)
class Chosen:
    """What a reader of the directory chose; all of it together."""

    body: str = ""
    territory: Territory | None = None
    topic: Topic | None = None
    letter: str = ""

    def __bool__(self) -> bool:
        return bool(self.body or self.territory or self.topic or self.letter)


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """A page of the directory. ``after`` names the office after which the next page begins, None at the end."""

    offices: list[Office]
    after: int | None


@dataclass(frozen=True, kw_only=True)
class Branch:
    """A topic with what an office is responsible for in it, and the topics below."""

    topic: Topic
    competences: list[Competence] = field(default_factory=list)
    branches: "list[Branch]" = field(default_factory=list)


def directory(
    chosen: Chosen, language: str, *, on: date, after: int | None = None, limit: int = DIRECTORY_PAGE
) -> Listed:
    """Return the offices that exist today and are what the reader chose, in alphabetical order; two queries."""
    found = _chosen(Office.objects.present(), chosen, language, on)
    column = f"sort_{language}"
    if after is not None:
        key = Office.objects.filter(pk=after).values_list(column, flat=True).first() or ""
        found = found.filter(Q(**{f"{column}__gt": key}) | Q(**{column: key}, pk__gt=after))
    rows = list(found.alphabetical(language).for_lists()[: limit + 1])
    return Listed(offices=rows[:limit], after=rows[limit - 1].pk if len(rows) > limit else None)


def _chosen(found: OfficeQuerySet, chosen: Chosen, language: str, on: date) -> OfficeQuerySet:
    if chosen.body:
        found = found.filter(body=chosen.body)
    if chosen.territory:
        found = found.filter(territory__path__startswith=chosen.territory.path)
    if chosen.topic:
        topic = chosen.topic  # the tree of topics has three levels
        below = Q(topic=topic) | Q(topic__parent=topic) | Q(topic__parent__parent=topic)
        held = Competence.objects.filter(running(on), below, position__office=OuterRef("pk"))
        found = found.filter(Exists(held))
    if chosen.letter:
        first = sort_key(chosen.letter, language)[:1]
        found = found.filter(**{f"sort_{language}__gte": first, f"sort_{language}__lt": first + _LAST_LETTER})
    return found


def letters_of(language: str) -> list[str]:
    """Return the letters with which names of today's offices begin, in the order of the language."""
    first = Substr(f"sort_{language}", 1, 1)
    begun = set(Office.objects.present().annotate(first=first).values_list("first", flat=True).distinct().order_by())
    return [letter for letter, sign in _signs(language) if sign in begun]


@cache
def _signs(language: str) -> list[tuple[str, str]]:
    """The letters of a language, each with the sign by which sort keys begin."""
    return [(letter, sort_key(letter, language)[:1]) for letter in alphabet(language)]


class Offered(NamedTuple):
    """A topic that a form offers, and how many stand above it."""

    id: int
    slug: str
    name: str
    depth: int


def topics_offered() -> tuple[Offered, ...]:
    """Return the topics that editors keep, each followed by those below it, by name; one query."""
    return _in_order(tuple(_OFFERED.rows()), get_language() or "kk")


_NAMES_OF_TOPIC = ("name_kk", "name_ru", "name_en")
_OFFERED = Statement[tuple[int, int | None, str, str, str, str]](
    lambda: (
        Topic.objects.present().filter(kept=True).values_list("id", "parent", "slug", *_NAMES_OF_TOPIC)[:TOPICS_OFFERED]
    )
)


@lru_cache(maxsize=len(LANGUAGES))
def _in_order(rows: tuple[tuple[Any, ...], ...], language: str) -> tuple[Offered, ...]:
    kept = {row[0]: Topic(**dict(zip(("id", "parent_id", "slug", *_NAMES_OF_TOPIC), row, strict=True))) for row in rows}
    keys = {topic.id: sort_key(topic.name, language) for topic in kept.values()}

    def way(topic: Topic) -> list[str]:
        above = kept.get(topic.parent_id or 0)
        return [*(way(above) if above else []), keys[topic.id]]

    ways = sorted((way(topic), topic.id) for topic in kept.values())
    return tuple(Offered(key, kept[key].slug, kept[key].name, len(steps) - 1) for steps, key in ways)


def topic_to_read(topic_id: int) -> Topic | None:
    """Return a topic with those above it, to be read alone."""
    return _TOPIC.first(topic_id)


_TOPIC = Statement[Topic](
    lambda topic_id: Topic.objects.select_related("merged_into", "parent__parent").filter(id=topic_id), shared=True
)


def top_offices(language: str) -> list[tuple[Office, list[Office]]]:
    """Return the offices of today that are under no other, each with those directly below it; abroad left out."""
    own = Office.objects.present().exclude(body__in=ABROAD).for_lists()
    tops = list(own.filter(parent=None).alphabetical(language)[:CHILDREN_LIMIT])
    below: dict[int, list[Office]] = {}
    for one in own.filter(parent__in=tops).alphabetical(language)[:CHILDREN_LIMIT]:
        below.setdefault(one.parent_id or 0, []).append(one)
    return [(one, below.get(one.pk, [])) for one in tops]


def offices_abroad(language: str) -> list[tuple[Territory, list[Office]]]:
    """Return embassies and consulates of today by the country in which they serve, both in alphabetical order."""
    found = Office.objects.present().filter(body__in=ABROAD, territory__isnull=False)
    rows = found.select_related("account__profile", "territory").order_by()[:CHILDREN_LIMIT]
    by_country: dict[str, tuple[Territory, list[Office]]] = {}
    for one in sorted(rows, key=lambda office: str(getattr(office, f"sort_{language}"))):  # few: no index is walked
        if one.territory is not None:
            by_country.setdefault(one.territory.country, (one.territory, []))[1].append(one)
    return sorted(by_country.values(), key=lambda pair: str(getattr(pair[0], f"sort_{language}")))


def office_of(account: Account) -> Office | None:
    """Return the office that speaks through an account."""
    return Office.objects.filter(account=account).select_related("territory").first()


def office_called(handle: str) -> Office | None:
    """Return the office with this handle, over or not, with its account and page; one query."""
    if not handle.isascii():
        return None
    found = Office.objects.select_related("account__profile", "territory")
    return found.filter(account__handle_key=handle.lower(), account__host="").first()


def office_to_read(handle: str) -> Office | None:
    """Return the same to be read alone: whoever asks for it next is given what was made of the row."""
    if not handle.isascii():
        return None
    known = Account.objects.filter(handle_key=handle.lower(), host="").values_list("id")[:1]
    return next((found for (account_id,) in known if (found := _OFFICE.first(account_id))), None)


_OFFICE = Statement[Office](
    lambda office_id: Office.objects.filter(pk=office_id).select_related("account__profile", "territory"), shared=True
)


def ancestors_of(office: Office) -> list[Office]:
    """Return what an office is under, the highest first; a query for each."""
    found: list[Office] = []
    parent_id = office.parent_id
    while parent_id and (parent := _OFFICE.first(parent_id)):
        found.append(parent)
        parent_id = parent.parent_id
    return found[::-1]


def children_of(office: Office, language: str) -> list[Office]:
    """Return what is directly below an office today, in alphabetical order."""
    return _CHILDREN.rows(office.pk, language=language)


def _children(office_id: int, *, language: str) -> OfficeQuerySet:
    present: OfficeQuerySet = Office.objects.present().filter(parent=office_id).for_lists()
    return present.alphabetical(language)[:CHILDREN_LIMIT]


_CHILDREN = Statement[Office](_children, shared=True)


def people_of(office: Office, on: date) -> list[Holder]:
    """Return the positions of an office today with who holds them, its head first; two queries."""
    return holders_of(on_day(_POSITIONS, office.pk, on=on), on)


def _positions(office_id: int, *, on: str) -> "QuerySet[Position]":
    present = Position.objects.filter(Q(retired_on=None) | Q(retired_on__gt=on), office=office_id)
    found: QuerySet[Position] = present.order_by("-is_head", "rank", "id")[:POSITIONS_LIMIT]
    return found


_POSITIONS = Statement[Position](_positions, shared=True)


def news_of(office: Office, viewer: Viewer, language: str) -> Page[Post]:
    """Return what an office said last, each text once, in the language where it is there."""
    return cut_page(_NEWS.rows(office.pk, viewer, language=language), key="listed_at_id", limit=NEWS_SHOWN)


def _news(office_id: int, viewer: Viewer, *, language: str) -> PostQuerySet:
    said: PostQuerySet = Post.objects.listed_for(viewer).filter(account=office_id).in_language("", language)
    return rows_before(said.with_authors().for_cards(), key="listed_at_id", before=None, limit=NEWS_SHOWN)


_NEWS = Statement[Post](_news, shared=True)


def appointments_of(position: Position) -> list[Appointment]:
    """Return who holds a position, will hold it and held it, the latest first."""
    found = Appointment.objects.filter(position=position).select_related("official__account")
    return list(found.order_by("-first_day", "-id")[:PAST_LIMIT])


def competences_of(position: Position, on: date) -> list[Competence]:
    """Return what a position is responsible for on a day."""
    found = Competence.objects.filter(running(on), position=position).select_related("topic", "territory")
    return list(found.order_by("first_day", "id")[:COMPETENCES_LIMIT])


def competence_tree(office: Office, on: date, language: str) -> list[Branch]:
    """Return what the positions of an office are responsible for on a day, as a tree of topics; two queries at most."""
    rows = on_day(_COMPETENCES, office.pk, on=on)
    branches: dict[int, Branch] = {}
    roots: dict[int, Branch] = {}
    for row in rows:
        _branch(row.topic, branches, roots).competences.append(row)
    return _sorted(roots.values(), language)


def _competences(office_id: int, *, on: str) -> "QuerySet[Competence]":
    found = Competence.objects.filter(running(on), position__office=office_id, position__retired_on=None)
    rows: QuerySet[Competence] = found.select_related("topic__parent__parent", "territory", "position")
    return rows[:COMPETENCES_LIMIT]


_COMPETENCES = Statement[Competence](_competences, shared=True)


def rows_of(branches: Iterable[Branch]) -> list[Competence]:
    """Return the competences of a tree in the order in which it shows them."""
    return [row for one in branches for row in (*one.competences, *rows_of(one.branches))]


def _branch(topic: Topic, branches: dict[int, Branch], roots: dict[int, Branch]) -> Branch:
    if topic.id not in branches:
        made = branches[topic.id] = Branch(topic=topic)
        if topic.parent is None:
            roots[topic.id] = made
        else:
            _branch(topic.parent, branches, roots).branches.append(made)
    return branches[topic.id]


def _sorted(branches: Iterable[Branch], language: str) -> list[Branch]:
    ordered = sorted(branches, key=lambda one: sort_key(one.topic.name, language))
    for one in ordered:
        one.branches[:] = _sorted(one.branches, language)
        one.competences.sort(key=lambda row: (row.territory.path, row.position.rank))
    return ordered


def gaps_page(*, before: int | None, limit: int = GAPS_PAGE) -> Page[Gap]:
    """Return what nobody is responsible for, the newest on the list first."""
    found = Gap.objects.select_related("topic", "territory")
    return page_before(found, key="id", before=before, limit=limit)


def official_positions(account: Account, on: date) -> list[Appointment]:
    """Return what a person holds on a day, themselves before what they do in somebody's place."""
    found = Appointment.objects.filter(running(on), official__account=account, position__retired_on=None)
    return list(found.select_related("position__office__account").order_by("acting", F("first_day").desc()))


def claim_of(viewer: Viewer, office: Office) -> OfficeClaim | None:
    """Return what the viewer asked for this office, typed or not."""
    found: OfficeClaim | None = OfficeClaim.objects.filter(office=office, user_id=user_of(viewer)).first()
    return found


def desk_of(office: Office) -> list[tuple[Operator, list[str]]]:
    """Return who acts for an office with their duties, longest serving first."""
    people = operators_of(office.pk)
    given: dict[int, list[str]] = {}
    for row in DeskDuty.objects.filter(operator__in=people):
        given.setdefault(row.operator_id, []).append(row.duty)
    return [(one, sorted(fitting(one.role, given.get(one.pk, ())))) for one in people]


def claims_to_check() -> list[OfficeClaim]:
    """Return what waits for an operator, the oldest first, with offices and people."""
    waiting = OfficeClaim.objects.filter(proved_at__isnull=False).select_related("office__account", "user__account")
    return list(waiting.order_by("proved_at", "pk")[:CLAIMS_SHOWN])
