"""An editor looks before a writer's text is public, where an organisation's owners want it so."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from harness.inbox import Lines
from harness.people import make_organisation
from pikir.accounts.actions import add_operator
from pikir.accounts.kinds import OperatorRole
from pikir.accounts.models import Account, Operator
from pikir.posts.actions import Draft, edit_post, publish_post, schedule_post, set_review_rule
from pikir.posts.kinds import State
from pikir.posts.life import Review
from pikir.posts.models import Post


@pytest.fixture
def gazette(alice: Account, bob: Account, carol: Account, viewer_for: Any) -> Account:
    """Alice owns it, carol edits, bob writes; his texts wait."""
    account = make_organisation("gazette", alice, name="Gazette")
    for person, role in ((bob, OperatorRole.WRITER), (carol, OperatorRole.EDITOR)):
        add_operator(actor=None, account_id=account.pk, user_id=person.user.pk)
        Operator.objects.filter(user=person.user, account=account).update(role=role)
    set_review_rule(actor=viewer_for(alice), account_id=account.pk, wanted=True)
    return account


def send(client: Client, account: Account, address: str = "/en/write/", **fields: str) -> Any:
    form = {"kind": "entry", "title": "News", "source": "Today.", "visibility": "public", "account": account.pk}
    return client.post(address, form | {"act": "publish"} | fields)


def test_a_text_waits_comes_back_waits_again_and_is_published_by_an_editor(
    gazette: Account, alice: Account, bob: Account, carol: Account, client_for: Any, lines: Lines
) -> None:
    writer, editor = client_for(bob), client_for(carol)
    send(writer, gazette)
    post = Post.objects.get()
    assert post.state == State.DRAFT
    address = f"/en/review/{post.pk}/"
    assert "It waits for an editor." in writer.get(f"/en/@gazette/{post.pk}/").content.decode()
    assert "News" not in writer.get("/en/review/").content.decode()
    assert writer.post(address, {"act": "approve", "seen": post.updated_at.isoformat()}).status_code == 403
    for judge in (alice, carol):
        assert [entry.text for entry in lines(judge)] == ["Bob sent “News” for review"]
        assert address in client_for(judge).get("/en/review/").content.decode()
    assert "Today." in editor.get(address).content.decode()
    assert editor.post(address, {"act": "back", "remark": ""}).status_code == 422
    assert editor.post(address, {"act": "back", "remark": "Name a source."}).status_code == 302
    assert [(entry.text, entry.words) for entry in lines(bob)] == [("Came back from review: “News”", "Name a source.")]
    assert "Name a source." in writer.get(f"/en/@gazette/{post.pk}/").content.decode()
    send(writer, gazette, f"/en/write/{post.pk}/", source="Today, says the mayor.")
    stale = editor.post(address, {"act": "approve", "seen": post.updated_at.isoformat()})
    assert stale.status_code == 422
    post.refresh_from_db()
    assert post.state == State.DRAFT
    assert editor.post(address, {"act": "approve", "seen": post.updated_at.isoformat()}).status_code == 302
    post.refresh_from_db()
    assert post.state == State.PUBLISHED
    assert not Review.objects.exists()
    assert [entry.text for entry in lines(bob)] == ["Published after review: “News”"]


def test_a_writer_finds_no_way_around(
    gazette: Account, bob: Account, carol: Account, client_for: Any, viewer_for: Any, post_by: Any
) -> None:
    draft = post_by(gazette, "Words.", writer=bob, state="draft")
    writer = viewer_for(bob)
    with pytest.raises(PermissionDenied):
        publish_post(actor=writer, post=draft)
    with pytest.raises(PermissionDenied):
        schedule_post(actor=writer, post=draft, publish_at=draft.updated_at)
    published = publish_post(actor=viewer_for(carol), post=draft)
    with pytest.raises(PermissionDenied):
        edit_post(actor=writer, post=published, draft=Draft(title="T", source="Other words."))
    for page in ("schedule", "correct", "write"):
        assert client_for(bob).get(f"/en/{page}/{published.pk}/").status_code == 403, page


def test_editors_publish_at_once_and_writers_too_where_no_rule_is(
    gazette: Account, alice: Account, bob: Account, carol: Account, client_for: Any
) -> None:
    send(client_for(carol), gazette, title="Of the editor")
    assert Post.objects.get(title="Of the editor").state == State.PUBLISHED
    assert client_for(carol).post("/en/review/", {"account": gazette.pk, "act": "end"}).status_code == 403
    assert "wait for an editor" in client_for(alice).get("/en/review/").content.decode()
    client_for(alice).post("/en/review/", {"account": gazette.pk, "act": "end"})
    send(client_for(bob), gazette, title="Of the writer")
    assert Post.objects.get(title="Of the writer").state == State.PUBLISHED


def test_what_waits_is_nothing_to_others(gazette: Account, bob: Account, client_for: Any, person: Any) -> None:
    send(client_for(bob), gazette)
    stranger = client_for(person("dana"))
    assert stranger.get(f"/en/review/{Post.objects.get().pk}/").status_code == 404
    assert "News" not in stranger.get("/en/review/").content.decode()
