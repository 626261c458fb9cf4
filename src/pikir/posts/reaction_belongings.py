"""What this room adds to a person's archive beside what they said: what they supported, shared and kept."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext

from pikir.kernel.belongings import Owner, Part, register
from pikir.posts.models import Bookmark, Boost, Support

_CHUNK = 500


def register_parts() -> None:
    """Make the parts of this room known."""
    register(Part(name="supports", title=lambda: gettext("Supported"), rows=_supports))
    register(Part(name="shares", title=lambda: gettext("Shared"), rows=_shares))
    register(Part(name="bookmarks", title=lambda: gettext("Bookmarks"), rows=_bookmarks))


def _supports(owner: Owner) -> Iterator[Mapping[str, Any]]:
    rows = Support.objects.filter(account_id=owner.account_id).order_by("id")
    yield from rows.values("post_id", "at").iterator(_CHUNK)


def _shares(owner: Owner) -> Iterator[Mapping[str, Any]]:
    rows = Boost.objects.filter(account_id=owner.account_id).order_by("id")
    yield from rows.values("post_id", "at").iterator(_CHUNK)


def _bookmarks(owner: Owner) -> Iterator[Mapping[str, Any]]:
    rows = Bookmark.objects.filter(account_id=owner.account_id).order_by("id")
    yield from rows.values("post_id", "folder__name", "at").iterator(_CHUNK)
