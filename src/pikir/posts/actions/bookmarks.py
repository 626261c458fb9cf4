"""Bookmarks and their folders: private, so nothing is told, logged or counted."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer, account_for_change
from pikir.kernel.text import strip_controls
from pikir.posts.models import Bookmark, Folder, Post
from pikir.posts.thread_kinds import BOOKMARKS_MOVED, FOLDER_LENGTH, FOLDERS_KEPT


class FolderError(ValueError):
    """A folder cannot be made or named so; the message says why."""


def keep_post(*, actor: Viewer, post: Post) -> int:
    """Bookmark a post that the actor is known to see, and return the bookmark's id; twice changes nothing."""
    row, _made = Bookmark.objects.get_or_create(
        account_id=_account_of(actor), post=post, defaults={"at": timezone.now()}
    )
    return int(row.id)


def drop_post(*, actor: Viewer, post: Post) -> None:
    """Take a bookmark away."""
    Bookmark.objects.filter(account_id=_account_of(actor), post=post).delete()


def drop_bookmarks(*, actor: Viewer, bookmark_ids: Collection[int]) -> int:
    """Take several bookmarks of one's own away; return how many."""
    chosen = list(bookmark_ids)[:BOOKMARKS_MOVED]
    return Bookmark.objects.filter(account_id=_account_of(actor), id__in=chosen).delete()[0]


def move_bookmarks(*, actor: Viewer, bookmark_ids: Collection[int], folder_id: int | None) -> int:
    """Put several bookmarks into a folder of one's own, or into none; return how many."""
    account_id = _account_of(actor)
    with transaction.atomic():
        if folder_id is not None and not Folder.objects.filter(account_id=account_id, id=folder_id).exists():
            raise PermissionDenied
        chosen = Bookmark.objects.filter(account_id=account_id, id__in=list(bookmark_ids)[:BOOKMARKS_MOVED])
        return chosen.update(folder_id=folder_id)


def add_folder(*, actor: Viewer, name: str) -> Folder:
    """Make a folder. Raises FolderError for an empty or taken name, or when there are FOLDERS_KEPT."""
    account_id = _account_of(actor)
    with transaction.atomic():
        account_for_change(account_id)
        present = Folder.objects.filter(account_id=account_id)
        if present.count() >= FOLDERS_KEPT:
            raise FolderError(_("There are %(count)s folders; there is no room for more.") % {"count": FOLDERS_KEPT})
        return Folder.objects.create(account_id=account_id, name=_free_name(account_id, name))


def rename_folder(*, actor: Viewer, folder: Folder, name: str) -> None:
    """Give a folder of one's own another name. Raises FolderError."""
    account_id = _account_of(actor)
    with transaction.atomic():
        account_for_change(account_id)
        free = _free_name(account_id, name, but=folder.pk)
        Folder.objects.filter(account_id=account_id, id=folder.pk).update(name=free)


def drop_folder(*, actor: Viewer, folder: Folder) -> None:
    """Take a folder away; its bookmarks stay, in no folder."""
    Folder.objects.filter(account_id=_account_of(actor), id=folder.pk).delete()


def _free_name(account_id: int, name: str, but: int = 0) -> str:
    name = strip_controls(name)[:FOLDER_LENGTH]
    if not name:
        raise FolderError(_("Give the folder a name."))
    if Folder.objects.filter(~Q(id=but), account_id=account_id, name=name).exists():
        raise FolderError(_("You have a folder with this name."))
    return name


def _account_of(actor: Viewer) -> int:
    if actor.account_id is None:
        raise PermissionDenied
    return actor.account_id
