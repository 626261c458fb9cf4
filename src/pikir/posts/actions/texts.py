"""From what an author wrote to what readers see: rendering, done outside the transaction, and links to pictures."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from pikir.accounts.models import Account
from pikir.kernel.text import excerpt
from pikir.media.actions import describe_pictures
from pikir.media.models import Attachment, Picture
from pikir.media.queries import attachments_by_key, pictures_by_key
from pikir.posts.actions.tagging import hashtag_slugs
from pikir.posts.kinds import COMMENT_LENGTH, ENTRY_LENGTH, EXCERPT_LENGTH, NOTE_LENGTH, TOPICS_MAX, PostKind
from pikir.posts.models import Post, PostAttachment, PostPicture
from pikir.posts.pages import touch_pages
from pikir.posts.rendering import (
    RENDERER_VERSION,
    Rendered,
    attached_names,
    file_keys,
    mention_handles,
    picture_keys,
    picture_words,
    render,
    render_comment,
    render_note,
)

TEXT_FIELDS = ("html", "excerpt", "words", "headings", "renderer", "picture_id")
BATCH = 200  # texts in memory at once when many are made anew
LENGTHS = {PostKind.NOTE: NOTE_LENGTH, PostKind.COMMENT: COMMENT_LENGTH}


class TextError(ValueError):
    """A text cannot be kept as it is; the message is for its author."""


def check_text(post: Post) -> None:
    """Raise TextError for an empty or a too long text, counted as it will be kept."""
    if not post.source and not post.title:
        raise TextError(_("Write something first."))
    length, limit = len(post.source), LENGTHS.get(PostKind(post.kind), ENTRY_LENGTH)
    if length > limit:
        raise TextError(
            _("The text has %(length)s characters; at most %(limit)s fit.") % {"length": length, "limit": limit}
        )


def render_into(post: Post, *, hashtags: int = TOPICS_MAX, keepers: frozenset[int] = frozenset()) -> list[int]:
    """Fill the made fields of ``post`` from its source, unsaved; return the identifiers of the pictures it shows.

    The first ``hashtags`` lead to their topics, which are made where there are none, but not for a comment. Only
    pictures and files of the post's own account and of ``keepers``, whose things its writer may give it, are shown, so
    that nobody opens what another has not published by its key.
    """
    owners = keepers | {post.account_id}
    pictures = _pictures_of(post, owners)
    handles = _handles_of(post)
    made = _render(post, pictures, owners, handles, {})
    topics = hashtag_slugs(post, made.hashtags[: max(hashtags, 0)])
    if topics:
        made = _render(post, pictures, owners, handles, topics)
    post.html = made.html
    post.excerpt = post.lead[:EXCERPT_LENGTH] or (excerpt(made.plain, EXCERPT_LENGTH) if made.plain else "")
    post.words = made.words
    post.headings = [[heading.level, heading.anchor, heading.text] for heading in made.headings]
    post.renderer = RENDERER_VERSION
    blurred = {picture.id for picture in pictures.values() if picture.blurred}
    post.picture_id = next((one for one in made.picture_ids if one not in blurred), None)
    return list(made.picture_ids)


def _pictures_of(post: Post, owners: frozenset[int]) -> dict[str, Picture]:
    keys = picture_keys(post.source)
    if not keys or post.kind in LENGTHS:
        return {}
    return {key: found for key, found in pictures_by_key(keys).items() if found.account_id in owners}


def _handles_of(post: Post) -> frozenset[str]:
    """Handles that the text mentions and that somebody has."""
    written = mention_handles(post.source)
    if not written:
        return written
    return frozenset(Account.objects.local().filter(handle_key__in=written).values_list("handle_key", flat=True))


def _render(
    post: Post,
    pictures: dict[str, Picture],
    owners: frozenset[int],
    handles: frozenset[str],
    topics: dict[str, str],
) -> Rendered:
    if post.kind == PostKind.COMMENT:
        return render_comment(post.source, handles=handles, topics=topics)
    if post.kind == PostKind.NOTE:
        return render_note(post.source, handles=handles, topics=topics)
    files = attachments_by_key(file_keys(post.source), account_ids=owners)
    return render(
        post.source,
        post_id=post.id,
        language=post.language,
        pictures=pictures,
        attachments=files,
        handles=handles,
        topics=topics,
    )


def check_alone(post: Post, picture_ids: Iterable[int]) -> None:
    """Raise TextError when another text holds a picture or file that would have to go to the author of this one."""
    pictures = _pictures_of_others(post, picture_ids)
    files = _files_of_others(post)
    if PostPicture.objects.filter(picture__in=pictures).exclude(post=post).exists():
        raise TextError(_("A picture of this text stands in another one too. Take it out, then add it again."))
    if PostAttachment.objects.filter(attachment__in=files).exclude(post=post).exists():
        raise TextError(_("A file of this text stands in another one too. Take it out, then add it again."))


def take_along(post: Post, picture_ids: Iterable[int]) -> None:
    """Put what a text shows and leads to into the hands of its author, inside the caller's transaction."""
    _pictures_of_others(post, picture_ids).update(account_id=post.account_id)
    _files_of_others(post).update(account_id=post.account_id)


