"""``pikir map`` and ``pikir coordination``: from a file to an answer, without database or set-up.

A file that is not understood is named with line and reason. Nothing identifies a person unless the owner of the data
asks for it.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from .bridging import REPLICATES, compute_bridging
from .coincidences import WINDOW
from .coordination import find_coordination
from .covoting import as_one_voice, find_covoting, moments
from .maps import METHODS, OBSERVATORY, compute_map
from .readers import Statements, UnreadableError, read_statements, read_votes
from .report import rings, sheets
from .report.page import page
from .report.publication import publish
from .report.words import LANGUAGES, Words
from .rings import DRAWS
from .shares import read_shares
from .votes import Votes

if TYPE_CHECKING:
    from typing import NoReturn

FORMATS = ("json", "csv", "html")
MANY_VOTES = 2_000_000  # from here on bridging is told without its interval, which would take minutes
STEPS = 3  # of the progress bar that are not draws: reading, map, report

Advance = Callable[[], object]


def run(arguments: Sequence[str]) -> int:
    """Do what the command line says; return 0, or 1 for a file that cannot be read or written."""
    options = _parser().parse_args(arguments)
    if options.reveal and options.format == "html" and options.command == "map":
        options.parser.error("a page shows no person; take json or csv with --reveal")
    try:
        _deliver(options, options.make(options))
    except UnreadableError as fault:
        return _refused(f"{fault.file}, {fault}" if isinstance(fault, _InFileError) else str(fault))
    except OSError as fault:
        return _refused(f"{fault.filename}: {fault.strerror}")
    return 0


class _InFileError(UnreadableError):
    """An unreadable file, by name."""

    def __init__(self, file: Path, fault: UnreadableError) -> None:
        super().__init__(fault.line, fault.reason)
        self.file = file


def _refused(reason: str) -> int:
    sys.stderr.write(f"{reason}\n")
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="pikir")
    commands = parser.add_subparsers(dest="command", required=True)
    chart = commands.add_parser("map", help="what the public thinks, from a file of votes")
    chart.add_argument("file", type=Path, metavar="VOTES", help="our dump, a Polis export, or a matrix; CSV or .gz")
    chart.add_argument("--statements", type=Path, metavar="FILE", help="what the statements say; comments.csv of Polis")
    chart.add_argument("--method", choices=METHODS, default=OBSERVATORY, help="(%(default)s)")
    chart.set_defaults(make=_map, parser=chart)
    search = commands.add_parser("coordination", help="who shares together more than chance allows")
    search.add_argument("file", type=Path, metavar="SHARES", help="account, object and time; CSV or .gz")
    search.add_argument("--object", metavar="COLUMN", help="the column that says what was shared")
    search.add_argument("--window", type=_seconds, default=WINDOW, help="seconds that are together (%(default)g)")
    search.set_defaults(make=_coordination, parser=search)
    for command in (chart, search):
        command.add_argument("--format", choices=FORMATS, default="json", help="(%(default)s)")
        command.add_argument("--out", type=Path, metavar="FOLDER", help="write files there instead of to the terminal")
        command.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the page (%(default)s)")
        command.add_argument("--reveal", action="store_true", help="name people, for the owner of the data alone")
    return parser


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < 86_400:
        raise argparse.ArgumentTypeError("a window is a number of seconds below a day")
    return seconds


def _read[Read](reader: Callable[[Path], Read], file: Path) -> Read:
    try:
        return reader(file)
    except UnreadableError as fault:
        raise _InFileError(file, fault) from None
