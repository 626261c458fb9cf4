"""Which topics a post stands in: by its author's choice, by the hashtags of its text, and by the tree above those."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction

from pikir.kernel.ids import id_of
from pikir.kernel.languages import LANGUAGES, SLUG_LENGTH, guess_language, slugify
from pikir.kernel.text import strip_controls
from pikir.posts.kinds import TOPIC_BATCH, TOPIC_NAME_LENGTH, TOPICS_MAX, PostKind
from pikir.posts.models import Post, PostQuerySet
from pikir.posts.rendering import drawn_topics
from pikir.posts.topics import PostTopic, Topic, TopicName, topic_key
from pikir.web.freshness import touch
from pikir.web.statements import Statement

UNUSED_KEPT = timedelta(days=1)  # longer than any text takes from its making to its keeping


def hashtag_slugs(post: Post, hashtags: Sequence[str]) -> dict[str, str]:
    """Return the ends of the addresses of the topics that hashtags name, by key.

    Topics that are missing are made; a comment stands in no topic and makes none.
    """
    if post.kind != PostKind.COMMENT:
        return {topic_key(name): topic.slug for name, topic in _called(hashtags, post.language)}
    if not hashtags:
        return {}
    rows = TopicName.objects.filter(key__in=[topic_key(name) for name in hashtags]).select_related("topic")
    return {row.key: row.topic.slug for row in rows}


def tag_post(post: Post, names: Sequence[str] | None) -> None:
    """Make the topics of a saved post those of ``names`` and of the hashtags drawn in its text.

    Runs inside the caller's transaction. At most TOPICS_MAX count, ``names`` first; None leaves the names as they are.
    """
    rows = PostTopic.objects.filter(post=post, position__isnull=False).select_related("topic").order_by("position")
    present = [(row.topic, row.in_text) for row in rows]
    if names is None:
        chosen = [topic for topic, in_text in present if not in_text]
    else:
        chosen = [topic for _name, topic in _called(names, post.language)]
    slugs = drawn_topics(post.html)
    drawn = {topic.slug: topic for topic in Topic.objects.present().filter(slug__in=slugs)} if slugs else {}
    wanted = dict.fromkeys(chosen, False)
    for slug in slugs:
        if slug in drawn:
            wanted.setdefault(drawn[slug], True)
    wanted = dict(list(wanted.items())[:TOPICS_MAX])
    if list(wanted.items()) != present:
        _write(post, wanted)
        forget_unused(topic.id for topic, _in_text in present if topic not in wanted)


def relist(*, post_id: int) -> None:
    """Give the places of a post in its topics the post's own place in lists, or none while it stands in no list."""
    place = _PLACE.first(post_id)
    PostTopic.objects.filter(post_id=post_id).update(listed_at_id=place[0] if place else None)


_PLACE = Statement[tuple[int | None]](
    lambda post_id: Post.objects.listed().filter(id=post_id).values_list("listed_at_id")
)


def untag(posts: PostQuerySet) -> None:
    """Take posts out of all topics, inside the caller's transaction, and topics away in which nothing is left."""
    rows = PostTopic.objects.filter(post__in=posts)
    topics = set(rows.values_list("topic_id", flat=True))
    rows.delete()
    forget_unused(topics)


def forget_unused(topic_ids: Iterable[int]) -> None:
    """Delete those of the topics that only hashtags made and in which no post stands any more."""
    lonely = Topic.objects.filter(id__in=set(topic_ids), kept=False, merged=None, children=None, followers=None)
    lonely.filter(post_links=None).delete()


def sweep_topics(*, now: datetime) -> None:
    """Delete topics without posts that were made for a text which was then not kept."""
    old = id_of(now - UNUSED_KEPT)
    forget_unused(Topic.objects.filter(kept=False, post_links=None, id__lt=old).values_list("id", flat=True))


