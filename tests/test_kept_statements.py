"""Every statement that is kept in SQL finds what the ORM finds, for whoever asks, however often."""

from datetime import timedelta

import pytest
from django.utils import timezone

from harness.people import viewer_of
from pikir.accounts import circles
from pikir.accounts.actions.relations import block, follow, mute
from pikir.posts import access, home, queries, threads, topic_lists, versions
from pikir.posts.models import Post
from pikir.timelines import queries as front
from pikir.web.statements import Statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def square(person, post_by, comment_by):
    """Alice writes; Bob follows her and mutes Carol, who answers; Dan is blocked by Alice; the judge looks on."""
    alice, bob, carol, dan = (person(name) for name in ("alice", "bob", "carol", "dan"))
    judge = person("judge", roles=["moderator"])
    root = post_by(alice, "One")
    followed = post_by(alice, "Two", visibility="followers")
    posts = [root, followed, post_by(alice, "Three", state="hidden"), post_by(carol, "Four")]
    answer = comment_by(carol, root, "No")
    comment_by(bob, answer, "Yes")
    comment_by(dan, root, "Perhaps")
    follow(actor=viewer_of(bob), target_id=alice.id)
    mute(actor=viewer_of(bob), target_id=carol.id)
    block(actor=viewer_of(alice), target_id=dan.id)
    return {"people": [None, alice, bob, carol, dan, judge], "posts": posts}


def _asked(square, viewer):
    root = square["posts"][0]
    for post in square["posts"]:
        yield access._POST, (viewer, post.id), {}
        yield versions._VERSIONS, (viewer, post.id, post.id + 1), {}
    for after in (None, root.listed_at_id):
        yield queries._THREAD, (viewer, root.id, after), {"limit": 2}
        yield queries._NEWEST, (viewer, after), {"limit": 3, "language": "kk", "only": "", "whole": False}
        yield queries._NEWEST, (viewer, after), {"limit": 3, "language": "", "only": "en", "whole": True}
        yield queries._BESIDE, (viewer, (root.id, root.id + 1)), {"limit": 3, "language": "kk"}
    for later in (True, False):
        yield queries._NEXT, (root.account_id, root.listed_at_id), {"later": later}
    yield queries._CO_AUTHORS, (root.id,), {}
    yield topic_lists._TOPICS, (root.id,), {}
    yield topic_lists._COLUMNS, (), {}
    yield front._STANDING, (viewer,), {}
    posts = tuple(post.id for post in square["posts"])
    yield versions._TOLD, (viewer, posts, root.language), {}
    yield topic_lists._TOPICS_OF_LIST, (posts,), {}
    yield queries._BEFORE, (root.id, 1 << 62), {}
    if viewer.signed_in:
        for statement in (queries._OF_FOLLOWED, topic_lists._OF_FOLLOWED, home._SHARED):
            yield statement, (viewer, None), {"limit": 3, "language": root.language}
        yield threads._MARKS, (viewer.account_id, tuple(viewer.operates), posts), {}
        yield circles._FILTERS, (viewer.account_id,), {}
        yield circles._KINDS, (root.account_id, viewer.account_id), {}


def test_a_kept_statement_finds_what_the_orm_finds_for_every_reader(square):
    readers = square["people"]
    found = 0
    for viewer in [viewer_of(reader) for reader in (*readers, *reversed(readers))]:  # the second time as kept
        for statement, values, constants in _asked(square, viewer):
            rows = statement.rows(*values, **constants)
            assert rows == list(statement.plain(*values, **constants))
            found += len(rows)
    assert found > 60


def test_a_kept_statement_reads_what_is_related_without_another_query(square, assert_queries):
    viewer = viewer_of(square["people"][1])
    queries._THREAD.rows(viewer, square["posts"][0].id, None, limit=9)
    with assert_queries(1):
        rows = queries._THREAD.rows(viewer, square["posts"][0].id, None, limit=9)
        assert [(row.account.handle, row.away) for row in rows] == [("carol", False), ("bob", False), ("dan", True)]


def test_the_moment_of_a_kept_statement_passes(square, monkeypatch):
    bob = viewer_of(square["people"][2])
    carol = square["people"][3]
    mute(actor=bob, target_id=carol.id, until=timezone.now() + timedelta(hours=1))
    ask = {"limit": 9, "language": "", "only": "", "whole": False}
    assert carol.id not in {post.account_id for post in queries._NEWEST.rows(bob, None, **ask)}
    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert carol.id in {post.account_id for post in queries._NEWEST.rows(bob, None, **ask)}


def test_a_query_that_can_find_nothing_is_not_asked(square, assert_queries):
    with assert_queries(0):
        assert Statement[Post](lambda number: Post.objects.filter(id=number, id__in=())).rows(7) == []
