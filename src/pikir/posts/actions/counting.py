"""Counters that cannot drift: what each post counts is compared with what there is, and set right."""

from typing import Any

from django.db import transaction
from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from pikir.posts.kinds import State
from pikir.posts.models import Boost, CountCheck, Post, Support
from pikir.posts.pages import touch_thread
from pikir.posts.thread_kinds import CHECKS_KEPT, COUNT_CHUNK

COUNTERS = {"support_count": "supported", "boost_count": "boosted", "reply_count": "replied"}  # and what they count


def repair_counts(*, chunk: int = COUNT_CHUNK) -> CountCheck:
    """Compare the counters of all posts with what they count, a chunk in a transaction, and repair what differs.

    The outcome is kept; that of older nights is forgotten.
    """
    checked = repaired = 0
    last = 0
    while ids := list(Post.objects.filter(id__gt=last).order_by("id").values_list("id", flat=True)[:chunk]):
        repaired += _repair(ids)
        checked += len(ids)
        last = ids[-1]
    with transaction.atomic():
        found = CountCheck.objects.create(at=timezone.now(), checked=checked, repaired=repaired)
        kept = CountCheck.objects.order_by("-id").values_list("id", flat=True)[:CHECKS_KEPT]
        CountCheck.objects.exclude(id__in=list(kept)).delete()
    return found


def _repair(ids: list[int]) -> int:
    """Set right what is wrong among some posts; return how many were.

    The wrong ones are locked before they are counted again: whoever counts meanwhile either is counted already, or adds
    to what is written here.
    """
    wrong = [post.id for post in _wrong(ids)]
    if not wrong:
        return 0
    with transaction.atomic():
        list(Post.objects.select_for_update().filter(id__in=wrong).order_by("id").values_list("id", flat=True))
        found = [(post, _right(post)) for post in _wrong(wrong)]
        for post, right in found:
            Post.objects.filter(id=post.id).update(**right)
            touch_thread(post)
    return len(found)


def _wrong(ids: list[int]) -> "QuerySet[Post, Post]":
    supports = Support.objects.filter(post_id=OuterRef("id")).order_by().values("post_id")
    boosts = Boost.objects.filter(post_id=OuterRef("id")).order_by().values("post_id")
    replies = Post.objects.filter(root_id=OuterRef("id"), state=State.PUBLISHED).order_by().values("root_id")
    counted = Post.objects.filter(id__in=ids).annotate(
        supported=_number(supports), boosted=_number(boosts), replied=_number(replies)
    )
    found: QuerySet[Post, Post] = counted.exclude(**{name: F(there) for name, there in COUNTERS.items()})
    return found


def _right(post: Post) -> dict[str, int]:
    return {name: getattr(post, counted) for name, counted in COUNTERS.items()}


def _number(rows: "QuerySet[Any, Any]") -> Coalesce:
    counted = rows.annotate(number=Count("id")).values("number")
    return Coalesce(Subquery(counted), 0, output_field=IntegerField())
