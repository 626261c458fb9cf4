"""Who may see what: every state and visibility of a post, on every page, feed and media address, for everyone.

Each post carries a word of its own; the word tells on which pages it was seen.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from harness.people import make_person, viewer_of
from harness.posts import dot, make_comment, make_post
from pikir.accounts.actions import block, follow
from pikir.accounts.models import Account
from pikir.media.actions import keep_picture
from pikir.media.models import Picture
from pikir.posts.actions import hide_post
from pikir.posts.kinds import State, Visibility
from pikir.posts.models import Post

OPEN = {Visibility.PUBLIC, Visibility.UNLISTED}
ONCE_SEEN = {State.HIDDEN, State.REMOVED, State.HELD, State.WITHDRAWN}
TAKEN_DOWN = {State.HIDDEN, State.REMOVED, State.HELD}
STAFF = {"moderator", "operator"}
WHO = ("guest", "stranger", "follower", "blocked", "author", "colleague", "moderator", "operator")
# Where posts are listed; each must show nothing that the reader may not find there.
PAGES = (
    "/en/", "/en/newest/", "/en/home/", "/en/@alice/", "/en/@gazette/",
    "/en/@alice/?tab=comments", "/en/@bob/?tab=comments",
    "/en/topics/weather/", "/en/@alice/topics/weather/", "/en/@gazette/topics/weather/",
    "/en/drafts/", "/en/desk/", "/en/desk/log/", "/en/desk/health/", "/en/desk/accounts/",
)  # fmt: skip
FEEDS = (
    *(
        f"/feeds/{language}/{name}.{form}"
        for language in ("kk", "ru", "en")
        for name in ("newest", "@alice", "@gazette")
        for form in ("rss", "atom", "json")
    ),
    "/feeds/en/topics/weather.atom",
)


Clients = dict[str, Client]  # everyone of the matrix, by who it is


@dataclass(frozen=True)
class Said:
    """One post of the matrix. ``word`` stands in its title and text; ``owners`` act for its author."""

    post: Post
    word: str
    state: str
    visibility: str
    owners: frozenset[str]
    picture: Picture | None = None

    def opens(self, who: str) -> int:
        """The answer that its address must give."""
        if who in self.owners:
            return 200
        if self.shuts_out(who):
            return 404
        if self.state == State.PUBLISHED:
            meant = self.visibility == Visibility.FOLLOWERS and who == "follower"
            return 200 if self.visibility in OPEN or meant else 404
        if who in STAFF and self.state in TAKEN_DOWN and self.visibility != Visibility.PRIVATE:
            return 200
        return 410 if self.state in ONCE_SEEN and self.visibility in OPEN else 404

    def shuts_out(self, who: str) -> bool:
        """Whether its author blocks this reader."""
        return who == "blocked" and "author" in self.owners

    def may_be_found(self, who: str) -> bool:
        """Whether any list may show it: the public, one's own, what followers are told, for staff what they judge."""
        if self.shuts_out(who):
            return False
        if self.state == State.PUBLISHED and self.visibility == Visibility.PUBLIC:
            return True
        if self.state == State.PUBLISHED and self.visibility == Visibility.FOLLOWERS and who == "follower":
            return True
        return who in self.owners or (who in STAFF and self.opens(who) == 200 and self.state in TAKEN_DOWN)


def say_everything(author: Account, writer: Account, owners: set[str], *, drawn: bool = False) -> Iterator[Said]:
    for state in State:
        for visibility in Visibility:
            word = f"zq{author.handle}{state}{visibility}"
            made = State.PUBLISHED if state == State.HELD else state
            picture = keep_picture(account_id=author.pk, file=dot()) if drawn else None
            text = f"Text {word} #weather" + (f"\n\n![](picture:{picture.pk})" if picture else "")
            post = make_post(author, text, writer=writer, state=made, title=word, visibility=visibility)
            if state == State.HELD:  # no act leads there yet
                Post.objects.filter(pk=post.pk).update(state=state)
            yield Said(post, word, state, visibility, frozenset(owners), picture)


@pytest.fixture
def follower(alice: Account) -> Account:
    """A person who follows alice."""
    reader = make_person("dina")
    follow(actor=viewer_of(reader), target_id=alice.pk)
    return reader


@pytest.fixture
def blocked(alice: Account) -> Account:
    """A person whom alice blocks."""
    reader = make_person("elena")
    block(actor=viewer_of(alice), target_id=reader.pk)
    return reader


@pytest.fixture
def said(alice: Account, bob: Account, follower: Account, organisation: Callable[..., Account]) -> list[Said]:
    """Every kind of post of a person, and of an organisation for which bob acts; both are followed by the follower."""
    gazette = organisation("gazette", bob)
    follow(actor=viewer_of(follower), target_id=gazette.pk)
    return [*say_everything(alice, alice, {"author"}), *say_everything(gazette, bob, {"colleague"})]


