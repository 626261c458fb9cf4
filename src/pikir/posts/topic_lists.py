"""Reading topics: the list of each, the tree, the columns, and what home shows of those one follows."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import get_language

from pikir.accounts.access import Viewer
from pikir.accounts.models import Account
from pikir.kernel.languages import sort_key
from pikir.places.models import Territory
from pikir.posts.kinds import LIST_PAGE, TOPIC_PEOPLE, TOPICS_LISTED
from pikir.posts.models import (
    ON_CARDS_OF_ROWS,
    Blog,
    Post,
    PostQuerySet,
    PostTopic,
    Topic,
    TopicFollow,
    TopicName,
)
from pikir.posts.topics import OF_TOPIC_LINK, topic_key
from pikir.web.keyset import Page, cut_page, page_before, rows_before
from pikir.web.statements import Statement

_GUEST = Viewer.guest()


def topic_by_slug(slug: str) -> Topic | None:
    """Return a topic, merged ones too, with those above it, in one query."""
    found = Topic.objects.select_related("merged_into", "parent__parent")
    return found.filter(slug=slug).first()


def topic_called(name: str) -> Topic | None:
    """Return the topic that has this name, in any spelling, or that ends its address so."""
    row = TopicName.objects.filter(key=topic_key(name)).select_related("topic").first()
    return row.topic if row else None


def is_shown(topic: Topic) -> bool:
    """Whether a topic has a page: an editor keeps it, or there is something to read in it."""
    return topic.kept or PostTopic.objects.filter(topic=topic, listed_at_id__isnull=False).exists()


def posts_of_topic(
    *,
    topic: Topic,
    viewer: Viewer = _GUEST,
    before: int | None = None,
    limit: int = LIST_PAGE,
    placed: bool = False,
    language: str = "",
    only: str = "",
) -> Page[PostTopic]:
    """Return what stands in a topic and below it, newest first, in one query; ``placed``: only what editors put there.

    Each text stands once, in ``language`` where it is there; ``only`` leaves all other languages out. Each row has its
    post, with the author and the place on their profile, and the editor.
    """
    found = _rows_of(topic, Post.objects.listed_for(viewer).in_language(only, language), placed=placed)
    found = found.select_related("post__account__profile__place", "post__picture", "editor")
    return page_before(found, key="listed_at_id", before=before, limit=limit, with_newer=True)


def topic_others(*, topic: Topic, viewer: Viewer, only: str, placed: bool) -> "QuerySet[PostTopic]":
    """Return what stands in a topic in other languages than one, as part of another query."""
    return _rows_of(topic, Post.objects.listed_for(viewer).exclude(language=only), placed=placed)


def _rows_of(topic: Topic, posts: PostQuerySet, *, placed: bool) -> "QuerySet[PostTopic]":
    seen = Exists(posts.filter(id=OuterRef("post_id")))
    found = PostTopic.objects.filter(seen, topic=topic, listed_at_id__isnull=False)
    return found.filter(editor__isnull=False) if placed else found


def writers_of(rows: list[PostTopic]) -> list[Account]:
    """Return who wrote some posts of a topic, the last first, each once."""
    accounts = {row.post.account_id: row.post.account for row in rows if not row.post.account.left}
    return list(accounts.values())[:TOPIC_PEOPLE]


def places_of(rows: list[PostTopic]) -> list[Territory]:
    """Return where those are who wrote some posts of a topic, as far as their profiles say it; each place once."""
    pages = [getattr(row.post.account, "profile", None) for row in rows if not row.post.account.left]
    return list({page.place.id: page.place for page in pages if page and page.place}.values())[:TOPIC_PEOPLE]


def topics_of_post(post: Post) -> list[PostTopic]:
    """Return the columns and topics in which a post was put, columns first; those above them are left out."""
    return _TOPICS.rows(post.id)


def _topics_of(post_id: int) -> "QuerySet[PostTopic, PostTopic]":
    rows = PostTopic.objects.filter(Q(position__isnull=False) | Q(editor__isnull=False), post_id=post_id)
    found: QuerySet[PostTopic, PostTopic] = rows.select_related("topic", "editor")
    return found.order_by("-topic__is_column", "position", "id")


_TOPICS = Statement[PostTopic](_topics_of, shared=True)


def topics_of_posts(post_ids: Collection[int]) -> list[PostTopic]:
    """Return in which columns and topics posts of a list may be found, columns first; one query, none for no posts."""
    return _TOPICS_OF_LIST.rows(tuple(post_ids)) if post_ids else []


def _topics_of_list(post_ids: tuple[int, ...]) -> "QuerySet[PostTopic, PostTopic]":
    chosen = Q(position__isnull=False) | Q(editor__isnull=False)
    rows = PostTopic.objects.filter(chosen, post_id__in=post_ids, listed_at_id__isnull=False)
    found: QuerySet[PostTopic, PostTopic] = rows.select_related("topic").only(*OF_TOPIC_LINK, "post")
    return found.order_by("-topic__is_column", "position", "id")


_TOPICS_OF_LIST = Statement[PostTopic](_topics_of_list, shared=True)


def names_of_post(post: Post) -> list[str]:
    """Return the topics that the author named outside the text, for the box of the form."""
    rows = PostTopic.objects.filter(post=post, position__isnull=False, in_text=False).order_by("position")
    return [row.topic.name for row in rows.select_related("topic")]


@dataclass(frozen=True)
class Branch:
    """A topic with what is below it, and how many posts stand in both together."""

    topic: Topic
    number: int
    branches: "list[Branch]" = field(default_factory=list)


def topic_tree() -> list[Branch]:
    """Return the columns in their order, then all other topics by name, each with those below it; two queries."""
    counted = PostTopic.objects.filter(listed_at_id__isnull=False).values_list("topic_id")
    numbers = dict(counted.annotate(number=Count("id")).order_by())
    used = Q(kept=True) | Q(id__in=sorted(numbers, key=lambda key: -numbers[key])[:TOPICS_LISTED])
    topics = list(Topic.objects.present().filter(used).order_by("-kept", "id")[:TOPICS_LISTED])
    language = get_language() or ""
    topics.sort(key=lambda topic: (not topic.is_column, topic.position, sort_key(topic.name, language)))
    below: dict[int | None, list[Topic]] = {}
    for topic in topics:
        below.setdefault(topic.parent_id, []).append(topic)

    def grow(parent_id: int | None) -> list[Branch]:
        return [Branch(one, numbers.get(one.id, 0), grow(one.id)) for one in below.get(parent_id, [])]

    return grow(None)


def shown_slugs() -> list[str]:
    """Return the ends of addresses of the topics that have a page, at most TOPICS_LISTED."""
    return list(Topic.objects.shown().order_by("-kept", "-id").values_list("slug", flat=True)[:TOPICS_LISTED])


def columns(*, to_read: bool = False) -> list[Topic]:
    """Return the columns in the order of the editors; ``to_read``: as they are shared by all, never to be written."""
    return (_COLUMNS_READ if to_read else _COLUMNS).rows()


_COLUMNS = Statement[Topic](lambda: Topic.objects.columns())
_COLUMNS_READ = Statement[Topic](lambda: Topic.objects.columns(), shared=True)


def column_rows(post: Post) -> dict[int, PostTopic]:
    """Return in which columns editors put a post, by the column's identifier."""
    rows = PostTopic.objects.filter(post=post, editor__isnull=False).select_related("editor")
    return {row.topic_id: row for row in rows}


