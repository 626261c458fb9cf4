"""From notices to the lines of an inbox or a letter: grouped, without what the reader may no longer see, in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from pikir.accounts.access import Viewer
from pikir.accounts.circles import NO_FILTERS, Filters, filters_of
from pikir.accounts.queries import AccountCard, account_cards
from pikir.kernel.text import excerpt
from pikir.notifications.kinds import COUNT_MAX, MEMBERS, TITLE_LENGTH, WORDS_LENGTH, Category
from pikir.notifications.models import Notice
from pikir.notifications.registry import Answer, Link, Shown, Told, kind_of
from pikir.web.shapes import Author


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line: notices of a kind about the same thing. ``id`` is the newest one's, ``url`` where that leads."""

    id: int
    category: Category
    text: str
    words: str
    language: str
    url: str
    at: datetime
    unread: bool
    author: Author | None
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True)
class Lines:
    """The lines, the newest first, and the unread notices that the reader may no longer see."""

    entries: list[Entry]
    lost: list[int]


def lines_of(viewer: Viewer, notices: Sequence[Notice]) -> Lines:
    """Group a reader's notices (the newest first) in the active language: one query for each kind, one
    for names, one for the reader's filters.
    """
    shown = _shown(viewer, notices)
    groups: dict[tuple[str, int], list[Notice]] = {}
    for notice in notices:
        if notice.id in shown:
            groups.setdefault((notice.kind, notice.about_id), []).append(notice)
    last = {group[0].actor_id for group in groups.values()}
    names = account_cards([actor for actor in last if actor is not None])
    lost = [notice.id for notice in notices if notice.id not in shown and notice.read_at is None]
    filters = filters_of(viewer) if groups else NO_FILTERS
    return Lines([_entry(group, shown[group[0].id], names, filters) for group in groups.values()], lost)


def address_of(viewer: Viewer, notice: Notice) -> str:
    """Return where a notice leads in the active language; empty when the reader may no longer see it."""
    shown = kind_of(notice.kind).show(viewer, [notice]).get(notice.id)
    return shown.url if shown else ""


def links_of(viewer: Viewer, notices: Sequence[Notice]) -> dict[int, Sequence[Link]]:
    """Return by the notice what a letter offers to do without signing in; each kind is asked once."""
    found: dict[int, Sequence[Link]] = {}
    for name, rows in _by_kind(notices).items():
        links = kind_of(name).links
        found |= links(viewer, rows) if links else {}
    return found


def _shown(viewer: Viewer, notices: Iterable[Notice]) -> dict[int, Shown]:
    shown: dict[int, Shown] = {}
    for name, rows in _by_kind(notices).items():
        shown |= kind_of(name).show(viewer, rows)
    return shown


def _by_kind(notices: Iterable[Notice]) -> dict[str, list[Notice]]:
    by_kind: dict[str, list[Notice]] = {}
    for notice in notices:
        by_kind.setdefault(notice.kind, []).append(notice)
    return by_kind


def _entry(group: Sequence[Notice], shown: Shown, names: Mapping[int, AccountCard], filters: Filters) -> Entry:
    filtered = filters.match(group[0].actor_id or 0, shown.words)
    newest, kind = group[0], kind_of(group[0].kind)
    actor = names.get(newest.actor_id or 0)
    others = len({notice.actor_id for notice in group}) - 1
    told = Told(
        name=actor.name if actor else "",
        others=others,
        many=f"{COUNT_MAX}+" if len(group) >= MEMBERS and others >= COUNT_MAX else str(others),
        title=_short(shown.title, TITLE_LENGTH),
        detail=shown.detail,
        data=newest.data,
    )
    return Entry(
        id=newest.id,
        category=kind.category,
        text=kind.phrase(told),
        words=gettext("Filtered: {words}").format(words=filtered) if filtered else _short(shown.words, WORDS_LENGTH),
        language="" if filtered else shown.language,
        url=shown.url,
        at=newest.at,
        unread=any(notice.read_at is None for notice in group),
        author=Author(name=actor.name, kind=actor.kind) if actor else None,
        answers=shown.answers,
    )


def _short(text: str, limit: int) -> str:
    return excerpt(text, limit) if text else ""
