"""The content files of the demo town hold together before any database sees them."""

from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pikir.accounts.handles import check_handle
from pikir.accounts.kinds import (
    BIO_LENGTH,
    CONTACTS_LENGTH,
    HABITS_LENGTH,
    HOURS_LENGTH,
    NAME_LENGTH,
    READABLE,
    WEEKDAYS,
    AccountKind,
)
from pikir.kernel.languages import LANGUAGES, guess_language
from pikir.posts.kinds import LEAD_LENGTH, NOTE_LENGTH, TITLE_LENGTH, Accent
from pikir.site import demo
from pikir.site.demo.moments import moment, span
from pikir.site.demo.pictures import names
from pikir.site.demo.reading import Comment, Town, read_town
from pikir.site.models import TextKey
from pikir.site.queries import default_text
from pikir.timelines.kinds import PLACE_SIZES, Place

ALMATY = ZoneInfo("Asia/Almaty")
MIDNIGHT, NOON, EVENING = (datetime(2026, 11, 23, hour, 1, tzinfo=ALMATY) for hour in (0, 12, 21))
LONG = 60  # characters; in shorter texts one foreign word may outweigh the rest


@pytest.fixture(scope="module")
def town() -> Town:
    return read_town()


def test_everyone_has_a_good_handle_and_a_short_bio(town: Town) -> None:
    for person in town.accounts:
        check_handle(person.handle)
        assert len(person.name) <= NAME_LENGTH, person.handle
        assert 0 < len(person.bio) <= BIO_LENGTH, person.handle
        assert bool(person.portrait) == bool(person.alt), person.handle
    assert len({person.handle for person in town.accounts}) == len(town.accounts) >= 24
    assert {person.kind for person in town.accounts} == set(AccountKind.values)


def test_whoever_speaks_exists_and_may_speak(town: Town) -> None:
    people = {person.handle: person for person in town.accounts}
    said = [*town.texts, *(comment for thread in town.threads.values() for comment in thread)]
    for item in said:
        writer = people[item.author or item.by]
        assert writer.kind == AccountKind.PERSON, item
        assert item.by == writer.handle or item.by in writer.operates, item


def test_organisations_say_how_they_are_reached_in_three_languages(town: Town) -> None:
    reached = [person for person in town.accounts if person.hours]
    assert {person.kind for person in reached} >= {AccountKind.ORGANISATION, AccountKind.NEWSROOM}
    assert {person.language for person in reached} == set(LANGUAGES)
    for person in reached:
        assert len(person.hours) == WEEKDAYS
        assert all(len(line) <= HOURS_LENGTH for line in person.hours)
        assert 0 < len(person.contacts) <= CONTACTS_LENGTH
        assert 0 < len(person.habits) <= HABITS_LENGTH
        assert set(person.reads) <= set(READABLE)
        acting = [other for other in town.accounts if person.handle in other.operates]
        assert any(person.handle in other.positions for other in acting), person.handle
        assert any(person.handle not in other.roles for other in acting), f"{person.handle} needs an owner"
        assert any(text.by == person.handle for text in town.texts), f"{person.handle} says nothing"


def test_every_picture_that_is_shown_is_drawn_and_described(town: Town) -> None:
    shown = [scene for text in town.texts for scene in text.scenes]
    assert {name for name, _alt in shown} <= set(names())
    assert {person.portrait for person in town.accounts if person.portrait} <= set(names())
    assert all(len(alt) > 20 for _name, alt in shown)
    assert len({name for name, _alt in shown}) >= 12


def test_threads_and_slots_and_versions_name_texts_that_exist(town: Town) -> None:
    keys = {text.key for text in town.texts}
    assert len(keys) == len(town.texts)
    assert set(town.threads) <= keys
    assert {text.version_of for text in town.texts} - {""} <= keys
    assert {row["post"] for row in town.square["slot"]} <= keys
    places = Counter(row["place"] for row in town.square["slot"])
    assert places[Place.LEAD] == 1
    assert all(places[place] <= size for place, size in PLACE_SIZES.items())


def test_a_comment_answers_one_that_came_before_it(town: Town) -> None:
    for key, thread in town.threads.items():
        assert all(depths(thread)), key


def test_one_thread_is_long_and_deep(town: Town) -> None:
    assert max(len(thread) for thread in town.threads.values() if max(depths(thread)) >= 8) >= 40


def depths(thread: list[Comment]) -> list[int]:
    """How deep each comment stands; KeyError for one that answers nothing said before."""
    found = {"": 0}
    for number, comment in enumerate(thread):
        found[comment.id or f"#{number}"] = found[comment.to] + 1
    return [depth for name, depth in found.items() if name]


def test_there_is_enough_to_read(town: Town) -> None:
    kinds = Counter(text.kind for text in town.texts)
    long = [text for text in town.texts if text.kind != "note" and 250 <= len(text.text.split()) <= 900]
    assert kinds["note"] >= 40
    assert kinds["entry"] >= 25
    assert kinds["essay"] >= 5
    assert len(long) >= 15
    assert sum(map(len, town.threads.values())) >= 150
    assert {text.state for text in town.texts} == {"published", "draft", "scheduled", "withdrawn"}