def suggested_names() -> list[str]:
    """Return names of topics that writers may mean, in their language, by alphabet."""
    found = Topic.objects.shown().order_by("-kept", "-id")[:TOPICS_LISTED]
    return sorted({topic.name for topic in found}, key=lambda name: sort_key(name, get_language() or ""))


def follows_topic(viewer: Viewer, topic: Topic) -> bool:
    """Whether the viewer follows a topic; no query for a guest."""
    return viewer.signed_in and TopicFollow.objects.filter(account_id=viewer.account_id or 0, topic=topic).exists()


def followed_topics(viewer: Viewer) -> list[Topic]:
    """Return the topics that the viewer follows, by name."""
    found = Topic.objects.present().filter(followers__account_id=viewer.account_id or 0)
    return sorted(found, key=lambda topic: sort_key(topic.name, get_language() or ""))


def followed_topic_ids(viewer: Viewer) -> "QuerySet[TopicFollow, int]":
    """Return the identifiers of the topics that the viewer follows, as a part of another query."""
    return TopicFollow.objects.filter(account_id=viewer.account_id or 0).values_list("topic_id", flat=True)


def posts_of_followed_topics(
    *, viewer: Viewer, before: int | None = None, limit: int = LIST_PAGE, language: str = ""
) -> Page[tuple[Post, Topic]]:
    """Return what everyone may read in the topics that the viewer follows, newest first, each text once."""
    rows = _OF_FOLLOWED.rows(viewer, before, limit=limit, language=language)
    page = cut_page(rows, key="listed_at_id", limit=limit)
    return Page([(row.post, row.topic) for row in page.items], page.older)


def _of_followed(viewer: Viewer, before: int | None, *, limit: int, language: str) -> "QuerySet[PostTopic, PostTopic]":
    seen = Post.objects.listed_for(viewer).told_in(language).filter(id=OuterRef("post_id"))
    found = PostTopic.objects.filter(Exists(seen), topic_id__in=followed_topic_ids(viewer), listed_at_id__isnull=False)
    first = found.filter(post_id=OuterRef("post_id"), id__lt=OuterRef("id"))
    rows: QuerySet[PostTopic, PostTopic] = found.filter(~Exists(first))
    rows = rows.select_related("post__account", "post__picture", "topic")
    rows = rows.only(*ON_CARDS_OF_ROWS, *OF_TOPIC_LINK, "listed_at_id")
    return rows_before(rows, key="listed_at_id", before=before, limit=limit)


_OF_FOLLOWED = Statement[PostTopic](_of_followed, shared=True)


def topics_below(topic: Topic) -> list[Topic]:
    """Return the topics just below one that have a page, by name."""
    return sorted(topic.children.shown(), key=lambda one: sort_key(one.name, get_language() or ""))


@dataclass(frozen=True)
class BlogView:
    """The look of a profile as a blog, with the topics that stand as its categories."""

    accent: str
    about: str
    html: str
    categories: list[Topic]


def blog_of(account_id: int) -> BlogView | None:
    """Return how a profile looks as a blog, None where its people chose nothing; at most two queries."""
    row = Blog.objects.filter(account_id=account_id).first()
    if row is None:
        return None
    found = {topic.id: topic for topic in Topic.objects.present().filter(id__in=row.topics)} if row.topics else {}
    return BlogView(row.accent, row.about, row.html, [found[key] for key in row.topics if key in found])
