"""Putting a backup back while the square is serving: every reader sees the old square or the new one, no mixture."""

import shutil
import tarfile
import tempfile
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from pikir.transfer.archive import (
    MANIFEST,
    MEDIA,
    SECRETS,
    TABLES,
    BackupError,
    Manifest,
    applied_migrations,
    digest,
    models,
)
from pikir.web.freshness import raise_now

_BATCH = 500  # rows in one INSERT; a row of a post is about 10 KB
_MANIFEST_MAX = 64 * 1024 * 1024  # bytes; a line of 200 for each of 300,000 files


def restore(source: Path) -> Manifest:
    """Replace database, media and secrets by those of a backup.

    Everything is unpacked and checked beside the data first; a damaged or foreign file changes nothing. Raises
    BackupError with one line that says what is wrong.
    """
    data = Path(settings.DATA)
    data.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=data, prefix=".restore-") as name:
        folder = Path(name)
        manifest = unpack(source, MANIFEST, folder)
        for part in (TABLES, MEDIA, SECRETS):
            (folder / part).mkdir(exist_ok=True)
        _add_media(folder / MEDIA, Path(settings.MEDIA_ROOT))  # names are never used twice, so none is overwritten
        fill_tables(folder / TABLES, models())
        _copy_secrets(folder / SECRETS, data / SECRETS)
    raise_now("site")
    return manifest


def unpack(source: Path, name: str, folder: Path) -> Manifest:
    """Unpack an archive whose list of contents has this name, and check it. Raises BackupError."""
    try:
        with tarfile.open(source, "r:gz") as tar:
            members = iter(tar)
            manifest = _read_manifest(tar, name, next(members, None))
            _extract(tar, members, manifest, folder)
    except FileNotFoundError:
        raise BackupError(f"There is no file {source}.") from None
    except (OSError, EOFError, tarfile.TarError) as fault:
        raise BackupError(f"The backup is damaged and was not used: {fault}.") from None
    for member in manifest.members:
        path = folder / member.name
        if not path.is_file() or digest(path) != member.sha256:
            raise BackupError(f"The backup is damaged and was not used: {member.name} is not what it was.")
    _check_migrations(manifest)
    return manifest


def _read_manifest(tar: tarfile.TarFile, name: str, entry: tarfile.TarInfo | None) -> Manifest:
    if entry is None or entry.name != name or not entry.isreg() or entry.size > _MANIFEST_MAX:
        raise BackupError(f"This is no such archive of a square: the list of contents, {name}, is missing.")
    file = tar.extractfile(entry)
    manifest = Manifest.load(file.read() if file else b"")
    for member in manifest.members:
        parts = PurePosixPath(member.name).parts
        if len(parts) < 2 or parts[0] not in (TABLES, MEDIA, SECRETS) or ".." in parts:
            raise BackupError(f"The backup names a file outside its place: {member.name!r}.")
    return manifest


def _extract(tar: tarfile.TarFile, members: Iterator[tarfile.TarInfo], manifest: Manifest, folder: Path) -> None:
    sizes = {member.name: member.size for member in manifest.members}
    for entry in members:
        if not entry.isreg() or sizes.get(entry.name) != entry.size:
            raise BackupError(f"The backup holds something that its list of contents does not: {entry.name!r}.")
        file = tar.extractfile(entry)
        target = folder / entry.name
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as copy:
            shutil.copyfileobj(file, copy)  # type: ignore[arg-type]  # a regular member always has a file


def _check_migrations(manifest: Manifest) -> None:
    ahead = sorted(set(manifest.migrations) - set(applied_migrations()))
    if ahead:
        raise BackupError(
            f"The backup was made by a newer version (it knows {ahead[0]}); bring this one up to date first."
        )


def _add_media(source: Path, target: Path) -> None:
    for path in source.rglob("*"):
        if path.is_file():
            place = target / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            path.replace(place)


def _copy_secrets(source: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    for path in source.iterdir():
        path.chmod(0o600)
        path.replace(target / path.name)


def fill_tables(folder: Path, tables: Iterable[type[Model]], check: Callable[[], None] | None = None) -> None:
    """Replace what these tables hold by the files of a folder; ``check`` may refuse it. Raises BackupError."""
    by_table = {model._meta.db_table: model for model in tables}  # noqa: SLF001  # the public name of Django's model options
    files = {path.stem: path for path in folder.glob("*.jsonl")}
    unknown = sorted(set(files) - set(by_table))
    if unknown:
        raise BackupError(f"The backup has a table that this version does not know: {unknown[0]}.")
    try:
        with transaction.atomic(), connection.constraint_checks_disabled():
            _empty(list(by_table))
            for table, path in sorted(files.items()):
                _fill(by_table[table], path)
            _reset_sequences(list(by_table.values()))
            connection.check_constraints()
            if check:
                check()
    except (DatabaseError, DeserializationError) as fault:
        raise BackupError(f"The backup does not fit this database and was not used: {fault}.") from None


def _empty(tables: list[str]) -> None:
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and len(tables) == len(models()):  # it would take more than some
            cursor.execute(f"TRUNCATE {', '.join(quote(table) for table in tables)} CASCADE")
            return
        for table in tables:
            cursor.execute(f"DELETE FROM {quote(table)}")  # noqa: S608  # table names of our own models


def _fill(model: type[Model], path: Path) -> None:
    with path.open(encoding="utf-8") as file:
        rows = serializers.deserialize("jsonl", file)
        while batch := [row.object for row in islice(rows, _BATCH)]:
            model._base_manager.bulk_create(batch)  # noqa: SLF001  # all rows, whatever the managers hide


def _reset_sequences(filled: list[type[Model]]) -> None:
    statements = connection.ops.sequence_reset_sql(no_style(), filled)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
