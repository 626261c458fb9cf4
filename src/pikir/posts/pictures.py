"""Which pictures posts show, and to whom: media asks, posts answer."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef

from pikir.accounts.access import Viewer
from pikir.posts.models import Post, PostPicture


def visible_pictures(viewer: Viewer, picture_ids: Collection[int]) -> set[int]:
    """Return those of the pictures that stand in a post which the viewer may see, in one query."""
    seen = Post.objects.visible_to(viewer).filter(id=OuterRef("post_id"))
    shown = PostPicture.objects.filter(Exists(seen), picture_id__in=tuple(picture_ids))
    return set(shown.values_list("picture_id", flat=True))


def held_pictures(picture_ids: Collection[int]) -> set[int]:
    """Return those of the pictures that stand in any post, in one query."""
    return set(PostPicture.objects.filter(picture_id__in=tuple(picture_ids)).values_list("picture_id", flat=True))