@pytest.fixture
def drawn(alice: Account, settings: Any, tmp_path: Path) -> list[Said]:
    """Every kind of post of a person, each with a picture."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return list(say_everything(alice, alice, {"author"}, drawn=True))


@pytest.fixture
def clients(
    alice: Account,
    bob: Account,
    carol: Account,
    follower: Account,
    blocked: Account,
    moderator: Account,
    operator: Account,
    client_for: Callable[[Account | None], Client],
) -> Clients:
    """Everyone of the matrix."""
    people = {
        "stranger": carol, "follower": follower, "blocked": blocked, "author": alice, "colleague": bob,
        "moderator": moderator, "operator": operator,
    }  # fmt: skip
    return {who: client_for(people.get(who)) for who in WHO}


def words_on(client: Client, address: str) -> set[str]:
    """Words of posts that an address shows; none when it refuses."""
    answer = client.get(address)
    return (
        set(re.findall(r"zq(?:alice|gazette|said)[a-z]+", answer.content.decode()))
        if answer.status_code == 200
        else set()
    )


def test_the_address_of_a_post_opens_for_those_for_whom_it_is_meant(clients: Clients, said: list[Said]) -> None:
    wrong = []
    for (who, client), one in product(clients.items(), said):
        answer = client.get(f"/en/@{one.post.account.handle}/{one.post.pk}/")
        shown = one.word in answer.content.decode()
        if (answer.status_code, shown) != (one.opens(who), one.opens(who) == 200):
            text = "shown" if shown else "not shown"
            wrong.append(f"{one.word}: {answer.status_code} instead of {one.opens(who)} for {who}, text {text}")
    assert not wrong, "\n".join(wrong)


def test_a_picture_is_sent_to_those_who_may_open_its_post(clients: Clients, drawn: list[Said]) -> None:
    wrong = []
    for one in drawn:
        assert one.picture
        for who, client in clients.items():
            answer = client.get(one.picture.src)
            b"".join(answer)  # a file is closed by reading it
            kept_by_all = "public" in answer.headers.get("Cache-Control", "")
            to_all = one.opens("guest") == 200  # then its address answers everyone alike, also whom the author blocks
            told = answer.status_code in (200, 404, 410)
            if (answer.status_code == 200, kept_by_all, told) != (to_all or one.opens(who) == 200, to_all, True):
                wrong.append(f"{who}, {one.word}: {answer.status_code}, {answer.headers.get('Cache-Control')}")
    assert not wrong, "\n".join(wrong)


def test_no_list_shows_what_is_not_for_the_reader(clients: Clients, said: list[Said]) -> None:
    for who, client in clients.items():
        allowed = {one.word for one in said if one.may_be_found(who)}
        wrong = {page: found for page in PAGES if (found := words_on(client, page) - allowed)}
        assert not wrong, who


def test_feeds_hold_what_a_guest_may_find(clients: Clients, said: list[Said]) -> None:
    public = {one.word for one in said if one.may_be_found("guest")}
    for (who, client), feed in product(clients.items(), FEEDS):
        expected = {word for word in public if "@" not in feed or feed.split("@")[1].split(".")[0] in word}
        assert words_on(client, feed) == expected, f"{feed} for {who}"


def test_only_its_own_people_reach_the_forms_of_a_post(clients: Clients, said: list[Said]) -> None:
    for (who, client), one in product(clients.items(), said):
        for form in (f"/en/write/{one.post.pk}/", f"/en/withdraw/{one.post.pk}/"):
            status = client.get(form).status_code
            assert status != 500, f"{form} of {one.word} for {who}"
            assert status != 200 or who in one.owners, f"{form} of {one.word} opened for {who}"


def test_only_staff_reach_the_forms_of_the_desk(clients: Clients, said: list[Said]) -> None:
    for (who, client), one in product(clients.items(), said):
        status = client.get(f"/en/desk/posts/{one.post.pk}/").status_code
        assert status != 500, f"{one.word} for {who}"
        assert status != 200 or (who in STAFF and one.opens(who) == 200), f"{one.word} opened for {who}"


def test_comments_are_hidden_with_what_they_answer(clients: Clients, alice: Account, carol: Account) -> None:
    root = make_post(alice, "Root")
    comment = make_comment(make_person("dana"), root, "zqsaidanswer")
    make_comment(carol, comment, "zqsaiddeeper")
    hide_post(actor=viewer_of(make_person("ruler", roles=["moderator"])), post=root, reason="Against rule 2.")
    pages = (*PAGES, "/en/@dana/", "/en/@dana/?tab=comments", "/en/@carol/?tab=comments", *FEEDS)
    for (who, client), page in product(clients.items(), pages):
        assert not words_on(client, page), f"{page} for {who}"
