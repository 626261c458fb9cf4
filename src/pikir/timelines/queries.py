"""What stands on the front page now."""

from collections import Counter
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, QuerySet

from pikir.accounts.access import Viewer
from pikir.accounts.models import Account
from pikir.posts.models import Post
from pikir.posts.queries import newest_posts
from pikir.posts.versions import family_of, told_in
from pikir.timelines.kinds import RECENT_SIZE, WIRE_SIZE, Hand, Place
from pikir.timelines.models import Slot
from pikir.web.statements import Statement

_GUEST = Viewer.guest()


@dataclass(frozen=True)
class FrontSlot:
    """A post on the front page with the hand that put it there; ``editor`` only for an editor's hand."""

    post: Post
    hand: str
    editor: Account | None = None
    reason: str = ""


@dataclass(frozen=True)
class Front:
    """The whole front page. ``lead`` is None on an empty square."""

    lead: FrontSlot | None
    choices: list[FrontSlot]
    wire: list[FrontSlot]
    strip: list[FrontSlot]
    recent: list[FrontSlot]

    @property
    def hands(self) -> list[tuple[str, int]]:
        """How many slots each hand filled, most first."""
        slots = [*([self.lead] if self.lead else []), *self.choices, *self.wire, *self.strip, *self.recent]
        return Counter(slot.hand for slot in slots).most_common()


def front_page(viewer: Viewer = _GUEST, language: str = "") -> Front:
    """Return the front page, in three queries: what is placed, its versions, what is newest.

    It is the same for everybody who reads in a language, except for those whom a reader does not want to see. A post
    taken down leaves its slot at once and has its place again when it is restored. Nothing stands twice.
    """
    placed: dict[str, list[FrontSlot]] = {place: [] for place in Place.values}
    for slot in _STANDING.rows(viewer):
        placed[slot.place].append(FrontSlot(slot.post, slot.hand, slot.editor, slot.reason))
    _tell_in(placed, language, viewer)
    taken = {family_of(slot.post) for slots in placed.values() for slot in slots}
    newest = newest_posts(viewer=viewer, limit=WIRE_SIZE + RECENT_SIZE + len(taken) + 1, language=language).items
    free = [FrontSlot(post, Hand.NEWEST) for post in newest if family_of(post) not in taken and not post.retracted_at]
    lead = placed[Place.LEAD][0] if placed[Place.LEAD] else _first_titled(free)
    free = [slot for slot in free if slot is not lead]
    wire, recent = free[:WIRE_SIZE], free[WIRE_SIZE : WIRE_SIZE + RECENT_SIZE]
    return Front(lead, placed[Place.CHOICE], wire, placed[Place.STRIP], recent)


def _standing(viewer: Viewer) -> "QuerySet[Slot, Slot]":
    seen = Post.objects.listed_for(viewer).filter(id=OuterRef("post_id"), retracted_at__isnull=True)
    found: QuerySet[Slot, Slot] = Slot.objects.filter(Exists(seen), until__isnull=True).order_by("place", "position")
    return found.select_related("post__account", "post__picture", "editor").defer("post__source", "post__html")


_STANDING = Statement[Slot](_standing)


def _tell_in(placed: dict[str, list[FrontSlot]], language: str, viewer: Viewer) -> None:
    """Put the version that the reader understands in the place of what an editor chose."""
    if not language:
        return
    found = told_in([slot.post for slots in placed.values() for slot in slots], language=language, viewer=viewer)
    versions = {key: post for key, post in found.items() if not post.retracted_at}
    for slots in placed.values():
        slots[:] = [replace(slot, post=versions.get(slot.post.id, slot.post)) for slot in slots]


def _first_titled(slots: list[FrontSlot]) -> FrontSlot | None:
    return next((slot for slot in slots if slot.post.title), slots[0] if slots else None)


def slot_of(post: Post) -> Slot | None:
    """Return where a post stands on the front page now."""
    return Slot.objects.filter(post=post, until__isnull=True).first()
