"""What becomes of the posts of somebody who leaves. Nobody else's post is touched, and every count stays right."""

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils import timezone

from pikir.accounts.kinds import Fate
from pikir.audit.actions import forget_words
from pikir.media.actions import delete_unshown_pictures
from pikir.media.attachments.actions import delete_unused_attachments
from pikir.posts.actions.forgetting import forget_reactions
from pikir.posts.actions.tagging import untag
from pikir.posts.kinds import TRANSITIONS, PostKind, State, Visibility
from pikir.posts.life import Correction, PreviewLink, Review, Revision
from pikir.posts.models import (
    Blog,
    CoAuthor,
    Copy,
    Pin,
    Post,
    PostAttachment,
    PostPicture,
    PostQuerySet,
    PostTopic,
    ThreadRules,
    TopicFollow,
)
from pikir.web.freshness import touch

# What nobody could read any more, whatever stays: a followed one is gone, and so are all who acted for them.
_READ_BY_NONE = Q(state__in=(State.DRAFT, State.SCHEDULED)) | (
    Q(root__isnull=True) & ~Q(visibility__in=(Visibility.PUBLIC, Visibility.UNLISTED))
)
# What was asked of an office in public is a public record, whatever becomes of who asked.
_ON_RECORD = Q(kind=PostKind.QUESTION, visibility__in=(Visibility.PUBLIC, Visibility.UNLISTED))


def leave_posts(*, account_id: int, fate: str) -> None:
    """Keep, withdraw or erase all that an account said, inside the caller's transaction."""
    mine = Post.objects.filter(account_id=account_id).exclude(_ON_RECORD)
    with transaction.atomic():
        if fate == Fate.WITHDRAW:
            _withdraw(mine.exclude(_READ_BY_NONE))
        _erase(mine if fate == Fate.ERASE else mine.filter(_READ_BY_NONE), account_id)
        unsaid = Q() if fate != Fate.KEEP else Q(accepted_at=None)
        CoAuthor.objects.filter(unsaid, account_id=account_id).delete()
        Pin.objects.filter(account_id=account_id).delete()
        Blog.objects.filter(account_id=account_id).delete()
        TopicFollow.objects.filter(account_id=account_id).delete()
        Copy.objects.filter(account_id=account_id).delete()
        forget_reactions(account_id=account_id)
        delete_unshown_pictures(account_id=account_id)
        delete_unused_attachments(account_id=account_id)
        touch("site")


def _withdraw(posts: PostQuerySet) -> None:
    _uncount(posts)
    PostTopic.objects.filter(post__in=posts).update(listed_at_id=None)
    way = TRANSITIONS["leave"]
    posts.filter(state__in=way.sources).update(state=way.target, updated_at=timezone.now())


def _erase(posts: PostQuerySet, account_id: int) -> None:
    """Empty the rows, then delete those that nobody answered, from the ends of the threads inwards."""
    _uncount(posts)
    forget_words(kind="post", object_ids=list(posts.values_list("id", flat=True)))
    posts.update(
        title="",
        lead="",
        source="",
        html="",
        excerpt="",
        cover="",
        words=0,
        headings=[],
        picture=None,
        stance="",
        quote_of=None,
        state=State.WITHDRAWN,
        state_reason="",
        publish_at=None,
        corrected_at=None,
        retracted_at=None,
    )
    erased = Post.objects.filter(account_id=account_id).erased()
    PostPicture.objects.filter(post__in=erased).delete()
    PostAttachment.objects.filter(post__in=erased).delete()
    Revision.objects.filter(post__in=erased).delete()
    Review.objects.filter(post__in=erased).delete()
    PreviewLink.objects.filter(post__in=erased).delete()
    Correction.objects.filter(post__in=erased).delete()
    CoAuthor.objects.filter(post__in=erased).delete()
    untag(erased)
    ThreadRules.objects.filter(post__in=erased).delete()
    answers = Post.objects.filter(Q(reply_to_id=OuterRef("id")) | Q(root_id=OuterRef("id")))
    alone = erased.exclude(kind=PostKind.QUESTION)  # the empty place of a private one: its number is not given twice
    while alone.filter(~Exists(answers)).delete()[0]:
        pass


def _uncount(posts: PostQuerySet) -> None:
    """Take public comments out of the counts of the threads in which they stand."""
    public = posts.filter(state=State.PUBLISHED, root__isnull=False)
    for root_id, number in public.values_list("root_id").annotate(number=Count("id")).order_by("root_id"):
        Post.objects.filter(id=root_id).update(reply_count=F("reply_count") - number)
