"""What decisions in force hold posts to: ``posts`` asks, this room answers."""

from collections.abc import Collection

from django.utils import timezone

from pikir.moderation.kinds import Measure, Thing
from pikir.moderation.models import Decision
from pikir.posts.restraints import Restraint

_BY = {Restraint.COVER: Measure.COVER, Restraint.LOCK: Measure.LOCK, Restraint.FRONT: Measure.FRONT}


def restrained_posts(restraint: Restraint, post_ids: Collection[int] | None) -> set[int]:
    """Return those of the posts, or of all, that a decision in force holds so; one query."""
    found = Decision.objects.in_force(timezone.now()).filter(measure=_BY[restraint], case__kind=Thing.POST)
    if post_ids is not None:
        found = found.filter(case__object_id__in=tuple(post_ids))
    return set(found.values_list("case__object_id", flat=True))
