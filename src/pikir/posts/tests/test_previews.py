"""Secret addresses for reviewers: read without an account, kept by nobody, ended by term, by hand, by publishing."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from pikir.accounts.models import Account
from pikir.media.actions import hide_picture
from pikir.media.models import Attachment, Picture
from pikir.media.tests.samples import bytes_of, drawing, fetch, upload
from pikir.posts import tasks
from pikir.posts.actions import (
    Draft,
    PreviewError,
    edit_post,
    make_preview,
    publish_post,
    start_post,
)
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


@pytest.fixture
def shown(alice: Account, tmp_path: Any, settings: Any, viewer_for: Any, client_for: Any) -> Any:
    """A draft with a picture and a file, and what a text shows of them."""
    settings.MEDIA_ROOT = tmp_path
    client = client_for(alice)
    picture = client.post("/media/", {"file": upload(bytes_of(drawing(900, 600)))}).json()
    file = client.post("/media/", {"file": upload(b"%PDF-1.7", name="plan.pdf")}).json()
    text = f"![Hills](picture:{picture['id']})\n\n[The plan](file:{file['id']})"
    post = start_post(actor=viewer_for(alice), account_id=alice.pk, draft=Draft(title="T", source=text))
    return post, picture["src"], file["address"]


def test_pictures_and_files_go_to_whoever_has_the_address_and_to_nobody_else(
    shown: Any,
    alice: Account,
    bob: Account,
    client: Client,
    client_for: Any,
    viewer_for: Any,
    post_by: Any,
    caplog: Any,
) -> None:
    post, src, address = shown
    page = f"/en/preview/{make_preview(actor=viewer_for(alice), post=post)}"
    html = client.get(f"{page}/").content.decode()
    assert f'src="{page}{src}"' in html
    assert f'href="{page}{address}"' in html
    assert ' src="/media/' not in html.split("<article")[1]
    for below, kind in ((src, "image/webp"), (address, "application/pdf")):
        sent = client.get(f"{page}{below}")
        assert (sent.status_code, sent["Content-Type"]) == (200, kind)
        assert b"".join(sent)
        assert sent["Cache-Control"] == "private, no-store"
        assert sent["Referrer-Policy"] == "no-referrer"
        assert "sandbox" in sent["Content-Security-Policy"]
        for person in (None, bob):
            assert client_for(person).get(below).status_code == 404, "without the secret it stays shut"
            assert client_for(person).get(f"/en/preview/{'x' * 32}{below}").status_code == 404
    assert page.rpartition("/")[2] not in caplog.text
    other = post_by(alice, "Another draft.", title="Other", state="draft")
    elsewhere = f"/en/preview/{make_preview(actor=viewer_for(alice), post=other)}"
    assert {client.get(f"{elsewhere}{below}").status_code for below in (src, address)} == {404}


def test_what_is_taken_out_or_down_is_not_shown_and_the_end_of_the_address_ends_all(
    shown: Any, alice: Account, moderator: Account, client: Client, viewer_for: Any
) -> None:
    post, src, address = shown
    picture = Picture.objects.get()
    page = f"/en/preview/{make_preview(actor=viewer_for(alice), post=post)}"
    hide_picture(actor=viewer_for(moderator), picture_id=picture.pk, reason="Not theirs.")
    picture.refresh_from_db()
    assert client.get(f"{page}{src}").status_code == 404
    assert client.get(f"{page}{picture.src}").status_code == 404
    edit_post(actor=viewer_for(alice), post=post, draft=Draft(title="T", source="Words alone."))
    assert client.get(f"{page}{address}").status_code == 404
    edit_post(
        actor=viewer_for(alice), post=post, draft=Draft(title="T", source=f"[x](file:{Attachment.objects.get().pk})")
    )
    assert fetch(client, f"{page}{address}").status_code == 200
    publish_post(actor=viewer_for(alice), post=post)
    assert client.get(f"{page}{address}").status_code == 404
    assert fetch(client, address).status_code == 200


def test_ended_addresses_are_swept_at_night(alice: Account, bob: Account, post_by: Any, viewer_for: Any) -> None:
    long_ago = timezone.now() - timedelta(days=PREVIEW_DAYS, minutes=1)
    for person, at in ((alice, long_ago), (bob, timezone.now())):
        draft = post_by(person, "Is it right?", title="The tower", state="draft")
        make_preview(actor=viewer_for(person), post=draft, at=at)
    tasks.forget.func()
    assert PreviewLink.objects.get().post.account_id == bob.pk
