"""Reading CSV files of this room: every line is looked at before anything is written."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pikir.kernel.text import strip_controls
from pikir.offices.kinds import CALENDAR_BYTES, CALENDAR_ROWS, NAME_LENGTH, SOURCE_LENGTH

Line = tuple[int, dict[str, str]]  # where it stands, and its cells by the names of the columns


class BadFileError(ValueError):
    """A file cannot be read; the message says which line and why."""

    def __init__(self, reason: str, line: int = 0, file: str = "") -> None:
        """Name the line, where it is one line's fault, and the file, where there are several."""
        places = {"file": file, "line": line, "reason": reason}
        if file and line:
            super().__init__(_("%(file)s, line %(line)d: %(reason)s") % places)
        elif line:
            super().__init__(_("Line %(line)d: %(reason)s") % places)
        else:
            super().__init__(f"{file}: {reason}" if file else reason)
        self.file, self.line, self.reason = file, line, reason


@dataclass(frozen=True, kw_only=True, slots=True)
class DayRow:
    """A special day of a calendar as a file tells it."""

    day: date
    works: bool
    names: dict[str, str]
    source: str


def read_calendar(path: Path) -> list[DayRow]:
    """Return the days of a calendar file. Raises BadFileError for one that is missing, too large or malformed."""
    return _days(read_bytes(path, CALENDAR_BYTES))


def read_ready_calendar(code: str) -> list[DayRow]:
    """Return the days of a calendar that comes with the square ("kz"). Raises BadFileError."""
    file = resources.files("pikir.offices") / "data" / "calendars" / f"{code}.csv"
    if not code.isalpha() or not file.is_file():
        raise BadFileError(_("There is no ready calendar “%(code)s”.") % {"code": code})
    return _days(file.read_bytes())


def read_bytes(path: Path, most: int) -> bytes:
    """Return the content of a file. Raises BadFileError for one that is missing or has more than ``most`` bytes."""
    try:
        if path.stat().st_size > most:
            raise BadFileError(_("a file has at most %(number)d KB.") % {"number": most // 1024}, file=str(path))
        return path.read_bytes()
    except OSError as fault:
        raise BadFileError(f"{fault.strerror}.", file=str(path)) from None


def read_lines(content: bytes, *, header: tuple[str, ...], more: tuple[str, ...] = (), most: int) -> Iterator[Line]:
    """Yield the lines of a CSV in UTF-8, cells stripped; lines before the header that begin with # are notes.

    Columns come in any order; those of ``header`` must be there, those of ``more`` may. Raises BadFileError.
    """
    lines = io.StringIO(_decoded(content), newline="").readlines()
    notes = next((place for place, line in enumerate(lines) if not line.startswith("#")), len(lines))
    reader = csv.reader(lines[notes:], strict=True)
    try:
        names = [cell.strip().lower() for cell in next(reader, [])]
        _check_header(names, header, more, notes + 1)
        for number, cells in enumerate(reader, start=1):
            line = notes + reader.line_num
            if not any(cells):
                continue
            if number > most:
                raise BadFileError(_("a file has at most %(number)d lines.") % {"number": most}, line)
            if len(cells) != len(names):
                words = {"found": len(cells), "number": len(names)}
                raise BadFileError(_("%(found)d cells instead of %(number)d.") % words, line)
            yield line, dict.fromkeys(more, "") | dict(zip(names, map(str.strip, cells), strict=True))
    except csv.Error as fault:
        raise BadFileError(f"{fault}.", notes + reader.line_num) from None


def read_day(text: str, line: int) -> date:
    """Return a day written as 2026-12-16. Raises BadFileError."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadFileError(_("%(cell)s is not a day; write 2026-12-16.") % {"cell": shown(text)}, line) from None


def neither(text: str, one: str, other: str) -> str:
    """Return the reason why a cell with two possible words is at fault."""
    return _("%(cell)s is neither “%(one)s” nor “%(other)s”.") % {"cell": shown(text), "one": one, "other": other}


def shown(text: str) -> str:
    """Return a cell as a message names it."""
    quoted = pgettext("cell of a file", "“%(cell)s”") % {"cell": text[:40]}
    return quoted if text.isprintable() else repr(text[:40])


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise BadFileError(_("this is not UTF-8. Save the file as CSV in UTF-8."), line) from None


def _check_header(names: list[str], header: tuple[str, ...], more: tuple[str, ...], line: int) -> None:
    if missing := [name for name in header if name not in names]:
        raise BadFileError(_("columns are missing in the header: %(names)s.") % {"names": ", ".join(missing)}, line)
    if unknown := [name for name in names if name not in header + more]:
        words = {"names": ", ".join(map(shown, unknown))}
        raise BadFileError(_("unknown columns in the header: %(names)s.") % words, line)
    if len(set(names)) < len(names):
        raise BadFileError(_("a column stands twice in the header."), line)


def _days(content: bytes) -> list[DayRow]:
    rows: dict[date, DayRow] = {}
    header = ("day", "kind", "kk", "ru", "en", "source")
    for line, cells in read_lines(content, header=header, most=CALENDAR_ROWS):
        day = read_day(cells["day"], line)
        if day in rows:
            raise BadFileError(_("%(day)s stands there twice.") % {"day": day}, line)
        if cells["kind"] not in ("off", "work"):
            raise BadFileError(neither(cells["kind"], "off", "work"), line)
        names = {language: strip_controls(cells[language])[:NAME_LENGTH] for language in ("kk", "ru", "en")}
        if not all(names.values()) or not cells["source"]:
            raise BadFileError(_("a day needs its name in three languages and a source."), line)
        rows[day] = DayRow(day=day, works=cells["kind"] == "work", names=names, source=cells["source"][:SOURCE_LENGTH])
    if not rows:
        raise BadFileError(_("The file has no days."))
    return list(rows.values())
