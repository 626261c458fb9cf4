"""The door from a view to a post, one condition a line."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import Http404

from pikir.accounts.access import Viewer, can_edit_profile, can_speak_as
from pikir.accounts.circles import is_blocked, may_write_to
from pikir.accounts.kinds import Role
from pikir.posts.kinds import TRANSITIONS, State, Visibility
from pikir.posts.life import PreviewLink, ReviewRule, digest_of
from pikir.posts.models import Post
from pikir.web.errors import Gone


class PostGone(Gone):
    """The post was public once and is no more; ``state`` says why."""

    def __init__(self, state: str) -> None:
        """Keep the state for the page that tells the reader."""
        super().__init__()
        self.state = state


def access_post(viewer: Viewer, post_id: int) -> Post:
    """Return the post if the viewer may see it.

    Raises PostGone for what everybody could see once, otherwise Http404, so that nothing is learnt of its existence.
    """
    found = Post.objects.with_authors().select_related("root__account")
    post = found.visible_to(viewer).filter(id=post_id).first()
    if post is not None:
        return post
    lost = found.open_to(viewer).filter(id=post_id, listed_at_id__isnull=False).first()
    if lost is None or lost.visibility not in (Visibility.PUBLIC, Visibility.UNLISTED):
        raise Http404
    raise PostGone(lost.state if lost.state != State.PUBLISHED or lost.root is None else lost.root.state)


def access_own_post(viewer: Viewer, post_id: int) -> Post:
    """Return the post if the viewer may write for its author; Http404 for a post that the viewer may not even see.

    One's own comment is reached wherever it stands: also below a post that was taken down, or whose author blocks one.
    """
    own = Post.objects.with_authors().select_related("root__account").filter(account__in=tuple(viewer.operates))
    post = own.filter(id=post_id).first() or access_post(viewer, post_id)
    if not can_speak_as(viewer, post.account_id):
        raise PermissionDenied
    return post


def can_edit(viewer: Viewer, post: Post) -> bool:
    """Whether the viewer may change the text. What was taken down is kept as it was judged."""
    if post.state in (State.HIDDEN, State.REMOVED, State.HELD, State.WITHDRAWN):
        return False
    if not can_speak_as(viewer, post.account_id):
        return False
    return post.state != State.PUBLISHED or not needs_review(viewer, post.account_id)


def needs_review(viewer: Viewer, account_id: int) -> bool:
    """Whether what the viewer writes for an account waits for one of its editors; no query for one's own account."""
    if account_id == viewer.account_id or not ReviewRule.objects.filter(account_id=account_id).exists():
        return False
    return not can_edit_profile(viewer, account_id)


def can_review(viewer: Viewer, account_id: int) -> bool:
    """Whether the viewer decides about texts that wait: owners and editors of the account."""
    return can_edit_profile(viewer, account_id)


def can_withdraw(viewer: Viewer, post: Post) -> bool:
    """Whether the viewer may take the post back."""
    if post.state not in TRANSITIONS["withdraw"].sources:
        return False
    return can_speak_as(viewer, post.account_id)


def can_schedule(viewer: Viewer, post: Post) -> bool:
    """Whether the viewer may choose the moment at which the post becomes public."""
    if post.is_comment or post.state not in TRANSITIONS["schedule"].sources:
        return False
    return can_speak_as(viewer, post.account_id) and not needs_review(viewer, post.account_id)


def can_correct(viewer: Viewer, post: Post) -> bool:
    """Whether the viewer may put a public notice at the head of the text."""
    if post.is_comment or post.state != State.PUBLISHED:
        return False
    return can_speak_as(viewer, post.account_id) and not needs_review(viewer, post.account_id)


def can_invite(viewer: Viewer, post: Post) -> bool:
    """Whether the viewer may ask others to be named as authors of the post, or take their names from it."""
    return not post.is_comment and can_edit(viewer, post)


def can_preview(viewer: Viewer, post: Post) -> bool:
    """Whether the viewer may let others read the text before it is public."""
    if post.is_comment or post.state not in (State.DRAFT, State.SCHEDULED):
        return False
    return can_speak_as(viewer, post.account_id)


@dataclass(frozen=True)
class LifeActs:
    """What else the viewer may do with the life of a post."""

    schedule: bool
    correct: bool
    invite: bool
    preview: bool


def life_of(viewer: Viewer, post: Post) -> LifeActs:
    """Return what the page of a post offers its author beside editing; no query."""
    return LifeActs(
        schedule=can_schedule(viewer, post),
        correct=can_correct(viewer, post),
        invite=can_invite(viewer, post),
        preview=can_preview(viewer, post),
    )


def can_pin(viewer: Viewer, post: Post) -> bool:
    """Whether the viewer may put the post first on its author's profile, or take it from there."""
    if post.is_comment or post.state != State.PUBLISHED:
        return False
    return can_edit_profile(viewer, post.account_id)


def can_comment(viewer: Viewer, post: Post) -> bool:
    """Whether the viewer may answer the post, which they are known to see."""
    if not viewer.signed_in or viewer.suspended:
        return False
    root = post.root or post
    if post.state != State.PUBLISHED or root.state != State.PUBLISHED:
        return False
    return can_comment_as(viewer.account_id or 0, post)


def can_comment_as(account_id: int, post: Post) -> bool:
    """Whether those whom a comment answers let this account write to them: the author of the root says from whom."""
    root = post.root or post
    if not may_write_to(account_id, root.account):
        return False
    return post is root or not is_blocked(by=post.account_id, account_id=account_id)


def can_moderate(viewer: Viewer, post: Post) -> bool:
    """Whether the viewer may take the post down or restore it: staff, and never in a matter of their own."""
    if not viewer.has(Role.MODERATOR):
        return False
    return post.account_id not in viewer.operates


def can_place(viewer: Viewer, post: Post) -> bool:
    """Whether the viewer may put the post on the front page: an editor, and what everybody reads."""
    if not viewer.has(Role.EDITOR):
        return False
    if post.is_comment or post.retracted_at:
        return False
    return post.state == State.PUBLISHED and post.visibility == Visibility.PUBLIC


def access_preview(token: str, *, now: datetime) -> Post | None:
    """Return the unpublished text of a secret address; None when there is none, or its term has passed."""
    links = PreviewLink.objects.filter(digest=digest_of(token), until__gt=now)
    waiting = links.filter(post__state__in=(State.DRAFT, State.SCHEDULED), post__account__state="active")
    link = waiting.select_related("post__account").first()
    return link.post if link else None
