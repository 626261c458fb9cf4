"""Who sees what among people who follow, ask, block and mute each other: the fast queries against a slow reading.

Thirty accounts with random relations say and answer random things; every one of them, and a guest, is asked on every
way on which a post is reached. The reference below is plain Python over plain rows and shares nothing with the queries.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from harness.people import make_organisation, make_person, viewer_of
from pikir.accounts.access import Viewer
from pikir.accounts.kinds import RelationKind
from pikir.accounts.models import Account, Relation
from pikir.kernel.ids import make_id
from pikir.media.access import visible_pictures
from pikir.media.models import Picture
from pikir.posts.access import PostGone, access_post
from pikir.posts.kinds import State, Visibility
from pikir.posts.models import Post, PostPicture
from pikir.posts.profiles import comments_of_account, posts_of_account
from pikir.posts.queries import home_posts, newest_posts, thread_page
from pikir.timelines.kinds import WIRE_SIZE, Place
from pikir.timelines.queries import front_page

ALL = 10_000  # more than there is
OPEN = (Visibility.PUBLIC, Visibility.UNLISTED)
JUDGED = (State.HELD, State.HIDDEN, State.REMOVED)


@dataclass
class Town:
    """Everything there is, as plain sets and lists."""

    accounts: list[Account]
    viewers: list[Viewer]
    tops: list[Post] = field(default_factory=list)
    comments: list[Post] = field(default_factory=list)
    pictures: dict[int, int] = field(default_factory=dict)  # picture by post
    follows: set[tuple[int, int]] = field(default_factory=set)
    blocks: set[tuple[int, int]] = field(default_factory=set)
    mutes: set[tuple[int, int]] = field(default_factory=set)  # that count now

    # The reference.

    def shut_out(self, viewer: Viewer, author: int) -> bool:
        staff = bool(viewer.roles & {"moderator", "operator"})
        return viewer.signed_in and not staff and (author, viewer.account_id) in self.blocks

    def unwanted(self, viewer: Viewer, author: int) -> bool:
        pair = (viewer.account_id, author)
        return pair in self.blocks or pair in self.mutes or self.shut_out(viewer, author)

    def sees_top(self, viewer: Viewer, post: Post) -> bool:
        if self.shut_out(viewer, post.account_id):
            return False
        if post.account_id in viewer.operates:
            return True
        if post.state != State.PUBLISHED:
            return self.judges(viewer, post)
        if post.visibility == Visibility.FOLLOWERS:
            return (viewer.account_id, post.account_id) in self.follows
        return post.visibility in OPEN

    def judges(self, viewer: Viewer, post: Post) -> bool:
        return "moderator" in viewer.roles and post.state in JUDGED and post.visibility != Visibility.PRIVATE

    def sees_comment(self, viewer: Viewer, comment: Post) -> bool:
        assert comment.root is not None
        if not self.sees_top(viewer, comment.root) or self.shut_out(viewer, comment.account_id):
            return False
        if comment.account_id in viewer.operates or comment.state == State.PUBLISHED:
            return True
        return self.judges(viewer, comment)

    def public(self, viewer: Viewer) -> Iterator[Post]:
        for post in sorted(self.tops, key=lambda one: -(one.listed_at_id or 0)):
            public = post.state == State.PUBLISHED and post.visibility == Visibility.PUBLIC
            if public and not self.unwanted(viewer, post.account_id):
                yield post

    def home(self, viewer: Viewer) -> Iterator[Post]:
        for post in sorted(self.tops, key=lambda one: -(one.listed_at_id or 0)):
            said = post.state == State.PUBLISHED and post.visibility in (Visibility.PUBLIC, Visibility.FOLLOWERS)
            followed = (viewer.account_id, post.account_id) in self.follows
            if said and followed and not self.unwanted(viewer, post.account_id):
                yield post

    def profile(self, viewer: Viewer, author: Account) -> Iterator[Post]:
        for post in sorted(self.tops, key=lambda one: -(one.listed_at_id or 0)):
            if post.account_id != author.pk or post.state != State.PUBLISHED:
                continue
            meant = post.visibility == Visibility.PUBLIC or (
                post.visibility == Visibility.FOLLOWERS and (viewer.account_id, author.pk) in self.follows
            )
            if author.pk in viewer.operates or (meant and not self.unwanted(viewer, author.pk)):
                yield post

    def comments_by(self, viewer: Viewer, author: Account) -> Iterator[Post]:
        for post in sorted(self.comments, key=lambda one: -(one.listed_at_id or 0)):
            assert post.root is not None
            public = all(
                one.state == State.PUBLISHED and one.visibility == Visibility.PUBLIC for one in (post, post.root)
            )
            away = self.unwanted(viewer, author.pk) or self.shut_out(viewer, post.root.account_id)
            if post.account_id == author.pk and public and not away:
                yield post

    def thread(self, viewer: Viewer, root: Post) -> tuple[list[int], set[int]]:
        """Comments that stand in the thread, and those of them that are silent."""
        own = [one for one in self.comments if one.root_id == root.pk]
        read = {
            one.pk
            for one in own
            if self.sees_comment(viewer, one)
            and (one.account_id in viewer.operates or not self.unwanted(viewer, one.account_id))
        }
        standing = set(read)
        for one in sorted(own, key=lambda one: -(one.listed_at_id or 0)):  # an answer keeps what it answers
            if one.pk in standing and one.reply_to_id != root.pk:
                standing.add(one.reply_to_id or 0)
        return [one.pk for one in own if one.pk in standing], standing - read


def build(seed: int) -> Town:
    dice = random.Random(seed)  # noqa: S311  # a town, not a secret
    people = [make_person(f"p{number}", roles=["moderator"] if number < 2 else []) for number in range(28)]
    offices = [make_organisation(f"o{number}", *dice.sample(people, 2)) for number in range(2)]
    accounts = [*people, *offices]
    town = Town(accounts, [Viewer.guest()])
    relate(town, people, dice)
    speak(town, dice)
    town.viewers += [viewer_of(one) for one in people]
    return town


def relate(town: Town, people: list[Account], dice: random.Random) -> None:
    now, rows = timezone.now(), []
    for source in people:
        for target in dice.sample(town.accounts, 12):
            if target == source:
                continue
            kind = dice.choice(list(RelationKind))
            until = dice.choice([None, now + timedelta(days=1), now - timedelta(days=1)])
            until = until if kind == RelationKind.MUTE else None
            rows.append(Relation(source=source, target=target, kind=kind, since=now, until=until))
            if kind == RelationKind.MUTE and until and until < now:
                continue
            kept = {"follow": town.follows, "block": town.blocks, "mute": town.mutes, "request": set()}[kind]
            kept.add((source.pk, target.pk))
    Relation.objects.bulk_create(rows)


def speak(town: Town, dice: random.Random) -> None:
    def said(account: Account, root: Post | None, reply_to: Post | None) -> Post:
        state = dice.choices(list(State), [2, 1, 1, 12, 2, 1, 2])[0]
        if root and state in (State.DRAFT, State.SCHEDULED):
            state = State.PUBLISHED
        visibility = root.visibility if root else dice.choices(list(Visibility), [6, 2, 4, 1, 1])[0]
        listed = None if state in (State.DRAFT, State.SCHEDULED) else make_id()
        return Post(
            account=account, root=root, reply_to=reply_to, state=state, visibility=visibility, listed_at_id=listed,
            kind="comment" if root else "note", language="en", created_at=timezone.now(), updated_at=timezone.now(),
        )  # fmt: skip

    town.tops = [said(dice.choice(town.accounts), None, None) for _ in range(90)]
    for _ in range(160):
        root = dice.choice(town.tops)
        below = [one for one in town.comments if one.root_id == root.pk]
        town.comments.append(said(dice.choice(town.accounts), root, dice.choice([root, *below])))
    Post.objects.bulk_create(town.tops)
    Post.objects.bulk_create(town.comments)
    drawn = dice.sample([*town.tops, *town.comments], 60)
    uploader = make_person("uploader")
    pictures = [Picture(account=uploader, width=9, height=9, format="png", size=9, sha256="") for _ in drawn]
    Picture.objects.bulk_create(pictures)
    town.pictures = {post.pk: picture.pk for post, picture in zip(drawn, pictures, strict=True)}
    links = [PostPicture(post_id=post, picture_id=picture) for post, picture in town.pictures.items()]
    PostPicture.objects.bulk_create(links)


def ids(posts: object) -> list[int]:
    return [post.pk for post in posts]  # type: ignore[attr-defined]  # posts of any kind of collection


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [1, 2])
def test_fast_queries_show_everyone_what_the_slow_reading_does(seed: int) -> None:
    town = build(seed)
    pictures = list(Picture.objects.select_related("account"))
    assert town.blocks
    assert town.mutes
    for viewer in town.viewers:
        who = viewer.handle or "guest"
        seen = {one.pk for one in town.tops if town.sees_top(viewer, one)}
        seen |= {one.pk for one in town.comments if town.sees_comment(viewer, one)}
        assert set(ids(Post.objects.visible_to(viewer))) == seen, who
        assert ids(newest_posts(viewer=viewer, limit=ALL).items) == ids(town.public(viewer)), who
        assert ids(post for post, _ in home_posts(viewer=viewer, limit=ALL).items) == ids(town.home(viewer)), who
        front = front_page(viewer)
        lead = ids([front.lead.post] if front.lead else [])
        newest = [pk for pk in ids(town.public(viewer)) if pk not in lead]
        assert ids(slot.post for slot in front.places[Place.NEWEST]) == newest[:WIRE_SIZE], who
        assert set(lead) <= set(ids(town.public(viewer))), who
        for author in town.accounts[::4]:
            listed = posts_of_account(account=author, viewer=viewer, limit=ALL).items
            assert ids(listed) == ids(town.profile(viewer, author)), (who, author.handle)
            said = comments_of_account(account=author, viewer=viewer, limit=ALL).items
            assert ids(said) == ids(town.comments_by(viewer, author)), (who, author.handle)
        for root in town.tops[::4]:
            if root.pk in seen:
                thread = thread_page(root=root, viewer=viewer, after=None, limit=ALL)
                assert (ids(thread.comments), set(thread.silent)) == town.thread(viewer, root), who
        shown = {picture for post, picture in town.pictures.items() if post in seen}
        assert visible_pictures(viewer, pictures) == shown, who


@pytest.mark.django_db
def test_the_door_opens_for_whom_the_query_shows_it_and_says_gone_to_nobody_who_is_shut_out() -> None:
    town = build(3)
    for viewer in town.viewers[:8]:
        for post in [*town.tops[::3], *town.comments[::5]]:
            sees = town.sees_comment(viewer, post) if post.root else town.sees_top(viewer, post)
            top = post.root or post
            silent = town.shut_out(viewer, top.account_id) or town.shut_out(viewer, post.account_id)
            opened = gone = False
            try:
                opened = access_post(viewer, post.pk) == post
            except Http404 as refusal:
                gone = isinstance(refusal, PostGone)
            assert opened is sees
            assert not (gone and silent)
