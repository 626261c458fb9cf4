"""What stands on the front page now, what stood there before, and whose hands put it there."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from pikir.accounts.access import Viewer
from pikir.accounts.models import Account
from pikir.posts.models import NOT_ON_CARDS_OF_ROWS, Post, Topic
from pikir.posts.queries import newest_posts
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
    """A front page by its places. ``missing`` is how many of its posts may not be read by this reader (any more)."""

    places: dict[str, list[FrontSlot]]
    missing: int = 0

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
    front = _told(_STANDING.rows(viewer), viewer, language)
    taken = {family_of(slot.post) for slot in front.slots}
    newest = newest_posts(viewer=viewer, limit=WIRE_SIZE + len(taken) + 1, language=language).items
    free = [FrontSlot(post, Hand.NEWEST) for post in newest if family_of(post) not in taken and not post.retracted_at]
    if not front.places[Place.LEAD]:
        others = free or front.places[Place.CHOICE]
        front.places[Place.LEAD] = lead = [slot for slot in others if slot.post.title][:1] or others[:1]
        others[:] = [slot for slot in others if slot not in lead]
    front.places[Place.NEWEST] = free[:WIRE_SIZE]
    return front


def front_page_of(version: Version, viewer: Viewer = _GUEST, language: str = "") -> Front:
    """Return the front page as it was laid out in a version, as far as it may still be read."""
    then = Q(since__lte=version.at) & (Q(until=None) | Q(until__gt=version.at))
    return _told(list(_slots(then, viewer)), viewer, language)


def _slots(which: Q, viewer: Viewer) -> "QuerySet[Slot, Slot]":
    seen = Post.objects.listed_for(viewer).filter(id=OuterRef("post_id"), retracted_at__isnull=True)
    rows: QuerySet[Slot, Slot] = Slot.objects.filter(which).annotate(seen=Exists(seen)).order_by("place", "position")
    return rows.select_related("post__account", "post__picture", "editor", "topic").defer(*NOT_ON_CARDS_OF_ROWS)


def _standing(viewer: Viewer) -> "QuerySet[Slot, Slot]":
    return _slots(Q(until=None) & ~Q(place=Place.NEWEST), viewer)


_STANDING = Statement[Slot](_standing, shared=True)


def _told(rows: list[Slot], viewer: Viewer, language: str) -> Front:
    places: dict[str, list[FrontSlot]] = {place: [] for place in PLACES}
    for row in rows:
        if row.seen:  # type: ignore[attr-defined]  # annotated above
            made = FrontSlot(row.post, row.hand, row.editor, row.reason, row.numbers, row.topic)
            places[row.place].append(made)
    _tell_in(places, language, viewer)
    missing = sum(not row.seen for row in rows)  # type: ignore[attr-defined]  # as above
    return Front(places, missing=missing)


def _tell_in(places: dict[str, list[FrontSlot]], language: str, viewer: Viewer) -> None:
    """Put the version that the reader understands in the place of what was chosen."""
    if not language:
        return
    found = told_in([slot.post for slots in places.values() for slot in slots], language=language, viewer=viewer)
    versions = {key: post for key, post in found.items() if not post.retracted_at}
    for slots in places.values():
        slots[:] = [replace(slot, post=versions.get(slot.post.id, slot.post)) for slot in slots]


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
    rows = open_placements(now).select_related("post__account", "editor").defer(*NOT_ON_CARDS_OF_ROWS)
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
