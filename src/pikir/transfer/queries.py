"""Finding what was imported, and personal archives."""

from datetime import datetime
from urllib.parse import urlsplit

from pikir.accounts.access import Viewer, user_of
from pikir.posts.kinds import Visibility
from pikir.posts.models import Post
from pikir.transfer.models import OldAddress, PersonalArchive

OLD_PATH_LENGTH = 500


def old_path(address: str) -> str:
    """Return what is kept of an old address: path, with the query where there is one; empty for a bare host."""
    parts = urlsplit(address)
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path.rstrip("/")
    return path[:OLD_PATH_LENGTH]


def post_at_old_address(address: str) -> Post | None:
    """Return the post that was found there before, if everyone could see it once; its page says what became of it."""
    path = old_path(address)
    if not path:
        return None
    candidates = dict.fromkeys((path, path.split("?")[0].rstrip("/")))  # a query for counting visits changes nothing
    found = OldAddress.objects.filter(path__in=[one for one in candidates if one])
    found = found.filter(
        post__visibility__in=(Visibility.PUBLIC, Visibility.UNLISTED), post__listed_at_id__isnull=False
    )
    rows = {row.path: row.post for row in found.select_related("post__account")}
    return next((rows[one] for one in candidates if one in rows), None)


def archive_of(viewer: Viewer, *, now: datetime) -> PersonalArchive | None:
    """Return the viewer's own archive, made or in the making; None when there is none or its time is over."""
    return PersonalArchive.objects.filter(user_id=user_of(viewer), expires_at__gt=now).first()
