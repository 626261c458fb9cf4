"""What editors do with topics and columns, and who follows them."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer, account_for_change, can_speak_as, require
from pikir.audit.actions import record
from pikir.kernel.events import send
from pikir.kernel.languages import LANGUAGES
from pikir.kernel.text import strip_controls
from pikir.posts.access import can_keep_topics, can_place
from pikir.posts.actions.tagging import above_of, free_slug, relist, spread, touch_topics
from pikir.posts.events import TopicMoved
from pikir.posts.kinds import TOPIC_DEPTH, TOPIC_REASON_LENGTH, TOPICS_FOLLOWED
from pikir.posts.models import Post
from pikir.posts.pages import touch_pages
from pikir.posts.topics import PostTopic, Topic, TopicFollow, TopicName, topic_key
from pikir.web.freshness import touch


class TopicError(ValueError):
    """It cannot be done with topics as they are; the message is for the editor or the reader."""


@dataclass(frozen=True, kw_only=True)
class TopicFacts:
    """What an editor fills in: names and words about it by language, where it stands, whether it is a column."""

    names: dict[str, str]
    about: dict[str, str]
    parent: Topic | None = None
    is_column: bool = False
    position: int = 0


def make_topic(*, actor: Viewer, facts: TopicFacts) -> Topic:
    """Make a topic. Raises PermissionDenied, or TopicError for a name that another topic has or too deep a tree."""
    require(can_keep_topics(actor))
    with transaction.atomic():
        language, name = _first_name(facts)
        topic = Topic(slug=free_slug(name, language), kept=True)
        _fill(topic, facts)
        topic.save(force_insert=True)
        _take_names(topic)
        _note(actor, topic, "make_topic")
    return topic


def edit_topic(*, actor: Viewer, topic: Topic, facts: TopicFacts) -> Topic:
    """Change names, place in the tree and whether it is a column; old names keep finding it. Raises as make_topic."""
    require(can_keep_topics(actor))
    with transaction.atomic():
        before = Topic.objects.select_for_update().get(id=topic.id)
        if before.merged_into_id:
            raise TopicError(_("This topic was merged into another one."))
        _first_name(facts)
        _fill(topic, facts)
        topic.kept = True
        topic.save()
        _take_names(topic)
        _note(actor, topic, "edit_topic")
        if before.parent_id != topic.parent_id:
            send(TopicMoved(topic.id))
    return topic


def merge_topics(*, actor: Viewer, topic: Topic, into: Topic, reason: str) -> None:
    """Let everything of one topic stand in another: posts, followers, names, what is below it; its address leads there.

    Raises PermissionDenied, or TopicError where the one stands above or below the other.
    """
    require(can_keep_topics(actor))
    with transaction.atomic():
        pair = {row.id: row for row in Topic.objects.select_for_update().filter(id__in=(topic.id, into.id))}
        topic, into = pair[topic.id], pair[into.id]
        if topic.id == into.id or topic.merged_into_id or into.merged_into_id:
            raise TopicError(_("Choose another topic that is in use."))
        if topic in above_of(into):
            raise TopicError(_("A topic cannot be merged into one that stands below it."))
        if topic.children.exists() and len(above_of(into)) + _height(topic) > TOPIC_DEPTH:
            raise TopicError(_too_deep())
        _move_rows(topic, into)
        topic.children.update(parent=into)
        topic.merged.update(merged_into=into)
        topic.merged_into, topic.is_column, topic.parent = into, False, None
        topic.save()
        into.kept = True
        into.save(update_fields=["kept"])
        record(
            actor=actor.user_id, verb="merge_topics", kind="topic", object_id=topic.id, reason=reason,
            data={"into": into.slug},
        )  # fmt: skip
        touch("site")
        send(TopicMoved(into.id))


def place_in_column(*, actor: Viewer, post: Post, column: Topic, reason: str) -> None:
    """Put a public post into a column in the editor's name; the reason is shown.

    Raises PermissionDenied, or TopicError for a topic that is no column.
    """
    require(can_place(actor, post))
    if not column.is_column or column.merged_into_id:
        raise TopicError(_("Only columns are kept by editors."))
    words = strip_controls(reason)[:TOPIC_REASON_LENGTH]
    with transaction.atomic():
        values = {"editor_id": actor.account_id, "reason": words}
        PostTopic.objects.update_or_create(post=post, topic=column, defaults=values)
        relist(post_id=post.id)
        spread([post.id])
        _tell(actor, post, column, "place_in_column", words)


def take_out_of_column(*, actor: Viewer, post: Post, column: Topic, reason: str) -> None:
    """Take a post out of what editors placed in a column; the reason is for the log. Raises as place_in_column."""
    require(can_keep_topics(actor))
    words = strip_controls(reason)[:TOPIC_REASON_LENGTH]
    if not words:
        raise TopicError(_("Give the reason: it stands in the log."))
    with transaction.atomic():
        rows = PostTopic.objects.filter(post=post, topic=column, editor__isnull=False)
        if not rows.update(editor=None, reason=""):
            return
        touch_topics(topic.slug for topic in (column, *above_of(column)))
        spread([post.id])
        _tell(actor, post, column, "take_out_of_column", words)


def follow_topic(*, actor: Viewer, topic: Topic) -> None:
    """Have home show what is said in a topic. Raises PermissionDenied, or TopicError for more than TOPICS_FOLLOWED."""
    account_id = actor.account_id or 0
    require(can_speak_as(actor, account_id))
    with transaction.atomic():
        account_for_change(account_id)  # two at a time are counted one after the other
        present = TopicFollow.objects.filter(account_id=account_id)
        if present.filter(topic=topic).exists():
            return
        if present.count() >= TOPICS_FOLLOWED:
            raise TopicError(
                _("One can follow at most %(maximum)d topics. Unfollow one first.") % {"maximum": TOPICS_FOLLOWED}
            )
        TopicFollow.objects.create(account_id=account_id, topic=topic, since=timezone.now())


def unfollow_topic(*, actor: Viewer, topic: Topic) -> None:
    """Have home no longer show what is said in a topic."""
    TopicFollow.objects.filter(account_id=actor.account_id or 0, topic=topic).delete()


def _first_name(facts: TopicFacts) -> tuple[str, str]:
    """A language and the name in it; TopicError where there is no name with a letter."""
    for language in LANGUAGES:
        if topic_key(facts.names.get(language, "")):
            return language, facts.names[language]
    raise TopicError(_("Give the topic a name in at least one language."))


def _fill(topic: Topic, facts: TopicFacts) -> None:
    for language in LANGUAGES:
        setattr(topic, f"name_{language}", strip_controls(facts.names.get(language, "")))
        setattr(topic, f"about_{language}", strip_controls(facts.about.get(language, "")))
    parent = facts.parent
    if parent is not None:
        if topic in (parent, *above_of(parent)):
            raise TopicError(_("A topic cannot stand below itself."))
        if 1 + len(above_of(parent)) + _height(topic) > TOPIC_DEPTH:
            raise TopicError(_too_deep())
    topic.parent, topic.is_column, topic.position = parent, facts.is_column, facts.position


def _height(topic: Topic) -> int:
    """How many levels a topic and all below it take."""
    height, level = 0, [topic.id]
    while level:
        height, level = height + 1, list(Topic.objects.filter(parent__in=level).values_list("id", flat=True))
    return height


def _too_deep() -> str:
    return _("The tree of topics has at most %(maximum)d levels.") % {"maximum": TOPIC_DEPTH}


def _take_names(topic: Topic) -> None:
    """Let a topic be found by each of its names; TopicError for one that is another topic's."""
    keys = {topic_key(name): name for name in topic.names}
    for row in TopicName.objects.filter(key__in=keys).exclude(topic=topic).select_related("topic"):
        raise TopicError(
            _("“%(name)s” is already a name of the topic “%(topic)s”. Merge the two instead.")
            % {"name": keys[row.key], "topic": row.topic.name}
        )
    for key in (*keys, topic_key(topic.slug)):
        TopicName.objects.get_or_create(key=key, defaults={"topic": topic})


