"""Rows of a table with commas, perhaps packed with gzip; what is not understood is refused with line and reason."""

import csv
import gzip
import io
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, TextIO

MAX_LABEL = 200  # characters; a longer one is a text that lost its column


class UnreadableError(ValueError):
    """A file that is not understood: ``line`` counts from 1, ``reason`` says it to whoever made the file."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line
        self.reason = reason


def read_rows(source: Path | BinaryIO) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that hold anything, each with the number of its last line."""
    reader = csv.reader(_opened(source), strict=True)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise UnreadableError(max(1, reader.line_num), str(error)) from error
        if any(cell.strip() for cell in row):
            yield reader.line_num, row


def _opened(source: Path | BinaryIO) -> TextIO:
    """Open as text; gzip is told by its first two bytes."""
    data = source.read_bytes() if isinstance(source, Path) else source.read()
    if data.startswith(b"\x1f\x8b"):
        try:
            data = gzip.decompress(data)
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise UnreadableError(1, "the packing of the file is broken") from error
    try:
        return io.StringIO(data.decode("utf-8-sig"), newline="")
    except UnicodeDecodeError as error:
        raise UnreadableError(1 + data.count(b"\n", 0, error.start), "not in UTF-8") from error


def read_heading(line: int, row: list[str]) -> list[str]:
    """Return the names of the columns; two of one name are refused."""
    names = [name.strip() for name in row]
    if not names:
        raise UnreadableError(line, "the file is empty")
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise UnreadableError(line, f"two columns are named “{twice[:40]}”")
    return names


def find_column(names: list[str], wanted: Iterable[str]) -> int | None:
    """Return where the first of the names stands, None where none does."""
    return next((names.index(name) for name in wanted if name in names), None)


def need_column(line: int, names: list[str], wanted: tuple[str, ...]) -> int:
    """Return where the first of the names stands; refuse a table without any."""
    found = find_column(names, wanted)
    if found is None:
        raise UnreadableError(line, f"no column {' or '.join(wanted)}")
    return found


def check_width(line: int, row: list[str], names: list[str]) -> None:
    """Refuse a row that is longer or shorter than the heading."""
    if len(row) != len(names):
        raise UnreadableError(line, f"{len(row)} cells, the heading has {len(names)}")


def read_label(line: int, cell: str) -> str:
    """Return the name of a person or a thing; refuse an empty, overlong or broken one."""
    label = cell.strip()
    if not label or len(label) > MAX_LABEL or "\0" in label:
        raise UnreadableError(line, "a person or a statement has no usable name")
    return label
