"""Which pictures posts show, and to whom: media asks, posts answer."""

from collections.abc import Collection

from pikir.accounts.access import Viewer
from pikir.media.kinds import NAME_LENGTH
from pikir.media.models import Picture
from pikir.media.queries import pictures_by_key
from pikir.posts.copies import named_in_copies
from pikir.posts.models import Post, PostPicture
from pikir.posts.queries import read_by
from pikir.posts.rendering import picture_keys


def visible_pictures(viewer: Viewer, picture_ids: Collection[int]) -> set[int]:
    """Return those of the pictures that stand in a post which the viewer may see or is asked to sign, in one query."""
    shown = PostPicture.objects.filter(read_by(viewer), picture_id__in=tuple(picture_ids))
    return set(shown.values_list("picture_id", flat=True))


def held_pictures(picture_ids: Collection[int]) -> set[int]:
    """Return those of the pictures that stand in any post, or in a text that was not sent yet."""
    held = set(PostPicture.objects.filter(picture_id__in=tuple(picture_ids)).values_list("picture_id", flat=True))
    rest = Picture.objects.filter(id__in=set(picture_ids) - held)
    owners = dict(rest.values_list("id", "account_id"))
    return held | named_in_copies(owners, sign="picture:", keys_of=picture_keys)


def pictures_in(source: str, *, viewer: Viewer) -> list[tuple[str, Picture]]:
    """Return the viewer's own pictures that a text being written shows, each with what the text calls it by."""
    keys = picture_keys(source)
    found = pictures_by_key(keys)
    own = [(key, found[key]) for key in keys if key in found and found[key].account_id in viewer.operates]
    return [(f"/media/{key}-" if len(key) == NAME_LENGTH else f"picture:{key}", picture) for key, picture in own]


def picture_in(post: Post, name: str) -> Picture | None:
    """Return the picture under a name if it stands in this very post and nobody took it down."""
    return Picture.objects.ready().filter(name=name, post_links__post=post).first()
