"""``pikir map`` and ``pikir coordination``: from a file to an answer, without database or set-up.

A file that is not understood is named with line and reason. Nothing identifies a person unless the owner of the data
asks for it.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from .bridging import REPLICATES, compute_bridging
from .coincidences import WINDOW, Int
from .coordination import find_coordination
from .covoting import as_one_voice, find_covoting, moments
from .maps import METHODS, OBSERVATORY, Map, compute_map
from .readers import Statements, read_statements, read_votes
from .report import rings
from .report.page import page
from .report.publication import Publication, publish
from .report.sheets import as_json, as_tables
from .report.words import LANGUAGES, Words
from .rings import DRAWS
from .rows import UnreadableError
from .shares import read_shares
from .uncertainty import FEW_PEOPLE, FEW_REPEATS, MANY_REPEATS, uncertainty
from .votes import Votes

FORMATS = ("json", "csv", "html")
AGAIN = 20  # times that `uncertainty` looks for groups anew
EXPORTS = ("votes", "participants-votes")  # every export of Polis calls its files so
MANY_VOTES = 2_000_000  # from here on bridging is told without its interval, which would take minutes


def run(arguments: Sequence[str]) -> int:
    """Do what the command line says; return 0, or 1 for a file that cannot be read or written."""
    options = _parser().parse_args(arguments)
    if options.reveal and options.format == "html" and options.command == "map":
        options.parser.error("a page shows no person; take json or csv with --reveal")
    try:
        _deliver(options, options.make(options))
    except _FaultyFileError as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    except OSError as fault:
        sys.stderr.write(f"{fault.filename}: {fault.strerror}\n")
        return 1
    return 0


class _FaultyFileError(Exception):
    """A file that is not understood; the message names file, line and reason."""


@contextmanager
def _naming(file: Path) -> Iterator[None]:
    try:
        yield
    except UnreadableError as fault:
        raise _FaultyFileError(f"{file}, {fault}") from None


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


def _map(options: argparse.Namespace) -> dict[str, str]:
    """Read, compute and render; return what to write by name of file, the most important first."""
    statements = Statements({}, frozenset(), frozenset())
    if options.statements:
        with _naming(options.statements):
            statements = read_statements(options.statements)
    with _naming(options.file):
        votes = read_votes(options.file, statements)
    with tqdm(total=_steps(votes), unit="step", disable=None, leave=False) as bar:
        published, computed = _published(votes, statements.texts, options, bar.update)
    people = computed if options.reveal else None
    if options.format == "html":
        return {"map.html": page(published, Words(options.lang), _name(options.file))}
    return {"map.json": as_json(published, people)} if options.format == "json" else as_tables(published, people)


def _published(
    votes: Votes, texts: Mapping[str, str], options: argparse.Namespace, advance: Callable[[], object]
) -> tuple[Publication, Map]:
    """Compute everything that is told; groups of our own method that do not hold are given up."""

    def progress(_done: int, _of: int) -> None:
        advance()

    method = options.method
    computed = compute_map(votes, method=method)
    sure = uncertainty(computed, progress=progress)
    unstable = None
    if method == OBSERVATORY and computed.grouping.k > 1 and not sure.publishable:
        unstable = sure.stability
        computed = compute_map(votes, method=method, groups=1)
        sure = uncertainty(computed, progress=progress)
    time = moments(votes)
    covoting = None if time is None else find_covoting(votes, time, _expected(computed), advance=advance)
    linked = [] if covoting is None else [person for ring in covoting.rings for person in ring.accounts]
    bridging = compute_bridging(votes, linked=linked, replicates=_replicates(votes), advance=advance)
    alternative = compute_map(as_one_voice(votes, covoting.rings), method=method) if covoting and linked else None
    told = publish(
        computed, texts, sure, unstable=unstable, bridging=bridging, covoting=covoting, alternative=alternative,
        whole=options.reveal,
    )  # fmt: skip
    return told, computed


def _replicates(votes: Votes) -> int:
    return REPLICATES if len(votes) < MANY_VOTES else 0


def _steps(votes: Votes) -> int:
    """Return how many steps the bar will show, without the second look at people that unstable groups need."""
    repeats = MANY_REPEATS if len(votes.participants) <= FEW_PEOPLE else FEW_REPEATS
    return repeats + AGAIN + _replicates(votes) + (DRAWS if moments(votes) is not None else 0)


def _expected(computed: Map) -> Callable[[Int, Int], NDArray[np.float64]]:
    """Return what the map expects of participants on statements, for arrays."""
    return lambda participant, statement: computed.predict(participant.tolist(), statement.tolist())


def _coordination(options: argparse.Namespace) -> dict[str, str]:
    with _naming(options.file):
        file = read_shares(options.file, options.object)
    with tqdm(total=DRAWS, unit="draw", disable=None, leave=False) as bar:
        found = find_coordination(file.shares, window=options.window, advance=bar.update)
    search = rings.Search(file, found, options.window, options.reveal)
    if options.format == "html":
        return {"coordination.html": rings.page(search, Words(options.lang), _name(options.file))}
    return {"coordination.json": rings.as_json(search)} if options.format == "json" else rings.as_tables(search)


def _name(file: Path) -> str:
    """Return what to call the consultation: an export's folder, else the file."""
    stem = file.name.removesuffix(".gz").removesuffix(".csv")
    return file.resolve().parent.name if stem in EXPORTS else stem


def _deliver(options: argparse.Namespace, files: dict[str, str]) -> None:
    """Write all files into the folder, or the first to the terminal; what names people is for their owner's eyes."""
    if not options.out:
        sys.stdout.write(next(iter(files.values())))
        return
    options.out.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        file = options.out / name
        if options.reveal:
            file.touch(mode=0o600)
            file.chmod(0o600)
        file.write_text(text, encoding="utf-8")
        sys.stdout.write(f"{file}\n")
