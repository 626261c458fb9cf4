"""What an author decides about the comments below a post: who, how often, until when."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from pikir.accounts.actions import follow
from pikir.accounts.models import Account
from pikir.posts.actions import TextError, add_comment, rule_thread
from pikir.posts.models import Post, ThreadRules


@pytest.fixture
def root(alice: Account, post_by: Callable[..., Post]) -> Post:
    return post_by(alice, "Text")


def rules(**given: Any) -> dict[str, Any]:
    return {"comments_from": "", "slow_seconds": 0} | given


def test_the_author_decides_on_a_page_of_the_post(client_for: Any, client: Client, root: Post, lang: str) -> None:
    alices, address = client_for(root.account), f"/{lang}/thread/{root.pk}/"
    assert address in alices.get(f"/{lang}/@alice/{root.pk}/").content.decode()
    assert alices.get(address).status_code == 200
    assert alices.post(address, rules(comments_from="anyone")).status_code == 422
    assert alices.post(address, rules(slow_seconds=7)).status_code == 422
    assert alices.post(address, rules(comments_from="followed", slow_seconds=300, closed="on")).status_code == 302
    kept = ThreadRules.objects.get(post=root)
    assert (kept.comments_from, kept.slow_seconds, kept.closed_at is not None) == ("followed", 300, True)
    words = {
        "en": "The author closed the comments.",
        "ru": "Автор закрыл комментарии.",
        "kk": "Автор пікірлерді жапты.",
    }[lang]
    assert words in client.get(f"/{lang}/@alice/{root.pk}/").content.decode()
    alices.post(address, rules())
    assert words not in client.get(f"/{lang}/@alice/{root.pk}/").content.decode()


def test_nobody_else_decides(client_for: Any, client: Client, root: Post, bob: Account, moderator: Account) -> None:
    for other in (bob, moderator):
        assert client_for(other).post(f"/en/thread/{root.pk}/", rules(closed="on")).status_code == 403
    assert client.get(f"/en/thread/{root.pk}/").status_code == 302
    assert not ThreadRules.objects.exists()


def test_a_comment_that_is_not_let_in_keeps_its_words(
    client_for: Any, root: Post, bob: Account, viewer_for: Any
) -> None:
    bobs, address = client_for(bob), f"/en/@alice/{root.pk}/comment/"
    bobs.get(address)
    rule_thread(actor=viewer_for(root.account), post=root, comments_from="", closed=True, slow_seconds=0)
    refused = bobs.post(address, {"source": "My long thought"})
    assert refused.status_code == 403
    assert "My long thought" in refused.content.decode()
    assert "The author closed the comments." in refused.content.decode()
    assert client_for(root.account).post(address, {"source": "Me neither"}).status_code == 403
    assert not Post.objects.filter(root=root).exists()


@pytest.mark.parametrize(
    ("circle", "stranger", "friend"), [("everyone", 302, 302), ("followed", 403, 302), ("nobody", 403, 403)]
)
def test_one_post_may_let_in_others_than_the_account(
    circle: str, stranger: int, friend: int, client_for: Any, root: Post, bob: Account, carol: Account, viewer_for: Any
) -> None:
    Account.objects.filter(pk=root.account_id).update(writes_from="nobody" if circle == "everyone" else "everyone")
    follow(actor=viewer_for(root.account), target_id=carol.pk)
    rule_thread(actor=viewer_for(root.account), post=root, comments_from=circle, closed=False, slow_seconds=0)
    address = f"/en/@alice/{root.pk}/comment/"
    assert client_for(bob).post(address, {"source": "Hello"}).status_code == stranger
    assert client_for(carol).post(address, {"source": "Hello"}).status_code == friend


def test_a_pause_between_two_comments_binds_everyone_but_the_author(
    root: Post, alice: Account, bob: Account, carol: Account, viewer_for: Any, client_for: Any
) -> None:
    rule_thread(actor=viewer_for(alice), post=root, comments_from="", closed=False, slow_seconds=300)
    root = Post.objects.get(pk=root.pk)
    now = timezone.now()

    def say(account: Account, after: int) -> Post:
        at = now + timedelta(seconds=after)
        return add_comment(actor=viewer_for(account), account_id=account.pk, reply_to=root, source="Text", at=at)

    first = say(bob, 0)
    with pytest.raises(TextError, match="60 seconds"):
        say(bob, 240)
    with pytest.raises(TextError, match="4 minutes"):
        say(bob, 61)
    say(carol, 241)
    say(alice, 242)
    say(alice, 243)
    say(bob, 300)
    assert Post.objects.filter(root=root).count() == 5
    refused = client_for(bob).post(f"/en/@bob/{first.pk}/comment/", {"source": "Keep me"})
    assert refused.status_code == 422
    assert "Keep me" in refused.content.decode()
