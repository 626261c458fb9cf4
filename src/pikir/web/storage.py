"""Static files of a running square: hashed, compressed, and style sheets joined into the one that imports them."""

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from typing_extensions import override
from whitenoise.storage import CompressedManifestStaticFilesStorage

Paths = dict[str, tuple[Storage, str]]
_IMPORT = re.compile(r'^@import "([^"]+)";$', re.MULTILINE)
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
_INDENT = re.compile(r"^\s+", re.MULTILINE)
_URL = re.compile(r"url\((?!data:|https?:|/)([^)]+)\)")


def join_styles(name: str, paths: Paths) -> str:
    """The style sheet ``name`` with the sheets it imports in their places, without comments and indentation."""
    text = _IMPORT.sub(lambda found: _imported(name, found[1], paths), _read(name, paths))
    return _INDENT.sub("", _COMMENT.sub("", text))


def _imported(importer: str, address: str, paths: Paths) -> str:
    folder = posixpath.dirname(address)
    text = _read(posixpath.normpath(posixpath.join(posixpath.dirname(importer), address)), paths)
    return _URL.sub(lambda found: f"url({posixpath.join(folder, found[1])})", text)


def _read(name: str, paths: Paths) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        return str(file.read().decode())


class JoinedStaticStorage(CompressedManifestStaticFilesStorage):
    """A page asks for one style sheet instead of twenty; the sources stay one file a component."""

    support_js_module_import_aggregation = True  # a script's modules have names by their content too

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)  # type: ignore[no-untyped-call]  # as below
        self._addresses: dict[str, str] = {}

    @override
    def url(self, name: str | None, force: bool = False) -> str:
        """Return the address of a file; it is remembered, since nothing is collected while a square is served."""
        if name is None or settings.DEBUG or force:
            return str(super().url(name, force))  # type: ignore[arg-type]  # the base takes None too, its stub does not
        if name not in self._addresses:
            self._addresses[name] = str(super().url(name, force))
        return self._addresses[name]

    @override
    def post_process(self, paths: Paths, dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Put the joined sheet in the place of each that imports others, then hash and compress as ever."""
        importers = [name for name in paths if name.endswith(".css") and _IMPORT.search(_read(name, paths))]
        joined = {name: join_styles(name, paths) for name in importers}
        for name in [] if dry_run else joined:
            self.delete(name)
            self.save(name, ContentFile(joined[name].encode()))
            paths[name] = (self, name)
        yield from super().post_process(paths, dry_run, **options)  # type: ignore[no-untyped-call]  # whitenoise ships no types