def spread(post_ids: Collection[int]) -> None:
    """Make the rows of the tree right for some posts: one in each topic above those that were chosen."""
    rows = list(PostTopic.objects.filter(post_id__in=post_ids).select_related("topic__parent__parent"))
    wanted: dict[tuple[int, int], int | None] = {}
    for row in rows:
        if row.position is not None or row.editor_id:
            wanted |= dict.fromkeys(((row.post_id, above.id) for above in above_of(row.topic)), row.listed_at_id)
    present = {(row.post_id, row.topic_id): row for row in rows}
    stale = [row.pk for key, row in present.items() if row.position is None and not row.editor_id and key not in wanted]
    PostTopic.objects.filter(id__in=stale).delete()
    PostTopic.objects.bulk_create(
        PostTopic(post_id=post_id, topic_id=topic_id, listed_at_id=listed)
        for (post_id, topic_id), listed in wanted.items()
        if (post_id, topic_id) not in present
    )


def spread_topic(*, topic_id: int) -> None:
    """Make the rows of the tree right for every post of a topic, in batches; safe to run twice."""
    last = 0
    while True:
        rows = PostTopic.objects.filter(topic_id=topic_id, post_id__gt=last).order_by("post_id")
        batch = list(rows.values_list("post_id", flat=True)[:TOPIC_BATCH])
        if not batch:
            break
        with transaction.atomic():
            spread(batch)
        last = batch[-1]
    with transaction.atomic():
        touch("site")  # pages of topics above it, and of those it stood in before


def above_of(topic: Topic) -> list[Topic]:
    """The topics above a topic, the nearest first."""
    above = []
    while topic.parent:
        topic = topic.parent
        above.append(topic)
    return above


def free_slug(name: str, language: str) -> str:
    """Return an end of an address that no topic has."""
    stem = slugify(name, language)[:SLUG_LENGTH]
    taken = set(Topic.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    number, slug = 2, stem
    while slug in taken:
        slug, number = f"{stem}-{number}", number + 1
    return slug


def _called(names: Sequence[str], language: str) -> list[tuple[str, Topic]]:
    """Each name with its topic, made where there is none; names without a letter are left out."""
    keyed = {topic_key(name): name for name in names}
    keyed.pop("", None)
    if not keyed:
        return []
    rows = TopicName.objects.filter(key__in=keyed).select_related("topic")
    known = {row.key: row.topic for row in rows}
    return [(name, known.get(key) or _make(name, key, language)) for key, name in keyed.items()]


def _make(name: str, key: str, language: str) -> Topic:
    """Make a topic that a hashtag or an author names first; two who do so at once get the same one."""
    words = " ".join(strip_controls(name).replace("_", " ").split())[:TOPIC_NAME_LENGTH]
    spoken = guess_language(words, language if language in LANGUAGES else settings.LANGUAGE_CODE)
    try:
        with transaction.atomic():
            slug = free_slug(words, spoken)
            topic = Topic.objects.create(slug=slug, **{f"name_{spoken}": words[:1].upper() + words[1:]})
            TopicName.objects.create(key=key, topic=topic)
            TopicName.objects.get_or_create(key=topic_key(slug), defaults={"topic": topic})
    except IntegrityError:
        return Topic.objects.filter(spellings__key=key).first() or _make(name, key, language)
    return topic


def _write(post: Post, wanted: dict[Topic, bool]) -> None:
    rows = PostTopic.objects.filter(post=post)
    before = set(rows.values_list("topic__slug", flat=True))
    rows.filter(editor=None).delete()
    rows.update(position=None, in_text=False)
    listed = post.listed_at_id if Post.objects.listed().filter(id=post.id).exists() else None
    for position, (topic, in_text) in enumerate(wanted.items()):
        values = {"position": position, "in_text": in_text}
        PostTopic.objects.update_or_create(
            post=post, topic=topic, defaults=values, create_defaults=values | {"listed_at_id": listed}
        )
    spread([post.id])
    touch_topics(before | set(rows.values_list("topic__slug", flat=True)))


def touch_topics(slugs: Iterable[str]) -> None:
    """Make the pages of topics fresh after the commit."""
    touch("topics", *(f"topic:{slug}" for slug in slugs))


def topics_called(names: Sequence[str]) -> list[Topic]:
    """Return the topics that have these names, each once, in order; names that none has are left out."""
    keys = [topic_key(name) for name in names]
    rows = TopicName.objects.filter(key__in=keys).select_related("topic")
    known = {row.key: row.topic for row in rows}
    return list(dict.fromkeys(known[key] for key in keys if key in known))
