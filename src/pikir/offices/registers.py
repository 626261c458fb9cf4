"""Reading a register of offices: up to five CSV files, each line looked at before anything is written."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pikir.kernel.languages import LANGUAGES
from pikir.offices.files import BadFileError, neither, read_bytes, read_day, read_lines, shown
from pikir.offices.kinds import REGISTER_BYTES, REGISTER_ROWS

_GAP = re.compile(r"\s*\|\s*")  # between the lines of one cell
_ACT = ("source", "source_url")

# What each file has: columns that must be there, columns that may. They are brought in in this order.
FILES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "offices": (
        ("code", "parent", "kind", "territory", *LANGUAGES),
        ("mail", "zone", "contacts", "hours", "reads", "services", "access", "access_note"),
    ),
    "positions": (("office", "code", *LANGUAGES), ("head", "rank")),
    "people": (("code", *LANGUAGES), ("handle",)),
    "appointments": (("person", "office", "position", "from"), ("to", "acting", *_ACT)),
    "competences": (("topic", "territory", "office", "position", "from"), ("to", *_ACT)),
}

KEYS = {  # which columns tell one line of a file from all others
    "offices": ("code",),
    "positions": ("office", "code"),
    "people": ("code",),
    "appointments": ("office", "position", "person", "from"),
    "competences": ("office", "position", "topic", "territory", "from"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One line of a file: its cells by the names of the columns."""

    file: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def fault(self, reason: str) -> BadFileError:
        """Return the fault of this line, to be raised."""
        return BadFileError(reason, self.line, f"{self.file}.csv")

    @property
    def names(self) -> dict[str, str]:
        """The names by language."""
        return {language: self.cells[language] for language in LANGUAGES}

    @property
    def key(self) -> tuple[str, ...]:
        """What tells it from all other lines of its file."""
        return tuple(self.cells[column] for column in KEYS[self.file])

    @property
    def label(self) -> str:
        """What a report calls it."""
        return label_of(self.key, self.cells.get(get_language() or "kk", ""))

    def yes(self, column: str) -> bool:
        """Whether a cell says yes. Raises BadFileError."""
        if self.cells[column] not in ("", "yes", "no"):
            raise self.fault(neither(self.cells[column], "yes", "no"))
        return self.cells[column] == "yes"

    def day(self, column: str) -> date | None:
        """The day in a cell, None where it is empty. Raises BadFileError."""
        try:
            return read_day(self.cells[column], 0) if self.cells[column] else None
        except BadFileError as fault:
            raise self.fault(fault.reason) from None

    def number(self, column: str) -> int:
        """The number in a cell, 0 where it is empty. Raises BadFileError."""
        text = self.cells[column]
        if text and not (text.isascii() and text.isdecimal() and len(text) < 5):
            raise self.fault(_("%(cell)s is no number.") % {"cell": shown(text)})
        return int(text or 0)

    def lines(self, column: str) -> list[str]:
        """The lines of a cell; ``|`` stands between them."""
        return _GAP.split(self.cells[column]) if self.cells[column] else []

    def codes(self, column: str, known: Collection[str]) -> list[str]:
        """The codes of a cell, with spaces between them. Raises BadFileError."""
        found = self.cells[column].split()
        if unknown := [one for one in found if one not in known]:
            words = {"cell": shown(unknown[0]), "column": column}
            raise self.fault(_("%(cell)s is not known in the column “%(column)s”.") % words)
        return found


def label_of(key: tuple[str, ...], name: str) -> str:
    """Return what a report calls a line or a row: what tells it from others, and its name where it has one."""
    return " · ".join((*key, name) if name else key)


Register = dict[str, list[Entry]]  # by the name of the file, without those that are not there


def read_folder(folder: Path) -> Register:
    """Return the lines of the files of a folder. Raises BadFileError."""
    found = {name: folder / f"{name}.csv" for name in FILES}
    given = {name: read_bytes(file, REGISTER_BYTES) for name, file in found.items() if file.is_file()}
    return read_register(given)


def read_register(files: Mapping[str, bytes]) -> Register:
    """Return the lines of the files, by their names. Raises BadFileError where there is none or one is malformed."""
    if not files:
        words = {"files": ", ".join(f"{name}.csv" for name in FILES)}
        raise BadFileError(_("There is no file; those are %(files)s.") % words)
    return {name: _entries(name, files[name]) for name in FILES if name in files}


def _entries(name: str, content: bytes) -> list[Entry]:
    header, more = FILES[name]
    try:
        lines = list(read_lines(content, header=header, more=more, most=REGISTER_ROWS))
    except BadFileError as fault:
        raise BadFileError(fault.reason, fault.line, f"{name}.csv") from None
    return [Entry(file=name, line=line, cells=cells) for line, cells in lines]
