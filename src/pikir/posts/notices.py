"""What posts give reason to tell: a comment, a mention."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from pikir.accounts.access import Viewer
from pikir.accounts.circles import may_mention
from pikir.accounts.models import Account
from pikir.notifications.actions import notify
from pikir.notifications.kinds import Category
from pikir.notifications.models import Notice
from pikir.notifications.queries import users_of
from pikir.notifications.registry import Kind, Shown, Told, register
from pikir.posts.kinds import Visibility
from pikir.posts.models import Post
from pikir.posts.rendering import mentioned_handles
from pikir.web.statements import Statement


def register_kinds() -> None:
    """Make the kinds of this room known."""
    register(Kind(name="comment", category=Category.COMMENT, phrase=_comment, show=_show_comments))
    register(Kind(name="mention", category=Category.MENTION, phrase=_mention, show=_show_mentions))


def tell_of_post(*, post_id: int) -> None:
    """Tell whom a post answers, and whom it mentions; whoever is told of it as an answer is not told a second time."""
    post = _public_post(post_id)
    if post is None:
        return
    told: set[int] = set()
    for about_id, author_id in post.answered.items():
        people = users_of([author_id]) - told
        _tell(post, "comment", people, about_id=about_id, at=post.published_at)
        told |= people
    _tell_mentioned(post, without=told, at=post.published_at)


def tell_mentioned(*, post_id: int) -> None:
    """Tell those whom a changed post mentions now; those who were told of it before are not told again."""
    post = _public_post(post_id)
    if post is None:
        return
    _tell_mentioned(post, without=users_of(post.answered.values()), at=None)


class _Said(NamedTuple):
    """What of a public post says who is told of it: no model, since every comment comes through here."""

    id: int
    account_id: int
    html: str
    visibility: str
    published_at: datetime | None
    reply_to_id: int | None
    reply_to_author: int
    root_id: int | None
    root_author: int

    @property
    def answered(self) -> dict[int, int]:
        """What it answers, each with its author: what was answered itself, then the root."""
        pairs = ((self.reply_to_id, self.reply_to_author), (self.root_id, self.root_author))
        return {post_id: author_id for post_id, author_id in pairs if post_id}


def _public_post(post_id: int) -> _Said | None:
    found = _SAID.first(post_id)
    return _Said(*found) if found else None


_SAID = Statement[tuple[Any, ...]](
    lambda post_id: (
        Post.objects.published()
        .filter(id=post_id)
        .values_list(
            "id", "account_id", "html", "visibility", "published_at",
            "reply_to_id", "reply_to__account_id", "root_id", "root__account_id",
        )
    )
)  # fmt: skip


def _tell_mentioned(post: _Said, *, without: set[int], at: datetime | None) -> None:
    """Only in what everyone may read: elsewhere the one mentioned might not be able to follow."""
    handles = mentioned_handles(post.html)
    if not handles or post.visibility not in (Visibility.PUBLIC, Visibility.UNLISTED):
        return
    accounts = Account.objects.local().filter(handle_key__in=handles)
    called = [account.id for account in accounts if may_mention(post.account_id, account)]
    _tell(post, "mention", users_of(called) - without, about_id=post.id, at=at)


def _tell(post: _Said, kind: str, people: set[int], *, about_id: int, at: datetime | None) -> None:
    notify(receivers=people, kind=kind, object_id=post.id, about_id=about_id, actor_account_id=post.account_id, at=at)


def _comment(told: Told) -> str:
    if not told.title:
        return _comment_on_comment(told)
    if not told.others:
        return gettext("%(name)s commented on “%(title)s”") % told.words
    return (
        ngettext(
            "%(name)s and %(count)s other commented on “%(title)s”",
            "%(name)s and %(count)s others commented on “%(title)s”",
            told.others,
        )
        % told.words
    )


def _comment_on_comment(told: Told) -> str:
    if not told.others:
        return gettext("%(name)s commented on your comment") % told.words
    return (
        ngettext(
            "%(name)s and %(count)s other commented on your comment",
            "%(name)s and %(count)s others commented on your comment",
            told.others,
        )
        % told.words
    )


def _mention(told: Told) -> str:
    if told.title:
        return gettext("%(name)s mentioned you in “%(title)s”") % told.words
    return gettext("%(name)s mentioned you in a comment") % told.words


def _show_comments(viewer: Viewer, notices: Sequence[Notice]) -> Mapping[int, Shown]:
    posts = _published(viewer, notices)
    return {
        notice.id: _shown(post, about=post.root if post.root_id == notice.about_id else None)
        for notice in notices
        if (post := posts.get(notice.object_id))
    }


def _show_mentions(viewer: Viewer, notices: Sequence[Notice]) -> Mapping[int, Shown]:
    posts = _published(viewer, notices)
    return {
        notice.id: _shown(post, about=None if post.is_comment else post)
        for notice in notices
        if (post := posts.get(notice.object_id))
    }


def _published(viewer: Viewer, notices: Sequence[Notice]) -> dict[int, Post]:
    """What was said and can still be read by the reader, even by staff only while it is public; one query."""
    seen = (
        Post.objects.published()
        .visible_to(viewer)
        .wanted_by(viewer)
        .filter(id__in={notice.object_id for notice in notices})
    )
    return seen.select_related("account", "root").defer("source", "html", "root__source", "root__html").in_bulk()


def _shown(post: Post, *, about: Post | None) -> Shown:
    return Shown(
        url=_address(post),
        title=about.headline if about else "",
        words=post.cover or ("" if about is post else post.excerpt),
        language=post.language,
    )


def _address(post: Post) -> str:
    """The post's own address, which leads on to its place when it is a comment."""
    return reverse("post", args=[post.account.handle, post.id])
