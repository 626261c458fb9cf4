"""What its author retracted stays to be read, is marked, and leaves the front page."""

from typing import Any

import pytest
from django.test import Client

from pikir.accounts.models import Account
from pikir.posts.models import Post
from pikir.timelines.actions import SlotError, place_post


def test_what_is_retracted_stays_to_be_read_is_marked_and_leaves_the_front_page(
    client: Client, client_for: Any, alice: Account, editor: Account, post_by: Any, viewer_for: Any
) -> None:
    post = post_by(alice, "The tower fell.", title="News of the tower")
    other = post_by(alice, "Still true.", title="Another")
    place_post(actor=viewer_for(editor), post=post, place="lead")
    assert "News of the tower" in client.get("/en/").content.decode()
    client_for(alice).post(f"/en/correct/{post.pk}/", {"words": "It stands.", "act": "retract"})
    front = client.get("/en/").content.decode()
    assert "News of the tower" not in front
    assert other.title in front
    page = client.get(f"/en/@alice/{post.pk}/").content.decode().partition("<main")[2]
    assert page.index("Retracted by the author.") < page.index("It stands.") < page.index("The tower fell.")
    for address in ("/en/newest/", "/en/@alice/"):
        assert "retracted" in client.get(address).content.decode()
    assert "Retracted: News of the tower" in client.get("/feeds/en/newest.rss").content.decode()
    with pytest.raises(SlotError):
        place_post(actor=viewer_for(editor), post=Post.objects.get(pk=post.pk), place="lead")
