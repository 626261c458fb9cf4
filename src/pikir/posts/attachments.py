"""Which files posts lead to, and for whom: media asks, posts answer, as for pictures."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef

from pikir.accounts.access import Viewer
from pikir.media.models import Attachment
from pikir.posts.models import Post, PostAttachment


def visible_attachments(viewer: Viewer, attachment_ids: Collection[int]) -> set[int]:
    """Return those of the files that a post leads to which the viewer may see, in one query."""
    seen = Post.objects.visible_to(viewer).filter(id=OuterRef("post_id"))
    shown = PostAttachment.objects.filter(Exists(seen), attachment_id__in=tuple(attachment_ids))
    return set(shown.values_list("attachment_id", flat=True))


def held_attachments(attachment_ids: Collection[int]) -> set[int]:
    """Return those of the files that any post leads to, in one query."""
    held = PostAttachment.objects.filter(attachment_id__in=tuple(attachment_ids))
    return set(held.values_list("attachment_id", flat=True))


def attachment_in(post: Post, name: str) -> Attachment | None:
    """Return the file under a name if this very post leads to it."""
    return Attachment.objects.filter(name=name, post_links__post=post).first()
