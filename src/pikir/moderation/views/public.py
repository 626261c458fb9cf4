"""How order is kept, for everyone: the formula of the queue, the measures, and the numbers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pikir.moderation.kinds import (
    ANSWER_DAYS,
    APPEAL_DAYS,
    POINTS_MAX,
    REACH_HOURS,
    SEVERITY,
    WEIGHT_HOURS,
    Category,
    Measure,
)
from pikir.moderation.queries import rates
from pikir.moderation.words import done_words
from pikir.web.pages import public_page


@require_safe
@public_page("moderation")
def order(request: HttpRequest) -> HttpResponse:
    """Show how reports are ordered, what may be done, and what came of it in the last year."""
    context = {
        "severity": [(Category(category).label, hours) for category, hours in SEVERITY.items()],
        "weight_hours": WEIGHT_HOURS,
        "reach_hours": REACH_HOURS,
        "points_max": POINTS_MAX,
        "measures": [(one.label, done_words(one)) for one in Measure],
        "appeal_days": APPEAL_DAYS,
        "answer_days": ANSWER_DAYS,
        "rates": rates(now=timezone.now()),
    }
    return render(request, "moderation/order.html", context)
