"""The home of a reader: what those said whom they follow, and what those shared; each post once."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from pikir.accounts.access import Viewer
from pikir.accounts.circles import blocking, followed_ids, unwanted
from pikir.accounts.models import Account
from pikir.posts.kinds import LIST_PAGE
from pikir.posts.models import ON_CARDS_OF_ROWS, Boost, Post, Topic
from pikir.posts.queries import home_posts
from pikir.posts.topic_lists import followed_topic_ids
from pikir.web.keyset import Page, rows_before
from pikir.web.statements import Statement


@dataclass(frozen=True)
class HomeItem:
    """A post at its place: when it was published, or when somebody whom the reader follows shared it last."""

    place: int
    post: Post
    topic: Topic | None = None
    shared_by: Account | None = None


def home_page(
    *, viewer: Viewer, before: int | None = None, limit: int = LIST_PAGE, language: str = ""
) -> Page[HomeItem]:
    """Return what is said and shared by whom the viewer follows, and said on followed topics, newest first.

    Three queries. What stands for one reason does not stand for another as well.
    """
    said = home_posts(viewer=viewer, before=before, limit=limit, language=language)
    items = [HomeItem(post.listed_at_id, post, topic) for post, topic in said.items if post.listed_at_id]
    shared = _shared(viewer, before, limit, language)
    items += [HomeItem(row.id, row.post, shared_by=row.account) for row in shared]
    items.sort(key=lambda item: item.place, reverse=True)
    more = len(items) > limit or said.older is not None
    return Page(items[:limit], items[limit - 1].place if more else None)


def _shared(viewer: Viewer, before: int | None, limit: int, language: str) -> list[Boost]:
    """The newest share of each post that stands in the home for no other reason."""
    return _SHARED.rows(viewer, before, limit=limit, language=language)


def _shares(viewer: Viewer, before: int | None, *, limit: int, language: str) -> "QuerySet[Boost, Boost]":
    wanted = Boost.objects.filter(account_id__in=followed_ids(viewer)).filter(~unwanted(viewer, "account_id"))
    wanted = wanted.filter(~blocking("post__account_id", "account_id"))
    posts = Post.objects.listed_for(viewer).told_in(language).exclude(account_id__in=followed_ids(viewer))
    posts = posts.exclude(topic_links__topic__in=followed_topic_ids(viewer))
    posts = posts.exclude(account_id__in=tuple(viewer.operates))
    newer = wanted.filter(post_id=OuterRef("post_id"), id__gt=OuterRef("id"))
    found: QuerySet[Boost, Boost] = wanted.filter(Exists(posts.filter(id=OuterRef("post_id"))), ~Exists(newer))
    found = found.select_related("account", "post__account", "post__picture").only(*_OF_SHARE)
    return rows_before(found, key="id", before=before, limit=limit)


_OF_SHARE = (*ON_CARDS_OF_ROWS, "account__name", "account__state")
_SHARED = Statement[Boost](_shares, shared=True)
