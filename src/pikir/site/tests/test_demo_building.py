"""The demo town is built whole on an empty square, once, and never among other people."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import authenticate

from pikir.accounts.access import Viewer
from pikir.accounts.models import Account, SquareRole, User
from pikir.kernel.languages import LANGUAGES
from pikir.media.files import open_file
from pikir.media.models import Picture
from pikir.offices.holders import holder_of, holders_of
from pikir.offices.kinds import ABROAD
from pikir.offices.models import Office, Position, Question, QuestionEvent, WorkDay
from pikir.offices.questions.sealed_reports.models import SealedReport
from pikir.offices.questions.states import Lane, Outcome
from pikir.offices.questions.states import State as QuestionState
from pikir.offices.questions.ticking import due_questions
from pikir.posts.actions import repair_counts
from pikir.posts.kinds import State
from pikir.posts.models import Post
from pikir.site.demo import NotEmptyError, build_demo
from pikir.site.demo.reading import Town, read_town
from pikir.site.models import Text
from pikir.timelines.kinds import Place
from pikir.timelines.queries import front_page

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def media_root(tmp_path: Path, settings: Any) -> None:
    """Pictures of this test lie in a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.mark.django_db
def test_the_town_stands_whole_and_building_again_changes_nothing() -> None:
    town = read_town()
    ways = build_demo(now=NOW)
    check_people(town)
    check_offices()
    check_posts(town)
    check_questions(town)
    check_pictures()
    check_front()
    assert Text.objects.count() == 2 * len(LANGUAGES)
    for way in ways:
        assert authenticate(None, email=way.email, password=way.password), way.role
    before = counts()
    assert build_demo(now=NOW) == ways
    assert counts() == before


def counts() -> list[int]:
    return [model.objects.count() for model in (User, Account, Post, Picture, Text)]


def check_people(town: Town) -> None:
    offices = [row for row in town.offices["office"] if "account" not in row]
    unnamed = [row for row in town.questions if row.get("naming", "name") != "name"]
    assert Account.objects.count() == len(town.accounts) + len(offices) + len(unnamed)
    assert Account.objects.exclude(picture="").count() == len([person for person in town.accounts if person.portrait])
    assert Account.objects.filter(bio="", office=None).count() == len(unnamed)  # made for one question each
    roles = {"arbiter", "editor", "moderator", "operator", "senior"}
    assert set(SquareRole.objects.values_list("role", flat=True)) == roles


def check_offices() -> None:
    assert (Office.objects.count(), Position.objects.count()) == (14, 40)
    assert Office.objects.filter(account__claimed=False).count() == 1
    assert Office.objects.filter(body__in=ABROAD).count() == 2
    day = NOW.date()
    mayor = Position.objects.get(office__parent=None, is_head=True, code="akim")
    first, second = (holder_of(mayor, day - timedelta(days=ago)).appointment for ago in (60, 0))
    assert first
    assert second
    assert first.official != second.official
    present = holders_of(list(Position.objects.all()), day)
    assert {True, False} == {holder.vacant for holder in present}
    assert any(holder.appointment.acting for holder in present if holder.appointment)
    assert Account.objects.exclude(mandates="").exists()
    assert WorkDay.objects.filter(calendar="kz").exists()


def check_posts(town: Town) -> None:
    comments = sum(map(len, town.threads.values())) + sum(len(row.get("comments", [])) for row in town.questions)
    states = Counter(Post.objects.filter(root=None).values_list("state", flat=True))
    quoting = Counter({State.PUBLISHED: len(town.reactions["quote"])})
    hidden = Counter({State.HIDDEN: sum(row["measure"] == "hide" for row in town.order["decision"])})
    removed = sum(step["act"] == "remove" for row in town.questions for step in row.get("steps", []))
    held = sum(row.get("held", False) for row in town.questions)
    public = len(town.questions) + parts_of(town) - removed - held
    asked = Counter({State.PUBLISHED: public, State.HELD: held, State.REMOVED: removed})
    written = Counter(text.state for text in town.texts) + quoting + asked
    assert states + Counter({State.PUBLISHED: hidden.total()}) == written + hidden
    assert Post.objects.filter(quote_of__isnull=False).count() == quoting.total()
    assert not repair_counts().repaired
    assert Post.objects.exclude(root=None).count() == comments
    assert sum(Post.objects.values_list("reply_count", flat=True)) == comments
    assert not Post.objects.filter(published_at__gt=NOW).exists()
    assert Post.objects.filter(version_of__isnull=False, state=State.PUBLISHED).count() >= 1
    assert Post.objects.get(state=State.HIDDEN).state_reason
    assert set(Post.objects.values_list("language", flat=True)) == set(LANGUAGES)
    assert not Post.objects.filter(source__contains="scene:").exists()


def parts_of(town: Town) -> int:
    return sum(len(step.get("parts", [])) for row in town.questions for step in row.get("steps", []))


def check_questions(town: Town) -> None:
    assert Question.objects.count() == len(town.questions) + parts_of(town) >= 60
    states = set(Question.objects.values_list("state", flat=True))
    assert states == set(QuestionState) - {QuestionState.DRAFT}  # which lasts no longer than the asking
    formal = Question.objects.filter(lane=Lane.APPEAL)
    assert {"hearing", "accepted", "closed"} == set(formal.values_list("state", flat=True))
    assert {"never_answered", "refused_with_ground", "solved_confirmed"} <= set(
        formal.values_list("outcome", flat=True)
    )
    assert SealedReport.objects.filter(waits=True).exists()
    assert SealedReport.objects.filter(waits=False).exists()
    assert set(Question.objects.values_list("outcome", flat=True)) == {"", *Outcome}
    assert not QuestionEvent.objects.filter(at__gt=NOW).exists()
    assert not due_questions(NOW)


def check_pictures() -> None:
    for picture in Picture.objects.all():
        assert picture.alt, picture.name
        with open_file(picture.id, picture.width) as file:
            assert file.size


def check_front() -> None:
    front = front_page()
    assert front.lead
    assert front.lead.editor
    assert 4 <= len(front.places[Place.CHOICE]) <= 6
    assert all(slot.post.picture for slot in [front.lead, *front.places[Place.STRIP]])
    assert len({slot.editor for slot in front.places[Place.CHOICE]}) == 2
    assert Post.objects.listed().visible_to(Viewer.guest()).count() > len(front.places[Place.NEWEST])
    assert all(front.places[place] for place in Place)


@pytest.mark.django_db
def test_it_is_not_built_where_people_live(alice: Account) -> None:
    with pytest.raises(NotEmptyError, match="empty"):
        build_demo(now=NOW)
    assert list(Account.objects.all()) == [alice]
