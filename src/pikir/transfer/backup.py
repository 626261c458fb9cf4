"""Making a backup while the square is serving."""

import io
import tarfile
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.models import Model
from typing_extensions import override

from pikir import __version__
from pikir.transfer.archive import (
    FORMAT,
    MANIFEST,
    MEDIA,
    SECRETS,
    TABLES,
    BackupError,
    Manifest,
    Member,
    applied_migrations,
    digest,
    files_below,
    models,
)


def back_up(target: Path) -> Manifest:
    """Write database, media and secrets to ``target``, a gzipped tar; it appears whole or not at all.

    The database is read in one transaction, so the backup shows one moment. Media files never change once written, so
    reading them after the database keeps every file that a row names. Raises BackupError.
    """
    roots = {MEDIA: Path(settings.MEDIA_ROOT), SECRETS: Path(settings.DATA) / SECRETS}
    return write_archive(target, MANIFEST, models(), roots)


def write_archive(target: Path, name: str, tables: Iterable[type[Model]], roots: Mapping[str, Path]) -> Manifest:
    """Write tables, and the files below some folders, to a gzipped tar with a list of contents of this name.

    Raises BackupError.
    """
    if target.is_dir():
        raise BackupError(f"{target} is a folder; name a file.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
            return _write(target, Path(folder), name, tables, roots)
    except OSError as fault:
        raise BackupError(f"The backup cannot be written: {fault.strerror or fault}.") from None


def _write(
    target: Path, folder: Path, manifest_name: str, tables: Iterable[type[Model]], roots: Mapping[str, Path]
) -> Manifest:
    migrations = _dump_tables(folder / TABLES, tables)
    sources = {f"{TABLES}/{path.name}": path for path in files_below(folder / TABLES)}
    for name, root in roots.items():
        sources |= {f"{name}/{path.relative_to(root).as_posix()}": path for path in files_below(root)}
    members = [Member(name, path.stat().st_size, digest(path)) for name, path in sources.items()]
    manifest = Manifest(FORMAT, __version__, datetime.now(UTC).isoformat(timespec="seconds"), migrations, members)
    draft = folder / "draft"
    draft.touch(mode=0o600)  # it holds secrets and personal data
    with tarfile.open(draft, "w:gz", compresslevel=6) as tar:
        _add_manifest(tar, manifest_name, manifest)
        for name, path in sources.items():
            tar.add(path, arcname=name, recursive=False)
    draft.replace(target)
    return manifest


def _add_manifest(tar: tarfile.TarFile, name: str, manifest: Manifest) -> None:
    content = manifest.dump()
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    tar.addfile(entry, io.BytesIO(content))


def _dump_tables(folder: Path, tables: Iterable[type[Model]]) -> list[str]:
    folder.mkdir()
    with _one_moment():
        for model in tables:
            _dump_table(model, folder)
        return applied_migrations()


@contextmanager
def _one_moment() -> Iterator[None]:
    """Read the whole database as it is now, while others go on writing to it."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
        return
    with connection.cursor() as cursor:  # ``atomic`` would take SQLite's write lock and keep it to the last row
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _dump_table(model: type[Model], folder: Path) -> None:
    options = model._meta  # noqa: SLF001  # the public name of Django's model options
    rows = model._base_manager.order_by("pk").iterator(chunk_size=2000)  # noqa: SLF001  # all rows, whatever the managers hide
    fields = [field.name for field in options.concrete_fields if not field.generated]
    with (folder / f"{options.db_table}.jsonl").open("w", encoding="utf-8") as file:
        serializers.serialize("jsonl", rows, stream=file, fields=fields, cls=_Exact)


class _Exact(DjangoJSONEncoder):
    """Django's encoder cuts moments to milliseconds; a backup keeps every digit."""

    @override
    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)
