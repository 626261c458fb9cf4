"""The place of the front page for what is owed longest."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from harness.questions import Hall
from pikir.offices.questions.models import Question
from pikir.posts.actions import remove_post
from pikir.timelines.actions import lay_out, rank_all
from pikir.timelines.formulas import rank
from pikir.timelines.kinds import Formula, Hand, Place
from pikir.timelines.queries import front_page, hands_of_week


def lay_out_anew() -> None:
    rank_all(now=timezone.now())
    lay_out(now=timezone.now())


def late(hall: Hall, name: str, days: int, **given: Any) -> Question:
    return hall.ask(name, at=timezone.now() - timedelta(days=days), title=f"Asked {days} days ago?", **given)


def test_the_clock_places_what_was_owed_longest_and_says_so(hall: Hall, client_for: Any, lang: str) -> None:
    asked = [late(hall, name, days) for name, days in (("sup1", 40), ("asker", 60), ("sup2", 50), ("sup3", 30))]
    late(hall, "sup4", 2)
    lay_out_anew()
    slots = front_page().places[Place.OVERDUE]
    wanted = [asked[1], asked[2], asked[0]]
    assert [slot.post.pk for slot in slots] == [question.pk for question in wanted]
    assert {slot.hand for slot in slots} == {Hand.OVERDUE}
    page = client_for().get(f"/{lang}/").content.decode()
    assert asked[1].number in page
    assert f"/{lang}/front/formulas/overdue/" in page
    assert f"/{lang}/questions/overdue/" in page
    told = client_for().get(f"/{lang}/front/formulas/overdue/").content.decode()
    assert all(question.number in told for question in asked)
    hour = timezone.now() + timedelta(hours=1)
    assert Hand.OVERDUE in {share.hand for share in hands_of_week(now=hour)}
    assert client_for().get(f"/{lang}/front/").status_code == 200


def test_days_are_those_of_the_calendar_since_the_day_that_passed(hall: Hall) -> None:
    question = late(hall, "asker", 60)
    now = timezone.now()
    (row,) = rank(Formula.OVERDUE, now)
    day, today, over = question.late_after, timezone.localdate(now), 0
    while day < today:
        day += timedelta(days=1)
        over += day.weekday() < 5
    assert (row.result, row.inputs["over"]) == (over, over)


def test_what_is_private_or_taken_down_is_not_owed_in_public(hall: Hall) -> None:
    private, public = late(hall, "asker", 60, private=True), late(hall, "sup1", 50)
    late(hall, "sup2", 1)  # newer, so that it is the one that leads
    lay_out_anew()
    assert [row.post_id for row in rank(Formula.OVERDUE, timezone.now())] == [public.pk]
    assert [slot.post.pk for slot in front_page().places[Place.OVERDUE]] == [public.pk]
    assert private.pk not in {slot.post.pk for slot in front_page().slots}
    remove_post(actor=hall.viewer("arbiter"), post=public.post, reason="Names of children.")
    assert front_page().places[Place.OVERDUE] == []
