"""What a backup holds, and what every reader of one must find.

A backup is a gzipped tar: ``manifest.json`` first, then one JSON-lines file a table (Django's own serialisation, so the
same backup fills SQLite and PostgreSQL), then the media files and the secrets. The manifest names each member with its
size and SHA-256; nothing that it does not name is read.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.apps import apps
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

FORMAT = 1
MANIFEST = "manifest.json"
TABLES, MEDIA, SECRETS = "tables", "media", "secrets"


class BackupError(Exception):
    """A backup cannot be made or used; the message is one line for the operator."""


@dataclass(frozen=True)
class Member:
    """One file of a backup."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """The list of contents. ``migrations`` are those of the database it was made from, as "app.name"."""

    format: int
    version: str
    made_at: str  # ISO 8601, UTC
    migrations: list[str]
    members: list[Member]

    def dump(self) -> bytes:
        """Encode as JSON."""
        return json.dumps(asdict(self), indent=1).encode()

    @classmethod
    def load(cls, content: bytes) -> "Manifest":
        """Decode; BackupError when it is not a manifest that this version can read."""
        try:
            fields = json.loads(content)
            members = [Member(**member) for member in fields.pop("members")]
            if {type(member.name) for member in members} - {str}:
                raise ValueError
            manifest = cls(members=members, **fields)
        except (ValueError, TypeError, KeyError):
            raise BackupError("This is not a backup of a square: its list of contents cannot be read.") from None
        if manifest.format != FORMAT:
            raise BackupError(f"The backup has format {manifest.format}; this version reads format {FORMAT}.")
        return manifest


def models() -> list[type[Model]]:
    """Every stored model, those of many-to-many tables included, in the order of their table names."""
    found = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]  # noqa: SLF001  # the public name of Django's model options
    return sorted(found, key=lambda model: model._meta.db_table)  # noqa: SLF001  # as above


def applied_migrations() -> list[str]:
    """The migrations that the database has seen, sorted."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def files_below(folder: Path) -> Iterator[Path]:
    """Every regular file below a folder, sorted; half-written ones (hidden) are left out."""
    if folder.is_dir():
        yield from sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
