"""Registers as files: read without believing a word of them, given back with codes so that no spreadsheet runs them."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from pikir.accounts.attestations.blind import NumberError, blind_number, blind_reference, grouped
from pikir.accounts.attestations.kinds import CELL_LENGTH, CHUNK, FAULTS_SHOWN, FILE_BYTES, FILE_LINES, LIST
from pikir.accounts.handover import inert
from pikir.places.kinds import CODE
from pikir.places.models import Territory

HEADER = ("reference", "territory")  # what follows is given back as it came: names and addresses for the letters


class RegisterError(ValueError):
    """A file cannot be read as a register; ``faults`` are lines that say where and why."""

    def __init__(self, *faults: str) -> None:
        """Keep what is wrong."""
        super().__init__(faults[0])
        self.faults = faults


@dataclass(frozen=True)
class Row:
    """A line of a register: whom it is about, as a hash; the territory; and its cells for the letter."""

    blind: str
    territory: str
    cells: list[str]


@dataclass(frozen=True)
class Sheet:
    """A register that was read, with the heads of its columns."""

    heads: list[str]
    rows: list[Row]


def read_register(file: UploadedFile, *, paper: str, country: str, source: str) -> Sheet:
    """Return the lines of an uploaded register; what they refer to is hashed while it is read. Raises RegisterError."""
    if (file.size or 0) > FILE_BYTES:
        raise RegisterError(_("This file is too large. Divide the register into parts."))
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise RegisterError(_("This is not a text file in UTF-8.")) from fault
    if "\0" in text:
        raise RegisterError(_("This is not a register."))
    try:
        lines = list(_numbered(csv.reader(io.StringIO(text, newline=""), strict=True)))
    except csv.Error as fault:
        raise RegisterError(_("This is not a register.")) from fault
    if not lines or tuple(_head(cell) for cell in lines[0][1][:2]) != HEADER:
        raise RegisterError(_("The first line must begin with the columns “reference” and “territory”."))
    if len(lines) - 1 > FILE_LINES:
        raise RegisterError(_("A register has at most %(count)d lines.") % {"count": FILE_LINES})
    heads, body = lines[0][1], lines[1:]
    if not body:
        raise RegisterError(_("The register has no lines."))
    return Sheet(heads, _Reader(paper, country, source, len(heads)).read(body))


def _head(cell: str) -> str:
    return cell.strip().lower()


def _numbered(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Cells with the number of their line; empty lines count and are left out."""
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield reader.line_num, [cell.strip() for cell in cells]  # type: ignore[attr-defined]  # of a csv reader


class _Reader:
    """Reads the lines of one register and notes what is wrong with them."""

    def __init__(self, paper: str, country: str, source: str, width: int) -> None:
        self.paper, self.country, self.source, self.width = paper, country, source, width
        self.faults: list[str] = []
        self.seen: dict[str, int] = {}

    def read(self, body: Sequence[tuple[int, list[str]]]) -> list[Row]:
        known = known_codes({cells[1].upper() for _line, cells in body if len(cells) > 1})
        rows = [row for line, cells in body if (row := self._row(line, cells, known))]
        if self.faults:
            raise RegisterError(*self.faults[:FAULTS_SHOWN], *self._rest())
        return rows

    def _row(self, line: int, cells: list[str], known: set[str]) -> Row | None:
        try:
            self._check(cells, known)
            blind = self._blind(cells[0])
            if blind in self.seen:
                raise NumberError(_("the same reference stands in line %(line)d") % {"line": self.seen[blind]})
        except NumberError as fault:
            self.faults.append(_("Line %(line)d: %(fault)s") % {"line": line, "fault": fault})
            return None
        self.seen[blind] = line
        return Row(blind, cells[1].upper(), cells)

    def _check(self, cells: list[str], known: set[str]) -> None:
        if len(cells) != self.width:
            words = _("%(found)d cells instead of %(width)d")
            raise NumberError(words % {"found": len(cells), "width": self.width})
        if any(len(cell) > CELL_LENGTH for cell in cells):
            raise NumberError(_("a cell has more than %(count)d characters") % {"count": CELL_LENGTH})
        if cells[1] and cells[1].upper() not in known:
            raise NumberError(_("there is no territory with this code"))

    def _blind(self, reference: str) -> str:
        if self.paper == LIST:
            return blind_reference(self.source, reference)
        return blind_number(self.paper, self.country, reference)

    def _rest(self) -> list[str]:
        more = len(self.faults) - FAULTS_SHOWN
        return [_("And as many more lines: %(count)d") % {"count": more}] if more > 0 else []


def known_codes(codes: set[str]) -> set[str]:
    """Return which codes are those of territories of today; a query for every few hundred."""
    wanted = sorted(code for code in codes if CODE.fullmatch(code))
    found: set[str] = set()
    for start in range(0, len(wanted), CHUNK):
        some = Territory.objects.present().filter(code__in=wanted[start : start + CHUNK])
        found.update(some.values_list("code", flat=True))
    return found


def written_letters(sheet: Sheet, codes: Sequence[str]) -> str:
    """Return a register as it came, with the code of each line in a column of its own."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([*(inert(head) for head in sheet.heads), "code"])
    for row, code in zip(sheet.rows, codes, strict=True):
        writer.writerow([*(inert(cell) for cell in row.cells), grouped(code)])
    return stream.getvalue()
