"""Parts of pictures painted over: always those that the decisions in force name together."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from pikir.media.kinds import Mask
from pikir.moderation.actions.cases import CaseError
from pikir.moderation.kinds import AREAS_MAX, Measure
from pikir.moderation.models import Area, Case, Decision

_WHOLE = 1000  # thousandths


def keep_areas(decision: Decision, areas: Sequence[Mask]) -> None:
    """Keep what a decision paints over, inside its transaction. Raises CaseError for what lies outside the picture."""
    if not areas:
        raise CaseError(_("Say which parts are painted over."))
    if len(areas) > AREAS_MAX:
        raise CaseError(_("At most %(count)s at once.") % {"count": AREAS_MAX})
    for left, top, width, height in areas:
        inside = left >= 0 and top >= 0 and left + width <= _WHOLE and top + height <= _WHOLE
        if not inside or min(width, height) <= 0:
            raise CaseError(_("A part lies outside the picture, or has no size."))
    Area.objects.bulk_create(
        Area(decision=decision, left=left, top=top, width=width, height=height) for left, top, width, height in areas
    )


def masks_of(case: Case) -> list[list[int]]:
    """Return what the decisions in force paint over, each part once, always in the same order."""
    held = Decision.objects.in_force(timezone.now()).filter(case=case, measure=Measure.MASK)
    found = Area.objects.filter(decision__in=held).values_list("left", "top", "width", "height")
    return sorted({tuple(one): list(one) for one in found}.values())
