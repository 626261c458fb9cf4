"""Which files posts lead to, and for whom: media asks, posts answer, as for pictures."""

from collections.abc import Collection

from pikir.accounts.access import Viewer
from pikir.media.models import Attachment
from pikir.posts.copies import named_in_copies
from pikir.posts.models import Post, PostAttachment
from pikir.posts.queries import read_by
from pikir.posts.rendering import file_keys


def visible_attachments(viewer: Viewer, attachment_ids: Collection[int]) -> set[int]:
    """Return those of the files that a post leads to which the viewer may see or is asked to sign, in one query."""
    shown = PostAttachment.objects.filter(read_by(viewer), attachment_id__in=tuple(attachment_ids))
    return set(shown.values_list("attachment_id", flat=True))


def held_attachments(attachment_ids: Collection[int]) -> set[int]:
    """Return those of the files that any post leads to, or a text that was not sent yet."""
    wanted = tuple(attachment_ids)
    held = set(PostAttachment.objects.filter(attachment_id__in=wanted).values_list("attachment_id", flat=True))
    owners = dict(Attachment.objects.filter(id__in=set(wanted) - held).values_list("id", "account_id"))
    return held | named_in_copies(owners, sign="file:", keys_of=file_keys)


def attachment_in(post: Post, name: str) -> Attachment | None:
    """Return the file under a name if this very post leads to it."""
    return Attachment.objects.filter(name=name, post_links__post=post).first()
