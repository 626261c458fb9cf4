"""Kept pages and kept pieces against the same pages made anew: strangers, members, the blocked and authors read while
others publish, hide, edit, block, sign out. What is kept must be what would be made, and show nobody a word too much.
"""

import random
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client
from django.utils import timezone

from harness.edge import Got, Worker, differences
from harness.people import make_person, viewer_of
from pikir.accounts.actions import block, edit_profile, follow, restore_account, suspend_account, unblock, unfollow
from pikir.accounts.kinds import RelationKind
from pikir.accounts.models import Account, Relation
from pikir.jobs.worker import run_pending
from pikir.posts.actions import (
    Draft,
    add_comment,
    boost_post,
    edit_post,
    hide_post,
    pin_post,
    publish_post,
    quote_post,
    restore_post,
    start_post,
    support_post,
    unsupport_post,
    withdraw_post,
)
from pikir.posts.kinds import State, Visibility
from pikir.posts.models import Post
from pikir.timelines.actions import place_post, rank_all, take_off_front
from pikir.web import pagecache

STEPS, READS = 25, 5
FIRST = 6  # posts that are there before anybody reads
WORD = re.compile(r"zhuz[a-j]{3}")
GUEST = "guest"
HANDLES = ("alice", "bob", "carol", "murat", "erlan")
ROLES = {"murat": ["moderator", "operator"], "erlan": ["editor"]}


@dataclass
class Reader:
    """Somebody with a browser: a cookie, and what it remembers of pages to ask whether they changed."""

    name: str
    cookie: str = ""
    seen: dict[str, Got] = field(default_factory=dict)


