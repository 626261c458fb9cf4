"""What can be flagged and judged, found by kind and number for whoever may see it."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import get_language_from_path, override

from pikir.accounts.access import Viewer
from pikir.accounts.kinds import AccountState
from pikir.accounts.models import Account
from pikir.accounts.queries import account_by_handle
from pikir.media.access import can_view_picture
from pikir.media.kinds import PictureState
from pikir.media.models import Picture
from pikir.moderation.kinds import PICTURES_SHOWN, Thing
from pikir.posts.access import access_post
from pikir.posts.models import Post, PostTopic

_COMMENT = re.compile(r"c(\d{1,19})")  # where a comment stands on the page of its text


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


def subject_at(viewer: Viewer, place: str) -> Subject | None:
    """Return what the viewer may see at an address here, in any language, whole or only its path, or None."""
    host, place = urlsplit(settings.SQUARE_URL).netloc, place.strip()
    try:
        parts = urlsplit(f"//{place}" if place.startswith(host) else place)
        if parts.netloc not in {"", host}:
            return None
        found = _resolve(parts.path)
        return _named(viewer, found.url_name or "", found.kwargs, parts.fragment)
    except (Http404, ValueError):
        return None


def _resolve(path: str) -> ResolverMatch:
    with override(get_language_from_path(path) or settings.LANGUAGE_CODE):
        try:
            return resolve(path)
        except Resolver404:  # perhaps an address without its language
            return resolve(f"/{settings.LANGUAGE_CODE}{path}")


def _named(viewer: Viewer, name: str, given: dict[str, Any], fragment: str) -> Subject | None:
    if name == "post":
        comment = _COMMENT.fullmatch(fragment)
        return access_subject(viewer, Thing.POST, int(comment[1]) if comment else given["post_id"])
    if name == "profile":
        account = account_by_handle(given["handle"])
        return access_subject(viewer, Thing.ACCOUNT, account.id) if account else None
    if name == "picture":
        picture = Picture.objects.filter(name=given["name"]).first()
        return access_subject(viewer, Thing.PICTURE, picture.id) if picture else None
    return None


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
