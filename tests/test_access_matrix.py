"""Who may see what: every state and visibility of a post, on every page, feed and media address, for everyone.

Each post carries a word of its own; the word tells on which pages it was seen.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.test import Client

from harness.people import make_person, viewer_of
from harness.posts import make_comment, make_post
from pikir.accounts.models import Account
from pikir.posts.actions import hide_post
from pikir.posts.kinds import State, Visibility
from pikir.posts.models import Post

OPEN = {Visibility.PUBLIC, Visibility.UNLISTED}
ONCE_SEEN = {State.HIDDEN, State.REMOVED, State.HELD, State.WITHDRAWN}
TAKEN_DOWN = {State.HIDDEN, State.REMOVED, State.HELD}
STAFF = {"moderator", "operator"}
WHO = ("guest", "stranger", "author", "colleague", "moderator", "operator")
# Where posts are listed; each must show nothing that the reader may not find there.
PAGES = (
    "/en/", "/en/newest/", "/en/@alice/", "/en/@gazette/", "/en/@alice/?tab=comments", "/en/@bob/?tab=comments",
    "/en/drafts/", "/en/desk/", "/en/desk/log/", "/en/desk/health/", "/en/desk/accounts/",
)  # fmt: skip
FEEDS = tuple(
    f"/feeds/{language}/{name}.{form}"
    for language in ("kk", "ru", "en")
    for name in ("newest", "@alice", "@gazette")
    for form in ("rss", "atom", "json")
)


@dataclass(frozen=True)
class Said:
    """One post of the matrix. ``word`` stands in its title and text; ``owners`` act for its author."""

    post: Post
    word: str
    state: str
    visibility: str
    owners: frozenset[str]

    def opens(self, who: str) -> int:
        """The answer that its address must give."""
        if who in self.owners:
            return 200
        if self.state == State.PUBLISHED:
            return 200 if self.visibility in OPEN else 404
        if who in STAFF and self.state in TAKEN_DOWN and self.visibility != Visibility.PRIVATE:
            return 200
        return 410 if self.state in ONCE_SEEN and self.visibility in OPEN else 404

    def may_be_found(self, who: str) -> bool:
        """Whether any list may show it: what is public, one's own, and for staff what they took down."""
        if self.state == State.PUBLISHED and self.visibility == Visibility.PUBLIC:
            return True
        return who in self.owners or (who in STAFF and self.opens(who) == 200 and self.state in TAKEN_DOWN)


def say_everything(author: Account, writer: Account, owners: set[str]) -> Iterator[Said]:
    for state in State:
        for visibility in Visibility:
            word = f"zq{author.handle}{state}{visibility}"
            made = State.PUBLISHED if state == State.HELD else state
            post = make_post(author, f"Text {word}", writer=writer, state=made, title=word, visibility=visibility)
            if state == State.HELD:  # no act leads there yet
                Post.objects.filter(pk=post.pk).update(state=state)
            yield Said(post, word, state, visibility, frozenset(owners))


@pytest.fixture
def said(alice: Account, bob: Account, organisation: Callable[..., Account]) -> list[Said]:
    """Every kind of post of a person, and of an organisation for which bob acts."""
    gazette = organisation("gazette", bob)
    return [*say_everything(alice, alice, {"author"}), *say_everything(gazette, bob, {"colleague"})]


@pytest.fixture
def client(
    request: pytest.FixtureRequest,
    who: str,
    alice: Account,
    bob: Account,
    carol: Account,
    moderator: Account,
    operator: Account,
    client_for: Callable[[Account | None], Client],
) -> Client:
    people = {"stranger": carol, "author": alice, "colleague": bob, "moderator": moderator, "operator": operator}
    return client_for(people.get(who))


def words_on(client: Client, address: str) -> set[str]:
    """Words of posts that an address shows; none when it refuses."""
    answer = client.get(address)
    return (
        set(re.findall(r"zq(?:alice|gazette|said)[a-z]+", answer.content.decode()))
        if answer.status_code == 200
        else set()
    )


@pytest.mark.parametrize("who", WHO)
def test_the_address_of_a_post_opens_for_those_for_whom_it_is_meant(who: str, client: Client, said: list[Said]) -> None:
    wrong = []
    for one in said:
        answer = client.get(f"/en/@{one.post.account.handle}/{one.post.pk}/")
        shown = one.word in answer.content.decode()
        if (answer.status_code, shown) != (one.opens(who), one.opens(who) == 200):
            wrong.append(
                f"{one.word}: {answer.status_code} instead of {one.opens(who)}, text {'' if shown else 'not '}shown"
            )
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("who", WHO)
def test_no_list_shows_what_is_not_for_the_reader(who: str, client: Client, said: list[Said]) -> None:
    allowed = {one.word for one in said if one.may_be_found(who)}
    wrong = {page: found for page in PAGES if (found := words_on(client, page) - allowed)}
    assert not wrong


@pytest.mark.parametrize("who", WHO)
def test_feeds_hold_what_a_guest_may_find(who: str, client: Client, said: list[Said]) -> None:
    public = {one.word for one in said if one.may_be_found("guest")}
    for feed in FEEDS:
        expected = {word for word in public if "@" not in feed or feed.split("@")[1].split(".")[0] in word}
        assert words_on(client, feed) == expected, feed


@pytest.mark.parametrize("who", WHO)
def test_only_its_own_people_reach_the_forms_of_a_post(who: str, client: Client, said: list[Said]) -> None:
    for one in said:
        for form in (f"/en/write/{one.post.pk}/", f"/en/withdraw/{one.post.pk}/"):
            status = client.get(form).status_code
            assert status != 500
            assert status != 200 or who in one.owners, f"{form} of {one.word} opened for {who}"


@pytest.mark.parametrize("who", WHO)
def test_only_staff_reach_the_forms_of_the_desk(who: str, client: Client, said: list[Said]) -> None:
    for one in said:
        status = client.get(f"/en/desk/posts/{one.post.pk}/").status_code
        assert status != 500
        assert status != 200 or (who in STAFF and one.opens(who) == 200), f"{one.word} opened for {who}"


@pytest.mark.parametrize("who", WHO)
def test_comments_are_hidden_with_what_they_answer(who: str, client: Client, alice: Account, carol: Account) -> None:
    root = make_post(alice, "Root")
    comment = make_comment(make_person("dana"), root, "zqsaidanswer")
    make_comment(carol, comment, "zqsaiddeeper")
    hide_post(actor=viewer_of(make_person("ruler", roles=["moderator"])), post=root, reason="Against rule 2.")
    for page in (*PAGES, "/en/@dana/", "/en/@dana/?tab=comments", "/en/@carol/?tab=comments", *FEEDS):
        assert not words_on(client, page), page