@dataclass
class Town:
    """The people, what they said, and whose word is whose."""

    dice: random.Random
    people: dict[str, Account]
    readers: dict[str, Reader]
    clients: dict[str, Client] = field(default_factory=dict)
    posts: list[int] = field(default_factory=list)
    words: dict[str, int] = field(default_factory=dict)  # the post in which a word stands
    old: set[str] = field(default_factory=set)  # words that were edited away
    log: list[str] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    # What they do.

    def act(self) -> None:
        """Somebody does something, or tries to."""
        name = self.dice.choices(list(ACTS), [ACTS[name] for name in ACTS])[0]
        self.log.append(name)
        with suppress(PermissionDenied, Http404, ValueError):  # the rules of the square are tested elsewhere
            getattr(self, name)()

    def publish(self, visibility: str = "") -> None:
        visibility = visibility or self.dice.choices(list(Visibility), [7, 1, 2, 0, 1])[0]
        author, word = self._somebody(), self._word()
        draft = Draft(title=f"About {word}", source=f"It is {word}.", visibility=visibility, topics=("Water",))
        self._keep(start_post(actor=viewer_of(author), account_id=author.pk, draft=draft), word)
        if self.dice.random() < 0.9:
            publish_post(actor=viewer_of(author), post=self._post(-1))

    def comment(self) -> None:
        author, word = self._somebody(), self._word()
        said = add_comment(actor=viewer_of(author), account_id=author.pk, reply_to=self._post(), source=f"But {word}.")
        self._keep(said, word)

    def quote(self) -> None:
        author, word = self._somebody(), self._word()
        note = quote_post(actor=viewer_of(author), account_id=author.pk, post=self._post(), source=f"See {word}.")
        self._keep(note, word)

    def edit(self) -> None:
        post, word = self._post(), self._word()
        draft = Draft(
            title="" if post.is_comment else f"About {word}",
            source=f"It is {word} now.",
            visibility=self.dice.choice([post.visibility, post.visibility, Visibility.FOLLOWERS, Visibility.PUBLIC]),
            cover=self.dice.choice(["", "", "Blood"]),
            language=self.dice.choice(["en", "en", "ru"]),
        )
        edit_post(actor=viewer_of(post.account), post=post, draft=draft)
        self.old |= {said for said, where in self.words.items() if where == post.pk}
        self.words[word] = post.pk

    def hide(self) -> None:
        hide_post(actor=viewer_of(self.people["murat"]), post=self._post(), reason="Against rule 3.")

    def restore(self) -> None:
        hidden = [pk for pk in self.posts if Post.objects.get(pk=pk).state == State.HIDDEN]
        post = Post.objects.get(pk=self.dice.choice(hidden)) if hidden else self._post()
        restore_post(actor=viewer_of(self.people["murat"]), post=post, reason="Not against rule 3.")

    def withdraw(self) -> None:
        post = self._post()
        withdraw_post(actor=viewer_of(post.account), post=post)

    def support(self) -> None:
        act = self.dice.choice([support_post, support_post, unsupport_post])
        act(actor=viewer_of(self._somebody()), post=self._post())

    def boost(self) -> None:
        who = self._somebody()
        boost_post(actor=viewer_of(who), account_id=who.pk, post=self._post())

    def pin(self) -> None:
        post = self._post()
        pin_post(actor=viewer_of(post.account), post=post)

    def relate(self) -> None:
        act = self.dice.choice([block, unblock, follow, follow, unfollow])
        act(actor=viewer_of(self._somebody()), target_id=self._somebody().pk)

    def rename(self) -> None:
        who, word = self._somebody(), next(self.numbers)
        edit_profile(actor=viewer_of(who), account_id=who.pk, name=f"Name {word}", bio="Lives here.", language="en")

    def suspend(self) -> None:
        act = self.dice.choice([suspend_account, restore_account, restore_account])
        for handle in ("alice", "bob") if act is restore_account else ("bob",):
            act(actor=viewer_of(self.people["murat"]), account_id=self.people[handle].pk, reason="Rule 3.")

    def place(self) -> None:
        act: Callable[..., object] = self.dice.choice([place_post, place_post, take_off_front])
        where = {"place": "lead"} if act is place_post else {}
        act(actor=viewer_of(self.people["erlan"]), post=self._post(), **where)

    def work(self) -> None:
        run_pending()
        rank_all(now=timezone.now())

    def sign(self) -> None:
        """Somebody signs out, or in again; the browser keeps the old cookie until then."""
        handle = self.dice.choice(HANDLES)
        if handle in self.clients:
            self.clients.pop(handle).logout()
            return
        client = self.clients[handle] = Client()
        client.force_login(self.people[handle].user)
        self.readers[handle].cookie = "; ".join(f"{one.key}={one.value}" for one in client.cookies.values())

    # What may be seen: slowly, and from the rows alone.

    def may_read(self, handle: str, post: Post) -> bool:
        if post.root and not self.may_read(handle, post.root):
            return False
        viewer = self.people[handle] if handle in self.clients else None
        if viewer == post.account:
            return True
        judges = handle in self.clients and handle == "murat"
        if viewer and not judges and self._related(post.account, viewer, RelationKind.BLOCK):
            return False
        if post.state != State.PUBLISHED:
            return judges and post.visibility != Visibility.PRIVATE
        if post.visibility == Visibility.FOLLOWERS:
            return viewer is not None and self._related(viewer, post.account, RelationKind.FOLLOW)
        return post.visibility in (Visibility.PUBLIC, Visibility.UNLISTED)

    def too_much(self, handle: str, path: str, text: str) -> list[str]:
        """The words on a page that this reader may not read."""
        handle = GUEST if path.startswith(("/feeds/", "/sitemaps/")) else handle  # programs read, as every guest does
        shown = set(WORD.findall(text))
        stale = set() if "/history/" in path else shown & self.old
        unread = {one for one in shown if not self.may_read(handle, Post.objects.get(pk=self.words[one]))}
        return sorted(stale | unread)

    def paths(self) -> list[str]:
        """Pages to read: those of one post and its author are as likely as all others together."""
        post = self._post()
        top = post.root or post
        author, own = f"@{top.account.handle}", f"@{top.account.handle}/{top.pk}"
        near = [f"/en/{own}/", f"/en/{own}/", f"/ru/{own}/", f"/en/{own}.txt", f"/en/{own}/history/", f"/en/{author}/"]
        near += [f"/en/{author}/?tab=comments", f"/en/{author}/archive/", f"/feeds/en/{author}.json"]
        return [*near, *near[:3], *EVERYWHERE]

    def _related(self, source: Account, target: Account, kind: str) -> bool:
        return Relation.objects.filter(source=source, target=target, kind=kind).exists()

    def _somebody(self) -> Account:
        return self.people[self.dice.choice(HANDLES[:3])]

    def _post(self, place: int | None = None) -> Post:
        chosen = self.dice.choice(self.posts) if place is None else self.posts[place]
        return Post.objects.with_authors().select_related("root__account").get(pk=chosen)

    def _word(self) -> str:
        return "zhuz" + "".join("abcdefghij"[int(digit)] for digit in f"{next(self.numbers):03}")

    def _keep(self, post: Post, word: str) -> None:
        self.posts.append(post.pk)
        self.words[word] = post.pk


