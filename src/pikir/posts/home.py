"""The home of a reader: what those said whom they follow, and what those shared; each post once."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from pikir.accounts.access import Viewer
from pikir.accounts.circles import blocking, followed_ids, unwanted
from pikir.accounts.models import Account
from pikir.posts.kinds import LIST_PAGE
from pikir.posts.models import Boost, Post
from pikir.posts.queries import home_posts
from pikir.web.keyset import Page


@dataclass(frozen=True)
class HomeItem:
    """A post at its place: when it was published, or when somebody whom the reader follows shared it last."""

    place: int
    post: Post
    shared_by: Account | None = None


def home_page(*, viewer: Viewer, before: int | None = None, limit: int = LIST_PAGE) -> Page[HomeItem]:
    """Return what was said and shared by those whom the viewer follows, newest first, in two queries."""
    said = home_posts(viewer=viewer, before=before, limit=limit)
    items = [HomeItem(post.listed_at_id, post) for post in said.items if post.listed_at_id]
    shared = _shared(viewer, before, limit)
    items += [HomeItem(row.id, row.post, row.account) for row in shared]
    items.sort(key=lambda item: item.place, reverse=True)
    more = len(items) > limit or said.older is not None
    return Page(items[:limit], items[limit - 1].place if more else None)


def _shared(viewer: Viewer, before: int | None, limit: int) -> list[Boost]:
    """The newest share of each post that stands in the home for no other reason."""
    wanted = Boost.objects.filter(account_id__in=followed_ids(viewer)).filter(~unwanted(viewer, "account_id"))
    wanted = wanted.filter(~blocking("post__account_id", "account_id"))
    posts = Post.objects.listed_for(viewer).exclude(account_id__in=followed_ids(viewer))
    posts = posts.exclude(account_id__in=tuple(viewer.operates))
    newer = wanted.filter(post_id=OuterRef("post_id"), id__gt=OuterRef("id"))
    found = wanted.filter(Exists(posts.filter(id=OuterRef("post_id"))), ~Exists(newer))
    if before is not None:
        found = found.filter(id__lt=before)
    rows = found.select_related("account", "post__account", "post__picture")
    return list(rows.order_by("-id")[: limit + 1])
