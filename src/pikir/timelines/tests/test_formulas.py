"""The formulas of the front page against small towns counted by hand."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from pikir.accounts.models import Account
from pikir.posts.actions import Draft, add_comment, hide_post, publish_post, start_post, support_post
from pikir.posts.models import Post
from pikir.timelines.actions import lay_out, rank_all
from pikir.timelines.formulas import compare, rank
from pikir.timelines.kinds import Formula, Hand, Place
from pikir.timelines.models import Version
from pikir.timelines.queries import front_page
from pikir.web.reads import Counts, add_reads

DAY = timedelta(days=1)
PEOPLE = 12


@pytest.fixture
def people(person: Callable[..., Account], viewer_for: Any) -> list[Any]:
    return [viewer_for(person(f"neighbour{number}")) for number in range(PEOPLE)]


@pytest.fixture
def text(alice: Account, viewer_for: Any) -> Callable[..., Post]:
    """Makes a post of some days ago."""

    def make(title: str, days: float = 0) -> Post:
        at, draft = timezone.now() - days * DAY, Draft(kind="entry", title=title, source="Text", language="en")
        post = start_post(actor=viewer_for(alice), account_id=alice.pk, draft=draft, at=at)
        return publish_post(actor=viewer_for(alice), post=post, at=at)

    return make


def read(post: Post, times: int, *, hours: int = 0, language: str = "en", source: str = "own") -> None:
    hour = int(timezone.now().timestamp() // 3600) - hours
    add_reads(Counts({(f"/{language}/@/{post.pk}/", hour, source): times}))


def results(formula: Formula) -> list[tuple[int, float]]:
    return [(row.post_id, row.result) for row in rank(formula, timezone.now())]


def test_most_read_counts_one_day_and_all_languages(text: Any) -> None:
    much, little, old = text("Much"), text("Little"), text("Old")
    read(much, 4)
    read(much, 3, language="kk", source="search")
    read(little, 6)
    read(little, 90, hours=30)
    read(old, 2)
    assert results(Formula.READ) == [(much.pk, 7), (little.pk, 6)]


def test_most_discussed_counts_people_and_not_the_author(
    text: Any, people: list[Any], alice: Account, viewer_for: Any
) -> None:
    loud, lively = text("Loud"), text("Lively")
    for number in range(9):
        add_comment(actor=people[number % 2], account_id=people[number % 2].account_id, reply_to=loud, source="Again!")
    add_comment(actor=viewer_for(alice), account_id=alice.pk, reply_to=loud, source="Thank you.")
    for person in people[:3]:
        add_comment(actor=person, account_id=person.account_id, reply_to=lively, source="Well said.")
    assert results(Formula.TALKED) == [(lively.pk, 3)]
    assert not rank(Formula.TALKED, timezone.now() + 3 * DAY)


def test_waking_up_is_what_was_silent(text: Any, people: list[Any]) -> None:
    old, new = text("Old", days=12), text("New", days=1)
    now = timezone.now()
    add_comment(actor=people[9], account_id=people[9].account_id, reply_to=old, source="First.", at=now - 11 * DAY)
    for person in people[:4]:
        support_post(actor=person, post=old)
        support_post(actor=person, post=new)
    (row,) = rank(Formula.WOKEN, timezone.now())
    assert row.post_id == old.pk
    # One act in the ten days before the last two: a fifth of an act in two days, which counts as a half.
    assert (row.inputs["people"], row.inputs["acts"], row.inputs["usual"], row.result) == (4, 4, 0.2, 8.0)


def test_two_people_wake_nothing(text: Any, people: list[Any]) -> None:
    old = text("Old", days=12)
    for person in people[:2]:
        support_post(actor=person, post=old)
    assert not rank(Formula.WOKEN, timezone.now())


@pytest.fixture
def two_camps(text: Any, people: list[Any]) -> tuple[Post, Post]:
    """Two camps of six, each with three texts of its own; one text that both support, and one of a single camp."""
    own = [[text(f"{camp} {number}", days=20) for number in range(3)] for camp in "AB"]
    for number, person in enumerate(people):
        for post in own[number % 2]:
            support_post(actor=person, post=post, at=timezone.now() - 15 * DAY)
    bridge, camp = text("Bridge", days=1), text("Camp", days=1)
    for person in people[:6]:
        support_post(actor=person, post=bridge)
    for person in people[::2]:
        support_post(actor=person, post=camp)
    return bridge, camp


def test_what_people_support_who_agree_on_little_comes_first(two_camps: tuple[Post, Post]) -> None:
    bridge, camp = two_camps
    rows = {row.post_id: row for row in rank(Formula.OTHER, timezone.now())}
    assert list(rows) == [bridge.pk, camp.pk]
    assert rows[bridge.pk].inputs["overlap"] < rows[camp.pk].inputs["overlap"]
    assert rows[bridge.pk].inputs["people"] == 6


def test_a_crowd_that_supports_the_same_together_gains_nothing(text: Any, people: list[Any]) -> None:
    same = [text(f"Ours {number}", days=1) for number in range(4)]
    for person in people:
        for post in same:
            support_post(actor=person, post=post)
    assert {row.result for row in rank(Formula.OTHER, timezone.now())} == {0.0}


def test_supporters_of_whom_nothing_is_known_do_not_count(text: Any, people: list[Any]) -> None:
    post = text("Only this", days=1)
    for person in people:
        support_post(actor=person, post=post)
    assert not rank(Formula.OTHER, timezone.now())


def test_a_reader_finds_what_people_unlike_them_support(
    two_camps: tuple[Post, Post], text: Any, people: list[Any], client_for: Any, lang: str
) -> None:
    bridge, camp = two_camps
    reader = people[11]  # of the other camp than ``camp``
    for number in range(3):
        support_post(actor=reader, post=text(f"Mine {number}", days=2))
    rows = compare(timezone.now(), reader=reader.account_id)
    assert {row.post_id for row in rows} == {bridge.pk, camp.pk}
    assert rows[0].post_id == camp.pk
    page = client_for(Account.objects.get(pk=reader.account_id)).get(f"/{lang}/front/other-side/")
    assert page.content.decode().index("Camp") < page.content.decode().index("Bridge")


def test_who_supports_little_is_not_compared(two_camps: tuple[Post, Post], client_for: Any, bob: Account) -> None:
    assert two_camps
    assert not compare(timezone.now(), reader=bob.pk)
    assert "fewer than five" in client_for(bob).get("/en/front/other-side/").content.decode()


def test_formulas_have_pages_with_their_numbers(
    text: Any, people: list[Any], client: Client, lang: str, assert_queries: Any
) -> None:
    post = text("Much read")
    read(post, 1234)
    assert client.get(f"/{lang}/front/formulas/read/").status_code == 200
    rank_all(now=timezone.now())
    page = client.get(f"/{lang}/front/formulas/read/").content.decode()
    assert "Much read" in page
    assert "234" in page
    with assert_queries(3 if lang == "en" else 4):  # whose text is in another language is offered it in theirs
        client.get(f"/{lang}/front/formulas/read/")
    for formula in Formula.values:
        assert client.get(f"/{lang}/front/formulas/{formula}/").status_code == 200
    assert client.get(f"/{lang}/front/formulas/no-such/").status_code == 404


def test_a_formula_fills_its_place_and_says_so(
    text: Any, client: Client, lang: str, moderator: Account, viewer_for: Any
) -> None:
    posts = [text(f"Text {number}") for number in range(15)]
    read(posts[0], 50)
    rank_all(now=timezone.now())
    lay_out(now=timezone.now())
    (slot,) = front_page().places[Place.READ]
    assert (slot.post, slot.hand, slot.numbers["reads"]) == (posts[0], Hand.READ, 50)
    assert f"/{lang}/front/formulas/read/" in client.get(f"/{lang}/").content.decode()
    hide_post(actor=viewer_for(moderator), post=posts[0], reason="Rule 1.")
    assert ">Text 0<" not in client.get(f"/{lang}/").content.decode()
    assert "Text 0" not in client.get(f"/{lang}/front/formulas/read/").content.decode()


def test_numbers_of_what_stays_are_renewed_without_a_new_version(text: Any) -> None:
    post, *_others = [text(f"Text {number}") for number in range(15)]
    for expected in (5, 10):
        read(post, 5)
        rank_all(now=timezone.now())
        lay_out(now=timezone.now())
        assert front_page().places[Place.READ][0].numbers["reads"] == expected
    assert Version.objects.count() == 1
