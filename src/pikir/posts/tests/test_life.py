"""The life of a post as a whole: drawn as it is, and right on every path that anybody can take."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harness.people import viewer_of
from harness.posts import make_comment, make_post
from pikir.accounts.kinds import Fate
from pikir.accounts.models import Account
from pikir.posts.actions import (
    CorrectionError,
    Draft,
    MoveError,
    correct_post,
    edit_post,
    hide_post,
    leave_posts,
    publish_due_posts,
    publish_post,
    remove_post,
    restore_post,
    retract_post,
    schedule_post,
    unschedule_post,
    withdraw_post,
)
from pikir.posts.kinds import TRANSITIONS, State
from pikir.posts.models import Post

PAGE = Path(__file__).parents[4] / "docs" / "life.md"

Act = Callable[[Account, Account, Post], object]  # given the author, a moderator and the post as it was last read


def in_order(states: frozenset[State]) -> list[str]:
    return [state.value for state in State if state in states]


def drawing() -> str:
    """The state diagram, in the language of Mermaid."""
    lines = ["stateDiagram-v2", "    [*] --> draft"]
    for verb, way in TRANSITIONS.items():
        label = f"{verb} (staff)" if way.by_staff else verb
        lines += [f"    {source} --> {way.target.value}: {label}" for source in in_order(way.sources)]
    return "\n".join(lines)


def table() -> str:
    """The same for those who read and do not look."""
    lines = ["| act | who | from | to |", "| --- | --- | --- | --- |"]
    for verb, way in TRANSITIONS.items():
        who = "staff" if way.by_staff else "author"
        lines.append(f"| {verb} | {who} | {', '.join(in_order(way.sources))} | {way.target.value} |")
    return "\n".join(lines)


def test_the_page_draws_what_the_code_does() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert f"```mermaid\n{drawing()}\n```" in page
    assert f"\n{table()}\n" in page


def later(days: int) -> Any:
    return timezone.now() + timedelta(days=days)


ACTS: dict[str, Act] = {
    "publish": lambda author, _judge, post: publish_post(actor=viewer_of(author), post=post),
    "schedule": lambda author, _judge, post: schedule_post(actor=viewer_of(author), post=post, publish_at=later(1)),
    "unschedule": lambda author, _judge, post: unschedule_post(actor=viewer_of(author), post=post),
    "withdraw": lambda author, _judge, post: withdraw_post(actor=viewer_of(author), post=post),
    "hide": lambda _author, judge, post: hide_post(actor=viewer_of(judge), post=post, reason="Rule 1."),
    "remove": lambda _author, judge, post: remove_post(actor=viewer_of(judge), post=post, reason="Rule 1."),
    "restore": lambda _author, judge, post: restore_post(actor=viewer_of(judge), post=post, reason="A mistake."),
    "leave": lambda author, _judge, _post: leave_posts(account_id=author.pk, fate=Fate.WITHDRAW),
}
STILL: dict[str, Act] = {  # what moves nothing, whoever does it and whenever
    "edit": lambda author, _judge, post: edit_post(
        actor=viewer_of(author), post=post, draft=Draft(title="T", source=f"Words {post.updated_at}", language="en")
    ),
    "correct": lambda author, _judge, post: correct_post(actor=viewer_of(author), post=post, words="Wrong."),
    "retract": lambda author, _judge, post: retract_post(actor=viewer_of(author), post=post, words="All wrong."),
    "author hides": lambda author, _judge, post: hide_post(actor=viewer_of(author), post=post, reason="Mine."),
    "author restores": lambda author, _judge, post: restore_post(actor=viewer_of(author), post=post, reason="Mine."),
    "judge publishes": lambda _author, judge, post: publish_post(actor=viewer_of(judge), post=post),
}
DUE = "due"  # the job of the schedule, two days later
walks = st.lists(st.sampled_from([*ACTS, *ACTS, *STILL, DUE]), min_size=1, max_size=14)


def expected(verb: str, state: str) -> str:
    """Where a post that is in a state comes by an act."""
    if verb == DUE:
        return State.PUBLISHED if state == State.SCHEDULED else state
    way = TRANSITIONS.get(verb)
    return way.target if way and state in way.sources else state


def step(verb: str, author: Account, judge: Account, post: Post) -> None:
    if verb == DUE:
        publish_due_posts(now=later(2))
        return
    try:
        (ACTS | STILL)[verb](author, judge, post)
    except (MoveError, PermissionDenied, CorrectionError):
        return


@pytest.mark.parametrize("begins", ["draft", "held", "comment", "held comment"])
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(walk=walks)
def test_no_path_leads_where_it_may_not(
    begins: str, walk: list[str], alice: Account, bob: Account, moderator: Account, client: Client
) -> None:
    root = make_post(bob, "A root", title="Root")
    post = make_comment(alice, root, "Words") if "comment" in begins else make_post(alice, "Words", state="draft")
    if "held" in begins:
        Post.objects.filter(pk=post.pk).update(state=State.HELD, published_at=None, listed_at_id=None)
        Post.objects.filter(pk=root.pk).update(reply_count=0)
    post = Post.objects.select_related("account", "root__account").get(pk=post.pk)
    place = post.listed_at_id
    for verb in walk:
        unsaid = verb == "leave" and post.state in (State.DRAFT, State.SCHEDULED)
        goal = expected(verb, post.state)
        step(verb, alice, moderator, Post.objects.select_related("account", "root__account").get(pk=post.pk))
        now = Post.objects.select_related("account", "root__account").filter(pk=post.pk).first()
        if unsaid:  # what was never public goes with its author
            assert now is None
            break
        assert now is not None
        assert now.state == goal, f"{verb} from {post.state}"
        assert place in (None, now.listed_at_id), "a place in the lists is kept for ever"
        place, post = now.listed_at_id, now
        root.refresh_from_db()
        assert root.reply_count == Post.objects.filter(root=root, state=State.PUBLISHED).count()
    shown = client.get(f"/en/@alice/{post.pk}/", follow=True).content.decode()
    alive = Post.objects.filter(pk=post.pk, state=State.PUBLISHED).exists()
    if not post.is_comment:
        assert ('class="read' in shown) == alive
