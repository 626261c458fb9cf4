"""The door from a view to a post, one condition a line."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import Http404

from pikir.accounts.access import Viewer, can_edit_profile, can_speak_as
from pikir.accounts.circles import is_blocked, may_write_to, stance_of
from pikir.accounts.kinds import AccountKind, Role
from pikir.audit.models import Entry
from pikir.posts.kinds import TRANSITIONS, PostKind, State, Visibility
from pikir.posts.life import PreviewLink, ReviewRule, digest_of
from pikir.posts.models import Post, PostQuerySet, ShareRule, ThreadRules
from pikir.posts.thread_kinds import ShareCircle
from pikir.web.errors import Gone
from pikir.web.statements import Statement


class PostGone(Gone):
    """The post was public once and is no more; ``state`` says why.

    That a comment is gone is not kept: it comes back with its root, which does not touch it.
    """

    def __init__(self, lost: Post) -> None:
        """Keep the state for the page that tells the reader."""
        super().__init__()
        self.state = lost.state if lost.state != State.PUBLISHED or lost.root is None else lost.root.state
        self.kept = lost.root is None


def _of_page(viewer: Viewer, post_id: int) -> PostQuerySet:
    found = Post.objects.with_authors().select_related("root__account", "thread_rules", "root__thread_rules")
    return found.visible_to(viewer).filter(id=post_id)


_POST = Statement[Post](_of_page)
_READ = Statement[Post](_of_page, shared=True)


def access_post(viewer: Viewer, post_id: int, *, to_read: bool = False) -> Post:
    """Return the post if the viewer may see it; ``to_read``: as it is shared by all who read it, never to be changed.

    Raises PostGone for what everybody could see once, otherwise Http404, so that nothing is learnt of its existence.
    """
    post = (_READ if to_read else _POST).first(viewer, post_id)
    if post is not None:
        return post
    found = Post.objects.select_related("root")
    lost = found.open_to(viewer).filter(id=post_id, listed_at_id__isnull=False).first()
    if lost is None or lost.visibility not in (Visibility.PUBLIC, Visibility.UNLISTED):
        raise Http404
    raise PostGone(lost)


def access_own_post(viewer: Viewer, post_id: int) -> Post:
    """Return the post if the viewer may change it; Http404 for a post that the viewer may not even see.

    One's own comment is reached wherever it stands: also below a post that was taken down, or whose author blocks one.
    """
    own = Post.objects.with_authors().select_related("root__account").filter(account__in=tuple(viewer.operates))
    post = own.filter(id=post_id).first() or access_post(viewer, post_id)
    if not can_decide(viewer, post):
        raise PermissionDenied
    return post


def can_decide(viewer: Viewer, post: Post) -> bool:
    """Whether the viewer may change, publish or take back what stands in an account's name.

    Who acts for it as owner or editor may with everything, a writer with what they wrote themselves.
    """
    if not post.is_comment and post.kind == PostKind.QUESTION:  # it stands as it was asked
        return False
    if not can_speak_as(viewer, post.account_id):
        return False
    if post.account_id in viewer.edits:
        return True
    return post.writer_id == viewer.user_id


def access_writable_post(viewer: Viewer, post_id: int) -> Post:
    """Return a post, never a comment, of an account for which the viewer acts, whether it may be changed now or not.

    Who may not even see it meets Http404, whoever else PermissionDenied.
    """
    own = Post.objects.with_authors().filter(account__in=tuple(viewer.operates), root__isnull=True)
    post = own.filter(id=post_id).first()
    if post is None:
        access_post(viewer, post_id)
        raise PermissionDenied
    return post


def can_edit(viewer: Viewer, post: Post) -> bool:
    """Whether the viewer may change the text. What was taken down is kept as it was judged."""
    if post.state in (State.HIDDEN, State.REMOVED, State.HELD, State.WITHDRAWN):
        return False
    signed = post.state in (State.PUBLISHED, State.SCHEDULED)
    return can_decide(viewer, post) and not (signed and needs_review(viewer, post))


def can_give_away(viewer: Viewer, post: Post) -> bool:
    """Whether the viewer may put a text into the name of another account: who began it, until it was public once."""
    if post.state != State.DRAFT or post.listed_at_id or post.is_comment:
        return False
    if not can_speak_as(viewer, post.account_id):
        return False
    return post.account_id == viewer.account_id or post.writer_id == viewer.user_id


def needs_review(viewer: Viewer, post: Post) -> bool:
    """Whether what the viewer does with a text in an account's name waits for one of its editors.

    A writer's does; in an office also an editor's, in a text in which they had a hand themselves. No query for one's
    own account.
    """
    if post.account_id == viewer.account_id or not ReviewRule.objects.filter(account_id=post.account_id).exists():
        return False
    if not can_edit_profile(viewer, post.account_id):
        return True
    if post.account.kind != AccountKind.OFFICE:
        return False
    return post.writer_id == viewer.user_id or (post.state == State.DRAFT and _wrote_in(viewer, post))


def can_review(viewer: Viewer, account_id: int) -> bool:
    """Whether the viewer decides about texts that wait: owners and editors of the account."""
    return can_edit_profile(viewer, account_id)


def can_sign(viewer: Viewer, post: Post) -> bool:
    """Whether the viewer may publish a text that waits: an editor, and in an office no one who wrote in it."""
    return can_review(viewer, post.account_id) and not needs_review(viewer, post)


def _wrote_in(viewer: Viewer, post: Post) -> bool:
    """Whether the viewer changed the text, as the inner log knows."""
    return Entry.objects.filter(kind="post", object_id=post.id, verb="edit_post", actor_id=viewer.user_id).exists()


def can_withdraw(viewer: Viewer, post: Post) -> bool:
    """Whether the viewer may take the post back."""
    if post.state not in TRANSITIONS["withdraw"].sources:
        return False
    return can_decide(viewer, post)


def can_schedule(viewer: Viewer, post: Post) -> bool:
    """Whether the viewer may choose the moment at which the post becomes public."""
    if post.is_comment or post.state not in TRANSITIONS["schedule"].sources:
        return False
    return can_speak_as(viewer, post.account_id) and not needs_review(viewer, post)


def can_correct(viewer: Viewer, post: Post) -> bool:
    """Whether the viewer may put a public notice at the head of the text."""
    if post.is_comment or post.state != State.PUBLISHED or post.kind == PostKind.QUESTION:
        return False
    return can_speak_as(viewer, post.account_id) and not needs_review(viewer, post)


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
    return can_answer(viewer, post) and can_comment_as(viewer.account_id or 0, post)


def can_answer(viewer: Viewer, post: Post) -> bool:
    """Whether the viewer may answer the post, for all that those whom they answer decided; no query."""
    if not viewer.signed_in or viewer.suspended:
        return False
    return post.state == State.PUBLISHED and (post.root or post).state == State.PUBLISHED


def can_comment_as(account_id: int, post: Post) -> bool:
    """Whether those whom a comment answers let this account write to them: the author of the root says from whom."""
    root = post.root or post
    rules = rules_of(root)
    if rules.closed_at or not may_write_to(account_id, root.account, circle=rules.comments_from):
        return False
    return post is root or not is_blocked(by=post.account_id, account_id=account_id)


def rules_of(root: Post) -> ThreadRules:
    """Return what the author decided about the comments below a post, or what holds when they did not."""
    return getattr(root, "thread_rules", None) or ThreadRules(post=root)


def can_rule_thread(viewer: Viewer, post: Post) -> bool:
    """Whether the viewer may say who comments on a post, and close its comments."""
    if post.is_comment or post.state == State.WITHDRAWN:
        return False
    return can_speak_as(viewer, post.account_id)


def can_fold(viewer: Viewer, comment: Post) -> bool:
    """Whether the viewer may put a comment aside, or back: for the author of its root, never their own."""
    if comment.root is None or comment.state != State.PUBLISHED:
        return False
    if comment.account_id == comment.root.account_id:
        return False
    return can_speak_as(viewer, comment.root.account_id)


def can_support(viewer: Viewer, post: Post) -> bool:
    """Whether the viewer may support a post or comment, which they are known to see: not what they said themselves."""
    if not viewer.signed_in or viewer.suspended or post.account_id in viewer.operates:
        return False
    if post.state != State.PUBLISHED or (post.root or post).state != State.PUBLISHED:
        return False
    return not is_blocked(by=post.account_id, account_id=viewer.account_id or 0)


def is_open(post: Post) -> bool:
    """Whether whoever has the address of a post reads it without signing in."""
    return post.state == State.PUBLISHED and post.visibility in (Visibility.PUBLIC, Visibility.UNLISTED)


def can_be_shared(post: Post) -> bool:
    """Whether a post may be shared at all: it is no comment, and everyone reads it."""
    return post.state == State.PUBLISHED and post.visibility == Visibility.PUBLIC and not post.is_comment


def can_share(viewer: Viewer, post: Post) -> bool:
    """Whether the viewer may share or quote a post: the author says who."""
    if not viewer.signed_in or viewer.suspended or not can_be_shared(post):
        return False
    if post.account_id in viewer.operates:
        return True
    if is_blocked(by=post.account_id, account_id=viewer.account_id or 0):
        return False
    circle = share_circle(post.account_id)
    if circle == ShareCircle.FOLLOWERS:
        return stance_of(viewer, post.account_id).follows
    return circle == ShareCircle.EVERYONE


def share_circle(account_id: int) -> str:
    """Return who may share what an account says."""
    return ShareRule.objects.filter(pk=account_id).values_list("circle", flat=True).first() or ShareCircle.EVERYONE


def can_share_as(viewer: Viewer, post: Post, account_id: int) -> bool:
    """Whether the viewer may share or quote a post in the name of an account: both must be welcome to its author."""
    if not can_speak_as(viewer, account_id) or not can_share(viewer, post):
        return False
    return post.account_id in viewer.operates or not is_blocked(by=post.account_id, account_id=account_id)


def can_boost(viewer: Viewer, post: Post, account_id: int) -> bool:
    """Whether an account may share a post without a word: never its own, which its followers have already."""
    return post.account_id != account_id and can_share_as(viewer, post, account_id)


def can_detach(viewer: Viewer, quoting: Post, quoted: Post | None) -> bool:
    """Whether the viewer may take what they said out of a post that quotes it."""
    if quoted is None or quoting.quote_detached:
        return False
    return can_speak_as(viewer, quoted.account_id)


def can_moderate(viewer: Viewer, post: Post) -> bool:
    """Whether the viewer may take the post down or restore it: staff, and never in a matter of their own."""
    if not viewer.has(Role.MODERATOR):
        return False
    return post.account_id not in viewer.operates


def can_flag(viewer: Viewer, post: Post) -> bool:
    """Whether the viewer is offered to report the post: what is public and not their own. Guests sign in for it."""
    return post.state == State.PUBLISHED and post.account_id not in viewer.operates


def can_place(viewer: Viewer, post: Post) -> bool:
    """Whether the viewer may put the post on the front page: an editor, and what everybody reads."""
    if not viewer.has(Role.EDITOR):
        return False
    if post.is_comment or post.retracted_at:
        return False
    return post.state == State.PUBLISHED and post.visibility == Visibility.PUBLIC


def can_keep_topics(viewer: Viewer) -> bool:
    """Whether the viewer may name, merge and move topics, and say which are columns: editors."""
    return viewer.has(Role.EDITOR)


def access_preview(token: str, *, now: datetime) -> Post | None:
    """Return the unpublished text of a secret address; None when there is none, or its term has passed."""
    links = PreviewLink.objects.filter(digest=digest_of(token), until__gt=now)
    waiting = links.filter(post__state__in=(State.DRAFT, State.SCHEDULED), post__account__state="active")
    link = waiting.select_related("post__account").first()
    return link.post if link else None