def _pictures_of_others(post: Post, picture_ids: Iterable[int]) -> QuerySet[Picture]:
    found: QuerySet[Picture] = Picture.objects.filter(id__in=tuple(picture_ids)).exclude(account=post.account_id)
    return found


def _files_of_others(post: Post) -> QuerySet[Attachment]:
    found: QuerySet[Attachment] = Attachment.objects.filter(name__in=attached_names(post.html))
    return found.exclude(account=post.account_id)


def link_pictures(post: Post, picture_ids: Iterable[int]) -> None:
    """Make the links of a saved post equal to the pictures and files it shows, inside the caller's transaction."""
    _link_attachments(post)
    wanted = set(picture_ids)
    links = PostPicture.objects.filter(post=post)
    present = set(links.values_list("picture_id", flat=True))
    if present - wanted:
        links.exclude(picture_id__in=wanted).delete()
    PostPicture.objects.bulk_create([PostPicture(post=post, picture_id=new) for new in sorted(wanted - present)])
    words = {key: alt for key, alt in picture_words(post.source).items() if key in wanted - present}
    if words:
        describe_pictures(account_id=post.account_id, words=words, language=post.language)


def _link_attachments(post: Post) -> None:
    """Make the links of a saved post equal to the files its text leads to, inside the caller's transaction."""
    names, links = attached_names(post.html), PostAttachment.objects.filter(post=post)
    found = Attachment.objects.filter(name__in=names, account_id=post.account_id)
    wanted = set(found.values_list("id", flat=True))  # no query for no names
    present = set(links.values_list("attachment_id", flat=True))
    if present - wanted:
        links.exclude(attachment_id__in=wanted).delete()
    PostAttachment.objects.bulk_create([PostAttachment(post=post, attachment_id=new) for new in wanted - present])


def render_posts_with(*, picture_id: int) -> None:
    """Make the texts that show a picture anew, since its address changed. Links stay: the picture may come back."""
    for post in Post.objects.filter(picture_links__picture_id=picture_id).select_related("account", "root__account"):
        _render_again(post)


def render_old_posts() -> int:
    """Make anew the texts that an earlier renderer made, one after the other; return how many."""
    last, count = 0, 0
    old = Post.objects.filter(renderer__lt=RENDERER_VERSION).exclude(source="").order_by("id")
    while batch := list(old.filter(id__gt=last).select_related("account", "root__account")[:BATCH]):
        for post in batch:
            _render_again(post)
        last, count = batch[-1].id, count + len(batch)
    return count


def _render_again(post: Post) -> None:
    """Make a text anew and keep it, unless its author changed it meanwhile."""
    render_into(post)
    with transaction.atomic():
        Post.objects.filter(id=post.id, source=post.source).update(
            **{name: getattr(post, name) for name in TEXT_FIELDS}
        )
        touch_pages(post)
