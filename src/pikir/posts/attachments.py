"""Which files posts lead to, and for whom: media asks, posts answer, as for pictures."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef

from pikir.accounts.access import Viewer
from pikir.media.models import Attachment
from pikir.posts.models import Post, PostAttachment
from pikir.posts.rendering import attached_names


def visible_attachments(viewer: Viewer, attachment_ids: Collection[int]) -> set[int]:
    """Return those of the files that a post leads to which the viewer may see, in one query."""
    seen = Post.objects.visible_to(viewer).filter(id=OuterRef("post_id"))
    shown = PostAttachment.objects.filter(Exists(seen), attachment_id__in=tuple(attachment_ids))
    return set(shown.values_list("attachment_id", flat=True))


def held_attachments(attachment_ids: Collection[int]) -> set[int]:
    """Return those of the files that any post leads to, in one query."""
    held = PostAttachment.objects.filter(attachment_id__in=tuple(attachment_ids))
    return set(held.values_list("attachment_id", flat=True))


def link_attachments(post: Post) -> None:
    """Make the links of a saved post equal to the files its text leads to, inside the caller's transaction."""
    names, links = attached_names(post.html), PostAttachment.objects.filter(post=post)
    found = Attachment.objects.filter(name__in=names, account_id=post.account_id)
    wanted = set(found.values_list("id", flat=True))  # no query for no names
    present = set(links.values_list("attachment_id", flat=True))
    if present - wanted:
        links.exclude(attachment_id__in=wanted).delete()
    PostAttachment.objects.bulk_create([PostAttachment(post=post, attachment_id=new) for new in wanted - present])
