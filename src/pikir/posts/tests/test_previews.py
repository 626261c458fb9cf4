"""Secret addresses for reviewers: read without an account, kept by nobody, ended by term, by hand, by publishing."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from pikir.accounts.models import Account
from pikir.posts.actions import PreviewError, make_preview, publish_post
from pikir.posts.kinds import PREVIEW_DAYS, PREVIEWS_KEPT
from pikir.posts.life import PreviewLink
from pikir.posts.models import Post


@pytest.fixture
def draft(alice: Account, post_by: Any) -> Post:
    return post_by(alice, "Is it right?", title="The tower", state="draft")


def test_an_address_is_made_shown_once_read_without_an_account_and_ended(
    client: Client, client_for: Any, alice: Account, draft: Post, caplog: pytest.LogCaptureFixture
) -> None:
    author, address = client_for(alice), f"/en/previews/{draft.pk}/"
    assert address in author.get(f"/en/@alice/{draft.pk}/").content.decode()
    found = re.search(r"/en/preview/([\w-]{32,})/", author.post(address).content.decode())
    assert found is not None
    answer = client.get(found[0])
    page = answer.content.decode()
    assert "Is it right?" in page
    assert "Not published yet." in page
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]
    assert found[1] not in caplog.text
    link = PreviewLink.objects.get()
    assert found[1] not in link.digest
    assert found[1] not in author.get(address).content.decode()
    author.post(address, {"revoke": str(link.pk)})
    assert client.get(found[0]).status_code == 404


def test_it_shows_the_text_as_it_is_now_until_it_is_public_or_the_term_has_passed(
    client: Client, alice: Account, draft: Post, viewer_for: Any
) -> None:
    viewer = viewer_for(alice)
    now = make_preview(actor=viewer, post=draft)
    past = make_preview(actor=viewer, post=draft, at=timezone.now() - timedelta(days=PREVIEW_DAYS, minutes=1))
    assert client.get(f"/en/preview/{now}/").status_code == 200
    assert client.get(f"/en/preview/{past}/").status_code == 404
    publish_post(actor=viewer, post=draft)
    assert client.get(f"/en/preview/{now}/").status_code == 404


def test_only_the_author_makes_addresses_and_only_so_many(
    alice: Account, bob: Account, draft: Post, client_for: Any, viewer_for: Any
) -> None:
    assert client_for(bob).get(f"/en/previews/{draft.pk}/").status_code == 404
    with pytest.raises(PermissionDenied):
        make_preview(actor=viewer_for(bob), post=draft)
    for _ in range(PREVIEWS_KEPT):
        make_preview(actor=viewer_for(alice), post=draft)
    with pytest.raises(PreviewError):
        make_preview(actor=viewer_for(alice), post=draft)
    assert client_for(alice).post(f"/en/previews/{draft.pk}/").status_code == 422


def test_an_address_of_a_suspended_author_is_shut(client: Client, alice: Account, draft: Post, viewer_for: Any) -> None:
    token = make_preview(actor=viewer_for(alice), post=draft)
    Account.objects.filter(pk=alice.pk).update(state="suspended")
    assert client.get(f"/en/preview/{token}/").status_code == 404
