"""News of an office with a second pair of eyes: nobody signs their own text, and the log says who signed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from harness.people import make_person, viewer_of
from pikir.accounts.models import Account
from pikir.offices import actions
from pikir.offices.models import Office
from pikir.posts.actions import publish_post, schedule_post, set_review_rule
from pikir.posts.kinds import State
from pikir.posts.models import Post

Enter = Callable[..., Client]
pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(akimat: Office, alice: Account, bob: Account, carol: Account) -> Office:
    """Alice heads it, bob signs, carol is its press officer; every text waits for a second signature."""
    for person, duty in ((alice, "head"), (bob, "signer"), (carol, "press")):
        actions.give_duties(actor=None, office=akimat, user_id=person.user.pk, duties=[duty])
    set_review_rule(actor=viewer_of(alice), account_id=akimat.pk, wanted=True)
    return akimat


def write(client: Client, office: Office, address: str = "/en/write/", **more: str) -> Any:
    form = {"kind": "entry", "title": "Water", "source": "Off on Friday.", "visibility": "public", "act": "publish"}
    return client.post(address, form | {"account": str(office.pk)} | more)


def sign(client: Client, post: Post) -> int:
    post.refresh_from_db()
    given = {"act": "approve", "seen": post.updated_at.isoformat()}
    return client.post(f"/en/review/{post.pk}/", given).status_code


def test_the_press_officer_writes_and_a_signer_signs(
    desk: Office, bob: Account, carol: Account, client_for: Enter
) -> None:
    guest, page = client_for(None), "/en/offices/@akimat/"
    write(client_for(carol), desk)
    post = Post.objects.get()
    assert post.state == State.DRAFT
    assert "Water" not in guest.get(page).content.decode()
    assert sign(client_for(carol), post) == 403
    assert sign(client_for(bob), post) == 302
    assert "Water" in guest.get(page).content.decode()
    assert "Water" in guest.get("/feeds/en/@akimat.rss").content.decode()
    log = client_for(carol).get("/en/account/organisations/akimat/log/").content.decode()
    sent, signed = log.index("Text sent to be signed: "), log.index("Text signed: ")
    assert "Carol" in log[sent : sent + 300]
    assert "Bob" in log[signed : signed + 300]


@pytest.mark.parametrize("who", ["alice", "bob"])
def test_nobody_signs_their_own_text(desk: Office, who: str, request: Any, client_for: Enter) -> None:
    person = request.getfixturevalue(who)
    other = request.getfixturevalue("bob" if who == "alice" else "alice")
    write(client_for(person), desk)
    post = Post.objects.get()
    assert post.state == State.DRAFT
    with pytest.raises(PermissionDenied):
        publish_post(actor=viewer_of(person), post=post)
    with pytest.raises(PermissionDenied):
        schedule_post(actor=viewer_of(person), post=post, publish_at=timezone.now())
    page = client_for(person).get(f"/en/review/{post.pk}/").content.decode()
    assert "Somebody else signs this text" in page
    assert 'value="approve"' not in page
    assert sign(client_for(person), post) == 422
    assert sign(client_for(other), post) == 302


def test_who_changed_a_text_does_not_sign_it(
    desk: Office, alice: Account, bob: Account, carol: Account, client_for: Enter
) -> None:
    write(client_for(carol), desk)
    post = Post.objects.get()
    write(client_for(bob), desk, f"/en/write/{post.pk}/", source="Off on Saturday.", seen=post.updated_at.isoformat())
    post.refresh_from_db()
    assert (post.state, post.source) == (State.DRAFT, "Off on Saturday.")
    assert sign(client_for(bob), post) == 422
    assert sign(client_for(alice), post) == 302


def test_what_is_signed_is_changed_by_another_than_its_writer(
    desk: Office, alice: Account, bob: Account, carol: Account, client_for: Enter
) -> None:
    write(client_for(bob), desk)
    post = Post.objects.get()
    assert sign(client_for(alice), post) == 302
    for page in ("write", "correct"):
        for person, status in ((bob, 403), (carol, 403), (alice, 200)):
            assert client_for(person).get(f"/en/{page}/{post.pk}/").status_code == status, (page, person)


def test_what_waits_for_its_moment_is_signed_too(
    desk: Office, bob: Account, carol: Account, client_for: Enter, viewer_for: Any
) -> None:
    write(client_for(carol), desk)
    post = Post.objects.get()
    schedule_post(actor=viewer_for(bob), post=post, publish_at=timezone.now() + timedelta(days=1))
    assert client_for(carol).get(f"/en/write/{post.pk}/").status_code == 403


def test_an_office_without_the_rule_publishes_at_once(desk: Office, alice: Account, client_for: Enter) -> None:
    set_review_rule(actor=viewer_of(alice), account_id=desk.pk, wanted=False)
    write(client_for(alice), desk)
    assert Post.objects.get().state == State.PUBLISHED


def test_a_stranger_signs_nothing(desk: Office, carol: Account, client_for: Enter) -> None:
    write(client_for(carol), desk)
    assert sign(client_for(make_person("dina")), Post.objects.get()) == 404
