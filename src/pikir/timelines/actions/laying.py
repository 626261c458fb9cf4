"""Laying the front page out anew: what changed ends, what is new begins, and a version is noted."""

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q
from django.db.models.functions import TruncHour
from django.utils import timezone

from pikir.timelines.kinds import VERSIONS_KEPT
from pikir.timelines.layout import Wanted, compose
from pikir.timelines.models import Placement, Slot, Version
from pikir.web.freshness import touch

Spot = tuple[str, int]


def lay_out(*, now: datetime, editor_id: int | None = None) -> Version | None:
    """Let stand on the front page what should; return the new version, None when nothing changed.

    ``editor_id`` is the account of the editor whose act it follows, None for formulas and the clock.
    """
    with transaction.atomic():
        Version.objects.select_for_update().order_by("-id").first()  # two at a time are laid out one after the other
        wanted = {(one.place, one.position): one for one in compose(now)}
        standing = {(slot.place, slot.position): slot for slot in Slot.objects.filter(until=None)}
        ended = [slot.id for spot, slot in standing.items() if not _stays(slot, wanted.get(spot))]
        begun = [one for spot, one in wanted.items() if spot not in standing or standing[spot].id in ended]
        renewed = _renew(standing, wanted, set(ended))
        if not ended and not begun:
            if renewed:
                touch("front")
            return None
        Slot.objects.filter(id__in=ended).update(until=now)
        Slot.objects.bulk_create([_slot(one, now) for one in begun])
        hands = Counter(one.hand for one in wanted.values())
        version: Version = Version.objects.create(at=now, editor_id=editor_id, hands=hands)
        touch("front")
    return version


def _stays(slot: Slot, wanted: Wanted | None) -> bool:
    if wanted is None:
        return False
    stands = (slot.post_id, slot.hand, slot.editor_id, slot.reason, slot.topic_id)
    return stands == (wanted.post_id, wanted.hand, wanted.editor_id, wanted.reason, wanted.topic_id)


def _slot(one: Wanted, now: datetime) -> Slot:
    return Slot(
        place=one.place,
        position=one.position,
        post_id=one.post_id,
        hand=one.hand,
        editor_id=one.editor_id,
        reason=one.reason,
        topic_id=one.topic_id,
        numbers=one.numbers,
        since=now,
    )


def _renew(standing: dict[Spot, Slot], wanted: dict[Spot, Wanted], ended: set[int]) -> bool:
    """Let what stays show the numbers that were counted last."""
    stale = [slot for spot, slot in standing.items() if slot.id not in ended and slot.numbers != wanted[spot].numbers]
    for slot in stale:
        slot.numbers = wanted[slot.place, slot.position].numbers
    Slot.objects.bulk_update(stale, ["numbers"])
    return bool(stale)


def end_slots_of(*, account_id: int) -> None:
    """End every slot of an account's posts, inside the caller's transaction, which makes all pages fresh."""
    now = timezone.now()
    Slot.objects.filter(post__account_id=account_id, until=None).update(until=now)
    Placement.objects.filter(Q(until=None) | Q(until__gt=now), post__account_id=account_id).update(until=now)


def forget_versions(*, now: datetime) -> int:
    """Of days long past keep the last version of each hour, with what stood then; return how many versions went."""
    old = Version.objects.filter(at__lt=now - VERSIONS_KEPT)
    lasts = old.annotate(hour=TruncHour("at")).values("hour").annotate(last=Max("id")).values_list("last", flat=True)
    with transaction.atomic():
        gone: int = old.exclude(id__in=lasts.order_by()).delete()[0]
        # A slot that began and ended between two kept versions stands in none of them.
        seen = Version.objects.filter(at__gte=OuterRef("since"), at__lt=OuterRef("until"))
        Slot.objects.filter(until__lt=now - VERSIONS_KEPT).filter(~Exists(seen)).delete()
    return gone
