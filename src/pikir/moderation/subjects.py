"""What can be flagged and judged, found by kind and number for whoever may see it."""

from dataclasses import dataclass

from django.http import Http404

from pikir.accounts.access import Viewer
from pikir.accounts.kinds import AccountState
from pikir.accounts.models import Account
from pikir.media.access import can_view_picture
from pikir.media.kinds import PictureState
from pikir.media.models import Picture
from pikir.moderation.kinds import PICTURES_SHOWN, Thing
from pikir.posts.access import access_post
from pikir.posts.models import Post, PostTopic


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A thing with the account behind it."""

    kind: Thing
    object_id: int
    account: Account
    post: Post | None = None
    picture: Picture | None = None


def access_subject(viewer: Viewer, kind: str, object_id: int) -> Subject:
    """Return what the viewer may see under this kind and number; Http404 otherwise."""
    if kind == Thing.POST:
        return of_post(access_post(viewer, object_id))
    if kind == Thing.PICTURE:
        picture = Picture.objects.select_related("account").filter(id=object_id).first()
        if picture is None or not can_view_picture(viewer, picture):
            raise Http404
        return Subject(kind=Thing.PICTURE, object_id=picture.id, account=picture.account, picture=picture)
    account = Account.objects.local().exclude(state=AccountState.LEFT).filter(id=object_id).first()
    if kind != Thing.ACCOUNT or account is None:
        raise Http404
    return of_account(account)


def of_post(post: Post) -> Subject:
    """A text or comment as something to be judged."""
    return Subject(kind=Thing.POST, object_id=post.id, account=post.account, post=post)


def of_account(account: Account) -> Subject:
    """An account as something to be judged."""
    return Subject(kind=Thing.ACCOUNT, object_id=account.id, account=account)


def pictures_of(post: Post) -> list[Picture]:
    """The pictures of a text that can be judged by themselves; what was taken down is left out."""
    links = post.picture_links.filter(picture__state=PictureState.READY).select_related("picture")
    return [link.picture for link in links.order_by("id")[:PICTURES_SHOWN]]


def column_of(post: Post | None) -> int | None:
    """Return the column whose moderators judge a post: the first in which it, or what it answers, stands."""
    if post is None:
        return None
    rows = PostTopic.objects.filter(post_id=post.root_id or post.id, topic__is_column=True)
    return rows.order_by("topic__position", "id").values_list("topic_id", flat=True).first()
