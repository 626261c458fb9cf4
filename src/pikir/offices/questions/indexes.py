"""Indexes of the public lists of questions: for each list and scope whose order a database could not walk without."""

from django.db import models
from django.db.models import Q

_LATE = Q(late_after__isnull=False)


def list_indexes() -> list[models.Index]:
    """Return them in the order of the lists."""
    return [
        models.Index(fields=["position", "-post"], name="question_position_newest"),
        models.Index(fields=["topic", "-post"], name="question_topic_newest"),
        models.Index(fields=["territory", "-post"], name="question_place_newest"),
        models.Index(fields=["late_after", "post"], name="question_late", condition=_LATE),
        models.Index(fields=["office", "late_after", "post"], name="question_office_late", condition=_LATE),
        models.Index(fields=["position", "late_after", "post"], name="question_position_late", condition=_LATE),
        models.Index(fields=["topic", "late_after", "post"], name="question_topic_late", condition=_LATE),
        models.Index(fields=["territory", "late_after", "post"], name="question_place_late", condition=_LATE),
        models.Index(fields=["office", "-answered_at", "post"], name="question_office_answered"),
        models.Index(fields=["position", "-answered_at", "post"], name="question_position_answered"),
        models.Index(fields=["outcome", "-post"], name="question_ended"),
        models.Index(fields=["state", "-last_at"], name="question_state_last"),
    ]
