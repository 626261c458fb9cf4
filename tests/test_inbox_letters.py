"""Letters about what waits: when, in which language, and how to end them without signing in."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from harness.people import make_person, viewer_of
from pikir.accounts.actions import follow
from pikir.accounts.models import Account, User
from pikir.kernel.schedules import plans
from pikir.mail.models import Letter
from pikir.notifications.actions import choose_ways, forget_notices, notify
from pikir.notifications.models import Mailed, Notice
from pikir.notifications.queries import gets_letters, ways_for
from pikir.notifications.tokens import make_token
from pikir.posts.actions import withdraw_post
from pikir.posts.models import Post

ONE_CLICK = {"List-Unsubscribe": "One-Click"}
LATER = timedelta(minutes=20)


@pytest.fixture
def comment(alice: Account, bob: Account, post_by: Any, comment_by: Any, run_jobs: Any) -> Post:
    made: Post = comment_by(bob, post_by(alice, "Text", title="The tower"), "Keep it.")
    run_jobs()
    return made


def tell_of_follower(alice: Account, follower: Account) -> None:
    Account.objects.filter(id=alice.id).update(follow_policy="request")
    follow(actor=viewer_of(follower), target_id=alice.id)


def test_a_letter_comes_when_a_quarter_of_an_hour_passed_unread(letters: Any, age: Any, comment: Post) -> None:
    assert not letters()
    age(LATER)
    (letter,) = letters()
    assert letter.subject == "Bob commented on “The tower”"
    assert "Keep it." in letter.text
    assert f"/en/inbox/{Notice.objects.get().id}/" in letter.text
    assert len(letters()) == 1


def test_who_read_it_gets_no_letter(letters: Any, age: Any, comment: Post, alice: Account, client_for: Any) -> None:
    client_for(alice).get(f"/en/inbox/{Notice.objects.get().id}/")
    age(LATER)
    assert not letters()


def test_who_may_no_longer_see_it_gets_no_letter(letters: Any, age: Any, comment: Post, bob: Account) -> None:
    withdraw_post(actor=viewer_of(bob), post=comment)
    age(LATER)
    assert not letters()
    assert not Mailed.objects.exists()


def test_at_most_one_letter_an_hour_gathers_all(
    letters: Any, age: Any, comment: Post, alice: Account, carol: Account
) -> None:
    age(LATER)
    assert len(letters()) == 1
    tell_of_follower(alice, carol)
    tell_of_follower(alice, make_person("dana"))
    age(LATER)
    assert len(letters()) == 1
    Mailed.objects.update(at=timezone.now() - timedelta(hours=2))
    assert letters()[-1].subject == "Dana and 1 other ask to follow you"


def test_after_a_long_standstill_nobody_is_flooded(letters: Any, age: Any, comment: Post) -> None:
    age(timedelta(days=2))
    assert not letters()


@pytest.mark.parametrize(
    ("language", "subject"),
    [("kk", "Bob пікір қалдырды: «The tower»"), ("ru", "Bob комментирует «The tower»")],
)
def test_a_letter_speaks_the_readers_language(
    language: str, subject: str, letters: Any, age: Any, comment: Post, alice: Account
) -> None:
    User.objects.filter(id=alice.user.id).update(language=language)
    age(LATER)
    (letter,) = letters()
    assert (letter.subject, letter.language) == (subject, language)
    assert f"/{language}/unsubscribe/" in letter.headers["List-Unsubscribe"]


def test_a_letter_can_be_ended_in_one_click_by_its_headers(
    letters: Any, age: Any, comment: Post, alice: Account, run_jobs: Any, settings: Any
) -> None:
    settings.MAIL_SERVER_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    age(LATER)
    letters()
    (sent,) = [one for one in mail.outbox if one.to == ["alice@example.org"]]
    message = sent.message()
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = message["List-Unsubscribe"].strip("<>").replace("\n", "").removeprefix(settings.SQUARE_URL)
    client = Client(enforce_csrf_checks=True)
    asked = client.get(address)
    assert asked.status_code == 200
    assert gets_letters(alice.user.id)
    assert not asked.cookies
    answer = client.post(address, ONE_CLICK)
    assert (answer.status_code, gets_letters(alice.user.id)) == (200, False)


def test_the_address_may_be_used_again_and_changes_nothing_more(alice: Account, client: Client) -> None:
    address = f"/en/unsubscribe/{make_token(alice.user)}/"
    for _ in range(2):
        assert client.post(address, ONE_CLICK).status_code == 200
    assert ways_for(alice.user.id) == {
        "comment": "inbox",
        "mention": "inbox",
        "request": "inbox",
        "follow": "inbox",
        "organisation": "inbox",
        "question": "inbox",
        "reaction": "inbox",
    }


def test_who_wants_not_even_notices_is_not_given_them_by_ending_letters(alice: Account, client: Client) -> None:
    choose_ways(actor=viewer_of(alice), ways={"comment": "off", "mention": "mail"})
    client.post(f"/en/unsubscribe/{make_token(alice.user)}/", ONE_CLICK)
    assert (ways_for(alice.user.id)["comment"], ways_for(alice.user.id)["mention"]) == ("off", "inbox")


def forged(alice: Account, bob: Account) -> list[str]:
    token = make_token(alice.user)
    number, _, signature = token.partition("-")
    return [
        f"{bob.user.id}-{signature}",
        f"{number}-{signature[:-1]}",
        f"{number}-",
        number,
        "-",
        f"{10**30}-{signature}",
        f"²-{signature}",
    ]


def test_forged_addresses_end_nothing(alice: Account, bob: Account, client: Client) -> None:
    for token in forged(alice, bob):
        assert client.get(f"/en/unsubscribe/{token}/").status_code == 404
        assert client.post(f"/en/unsubscribe/{token}/", ONE_CLICK).status_code == 404
    assert gets_letters(alice.user.id)
    assert gets_letters(bob.user.id)


def test_a_letter_to_an_address_given_up_ends_nothing(alice: Account, client: Client) -> None:
    address = f"/en/unsubscribe/{make_token(alice.user)}/"
    User.objects.filter(id=alice.user.id).update(email="new@example.org")
    assert client.post(address, ONE_CLICK).status_code == 404
    assert gets_letters(alice.user.id)


def test_ended_letters_are_not_sent_though_they_were_about_to_be(
    letters: Any, age: Any, comment: Post, alice: Account, client: Client
) -> None:
    age(LATER)
    client.post(f"/en/unsubscribe/{make_token(alice.user)}/", ONE_CLICK)
    assert not letters()
    assert Notice.objects.filter(receiver=alice.user).exists()


def test_ways_are_chosen_on_a_page(client_for: Any, alice: Account, bob: Account, lang: str) -> None:
    client = client_for(alice)
    assert client.get(f"/{lang}/account/notices/").status_code == 200
    ways = {
        "comment": "mail",
        "mention": "off",
        "request": "off",
        "follow": "mail",
        "organisation": "inbox",
        "question": "off",
        "reaction": "off",
    }
    assert client.post(f"/{lang}/account/notices/", ways).status_code == 302
    assert ways_for(alice.user.id) == ways
    tell_of_follower(alice, bob)
    notify(receivers=[alice.user.id], kind="follow", object_id=alice.id, actor_account_id=bob.id)
    assert list(Notice.objects.values_list("kind", "by_mail")) == [("follow", True)]


def test_an_unknown_way_is_refused(client_for: Any, alice: Account) -> None:
    client = client_for(alice)
    answer = client.post(
        "/en/account/notices/", {"comment": "pigeon", "mention": "off", "request": "off", "follow": "off"}
    )
    assert answer.status_code == 200
    assert ways_for(alice.user.id)["mention"] == "mail"


def test_warnings_and_decisions_cannot_be_declined(alice: Account) -> None:
    choose_ways(actor=viewer_of(alice), ways={"decision": "off"})
    notify(receivers=[alice.user.id], kind="account_decision", object_id=1, about_id=alice.id)
    assert Notice.objects.count() == 1


@pytest.mark.parametrize(
    ("days", "read", "kept"), [(89, True, True), (91, True, False), (91, False, True), (366, False, False)]
)
def test_old_notices_are_forgotten(alice: Account, days: int, read: bool, kept: bool) -> None:
    then = timezone.now() - timedelta(days=days)
    notify(receivers=[alice.user.id], kind="account_decision", object_id=1, about_id=alice.id, at=then)
    if read:
        Notice.objects.update(read_at=then)
    forget_notices(now=timezone.now())
    assert Notice.objects.exists() == kept


def test_letters_and_forgetting_are_scheduled() -> None:
    assert {"notifications.mail", "notifications.forget"} <= set(plans())


def test_letters_to_two_people_are_two(
    letters: Any, age: Any, comment: Post, bob: Account, carol: Account, comment_by: Callable[..., Post]
) -> None:
    comment_by(carol, comment, "Why?")
    letters()
    age(LATER)
    assert sorted(letter.to for letter in letters()) == ["alice@example.org", "bob@example.org"]
    assert Letter.objects.count() == 2
