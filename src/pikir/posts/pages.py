"""Which public pages show a post, so that a change of it makes them fresh."""

from django.db.models import Q

from pikir.accounts.models import Account
from pikir.posts.models import CoAuthor, Post, PostTopic
from pikir.posts.queries import neighbours_of
from pikir.posts.thread_kinds import QUOTING_TOUCHED
from pikir.web.freshness import touch
from pikir.web.statements import Statement


def touch_pages(post: Post) -> None:
    """Make every public page that shows this post, or its count of comments, fresh after the commit."""
    top = post.root or post
    slugs = [slug for (slug,) in _SLUGS.rows(top.id)]
    tags = [f"post:{top.id}", f"account:{_handle(post.account_id)}", "front", "newest"]
    tags += [f"topic:{slug}" for slug in slugs]
    tags += [f"account:{_handle(top.audience_id)}"] if top.audience_id else []
    if top is not post:
        tags += [f"post:{post.id}", f"account:{top.account.handle_key}"]
    else:
        tags += [f"account:{handle}" for handle in _co_authors(top)]
        tags += [f"post:{one}" for one in _family(top)]
        if post.listed_at_id:  # what was never public nobody quotes, counts or leads to
            around = neighbours_of(post)
            tags += [f"post:{other}" for (other,) in _QUOTING.rows(post.id)]
            tags += [f"post:{other.id}" for other in (around.earlier, around.later) if other]
            tags += ["topics"] if slugs else []
    touch(*tags)


_SLUGS = Statement[tuple[str]](lambda post_id: PostTopic.objects.filter(post_id=post_id).values_list("topic__slug"))
_QUOTING = Statement[tuple[int]](
    lambda post_id: Post.objects.filter(quote_of_id=post_id).order_by("-id").values_list("id")[:QUOTING_TOUCHED]
)
_NAMED = Statement[tuple[str]](
    lambda post_id: CoAuthor.objects.filter(post_id=post_id, accepted_at__isnull=False).values_list(
        "account__handle_key"
    )
)
_VERSIONS = Statement[tuple[int]](
    lambda source_id: Post.objects.filter(Q(id=source_id) | Q(version_of_id=source_id)).values_list("id")
)
_HANDLE = Statement[tuple[str]](lambda account_id: Account.objects.filter(id=account_id).values_list("handle_key"))


def _handle(account_id: int) -> str:
    """The handle of an account, by which its pages are known, without reading all of it."""
    found = _HANDLE.first(account_id)
    return found[0] if found else ""


def _co_authors(post: Post) -> list[str]:
    """Those on whose profile the post stands beside its author's."""
    return [handle for (handle,) in _NAMED.rows(post.id)]


def _family(post: Post) -> list[int]:
    """The same text in other languages: their pages lead to this one."""
    source_id = post.version_of_id or post.id
    return [found for (found,) in _VERSIONS.rows(source_id) if found != post.id]


def touch_thread(post: Post) -> None:
    """Make only the page on which a post stands fresh: enough for counts of reactions, which no list shows."""
    touch(f"post:{post.root_id or post.id}")
