"""What stands on the front page now, what stood there before, and whose hands put it there."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from pikir.accounts.access import Viewer
from pikir.accounts.models import Account
from pikir.posts.models import ON_CARDS_OF_ROWS, Post, Topic
from pikir.posts.queries import newest_beside
from pikir.posts.topics import OF_TOPIC_LINK
from pikir.posts.versions import family_of, told_in
from pikir.timelines.kinds import VERSIONS_LISTED, WEEK, WIRE_SIZE, Hand, Place
from pikir.timelines.layout import open_placements
from pikir.timelines.models import Placement, Ranking, Slot, Version
from pikir.web.keyset import Page, page_before
from pikir.web.statements import Statement

_GUEST = Viewer.guest()
PLACES = tuple(Place.values)


@dataclass(frozen=True)
class FrontSlot:
    """A post on the front page with the hand that put it there; ``editor`` only for an editor's hand.

    ``numbers`` are those of a formula, ``topic`` the column in which it stands.
    """

    post: Post
    hand: str
    editor: Account | None = None
    reason: str = ""
    numbers: dict[str, Any] = field(default_factory=dict)
    topic: Topic | None = None


@dataclass(frozen=True)
class Front:
    """A front page as it was read: all that it shows follows from these rows.

    ``standing`` is what was laid out, ``versions`` what stands for it in the reader's language, ``newest`` the rest.
    """

    standing: list[Slot]
    versions: list[Post]
    newest: list[Post] = field(default_factory=list)

    @cached_property
    def places(self) -> dict[str, list[FrontSlot]]:
        """What stands in each place."""
        told = {family_of(post): post for post in self.versions}
        places: dict[str, list[FrontSlot]] = {place: [] for place in PLACES}
        for row in _read(self.standing):
            post = told.get(family_of(row.post), row.post)
            made = FrontSlot(post, row.hand, row.editor, row.reason, row.numbers, row.topic)
            places[row.place].append(made)
        free = [FrontSlot(post, Hand.NEWEST) for post in self.newest]
        if not places[Place.LEAD]:
            others = free or places[Place.CHOICE]
            places[Place.LEAD] = lead = [slot for slot in others if slot.post.title][:1] or others[:1]
            others[:] = [slot for slot in others if slot not in lead]
        places[Place.NEWEST] += free[:WIRE_SIZE]
        return places

    @property
    def posts(self) -> list[Post]:
        """Every post that was read for it."""
        return [*(row.post for row in self.standing), *self.versions, *self.newest]

    @property
    def missing(self) -> int:
        """How many of its posts may not be read by this reader (any more)."""
        return len(self.standing) - len(_read(self.standing))

    @property
    def lead(self) -> FrontSlot | None:
        """What leads; None on an empty square."""
        return next(iter(self.places[Place.LEAD]), None)

    @property
    def slots(self) -> list[FrontSlot]:
        """Everything that stands there."""
        return [slot for slots in self.places.values() for slot in slots]

    @property
    def columns(self) -> list[tuple[Topic, list[FrontSlot]]]:
        """Each column with what stands in it."""
        found: dict[int, tuple[Topic, list[FrontSlot]]] = {}
        for slot in self.places[Place.COLUMN]:
            if slot.topic is not None:
                found.setdefault(slot.topic.id, (slot.topic, []))[1].append(slot)
        return list(found.values())

    @property
    def hands(self) -> list[tuple[str, int]]:
        """How many slots each hand filled, most first."""
        return Counter(slot.hand for slot in self.slots).most_common()


def front_page(viewer: Viewer = _GUEST, language: str = "") -> Front:
    """Return the front page, in three queries: what was laid out, its versions, what is newest.

    It is the same for everybody who reads in a language, except for those whom a reader does not want to see. A post
    taken down leaves its slot at once and has its place again when it is restored. Nothing stands twice.
    """
    rows = _STANDING.rows(viewer)
    taken = tuple(sorted({family_of(row.post) for row in _read(rows)}))
    newest = newest_beside(viewer=viewer, families=taken, limit=WIRE_SIZE + 1, language=language)
    return Front(rows, _versions(rows, viewer, language), newest)


def front_page_of(version: Version, viewer: Viewer = _GUEST, language: str = "") -> Front:
    """Return the front page as it was laid out in a version, as far as it may still be read."""
    then = Q(since__lte=version.at) & (Q(until=None) | Q(until__gt=version.at))
    rows = list(_slots(then, viewer))
    return Front(rows, _versions(rows, viewer, language))


def _slots(which: Q, viewer: Viewer) -> "QuerySet[Slot, Slot]":
    seen = Post.objects.listed_for(viewer).filter(id=OuterRef("post_id"), retracted_at__isnull=True)
    rows: QuerySet[Slot, Slot] = Slot.objects.filter(which).annotate(seen=Exists(seen)).order_by("place", "position")
    return rows.select_related("post__account", "post__picture", "editor", "topic").only(*_OF_SLOT)


_OF_SLOT = (
    *ON_CARDS_OF_ROWS, *OF_TOPIC_LINK, "editor__handle", "editor__kind", "editor__mandates", "editor__name",
    "editor__picture", "editor__state", "hand", "numbers", "place", "reason",
)  # fmt: skip


def _standing(viewer: Viewer) -> "QuerySet[Slot, Slot]":
    return _slots(Q(until=None) & ~Q(place=Place.NEWEST), viewer)


_STANDING = Statement[Slot](_standing, shared=True)


def _read(rows: list[Slot]) -> list[Slot]:
    return [row for row in rows if row.seen]  # type: ignore[attr-defined]  # annotated above


def _versions(rows: list[Slot], viewer: Viewer, language: str) -> list[Post]:
    """The versions that the reader understands, for the places of what was chosen."""
    if not language:
        return []
    found = told_in([row.post for row in _read(rows)], language=language, viewer=viewer)
    return [post for post in found.values() if not post.retracted_at]


def stands(post_id: int) -> bool:
    """Whether a post stands on the front page now, or an editor wants it to."""
    return bool(_SLOT.rows(post_id) or _PLACED.rows(post_id))


_SLOT = Statement[tuple[int]](lambda post_id: Slot.objects.filter(post_id=post_id, until=None).values_list("id")[:1])
_PLACED = Statement[tuple[int]](
    lambda post_id: Placement.objects.filter(post_id=post_id, until=None).values_list("id")[:1]
)


def placement_of(post: Post, *, now: datetime) -> Placement | None:
    """Return where editors placed a post, or will."""
    return open_placements(now).filter(post=post).order_by("-since").first()


def placements(*, now: datetime) -> list[Placement]:
    """Return all that editors placed and that stands or waits, by place."""
    rows = open_placements(now).select_related("post__account", "editor").defer("post__source", "post__html")
    return list(rows.order_by("place", "position", "-since"))


def versions_page(*, before: int | None = None) -> Page[Version]:
    """Return the versions of the front page, newest first."""
    found = Version.objects.select_related("editor")
    return page_before(found, key="id", before=before, limit=VERSIONS_LISTED)


def version_by_id(version_id: int) -> Version | None:
    """Return a version."""
    return Version.objects.select_related("editor").filter(id=version_id).first()


def versions_around(version: Version) -> tuple[Version | None, Version | None]:
    """Return the versions before and after one."""
    earlier = Version.objects.filter(id__lt=version.id).order_by("-id").first()
    return earlier, Version.objects.filter(id__gt=version.id).order_by("id").first()


@dataclass(frozen=True)
class Share:
    """Of all places of a week the part that a hand filled, in thousandths; ``hours`` are places times hours."""

    hand: str
    thousandths: int
    hours: float


def hands_of_week(*, now: datetime) -> list[Share]:
    """Return each hand's share of the week's slots, by how long they stood, the greatest first; they make 1,000."""
    begin = now - WEEK
    before = Version.objects.filter(at__lte=begin).order_by("-at").values_list("at", "hands")[:1]
    rows = [*before, *Version.objects.filter(at__gt=begin, at__lte=now).order_by("at").values_list("at", "hands")]
    ends = [*(at for at, _hands in rows), now][1:]
    hours: dict[str, float] = defaultdict(float)
    for (at, hands), end in zip(rows, ends, strict=True):
        for hand, count in hands.items():
            hours[hand] += count * (end - max(at, begin)).total_seconds() / 3600
    return _shares(hours)


def _shares(hours: dict[str, float]) -> list[Share]:
    """Round so that the parts make the whole: what is lost goes to those who lost most by rounding."""
    whole = sum(hours.values())
    if not whole:
        return []
    exact = {hand: 1000 * count / whole for hand, count in hours.items()}
    rounded = {hand: int(part) for hand, part in exact.items()}
    for hand in sorted(exact, key=lambda one: rounded[one] - exact[one])[: 1000 - sum(rounded.values())]:
        rounded[hand] += 1
    best_first = sorted(hours.items(), key=lambda one: -one[1])
    return [Share(hand, rounded[hand], round(count, 1)) for hand, count in best_first]


@dataclass(frozen=True)
class Counted:
    """A row of a formula: its post, the numbers, and where the post stands now."""

    post: Post
    result: float
    inputs: dict[str, Any]
    slot: Slot | None


def ranking_of(formula: str, language: str = "", viewer: Viewer = _GUEST) -> tuple[datetime | None, list[Counted]]:
    """Return when a formula was counted last, and its rows that the reader may see, best first; four queries."""
    found = Ranking.objects.filter(formula=formula).first()
    if found is None:
        return None, []
    return found.at, counted_rows([(row["post"], row["result"], row["inputs"]) for row in found.rows], language, viewer)


def counted_rows(rows: list[tuple[int, float, dict[str, Any]]], language: str, viewer: Viewer) -> list[Counted]:
    """Return rows of a formula with their posts, in the reader's language, and where they stand now."""
    ids = [post_id for post_id, _result, _inputs in rows]
    posts = {post.id: post for post in Post.objects.listed_for(viewer).with_authors().filter(id__in=ids)}
    told = told_in(list(posts.values()), language=language, viewer=viewer) if language else {}
    slots = {slot.post_id: slot for slot in Slot.objects.filter(post_id__in=ids, until=None)}
    return [
        Counted(told.get(post_id, posts[post_id]), result, inputs, slots.get(post_id))
        for post_id, result, inputs in rows
        if post_id in posts
    ]