def test_texts_fit_where_they_stand(town: Town) -> None:
    for text in town.texts:
        assert len(text.title) <= TITLE_LENGTH, text.key
        assert len(text.lead) <= LEAD_LENGTH, text.key
        assert (text.kind == "note") != bool(text.title), text.key
        assert text.kind != "note" or len(text.text) <= NOTE_LENGTH, text.key


def test_the_three_languages_share_the_town(town: Town) -> None:
    comments = [comment.lang for thread in town.threads.values() for comment in thread]
    share = Counter([*(text.language for text in town.texts), *comments])
    assert set(share) == set(LANGUAGES)
    assert all(share[language] > 0.15 * share.total() for language in LANGUAGES)
    assert share["kk"] == max(share.values())


def test_texts_are_in_the_language_they_say(town: Town) -> None:
    said = [(text.language, f"{text.title}\n{text.lead}\n{text.text}") for text in town.texts]
    said += [(comment.lang, comment.text) for thread in town.threads.values() for comment in thread]
    wrong = [text for language, text in said if len(text) > LONG and guess_language(text, language) != language]
    assert wrong == []


@pytest.mark.parametrize("now", [MIDNIGHT, NOON, EVENING])
def test_everything_happened_in_the_last_fortnight(town: Town, now: datetime) -> None:
    for text in town.texts:
        at = moment(text.at, now=now, zone=ALMATY)
        assert now - timedelta(days=14) < at <= now, text.key
        assert 6 <= at.hour <= 22, text.key
    waiting = [moment(text.publish_at, now=now, zone=ALMATY) for text in town.texts if text.state == "scheduled"]
    assert waiting
    assert all(at > now for at in waiting)


def test_a_moment_is_told_by_the_clocks_of_the_town() -> None:
    assert moment("-3d 14:32", now=NOON, zone=ALMATY) == datetime(2026, 11, 20, 14, 32, tzinfo=ALMATY)
    assert moment("+1d 09:00", now=NOON, zone=ALMATY) == datetime(2026, 11, 24, 9, 0, tzinfo=ALMATY)


def test_today_is_yesterday_while_the_hour_has_not_come() -> None:
    assert moment("-0d 08:40", now=NOON, zone=ALMATY).day == 23
    assert moment("-0d 14:00", now=NOON, zone=ALMATY).day == 22


@pytest.mark.parametrize("text", ["", "3d 14:32", "-3d", "yesterday"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a moment"):
        moment(text, now=NOON, zone=ALMATY)


def test_a_span_adds_its_parts() -> None:
    assert span("1d 2h 5m") == timedelta(days=1, hours=2, minutes=5)


@pytest.mark.parametrize("text", ["", "soon", "5", "1h, 2m"])
def test_what_is_no_span_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a length"):
        span(text)


def test_rules_and_about_are_there_in_three_languages(town: Town) -> None:
    wanted = {(key, language) for key in TextKey.values for language in LANGUAGES}
    assert set(town.pages) == wanted
    for (key, language), text in town.pages.items():
        assert guess_language(text, "kk") == language
        assert guess_language(default_text(key, language), "kk") == language


def test_the_ways_in_are_long_enough_and_belong_to_people(town: Town) -> None:
    handles = {person.handle for person in town.accounts if person.kind == AccountKind.PERSON}
    ways = town.square["sign_in"]
    assert [way["role"] for way in ways] == ["reader", "editor", "operator"]
    assert {way["handle"] for way in ways} <= handles
    assert all(len(way["password"]) >= 10 for way in ways)


def test_no_content_file_is_forgotten(town: Town) -> None:
    content = Path(demo.__file__).parent / "content"
    read = len(town.pages) + len(town.threads) + sum(text.kind != "note" for text in town.texts)
    own = {"accounts", "lives", "offices", "order", "pages", "reactions", "sealed", "square", "topics", "voices"}
    others = {f"{name}.toml" for name in own} | {f"notes.{language}.toml" for language in LANGUAGES}
    folders = sum(len(list((content / name).iterdir())) for name in ("territories", "questions"))
    assert len([file for file in content.rglob("*") if file.is_file()]) == read + len(others) + folders


def test_topics_and_columns_name_what_exists(town: Town) -> None:
    keys, handles = {text.key for text in town.texts}, {person.handle for person in town.accounts}
    names = [theme.kk for theme in town.themes]
    assert len(set(names)) == len(names) >= 12
    columns = {theme.kk for theme in town.themes if theme.column}
    assert len(columns) == 4
    for place, theme in enumerate(town.themes):
        assert theme.below in ("", *names[:place]), theme.kk
        assert set(theme.posts) <= keys, theme.kk
    assert {row.column for row in town.placed} == columns
    assert {row.post for row in town.placed} <= keys
    assert {row.editor for row in town.placed} | {look.handle for look in town.looks} <= handles
    assert {name for look in town.looks for name in look.topics} <= set(names)
    assert {look.accent for look in town.looks} <= set(Accent.values)