def _move_rows(topic: Topic, into: Topic) -> None:
    """Posts, followers and names go over; where both stand already, the one that stays keeps what an editor said."""
    rows = PostTopic.objects.filter(topic=topic)
    shared = set(PostTopic.objects.filter(topic=into, post__topic_links__topic=topic).values_list("post_id", flat=True))
    for row in rows.filter(post_id__in=shared):
        other = PostTopic.objects.get(topic=into, post_id=row.post_id)
        if other.position is None:
            other.position, other.in_text = row.position, row.in_text
        if other.editor_id is None:
            other.editor_id, other.reason = row.editor_id, row.reason
        other.save()
    rows.filter(post_id__in=shared).delete()
    rows.update(topic=into)
    follows = TopicFollow.objects.filter(topic=topic)
    both = TopicFollow.objects.filter(topic=into).values("account_id")
    follows.filter(account_id__in=list(both.values_list("account_id", flat=True))).delete()
    follows.update(topic=into)
    TopicName.objects.filter(topic=topic).update(topic=into)


def _note(actor: Viewer, topic: Topic, verb: str) -> None:
    record(actor=actor.user_id, verb=verb, kind="topic", object_id=topic.id, data={"slug": topic.slug})
    touch("site")  # names stand on every page with a way to the columns, and below posts


def _tell(actor: Viewer, post: Post, column: Topic, verb: str, reason: str) -> None:
    record(actor=actor.user_id, verb=verb, kind="post", object_id=post.id, reason=reason, data={"column": column.slug})
    touch_pages(post)  # cards name the column, too
    touch_topics(topic.slug for topic in (column, *above_of(column)))
