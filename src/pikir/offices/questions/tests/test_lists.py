"""Public lists: what stands in each, of what, in which order; how the database walks them."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from harness.offices import make_holder, make_position, make_theme
from harness.questions import Hall
from pikir.offices.questions.lists import scopes
from pikir.offices.questions.lists.kinds import Listing
from pikir.offices.questions.lists.queries import in_list, page_of
from pikir.offices.questions.models import Question
from pikir.offices.questions.queries import desk_rows, public_questions
from pikir.offices.questions.ticking import move_clocks
from pikir.posts.actions import remove_post
from pikir.web.pages import mark_of

Clock = Callable[[str], datetime]
NOW = "2026-06-15 12:00"


def numbers(scope: scopes.Scope, listing: Listing, now: datetime, limit: int = 100) -> list[str]:
    """Every number of a list, page by page."""
    found, after = [], ""
    while True:
        page = page_of(scope, listing, now=now, after=after, limit=limit)
        found += [row.question.number for row in page.items]
        after = page.after
        if not after:
            return found


def end_unanswered(hall: Hall, clock: Clock, begun: str) -> Question:
    """A question that nobody ever answers."""
    question = hall.ask(at=clock(begun))
    for days in range(5, 120, 5):
        move_clocks(now=clock(begun) + timedelta(days=days))
    question.refresh_from_db()
    assert question.outcome == "never_answered"
    return question


def test_what_is_due_today_is_not_overdue_and_tomorrow_it_stands_in_the_list(hall: Hall, clock: Clock) -> None:
    question = hall.ask(at=clock("2026-03-02 10:00"))
    everything, last = scopes.everything(), clock(f"{question.due} 23:59")
    assert numbers(everything, Listing.OVERDUE, last) == []
    assert numbers(everything, Listing.OVERDUE, last + timedelta(minutes=2)) == [question.number]
    assert numbers(everything, Listing.LONG, last + timedelta(days=13)) == []
    assert numbers(everything, Listing.LONG, last + timedelta(days=20)) == [question.number]


def test_what_went_above_keeps_its_place_among_the_overdue(hall: Hall, clock: Clock) -> None:
    first = hall.ask(at=clock("2026-03-02 10:00"))
    second = hall.ask("sup1", at=clock("2026-03-04 10:00"))
    later = clock(f"{first.due} 12:00") + timedelta(days=5)
    move_clocks(now=later)
    first.refresh_from_db()
    assert first.state == "escalated"
    assert first.due > second.due
    assert numbers(scopes.everything(), Listing.OVERDUE, later) == [first.number, second.number]


def test_a_clock_that_stands_still_makes_nobody_late_and_an_answer_ends_lateness(hall: Hall, clock: Clock) -> None:
    asked, answered = hall.ask(at=clock("2026-06-01 10:00")), hall.ask("sup1", at=clock("2026-03-02 10:00"))
    hall.act(asked, "accept", "signer", at=clock("2026-06-01 10:00"))
    hall.act(asked, "ask_back", "signer", at=clock("2026-06-02 10:00"), words="Which street?")
    hall.act(answered, "accept", "signer", at=clock("2026-03-03 10:00"))
    now = clock(NOW)
    assert numbers(scopes.everything(), Listing.OVERDUE, now) == [answered.number]
    hall.answer(answered, at=now)
    everything = scopes.everything()
    assert numbers(everything, Listing.OVERDUE, now) == []
    assert numbers(everything, Listing.OVERDUE, now + timedelta(days=30)) == []
    assert numbers(everything, Listing.TODAY, now) == [answered.number]
    assert numbers(everything, Listing.TODAY, now + timedelta(days=1)) == []
    assert numbers(everything, Listing.ANSWERED, now + timedelta(days=1)) == [answered.number]


def test_silence_and_nobodys_problem_have_lists_of_their_own(hall: Hall, clock: Clock, client_for: Any) -> None:
    silent = end_unanswered(hall, clock, "2026-01-05 10:00")
    nobodys = hall.ask("sup1", at=clock("2026-06-01 10:00"))
    hall.act(nobodys, "accept", "signer", at=clock("2026-06-01 11:00"))
    nobodys.refresh_from_db()
    Question.objects.filter(pk=nobodys.pk).update(state="closed", outcome="not_competent_no_body", late_after=None)
    guest = client_for()
    silence = guest.get("/en/questions/silence/").content.decode()
    assert "Nobody ever answered these questions" in silence
    assert (silent.number in silence, nobodys.number in silence) == (True, False)
    assert nobodys.number in guest.get("/en/offices/@roads/questions/nobody/").content.decode()
    assert silent.number not in guest.get("/en/questions/overdue/").content.decode()


def test_a_list_of_a_place_or_topic_holds_what_lies_below_it(hall: Hall, clock: Clock) -> None:
    theme = make_theme("Bulbs")
    theme.parent = hall.topic
    theme.save()
    other = make_position(hall.roads, "bridges")
    make_holder(other, "murat")
    question = hall.ask(topic=theme, at=clock(NOW))
    routed = hall.ask("sup1", at=clock("2026-06-15 12:01"), position=other)
    now = clock(NOW)
    every = {question.number, routed.number}
    assert set(numbers(scopes.of_place("XA"), Listing.NEWEST, now)) == every
    assert set(numbers(scopes.of_topic(hall.topic.slug), Listing.NEWEST, now)) == every
    assert numbers(scopes.of_topic(theme.slug), Listing.NEWEST, now) == [question.number]
    assert numbers(scopes.of_position("roads", "bridges"), Listing.NEWEST, now) == [routed.number]
    assert numbers(scopes.of_office("water"), Listing.NEWEST, now) == []


def test_pages_hold_each_question_once_in_the_order_of_the_list(hall: Hall, clock: Clock) -> None:
    names = ("asker", "sup1", "sup2", "sup3", "sup4")
    for place, name in enumerate(names):
        hall.ask(name, at=clock(f"2026-03-0{2 + place // 2} 10:0{place}"))
    now = clock("2026-04-20 10:00")
    for listing in (Listing.NEWEST, Listing.OVERDUE, Listing.LONG):
        whole = numbers(scopes.everything(), listing, now)
        assert numbers(scopes.everything(), listing, now, limit=2) == whole
        assert len(whole) == len(set(whole)) == len(names)
    desk = desk_rows(hall.roads, now=now, limit=2)
    seen = [row.question.number for row in desk.items]
    while desk.after:
        desk = desk_rows(hall.roads, now=now, limit=2, after=desk.after)
        seen += [row.question.number for row in desk.items]
    assert seen == numbers(scopes.everything(), Listing.OVERDUE, now)


@pytest.mark.parametrize("after", ["x", "1-", "-1", f"{1 << 60}-1", f"1-{1 << 63}", "0-0", f"{10**15}-5", "²-1"])
def test_nonsense_in_an_address_is_the_beginning_or_the_end(hall: Hall, client_for: Any, after: str) -> None:
    hall.ask()
    for which in ("", "overdue/", "answered/"):
        assert client_for().get(f"/en/questions/{which}", {"after": after}).status_code == 200
    assert client_for(hall.people["head"]).get("/en/offices/@roads/desk/", {"after": after}).status_code == 200


def test_what_is_private_or_taken_down_stands_in_no_list_and_no_feed(
    hall: Hall, clock: Clock, client_for: Any, lang: str
) -> None:
    private = hall.ask(at=clock("2026-03-02 10:00"), private=True, title="My own matter?")
    public = hall.ask("sup1", at=clock("2026-03-02 10:01"), title="Why is the bridge closed?")
    guest = client_for()
    for path in [f"/{lang}/questions/", f"/{lang}/offices/@roads/chief/questions/overdue/"]:
        page = guest.get(path).content.decode()
        assert (private.number in page, public.number in page) == (False, True)
    for feed in ("questions.rss", "questions/overdue.atom", "questions/places/XA/overdue.json"):
        said = guest.get(f"/feeds/{lang}/{feed}").content.decode()
        assert ("My own matter?" in said, "Why is the bridge closed?" in said) == (False, True), feed
    remove_post(actor=hall.viewer("arbiter"), post=public.post, reason="Names of children.")
    assert public.number not in guest.get(f"/{lang}/questions/").content.decode()
    left = json.loads(guest.get(f"/feeds/{lang}/offices/@roads/questions/overdue.json").content)["items"]
    assert [public.number in one["title"] for one in left] == [True]
    assert "bridge" not in json.dumps(left)
    assert "Nine lamps" not in json.dumps(left)


@pytest.mark.parametrize(
    "path",
    ["questions", "offices/@roads/questions", "offices/@roads/chief/questions", "questions/places/XA-11", "topic"],
)
def test_every_list_names_its_feeds_and_each_is_there(hall: Hall, client_for: Any, path: str, lang: str) -> None:
    question, guest = hall.ask(), client_for()
    path = f"questions/topics/{hall.topic.slug}" if path == "topic" else path
    for listing in Listing:
        way = path if listing == Listing.NEWEST else f"{path}/{listing}"
        page = guest.get(f"/{lang}/{way}/").content.decode()
        for form in ("rss", "atom", "json"):
            assert f'href="/feeds/{lang}/{way}.{form}"' in page
            said = guest.get(f"/feeds/{lang}/{way}.{form}")
            assert said.status_code == 200
            assert (question.number in said.content.decode()) == (listing == Listing.NEWEST)
    assert guest.get(f"/{lang}/{path}/no-such/").status_code == 404


def test_who_asked_without_a_name_has_no_address_in_a_feed(hall: Hall, client_for: Any) -> None:
    hall.ask(naming="anonymous")
    item = json.loads(client_for().get("/feeds/en/questions.json").content)["items"][0]
    assert item["authors"] == [{"name": "A resident"}]
    assert "asker" not in json.dumps(item)


def test_an_old_handle_and_a_small_letter_lead_on(hall: Hall, client_for: Any) -> None:
    moved = client_for().get("/en/offices/@Roads/questions/overdue/")
    assert (moved.status_code, moved["Location"]) == (301, "/en/offices/@roads/questions/overdue/")
    assert client_for().get("/feeds/en/offices/@Roads/questions/overdue.rss").status_code == 301
    assert client_for().get("/en/questions/places/xa-11/")["Location"] == "/en/questions/places/XA-11/"


def test_a_list_is_stale_as_soon_as_something_moves(
    hall: Hall, client_for: Any, django_capture_on_commit_callbacks: Any
) -> None:
    question = hall.ask()
    pages = ("/en/questions/", "/en/offices/@roads/questions/overdue/", "/feeds/en/questions/topics/lamps/today.rss")
    marks = [mark_of(client_for().get(path)) for path in pages]
    assert all(mark and mark.is_fresh() for mark in marks)
    with django_capture_on_commit_callbacks(execute=True):
        hall.act(question, "accept", "signer")
    assert not any(mark.is_fresh() for mark in marks if mark)


@pytest.mark.parametrize("which", ["", "overdue/", "long/", "today/", "silence/"])
def test_a_list_costs_the_same_whatever_it_holds(
    hall: Hall, clock: Clock, client_for: Any, django_assert_max_num_queries: Any, which: str
) -> None:
    for name in ("asker", "sup1", "sup2", "sup3"):
        hall.ask(name, at=timezone.now() - timedelta(days=40))
    guest = client_for()
    guest.get(f"/en/questions/{which}")
    with django_assert_max_num_queries(8):
        guest.get(f"/en/questions/{which}")
    with django_assert_max_num_queries(11):
        guest.get(f"/en/questions/topics/{hall.topic.slug}/{which}")


def plans() -> Iterator[tuple[str, str]]:
    """How the database would walk each list of each scope."""
    now = timezone.now()
    for scope in (scopes.everything(), scopes.of_office("roads"), scopes.of_position("roads", "chief")):
        for listing in Listing:
            rows = in_list(public_questions().filter(scope.where), listing, now)
            order = {"overdue": ("late_after", "pk"), "long": ("late_after", "pk")}
            order |= {"today": ("-answered_at", "pk"), "answered": ("-answered_at", "pk")}
            yield f"{scope.way} {listing}", rows.order_by(*order.get(listing, ("-pk",))).values("pk")[:31].explain()


def test_no_list_is_sorted_when_it_is_read(hall: Hall) -> None:
    hall.ask()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # a handful of rows is scanned and sorted unless that is forbidden
            cursor.execute(
                "SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off"
            )
    sorts = "Sort Key" if connection.vendor == "postgresql" else "USE TEMP B-TREE"
    for name, plan in plans():
        assert sorts not in plan, f"{name}: {plan}"
        assert name == "questions newest" or "question_" in plan, f"{name}: {plan}"
