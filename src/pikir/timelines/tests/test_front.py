"""The front page: whose hand put what there, and what leaves it by itself."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from pikir.accounts.models import Account
from pikir.posts.actions import Draft, hide_post, publish_post, restore_post, start_post
from pikir.posts.models import Post
from pikir.timelines.actions import SlotError, place_post, take_off_front
from pikir.timelines.kinds import Hand, Place
from pikir.timelines.models import Slot
from pikir.timelines.queries import front_page


@pytest.fixture
def chosen(alice: Account, editor: Account, post_by: Any, viewer_for: Any) -> Post:
    """A post that the editor made the lead, among others."""
    post = post_by(alice, "The editor's favourite.", title="Favourite")
    for number in range(3):
        post_by(alice, "Text", title=f"Newer {number}")
    place_post(actor=viewer_for(editor), post=post, place=Place.LEAD, reason="Read this first.")
    return post


def test_the_editors_choice_leads_with_the_editors_name(
    chosen: Post, editor: Account, client: Client, lang: str
) -> None:
    front = front_page()
    assert front.lead is not None
    assert (front.lead.post, front.lead.hand, front.lead.editor) == (chosen, Hand.EDITOR, editor)
    page = client.get(f"/{lang}/").content.decode()
    assert page.index("Favourite") < page.index("Newer 2")
    assert editor.name in page


def test_nothing_stands_twice(chosen: Post) -> None:
    front = front_page()
    assert front.lead is not None
    shown = [slot.post.pk for slot in front.slots]
    assert len(set(shown)) == len(shown) == sum(count for _hand, count in front.hands) == 4


def test_what_was_there_is_ended_and_not_forgotten(
    chosen: Post, alice: Account, editor: Account, post_by: Any, viewer_for: Any
) -> None:
    other = post_by(alice, "Another.")
    place_post(actor=viewer_for(editor), post=other, place=Place.LEAD)
    old, new = Slot.objects.filter(place=Place.LEAD).order_by("id")
    assert (old.post, new.post) == (chosen, other)
    assert old.until == new.since
    assert new.until is None


def test_moving_a_post_to_another_place_leaves_the_first(chosen: Post, editor: Account, viewer_for: Any) -> None:
    place_post(actor=viewer_for(editor), post=chosen, place=Place.CHOICE, position=2)
    front = front_page()
    assert front.lead is not None
    assert front.lead.post != chosen
    assert [slot.post for slot in front.places[Place.CHOICE]] == [chosen]


def test_a_hidden_post_leaves_at_once_and_comes_back_to_its_place(
    chosen: Post, moderator: Account, viewer_for: Any, run_jobs: Callable[..., int]
) -> None:
    hide_post(actor=viewer_for(moderator), post=chosen, reason="Rule 1.")
    assert chosen.pk not in {slot.post.pk for slot in front_page().slots}
    run_jobs()
    lead = front_page().lead
    assert lead is not None
    assert lead.hand == Hand.NEWEST
    restore_post(actor=viewer_for(moderator), post=chosen, reason="A mistake.")
    run_jobs()
    lead = front_page().lead
    assert lead is not None
    assert lead.post.pk == chosen.pk


def test_taking_off_puts_the_newest_there(chosen: Post, editor: Account, viewer_for: Any) -> None:
    take_off_front(actor=viewer_for(editor), post=chosen)
    lead = front_page().lead
    assert lead is not None
    assert (lead.post.title, lead.hand) == ("Newer 2", Hand.NEWEST)


@pytest.mark.parametrize("given", [{"state": "draft"}, {"visibility": "unlisted"}, {"visibility": "private"}])
def test_only_what_everyone_reads_may_stand_there(
    given: dict[str, str], alice: Account, editor: Account, post_by: Any, viewer_for: Any
) -> None:
    with pytest.raises(SlotError):
        place_post(actor=viewer_for(editor), post=post_by(alice, "Text", **given), place=Place.LEAD)


@pytest.mark.parametrize(("place", "position"), [("nowhere", 0), (Place.LEAD, 1), (Place.STRIP, -1)])
def test_there_are_only_so_many_places(
    place: str, position: int, alice: Account, editor: Account, post_by: Any, viewer_for: Any
) -> None:
    with pytest.raises(SlotError):
        place_post(actor=viewer_for(editor), post=post_by(alice, "Text"), place=place, position=position)


def test_only_editors_place_posts(
    alice: Account, bob: Account, moderator: Account, post_by: Any, viewer_for: Any
) -> None:
    for actor in (alice, bob, moderator):
        with pytest.raises(PermissionDenied):
            place_post(actor=viewer_for(actor), post=post_by(alice, "Text"), place=Place.LEAD)


def test_an_empty_square_has_a_front_page(db: None, client: Client, lang: str) -> None:
    assert client.get(f"/{lang}/").status_code == 200


def test_the_front_page_takes_the_same_queries_whatever_it_holds(
    chosen: Post, alice: Account, client: Client, post_by: Callable[..., Post], assert_queries: Any
) -> None:
    client.get("/en/")
    with assert_queries(4):
        client.get("/en/")
    for _ in range(12):
        post_by(alice, "Text")
    with assert_queries(4):
        client.get("/en/")


def test_an_editor_places_a_post_by_a_form_and_takes_it_off(
    alice: Account, editor: Account, client_for: Any, post_by: Any, lang: str
) -> None:
    post_by(alice, "Text", title="It leads")
    post = post_by(alice, "Text", title="Worth reading")
    editors = client_for(editor)
    address = f"/{lang}/desk/front/{post.pk}/"
    assert address in editors.get(f"/{lang}/@alice/{post.pk}/").content.decode()
    assert editors.get(address).status_code == 200
    assert editors.post(address, {"act": "place", "slot": "choice 9"}).status_code == 422
    editors.post(address, {"act": "place", "slot": "choice 2", "reason": "It is good."})
    assert [(slot.post, slot.reason) for slot in front_page().places[Place.CHOICE]] == [(post, "It is good.")]
    assert "It is good." in Client().get(f"/{lang}/").content.decode()  # the reason is the readers'
    editors.post(address, {"act": "take_off"})
    assert not front_page().places[Place.CHOICE]


def test_others_find_no_such_form(
    alice: Account, moderator: Account, client_for: Any, post_by: Any, editor: Account
) -> None:
    post = post_by(alice, "Text")
    for reader, status in ((None, 302), (alice, 403), (moderator, 403)):
        assert client_for(reader).get(f"/en/desk/front/{post.pk}/").status_code == status
    draft = post_by(alice, "Text", state="draft")
    assert client_for(editor).get(f"/en/desk/front/{draft.pk}/").status_code == 404
    assert Slot.objects.count() == 0


def test_an_editors_choice_is_read_in_ones_own_language(
    chosen: Post, alice: Account, client: Client, post_by: Any, viewer_for: Any
) -> None:
    draft = Draft(title="Izbrannoe", source="Text", language="ru")
    version = start_post(actor=viewer_for(alice), account_id=alice.pk, draft=draft, version_of=chosen.pk)
    publish_post(actor=viewer_for(alice), post=version)
    assert front_page(language="ru").lead.post == version  # type: ignore[union-attr]  # placed above
    assert front_page(language="kk").lead.post == chosen  # type: ignore[union-attr]  # as above
    assert "Favourite" not in client.get("/ru/").content.decode()
    assert "Izbrannoe" not in client.get("/kk/").content.decode()
