"""Every past front page can be seen again; hands are added up over the week; editors plan ahead."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from pikir.accounts.models import Account
from pikir.posts.actions import hide_post
from pikir.posts.models import Post
from pikir.timelines.actions import SlotError, forget_versions, lay_out, move_on_front, place_post, rank_all
from pikir.timelines.kinds import VERSIONS_KEPT, Hand, Place
from pikir.timelines.layout import Sheet, add_source, place_newest
from pikir.timelines.models import Placement, Slot, Version
from pikir.timelines.queries import front_page, front_page_of, hands_of_week

HOUR = timedelta(hours=1)


@pytest.fixture
def texts(alice: Account, post_by: Any) -> list[Post]:
    return [post_by(alice, "Text", title=f"Text {number}") for number in range(4)]


def titles(place: Place) -> list[str]:
    return [slot.post.title for slot in front_page().places[place]]


def test_a_past_front_page_shows_what_stood_then(
    texts: list[Post], editor: Account, viewer_for: Any, client: Client, lang: str
) -> None:
    place_post(actor=viewer_for(editor), post=texts[0], place=Place.LEAD)
    place_post(actor=viewer_for(editor), post=texts[1], place=Place.LEAD)
    first, second = Version.objects.order_by("id")
    assert [front_page_of(one).lead.post for one in (first, second)] == texts[:2]  # type: ignore[union-attr]  # as placed
    page = client.get(f"/{lang}/front/history/{first.pk}/").content.decode()
    assert page.index("Text 0") < page.index("Text 1")
    assert editor.name in page
    assert f"/{lang}/front/history/{second.pk}/" in page
    listed = client.get(f"/{lang}/front/history/").content.decode()
    assert listed.index(str(second.pk)) < listed.index(str(first.pk))
    assert client.get(f"/{lang}/front/history/1/").status_code == 404


def test_what_is_taken_down_stands_on_no_past_page(
    texts: list[Post], editor: Account, moderator: Account, viewer_for: Any, client: Client
) -> None:
    place_post(actor=viewer_for(editor), post=texts[0], place=Place.LEAD)
    hide_post(actor=viewer_for(moderator), post=texts[0], reason="Rule 1.")
    page = client.get(f"/en/front/history/{Version.objects.get().pk}/").content.decode()
    assert "Text 0" not in page
    assert "is left out: 1" in page


def test_nothing_new_makes_no_version(texts: list[Post]) -> None:
    now = timezone.now()
    assert lay_out(now=now) is not None
    assert lay_out(now=now + HOUR) is None
    assert Version.objects.count() == 1


def test_a_scheduled_choice_comes_and_goes_and_what_was_there_returns(
    texts: list[Post], editor: Account, viewer_for: Any
) -> None:
    viewer, now = viewer_for(editor), timezone.now()
    place_post(actor=viewer, post=texts[0], place=Place.CHOICE)
    place_post(actor=viewer, post=texts[1], place=Place.CHOICE, since=now + HOUR, until=now + 2 * HOUR)
    seen = []
    for moment in (now + HOUR / 2, now + HOUR * 1.5, now + HOUR * 3):
        lay_out(now=moment)
        seen.append(titles(Place.CHOICE))
    assert seen == [["Text 0"], ["Text 1"], ["Text 0"]]


def test_no_choice_ends_before_it_begins(texts: list[Post], editor: Account, viewer_for: Any) -> None:
    now = timezone.now()
    with pytest.raises(SlotError):
        place_post(actor=viewer_for(editor), post=texts[0], place=Place.LEAD, since=now + HOUR, until=now + HOUR)


def test_choices_change_places(texts: list[Post], editor: Account, viewer_for: Any, client_for: Any, lang: str) -> None:
    for position, text in enumerate(texts[:3]):
        place_post(actor=viewer_for(editor), post=text, place=Place.CHOICE, position=position)
    editors, address = client_for(editor), f"/{lang}/desk/front/"
    last = Placement.objects.get(post=texts[2])
    assert f'value="{last.pk}"' in editors.get(address).content.decode()
    editors.post(address, {"placement": last.pk, "act": "up"})
    assert titles(Place.CHOICE) == ["Text 0", "Text 2", "Text 1"]
    editors.post(address, {"placement": last.pk, "act": "down"})
    assert titles(Place.CHOICE) == ["Text 0", "Text 1", "Text 2"]
    move_on_front(actor=viewer_for(editor), placement_id=Placement.objects.get(post=texts[0]).pk, step=-1)
    assert titles(Place.CHOICE) == ["Text 0", "Text 1", "Text 2"]


def test_the_desk_is_the_editors(client_for: Any, alice: Account, moderator: Account, editor: Account) -> None:
    answers = [client_for(who).get("/en/desk/front/").status_code for who in (None, alice, moderator, editor)]
    assert answers == [302, 403, 403, 200]


def test_an_editor_plans_by_the_form(texts: list[Post], editor: Account, client_for: Any, settings: Any) -> None:
    address = f"/en/desk/front/{texts[0].pk}/"
    fields = {"act": "place", "slot": "lead 0", "reason": "", "since_day": "2030-01-02", "since_hour": "08:00"}
    editors = client_for(editor)
    assert editors.post(address, fields | {"until_day": "2030-01-01"}).status_code == 422
    assert editors.post(address, fields).status_code == 302
    row = Placement.objects.get()
    assert (timezone.localtime(row.since).hour, row.until) == (8, None)
    assert front_page().lead.hand == Hand.NEWEST  # type: ignore[union-attr]  # there are texts
    desk = editors.get("/en/desk/front/").content.decode()
    assert "Waiting for its moment" in desk
    assert "2030" in editors.get(address).content.decode()


def test_shares_of_the_week_make_the_whole_and_count_time(
    texts: list[Post], editor: Account, viewer_for: Any, client: Client, lang: str
) -> None:
    now = timezone.now()
    lay_out(now=now)
    place_post(actor=viewer_for(editor), post=texts[0], place=Place.LEAD, at=now + 10 * HOUR)
    shares = hands_of_week(now=now + 20 * HOUR)
    assert sum(share.thousandths for share in shares) == 1000
    assert {share.hand: share.hours for share in shares} == {"newest": 10 * 4 + 10 * 3, "editor": 10}
    assert hands_of_week(now=now + timedelta(days=30))[0].hours == 3 * 7 * 24
    page = client.get(f"/{lang}/front/").content.decode()
    assert f"/{lang}/front/history/" in page
    assert "googlebot" not in page
    assert "crawl" in page  # the rule by which programs are left out is told in full


def test_old_versions_are_thinned_out_to_one_an_hour(texts: list[Post], editor: Account, viewer_for: Any) -> None:
    start = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
    Post.objects.update(listed_at_id=None)  # as it were before anything was said: only what editors placed stands
    for number, text in enumerate(texts[:3]):
        Post.objects.filter(pk=text.pk).update(listed_at_id=number + 1)
        place_post(actor=viewer_for(editor), post=text, place=Place.LEAD, at=start + number * timedelta(minutes=10))
    assert forget_versions(now=start + timedelta(days=1)) == 0
    assert forget_versions(now=start + VERSIONS_KEPT + HOUR) == 2
    kept = Version.objects.get()
    assert kept.at == start + timedelta(minutes=20)
    assert front_page_of(kept).lead.post == texts[2]  # type: ignore[union-attr]  # it stands
    assert set(Slot.objects.filter(place=Place.LEAD).values_list("post_id", flat=True)) == {texts[2].pk}


def test_rooms_above_may_fill_places_of_their_own(texts: list[Post], monkeypatch: pytest.MonkeyPatch) -> None:
    from pikir.timelines import layout

    def owe(sheet: Sheet) -> None:
        sheet.fill([texts[0]], place=Place.READ, size=1, hand=Hand.READ)

    monkeypatch.setattr(layout, "_sources", [*layout._sources])
    add_source(owe, before=place_newest)
    lay_out(now=timezone.now())
    assert titles(Place.READ) == ["Text 0"]


def test_making_the_page_takes_a_fixed_number_of_statements(
    texts: list[Post], alice: Account, bob: Account, editor: Account, viewer_for: Any, post_by: Any, assert_queries: Any
) -> None:
    rank_all(now=timezone.now())
    place_post(actor=viewer_for(editor), post=texts[0], place=Place.LEAD)
    now = timezone.now()
    with assert_queries(10):  # one of them asks what moderators keep off the page
        lay_out(now=now)
    for number in range(30):
        post_by(bob if number % 2 else alice, "Text", title="More")
    lay_out(now=timezone.now())
    with assert_queries(10):  # one of them asks what moderators keep off the page
        lay_out(now=timezone.now())


def test_the_clock_lays_the_page_out(texts: list[Post], run_jobs: Callable[..., int]) -> None:
    from pikir.timelines import tasks

    tasks.rank.enqueue()
    tasks.lay_out.enqueue()
    tasks.forget_versions.enqueue()
    run_jobs()
    assert Version.objects.count() == 1
