"""Who is responsible: near before far, on every day, where competences overlap and where nobody has one."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harness.offices import make_competence, make_holder, make_office, make_position, make_theme
from harness.people import viewer_of
from pikir.accounts.models import Account
from pikir.offices import actions
from pikir.offices.finding import Answer, who_is_responsible
from pikir.offices.models import Competence, Gap, Office
from pikir.places.models import Territory
from pikir.posts.topics import Topic

TODAY = date(2026, 11, 2)
Land = dict[str, Territory]


def found(answer: Answer) -> list[str]:
    return [one.holder.position.code for one in answer.found]


@pytest.fixture
def roads(db: None) -> Topic:
    return make_theme("Roads")


@pytest.fixture
def lamps(roads: Topic) -> Topic:
    return make_theme("Lamps", parent=roads)


def test_the_smaller_territory_goes_before_the_larger(land: Land, akimat: Office, roads: Topic, lamps: Topic) -> None:
    ministry = make_office("ministry", body="ministry", territory=land["XA"])
    make_competence(make_position(ministry, "lamps-of-all"), lamps, land["XA"])
    make_competence(make_position(akimat, "roads"), roads, land["XA-11"])
    answer = who_is_responsible(topic=lamps, territory=land["XA-11"], on=TODAY)
    assert found(answer) == ["roads"]
    assert [one.holder.position.code for one in answer.wider] == ["lamps-of-all"]
    assert found(who_is_responsible(topic=lamps, territory=land["XA-2"], on=TODAY)) == ["lamps-of-all"]
    assert not who_is_responsible(topic=roads, territory=land["XA-2"], on=TODAY).found


def test_in_one_territory_the_narrower_topic_goes_first(land: Land, akimat: Office, roads: Topic, lamps: Topic) -> None:
    make_competence(make_position(akimat, "roads"), roads, land["XA-11"])
    make_competence(make_position(akimat, "lamps"), lamps, land["XA-11"])
    assert found(who_is_responsible(topic=lamps, territory=land["XA-11"], on=TODAY)) == ["lamps"]
    assert found(who_is_responsible(topic=roads, territory=land["XA-11"], on=TODAY)) == ["roads"]


def test_who_is_alike_is_responsible_together(land: Land, akimat: Office, roads: Topic) -> None:
    make_competence(make_position(akimat, "first"), roads, land["XA-11"], date(2024, 1, 1))
    make_competence(make_position(akimat, "second"), roads, land["XA-11"], date(2025, 1, 1))
    answer = who_is_responsible(topic=roads, territory=land["XA-11"], on=TODAY)
    assert found(answer) == ["second", "first"]
    assert answer.overlaps


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 2, 28), []),
        (date(2026, 3, 1), ["early"]),
        (date(2026, 3, 31), ["early"]),
        (date(2026, 4, 1), []),
        (date(2026, 5, 1), ["late"]),
        (date(2030, 1, 1), ["late"]),
    ],
    ids=["before all", "first day", "last day", "gap", "next", "future"],
)
def test_days_count(land: Land, akimat: Office, roads: Topic, day: date, expected: list[str]) -> None:
    make_competence(make_position(akimat, "early"), roads, land["XA-11"], date(2026, 3, 1), last_day=date(2026, 3, 31))
    make_competence(make_position(akimat, "late"), roads, land["XA-11"], date(2026, 5, 1))
    assert found(who_is_responsible(topic=roads, territory=land["XA-11"], on=day)) == expected


def test_where_nobody_holds_the_position_the_next_above_answers(land: Land, akimat: Office, roads: Topic) -> None:
    below = make_office("works", parent=akimat, territory=land["XA-11"])
    make_position(below, "chief", is_head=True)
    make_competence(make_position(below, "engineer"), roads, land["XA-11"])
    one = who_is_responsible(topic=roads, territory=land["XA-11"], on=TODAY).found[0]
    assert one.holder.vacant
    assert one.instead is not None
    assert one.instead.position.code == "mayor"
    make_holder(below.positions.get(code="chief"), "dana")
    one = who_is_responsible(topic=roads, territory=land["XA-11"], on=TODAY).found[0]
    assert one.instead is not None
    assert one.instead.position.code == "chief"


def test_a_topic_that_was_merged_keeps_its_competences(land: Land, akimat: Office, roads: Topic) -> None:
    old = make_theme("Streets")
    make_competence(make_position(akimat, "roads"), old, land["XA-11"])
    Topic.objects.filter(id=old.id).update(merged_into=roads)
    old.refresh_from_db()
    for asked in (old, roads):
        assert found(who_is_responsible(topic=asked, territory=land["XA-11"], on=TODAY)) == ["roads"]


def test_a_position_that_is_over_is_responsible_for_nothing(land: Land, akimat: Office, roads: Topic) -> None:
    position = make_position(akimat, "roads")
    make_competence(position, roads, land["XA-11"])
    actions.retire(actor=None, row=position)
    assert not who_is_responsible(topic=roads, territory=land["XA-11"], on=timezone.localdate()).found


PLACES = ("XA", "XA-1", "XA-11", "XA-12", "XA-2")
ROWS = st.lists(
    st.tuples(st.sampled_from(PLACES), st.integers(0, 2), st.integers(-40, 40), st.none() | st.integers(0, 40)),
    max_size=12,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=ROWS, place=st.sampled_from(PLACES), level=st.integers(0, 2), day=st.integers(-50, 90))
def test_the_finder_agrees_with_a_slow_reading(
    land: Land, akimat: Office, rows: list[tuple[str, int, int, int | None]], place: str, level: int, day: int
) -> None:
    Competence.objects.all().delete()
    topics = _chain()
    position = akimat.positions.get(code="mayor")
    for where, depth, begin, length in set(rows):
        first = TODAY + timedelta(days=begin)
        last = None if length is None else first + timedelta(days=length)
        make_competence(position, topics[depth], land[where], first, last_day=last)
    on = TODAY + timedelta(days=day)
    answer = who_is_responsible(topic=topics[level], territory=land[place], on=on)
    fitting = [
        (land[row.territory.code].path.count("/"), topics.index(row.topic))
        for row in Competence.objects.all()
        if land[place].is_within(row.territory)
        and topics.index(row.topic) <= level
        and row.first_day <= on
        and (row.last_day is None or on <= row.last_day)
    ]
    nearest = [one for one in fitting if one == max(fitting)]
    assert len(answer.found) == len(nearest)
    assert len(answer.found) + len(answer.wider) == len(fitting)
    for one in answer.found:
        assert (one.competence.territory.path.count("/"), topics.index(one.competence.topic)) == nearest[0]


def _chain() -> list[Topic]:
    known = list(Topic.objects.filter(slug__startswith="level").order_by("slug"))
    while len(known) < 3:
        known.append(make_theme(f"Level{len(known)}", parent=known[-1] if known else None))
    return known


def test_the_page_names_position_person_and_act(
    land: Land, akimat: Office, roads: Topic, client_for: Callable[..., Client], lang: str
) -> None:
    position = make_position(akimat, "engineer")
    make_holder(position, "samat")
    make_competence(position, roads, land["XA-11"], source="Order 15", source_url="https://law.example/15")
    page = client_for().get(f"/{lang}/offices/find/?topic=roads&place=Ozen").content.decode()
    for words in (position.name_in(lang), akimat.name_in(lang), "Samat", "Order 15", "https://law.example/15"):
        assert words in page


def test_what_nobody_is_responsible_for_comes_on_a_list_and_each_counts_once(
    land: Land, roads: Topic, client_for: Callable[..., Client], alice: Account, bob: Account
) -> None:
    asked = {"topic": "roads", "place": "Ozen", "place-code": "XA-11"}
    guest = client_for()
    page = guest.get("/en/offices/find/", asked).content.decode()
    assert "Nobody is responsible for this" in page
    assert guest.post("/en/offices/nobody/tell/", asked).status_code == 302
    assert not Gap.objects.exists()
    for person in (alice, alice, bob):
        assert client_for(person).post("/en/offices/nobody/tell/", asked).status_code == 302
    assert Gap.objects.get().voice_count == 2
    page = guest.get("/en/offices/nobody/").content.decode()
    assert "2 people miss somebody" in page


def test_nothing_comes_on_the_list_where_somebody_is_responsible(
    land: Land, akimat: Office, roads: Topic, alice: Account
) -> None:
    make_competence(make_position(akimat, "roads"), roads, land["XA-1"])
    assert actions.tell_gap(actor=viewer_of(alice), topic=roads, territory=land["XA-11"]) is None
    assert not Gap.objects.exists()


def test_the_finder_asks_few_queries(
    land: Land, akimat: Office, roads: Topic, assert_queries: Callable[[int], AbstractContextManager[None]]
) -> None:
    for number in range(5):
        make_competence(make_position(akimat, f"place-{number}"), roads, land["XA-11"])
    with assert_queries(5):
        who_is_responsible(topic=roads, territory=land["XA-11"], on=TODAY)