ACTS = {
    "publish": 4, "comment": 5, "quote": 2, "edit": 6, "hide": 4, "restore": 3, "withdraw": 2, "support": 2, "boost": 1,
    "pin": 1, "relate": 3, "rename": 1, "suspend": 1, "place": 3, "work": 2, "sign": 4,
}  # fmt: skip
EVERYWHERE = [
    "/en/", "/en/", "/ru/", "/en/newest/", "/en/front/history/", "/en/topics/", "/en/topics/water/",
    "/feeds/en/newest.rss", "/feeds/en/newest.atom", "/feeds/en/topics/water.json", "/sitemaps/news.xml",
]  # fmt: skip


@pytest.fixture
def worker() -> Iterator[Worker]:
    with Worker() as one:
        yield one


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_kept_is_what_would_be_made_anew(seed: int, worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagecache, "LONGEST", 3600.0)  # no second look: a page is as fresh as its tags say
    cache.clear()
    people = {handle: make_person(handle, roles=ROLES.get(handle, [])) for handle in HANDLES}
    readers = {name: Reader(name) for name in (GUEST, *HANDLES)}
    town = Town(random.Random(seed), people, readers)  # noqa: S311  # a town, not a secret
    for _ in range(FIRST):
        town.publish(Visibility.PUBLIC)
    for _ in range(3):
        town.sign()
    for _ in range(STEPS):
        town.act()
        for _ in range(READS):
            reader = town.readers[town.dice.choice([GUEST, GUEST, GUEST, *HANDLES])]
            look(town, worker, reader, town.dice.choice(town.paths()))


@pytest.mark.django_db(transaction=True)
def test_what_was_taken_down_is_kept_as_gone_and_back_at_once(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagecache, "LONGEST", 3600.0)
    moderator, author = make_person("murat", roles=ROLES["murat"]), make_person("alice")
    post = start_post(actor=viewer_of(author), account_id=author.pk, draft=Draft(title="Tower", source="It is high."))
    publish_post(actor=viewer_of(author), post=post)
    path = f"/en/@alice/{post.pk}/"
    assert worker.get(path).status == 200
    hide_post(actor=viewer_of(moderator), post=Post.objects.get(), reason="Against rule 3.")
    gone = worker.get(path)
    assert (gone.status, "It is high." in gone.text) == (410, False)
    monkeypatch.setattr(worker.edge, "_handler", None)  # nobody is asked any more
    again = worker.get(path, etag=gone.headers["etag"])
    assert (again.status, again.body) == (410, gone.body)
    monkeypatch.undo()
    restore_post(actor=viewer_of(moderator), post=Post.objects.get(), reason="Not against rule 3.")
    assert worker.get(path).status == 200


def look(town: Town, worker: Worker, reader: Reader, path: str) -> None:
    """Read a page as it comes and as it would be made, and compare."""
    before = reader.seen.get(path)
    got = worker.get(path, reader.cookie, before.headers.get("etag", "") if before else "")
    if got.status == 304:
        assert before is not None
        got = before
    anew = worker.get_anew(path, reader.cookie)
    told = f"{reader.name} at {path} after {town.log}"
    assert (got.status, got.headers.get("location")) == (anew.status, anew.headers.get("location")), told
    found = differences(got, anew)
    assert not found, told + " ".join(found)
    assert not town.too_much(reader.name, path, got.text), told
    if reader.name in town.clients and got.headers["content-type"].startswith("text/html"):
        assert "no-store" in got.headers["cache-control"] or "private" in got.headers["cache-control"], told
    reader.seen[path] = got
