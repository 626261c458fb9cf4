"""Lists of accounts as files: written so that no spreadsheet runs them, read without believing a word of them."""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer
from pikir.accounts.circles import accounts_named, relations_of
from pikir.accounts.kinds import CHUNK, FILE_BYTES, FILE_LINES, RelationKind
from pikir.accounts.models import Account, Relation

UNKNOWN_SHOWN = 100  # lines of a file that are named in the report; the rest are counted
_NAME = re.compile(r"(?P<handle>[a-z0-9_]{1,30})(?:@(?P<host>[a-z0-9.:-]{1,253}))?")
_LIST = re.compile(r"/(?:kk|ru|en)/@(?P<handle>[A-Za-z0-9_]{1,30})/blocklist/(?P<slug>[a-z0-9-]{1,60})\.csv")
_HEADS = ("handle", "account address")  # what our own files and those of others begin with
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class FileError(ValueError):
    """A file cannot be read as a list; the message says why."""


@dataclass(frozen=True)
class Entry:
    """A line of a list: the account it names and the end of a mute. An empty ``handle`` names nobody."""

    written: str
    handle: str = ""
    host: str = ""
    until: datetime | None = None


@dataclass(frozen=True)
class Preview:
    """What a list would bring: accounts that are new, how many are there already, and lines that name nobody here."""

    fresh: list[tuple[Account, datetime | None]]
    present: int
    unknown: list[str]

    @property
    def text(self) -> str:
        """What is new as a list again, to be sent back when the reader agrees."""
        return "\n".join(
            f"{full_handle(account)},{until.isoformat() if until else ''}" for account, until in self.fresh
        )

    @property
    def unknown_shown(self) -> list[str]:
        """The first of the unknown."""
        return self.unknown[:UNKNOWN_SHOWN]


def own_host() -> str:
    """Return the name of this square's machine as it stands after a handle."""
    return urlsplit(settings.SQUARE_URL).netloc.lower()


def full_handle(account: Account) -> str:
    """Return handle and host, as other squares would find the account."""
    return f"{account.handle}@{account.host or own_host()}"


def text_of_file(file: UploadedFile) -> str:
    """Return the text of an uploaded list. Raises FileError for what is too large or no text."""
    if (file.size or 0) > FILE_BYTES:
        raise FileError(_("This file is too large for a list of accounts."))
    try:
        text: str = file.read().decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise FileError(_("This is not a text file in UTF-8.")) from fault
    return text


def read_list(text: str) -> list[Entry]:
    """Return the lines of a list, each account once. Raises FileError for what is no list or too long."""
    if "\0" in text or len(text) > FILE_BYTES:
        raise FileError(_("This is not a list of accounts."))
    lines = text.splitlines()
    if len(lines) > FILE_LINES:
        raise FileError(_("A list has at most %(count)d lines.") % {"count": FILE_LINES})
    try:
        rows = [row for row in csv.reader(lines) if row and row[0].strip()]
    except csv.Error as fault:
        raise FileError(_("This is not a list of accounts.")) from fault
    if rows and rows[0][0].strip().lower() in _HEADS:
        rows = rows[1:]
    entries = (_entry(row) for row in rows)
    return list({(one.handle, one.host) if one.handle else one.written: one for one in entries}.values())


def _entry(row: list[str]) -> Entry:
    written = row[0].strip()[:80]
    found = _NAME.fullmatch(row[0].strip().lstrip("'@").lower())
    if found is None:
        return Entry(written)
    host = found["host"] or ""
    return Entry(written, found["handle"], "" if host == own_host() else host, _term(row[-1]))


def _term(cell: str) -> datetime | None:
    try:
        moment = parse_datetime(cell.strip())
    except ValueError:
        return None
    return timezone.make_aware(moment) if moment and timezone.is_naive(moment) else moment


def preview(*, viewer: Viewer, kind: str, entries: list[Entry]) -> Preview:
    """Return what a list would change for the viewer; one query for every few hundred lines."""
    has = {row.target_id for row in relations_of(viewer.account_id or 0, kind)} | {viewer.account_id}
    fresh: list[tuple[Account, datetime | None]] = []
    unknown, present, now = [], 0, timezone.now()
    for start in range(0, len(entries), CHUNK):
        some = entries[start : start + CHUNK]
        accounts = accounts_named([(one.handle, one.host) for one in some if one.handle])
        for one in some:
            account = accounts.get((one.handle, one.host))
            until = one.until if kind == RelationKind.MUTE else None
            if account is None:
                unknown.append(one.written)
            elif account.id in has or (until and until <= now):
                present += 1
            else:
                fresh.append((account, until))
    return Preview(fresh, present, unknown)


def written_list(rows: Iterable[Relation]) -> str:
    """Return relations as CSV: handle with host, name, since when, until when."""
    return _written(
        [full_handle(row.target), row.target.name, row.since.isoformat(), row.until.isoformat() if row.until else ""]
        for row in rows
    )


def written_accounts(accounts: Iterable[Account]) -> str:
    """Return accounts as CSV: handle with host, name."""
    return _written([full_handle(account), account.name, "", ""] for account in accounts)


def _written(rows: Iterable[list[str]]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["handle", "name", "since", "until"])
    writer.writerows([inert(cell) for cell in row] for row in rows)
    return stream.getvalue()


def inert(cell: str) -> str:
    """A cell that a spreadsheet shows and does not reckon with: a name may be anything its owner likes."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def list_at(address: str) -> tuple[str, str] | None:
    """Return handle and slug of a published block list of this square, None for any other address."""
    found = _LIST.fullmatch(address.strip().removeprefix(settings.SQUARE_URL))
    return (found["handle"], found["slug"]) if found else None
