"""A row written with kept words is the row that the ORM would write."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from pikir.accounts.models import Account
from pikir.kernel.ids import make_id
from pikir.posts.kinds import PostKind, State
from pikir.posts.models import Post
from pikir.web.inserts import insert

AT = datetime(2026, 2, 3, 4, 5, 6, 789012, tzinfo=UTC)
WORDS = "Ә 100 %s 'said' \"so\""


def _made(account: Account) -> Post:
    return Post(
        account=account, kind=PostKind.COMMENT, language="kk", source=WORDS, headings=[[2, "a", WORDS]],
        state=State.PUBLISHED, created_at=AT, updated_at=AT, published_at=AT, words=7,
    )  # fmt: skip


def test_a_row_is_what_the_orm_would_write(alice: Account) -> None:
    ours, theirs = _made(alice), _made(alice)
    insert(ours)
    theirs.save(force_insert=True)
    first, second = (Post.objects.filter(id=post.id).values().get() for post in (ours, theirs))
    assert first | {"id": theirs.id} == second
    assert (ours._state.adding, ours._state.db) == (False, connection.alias)
    ours.source = "Changed."
    ours.save()
    assert Post.objects.get(id=ours.id).source == "Changed."


def test_a_row_that_is_there_is_not_written_again(alice: Account) -> None:
    first, second = _made(alice), _made(alice)
    second.id = first.id = make_id()
    insert(first)
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(second)


def test_once_leaves_what_is_there_as_it_is(alice: Account) -> None:
    first, second, third = _made(alice), _made(alice), _made(alice)
    second.id, second.source = first.id, "Other words."
    insert(first)
    insert(second, third, once=True)
    assert list(Post.objects.order_by("id").values_list("id", "source")) == [(first.id, WORDS), (third.id, WORDS)]
