"""Choosing the moment at which a text becomes public, by the clocks of the square."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from pikir.accounts.models import Account
from pikir.posts.actions import MoveError, publish_due_posts, schedule_post, withdraw_post
from pikir.posts.kinds import SCHEDULE_DAYS, State
from pikir.posts.models import Post
from pikir.posts.moments import MomentError, moment_of


@pytest.fixture
def in_berlin() -> Iterator[None]:
    with timezone.override(ZoneInfo("Europe/Berlin")), translation.override("en"):
        yield


@pytest.mark.usefixtures("in_berlin")
@pytest.mark.parametrize(
    ("day", "hour", "said"),
    [(date(2027, 3, 28), time(2, 30), "forward"), (date(2027, 10, 31), time(2, 30), "twice")],
)
def test_a_time_that_is_not_there_or_is_there_twice_is_refused(day: date, hour: time, said: str) -> None:
    with pytest.raises(MomentError, match=said):
        moment_of(day, hour)


@pytest.mark.usefixtures("in_berlin")
@pytest.mark.parametrize(
    ("day", "hour", "moment"),
    [
        (date(2027, 3, 28), time(1, 59), datetime(2027, 3, 28, 0, 59, tzinfo=UTC)),
        (date(2027, 3, 28), time(3), datetime(2027, 3, 28, 1, tzinfo=UTC)),
        (date(2027, 10, 31), time(3), datetime(2027, 10, 31, 2, tzinfo=UTC)),
    ],
)
def test_a_moment_is_of_the_square_s_clocks(day: date, hour: time, moment: datetime) -> None:
    assert moment_of(day, hour) == moment


def fields(moment: datetime) -> dict[str, str]:
    local = timezone.localtime(moment)
    return {"day": f"{local:%Y-%m-%d}", "hour": f"{local:%H:%M}"}


def test_a_draft_waits_stands_in_the_list_and_can_be_called_back(
    client_for: Any, alice: Account, bob: Account, post_by: Any
) -> None:
    draft = post_by(alice, "Words.", state="draft", title="The tower")
    author, address = client_for(alice), f"/en/schedule/{draft.pk}/"
    assert address in author.get(f"/en/@alice/{draft.pk}/").content.decode()
    moment = (timezone.now() + timedelta(days=2)).replace(second=0, microsecond=0)
    assert author.get(address).status_code == 200
    assert author.post(address, fields(moment))["Location"] == "/en/schedule/"
    draft.refresh_from_db()
    assert (draft.state, draft.publish_at) == (State.SCHEDULED, moment)
    assert "The tower" in author.get("/en/schedule/").content.decode()
    assert "The tower" not in client_for(bob).get("/en/schedule/").content.decode()
    assert fields(moment)["day"] in author.get(address).content.decode()
    assert author.post(address, {"act": "cancel"})["Location"] == f"/en/write/{draft.pk}/"
    draft.refresh_from_db()
    assert (draft.state, draft.publish_at) == (State.DRAFT, None)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"day": "", "hour": "10:00"}, "required"),
        ({"day": "2020-01-01", "hour": "10:00"}, "in the future"),
        ({"day": "9999-12-31", "hour": "23:59"}, "within a year"),
        ({"day": "0001-01-01", "hour": "00:00"}, "in the future"),
        ({"day": "tomorrow", "hour": "noon"}, "valid"),
    ],
)
def test_what_is_no_moment_to_come_is_said_and_kept(
    sent: dict[str, str], said: str, client_for: Any, alice: Account, post_by: Any
) -> None:
    draft = post_by(alice, "Words.", state="draft")
    answer = client_for(alice).post(f"/en/schedule/{draft.pk}/", sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Post.objects.get().state == State.DRAFT


def test_nobody_chooses_for_others_nor_for_what_is_public(
    client_for: Any, alice: Account, bob: Account, post_by: Any, viewer_for: Any
) -> None:
    draft, public = post_by(alice, "Words.", state="draft"), post_by(alice, "Words.")
    assert client_for(bob).get(f"/en/schedule/{draft.pk}/").status_code == 404
    assert client_for(alice).get(f"/en/schedule/{public.pk}/").status_code == 403
    far = timezone.now() + timedelta(days=SCHEDULE_DAYS + 1)
    with pytest.raises(MoveError):
        schedule_post(actor=viewer_for(alice), post=draft, publish_at=far)


def test_the_composer_saves_and_leads_to_the_moment(client_for: Any, alice: Account) -> None:
    form = {"kind": "entry", "title": "T", "source": "S", "visibility": "public", "account": alice.pk}
    answer = client_for(alice).post("/en/write/", form | {"act": "schedule"})
    assert answer["Location"] == f"/en/schedule/{Post.objects.get().pk}/"


def test_what_was_taken_back_never_comes_out_by_schedule(alice: Account, post_by: Any, viewer_for: Any) -> None:
    post = withdraw_post(actor=viewer_for(alice), post=post_by(alice, "Words."))
    Post.objects.filter(pk=post.pk).update(publish_at=timezone.now())
    assert publish_due_posts(now=timezone.now() + timedelta(days=1)) == 0


def test_drafts_stand_in_groups(client_for: Any, alice: Account, post_by: Any) -> None:
    titles = {"drafts": "draft", "scheduled": "scheduled", "taken-down": "hidden", "taken-back": "withdrawn"}
    for group, state in titles.items():
        post_by(alice, "Words.", state=state, title=f"Title of {group}")
    author = client_for(alice)
    for tab in ("", "?tab=no-such"):
        page = author.get(f"/en/drafts/{tab}").content.decode()
        assert all(f"Title of {group}" in page for group in titles)
    for tab in titles:
        page = author.get(f"/en/drafts/?tab={tab}").content.decode()
        assert [group for group in titles if f"Title of {group}" in page] == [tab]
