"""What this room adds to a person's archive: pictures, with their words and their widest files."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import IO, Any, cast

from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.utils.translation import gettext, pgettext

from pikir.kernel.belongings import Owner, Part, register
from pikir.media import files
from pikir.media.models import Attachment, Picture


def register_parts() -> None:
    """Make the parts of this room known."""
    register(Part(name="pictures", title=lambda: gettext("Pictures"), rows=_pictures, files=_files))
    title = lambda: pgettext("of an account", "Files")  # noqa: E731  # as above
    register(Part(name="files", title=title, rows=_attachments, files=_attached))


def _pictures(owner: Owner) -> Iterator[dict[str, Any]]:
    found = Picture.objects.filter(account_id=owner.account_id).order_by("id")
    fields = ("id", "name", "use", "state", "alt", "caption", "credit", "language", "width", "height", "created_at")
    for row in found.values(*fields).iterator():
        yield row | {"file": path_of(row["name"])}


def _files(owner: Owner) -> Iterator[tuple[str, Callable[[], IO[bytes]]]]:
    return picture_files(Picture.objects.filter(account_id=owner.account_id))


def picture_files(pictures: "QuerySet[Picture]") -> Iterator[tuple[str, Callable[[], IO[bytes]]]]:
    """Yield the widest file of each picture, with its path in an archive."""
    for picture in pictures.filter(drawn=True).order_by("id").iterator():
        yield path_of(picture.name), partial(_open, picture.id, picture.widths[-1], picture.cut)


def _open(picture_id: int, width: int, cut: str) -> IO[bytes]:
    return cast("IO[bytes]", files.open_file(picture_id, width, cut))


def path_of(name: str) -> str:
    """Return where the file of a picture lies in an archive."""
    return f"media/{name}.webp"


def _attachments(owner: Owner) -> Iterator[dict[str, Any]]:
    for one in Attachment.objects.filter(account_id=owner.account_id).order_by("id").iterator():
        yield {"id": one.id, "title": one.title, "size": one.size, "created_at": one.created_at, "file": _saved(one)}


def _attached(owner: Owner) -> Iterator[tuple[str, Callable[[], IO[bytes]]]]:
    for one in Attachment.objects.filter(account_id=owner.account_id).order_by("id").iterator():
        yield _saved(one), partial(_open_attached, one.path)


def _open_attached(path: str) -> IO[bytes]:
    return cast("IO[bytes]", default_storage.open(path, "rb"))


def _saved(one: Attachment) -> str:
    return one.address.lstrip("/")
