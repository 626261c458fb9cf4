"""Posts in every state, made by the same actions as in the square."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import File
from django.utils import timezone
from PIL import Image

from harness.people import make_person, viewer_of
from pikir.accounts.models import Account
from pikir.posts.actions import (
    Draft,
    add_comment,
    hide_post,
    publish_post,
    remove_post,
    schedule_post,
    start_post,
    withdraw_post,
)
from pikir.posts.kinds import State
from pikir.posts.models import Post

JUDGE = "judge"  # handle of the moderator who takes posts down; made when needed


def dot() -> File[bytes]:
    """The smallest picture."""
    content = BytesIO()
    Image.new("RGB", (1, 1)).save(content, "PNG")
    return File(BytesIO(content.getvalue()), name="dot.png")


def make_post(
    account: Account, source: str, *, writer: Account | None = None, state: str = "published", **draft: object
) -> Post:
    """A post of ``account`` in this state; for an account without a user say who writes. ``draft`` as in ``Draft``."""
    actor = viewer_of(writer or account)
    written = Draft(source=source, **({"kind": "entry", "title": "A title", "language": "en"} | draft))  # type: ignore[arg-type]  # by name
    post = start_post(actor=actor, account_id=account.pk, draft=written)
    if state == State.DRAFT:
        return post
    if state == State.SCHEDULED:
        return schedule_post(actor=actor, post=post, publish_at=timezone.now() + timedelta(days=1))
    post = publish_post(actor=actor, post=post)
    if state == State.WITHDRAWN:
        return withdraw_post(actor=actor, post=post)
    if state in (State.HIDDEN, State.REMOVED):
        judge = Account.objects.by_handle(JUDGE).first() or make_person(JUDGE, roles=["moderator"])
        act = hide_post if state == State.HIDDEN else remove_post
        return act(actor=viewer_of(judge), post=post, reason="Against rule 3.")
    return post


def make_comment(account: Account, reply_to: Post, source: str, *, writer: Account | None = None) -> Post:
    """A comment of ``account``; for an account without a user say who writes."""
    return add_comment(actor=viewer_of(writer or account), account_id=account.pk, reply_to=reply_to, source=source)


@pytest.fixture
def post_by(db: None) -> Callable[..., Post]:
    """Makes a post: ``post_by(alice, "Text", state="draft", visibility="unlisted")``."""
    return make_post


@pytest.fixture
def comment_by(db: None) -> Callable[..., Post]:
    """Makes a comment: ``comment_by(bob, post, "I agree")``."""
    return make_comment
