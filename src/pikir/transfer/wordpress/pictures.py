"""Pictures of an export, taken from a folder with the blog's files."""

import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from django.core.files import File

from pikir.accounts.models import Account
from pikir.media.actions import keep_picture
from pikir.media.queries import picture_with_hash
from pikir.media.workshop import PictureError
from pikir.transfer.archive import digest
from pikir.transfer.models import Origin
from pikir.transfer.wordpress.content import plain
from pikir.transfer.wordpress.export import Item
from pikir.transfer.wordpress.report import Report

if TYPE_CHECKING:
    from pikir.transfer.wordpress.importer import Options

_ALT = "_wp_attachment_image_alt"
_SIZE = re.compile(r"-\d+x\d+(?=\.\w+$)")  # WordPress names smaller copies photo-300x200.jpg
_PICTURE_FILES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".heif", ".avif")


class Pictures:
    """The attachments of a blog: where their files are, and what they became here."""

    def __init__(self, site: str, attachments: list[Item], options: "Options", report: Report) -> None:
        """Know the attachments; nothing is read yet."""
        self._site, self._attachments, self._options, self._report = site, attachments, options, report
        self._keys: dict[str, str] = {}
        self.shown = {item.number: (item.file_url, _alt(item)) for item in attachments if _is_picture(item)}
        self.of_parent: dict[int, list[int]] = defaultdict(list)
        for item in attachments:
            if item.parent and _is_picture(item):
                self.of_parent[item.parent].append(item.number)

    def key_of(self, address: str) -> str:
        """The key under which our texts call a picture, empty when it is not here."""
        return self._keys.get(_plain_path(address), "")

    def bring_in(self, author_of: Callable[[Item], Account]) -> None:
        """Take every picture whose file is in the folder; each is kept at once."""
        known = {
            row.key: row.picture_id
            for row in Origin.objects.filter(site=self._site, key__startswith="attachment:", picture__isnull=False)
        }
        for item in self._attachments:
            key = f"attachment:{item.number}"
            if key in known:
                self._report.known["pictures"] += 1
                self._keys[_plain_path(item.file_url)] = f"picture:{known[key]}"
                continue
            path = self._file_of(item)
            if path is not None:
                self._take(item, path, key, author_of(item))

    def _file_of(self, item: Item) -> Path | None:
        if not _is_picture(item):
            self._report.skipped["file that is no picture; texts link to its old address"] += 1
            return None
        if self._options.media is None:
            self._report.skipped["picture: no folder of files was given (--media); texts link to its old address"] += 1
            return None
        path = _find(self._options.media, item.file_url)
        if path is None:
            self._report.skipped["picture whose file is not in the folder; texts link to its old address"] += 1
        return path

    def _take(self, item: Item, path: Path, key: str, account: Account) -> None:
        if self._options.dry_run:
            self._report.kept["picture"] += 1
            return
        try:
            with path.open("rb") as file:
                picture = picture_with_hash(account_id=account.id, sha256=digest(path)) or keep_picture(
                    account_id=account.id,
                    file=File(file, name=path.name),
                    alt=_alt(item),
                    language=account.language,
                )
            Origin.objects.create(site=self._site, key=key, picture=picture)
        except PictureError as fault:
            self._report.skipped[f"picture that cannot be used: {fault}"] += 1
            return
        self._report.kept["picture"] += 1
        self._keys[_plain_path(item.file_url)] = f"picture:{picture.id}"


def _is_picture(item: Item) -> bool:
    return urlsplit(item.file_url).path.lower().endswith(_PICTURE_FILES)


def _alt(item: Item) -> str:
    return plain(item.meta.get(_ALT, "")) or plain(item.title)


def _plain_path(address: str) -> str:
    """The path of a picture without host and without the size in its name, so that every copy is the same picture."""
    return _SIZE.sub("", unquote(urlsplit(address).path)).lower()


def _find(folder: Path, address: str) -> Path | None:
    """The file of an address below ``folder``: by the path after ``uploads/``, or by less and less of its beginning."""
    parts = [part for part in unquote(urlsplit(address).path).split("/") if part not in ("", ".", "..")]
    root = folder.resolve()
    for start in range(len(parts)):
        path = root.joinpath(*parts[start:])
        if path.is_file() and path.resolve().is_relative_to(root):
            return path
    return None
