"""Reading a country's territories from CSV: every line is looked at before anything is written."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path

from pikir.kernel.text import strip_controls
from pikir.places.kinds import CODE, FILE_BYTES, FILE_ROWS, NAME_LENGTH, Kind

HEADER = ("code", "parent", "kind", "kk", "ru", "en")
MORE = ("retired", "successor")  # may follow: the day it ended, the code of what took its place
_READY = re.compile(r"[a-z]{2}")


class BadFileError(ValueError):
    """A file cannot be read; the message says which line and why."""

    def __init__(self, reason: str, line: int = 0) -> None:
        """Name the line, where it is one line's fault."""
        super().__init__(f"Line {line}: {reason}" if line else reason)
        self.line = line


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One territory as a file tells it; ``line`` is where."""

    line: int
    code: str
    parent: str
    kind: str
    kk: str
    ru: str
    en: str
    retired: date | None
    successor: str


def read_file(path: Path) -> list[Row]:
    """Return the rows of a CSV file. Raises BadFileError for one that is missing, too large or malformed."""
    try:
        if path.stat().st_size > FILE_BYTES:
            raise BadFileError(f"{path}: a file has at most {FILE_BYTES // 1024**2} MB.")
        return read_rows(path.read_bytes())
    except OSError as fault:
        raise BadFileError(f"{path}: {fault.strerror}.") from None


def read_ready_list(country: str) -> list[Row]:
    """Return the rows of a list that comes with the square, by its country ("kz")."""
    file = resources.files("pikir.places") / "data" / f"{country}.csv"
    if not _READY.fullmatch(country) or not file.is_file():
        raise BadFileError(f"There is no ready list for “{country}”.")
    return read_rows(file.read_bytes())


def read_rows(content: bytes) -> list[Row]:
    """Return the rows of a CSV in UTF-8: a header, one territory a line; lines before it that begin with # are notes.

    Cells are text and nothing else, whatever a table program would make of them.
    """
    lines = io.StringIO(_decoded(content), newline="").readlines()
    notes = next((place for place, line in enumerate(lines) if not line.startswith("#")), len(lines))
    reader = csv.reader(lines[notes:], strict=True)
    try:
        header = [cell.strip().lower() for cell in next(reader, [])]
        if tuple(header) not in (HEADER, HEADER + MORE):
            raise BadFileError(f"the header is not “{','.join(HEADER)}”.", notes + 1)
        rows = list(_rows(reader, len(header), notes))
    except csv.Error as fault:
        raise BadFileError(f"{fault}.", notes + reader.line_num) from None
    if not rows:
        raise BadFileError("The file has no territories.")
    _check_together(rows)
    return rows


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise BadFileError("this is not UTF-8. Save the file as CSV in UTF-8.", line) from None


def _rows(reader: "Iterator[list[str]]", width: int, notes: int) -> Iterator[Row]:
    for number, cells in enumerate(reader, start=1):
        line = notes + reader.line_num  # type: ignore[attr-defined]  # a csv reader, which has no public type
        if not any(cells):
            continue
        if number > FILE_ROWS:
            raise BadFileError(f"a file has at most {FILE_ROWS} territories.", line)
        if len(cells) != width:
            raise BadFileError(f"{len(cells)} cells instead of {width}.", line)
        yield _row([cell.strip() for cell in cells], line)


def _row(cells: Sequence[str], line: int) -> Row:
    code, parent, kind, kk, ru, en, retired, successor = (*cells, "", "")[:8]
    for given in filter(None, (code, parent, successor)):
        if not CODE.fullmatch(given):
            raise BadFileError(f"{_shown(given)} is not a code.", line)
    if not code:
        raise BadFileError("the code is missing.", line)
    if kind not in Kind:
        raise BadFileError(f"{_shown(kind)} is not a kind; those are {', '.join(Kind)}.", line)
    for language, name in (("kk", kk), ("ru", ru), ("en", en)):
        _check_name(name, language, line)
    return Row(
        line=line, code=code, parent=parent, kind=kind, kk=strip_controls(kk), ru=strip_controls(ru),
        en=strip_controls(en), retired=_day(retired, line), successor=successor,
    )  # fmt: skip


def _check_name(name: str, language: str, line: int) -> None:
    if not name:
        raise BadFileError(f"the name in {language} is missing.", line)
    if len(name) > NAME_LENGTH:
        raise BadFileError(f"the name in {language} has more than {NAME_LENGTH} characters.", line)
    if any(not letter.isprintable() for letter in name):
        raise BadFileError(f"the name in {language} has characters that cannot be seen.", line)
    if not any(letter.isalpha() for letter in name):
        raise BadFileError(f"the name in {language} has no letters.", line)


def _day(text: str, line: int) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadFileError(f"{_shown(text)} is not a day; write 2022-06-08.", line) from None


def _check_together(rows: Sequence[Row]) -> None:
    country, seen = rows[0].code[:2], dict[str, int]()
    for row in rows:
        if row.code in seen:
            raise BadFileError(f"{row.code} stands in line {seen[row.code]} already.", row.line)
        if any(code[:2] != country for code in (row.code, row.parent, row.successor) if code):
            raise BadFileError(f"a file has one country; this one began with {country}.", row.line)
        if (row.kind == Kind.COUNTRY) != (len(row.code) == 2) or (row.kind == Kind.COUNTRY) == bool(row.parent):
            raise BadFileError("a country, and nothing else, has a code of two letters and no parent.", row.line)
        if row.successor and not row.retired:
            raise BadFileError("what has a successor has a day on which it ended.", row.line)
        seen[row.code] = row.line


def _shown(text: str) -> str:
    return f"“{text[:40]}”" if text.isprintable() else repr(text[:40])
