"""Bringing territories in. Only who may run commands on the square's machine does; nobody else writes here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from pikir.kernel.languages import LANGUAGES, sort_key
from pikir.places.files import BadFileError, Row, read_file, read_ready_list
from pikir.places.kinds import DEPTH_MAX
from pikir.places.models import Territory, id_of
from pikir.places.names import proper_part, search_key
from pikir.web.freshness import touch

FIELDS = ["parent_id", "path", "kind", "name_kk", "name_ru", "name_en", "sort_kk", "sort_ru", "sort_en", "search_key",
          "retired_on", "successor_id"]  # fmt: skip
BATCH = 500  # rows a statement; SQLite takes a limited number of values


@dataclass(kw_only=True)
class Report:
    """What an import did, or would do: codes by what happened to them."""

    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    unchanged: int = 0

    def lines(self) -> list[str]:
        """The report in plain words, for the command line."""
        told = (("new", self.created), ("changed", self.changed), ("retired", self.retired))
        return [*(_line(word, codes) for word, codes in told), f"{self.unchanged} as before"]


def import_territories(path: Path, *, dry_run: bool = False, retire_missing: bool = False) -> Report:
    """Bring in a country's territories from a CSV file, all or nothing; the same file again changes nothing.

    With ``retire_missing`` what the square knows of the country and the file does not is retired today. Raises
    BadFileError.
    """
    return _bring_in(read_file(path), dry_run=dry_run, retire_missing=retire_missing)


def load_ready_list(country: str = "kz", *, dry_run: bool = False) -> Report:
    """Bring in the list of a country that comes with the square; where it stands already, nothing is written."""
    return _bring_in(read_ready_list(country), dry_run=dry_run, retire_missing=False)


@transaction.atomic
def _bring_in(rows: list[Row], *, dry_run: bool, retire_missing: bool) -> Report:
    known = {one.code: one for one in Territory.objects.filter(country=rows[0].code[:2])}
    before = {code: _values(one) for code, one in known.items()}
    tree = known | {row.code: _territory(row, known.get(row.code)) for row in rows}
    _tie_together(rows, tree)
    report = Report()
    if retire_missing:
        report.retired = _retire(tree, keep={row.code for row in rows})
    for code, one in tree.items():
        _note(report, code, before.get(code), _values(one))
    if not dry_run:
        _write(report, tree)
    return report


def _territory(row: Row, known: Territory | None) -> Territory:
    """A territory as the row tells it, not yet tied to others."""
    one = known or Territory(id=id_of(row.code), code=row.code, country=row.code[:2])
    one.kind, one.retired_on = row.kind, row.retired
    one.search_key = search_key((row.kk, row.ru, row.en))
    for language in LANGUAGES:
        name = getattr(row, language)
        setattr(one, f"name_{language}", name)
        setattr(one, f"sort_{language}", sort_key(proper_part(name), language))
    return one


def _tie_together(rows: Iterable[Row], tree: Mapping[str, Territory]) -> None:
    """Set parents, successors and paths. Raises BadFileError for orphans and circles."""
    parents = {one.code: one.ancestor_codes[-1] if one.parent_id else "" for one in tree.values() if one.path}
    lines = {row.code: row.line for row in rows}
    for row in rows:
        for code, word in ((row.parent, "parent"), (row.successor, "successor")):
            if code and code not in tree:
                raise BadFileError(f"its {word} {code} is neither in the file nor known here.", row.line)
        if row.successor == row.code:
            raise BadFileError("nothing is its own successor.", row.line)
        parents[row.code] = row.parent
        tree[row.code].parent_id = id_of(row.parent) if row.parent else None
        tree[row.code].successor_id = id_of(row.successor) if row.successor else None
    for code, one in tree.items():
        one.path = _path(code, parents, lines.get(code, 0))


def _path(code: str, parents: Mapping[str, str], line: int) -> str:
    chain = [code]
    while parent := parents[chain[-1]]:
        if parent in chain:
            raise BadFileError(f"{code} lies in itself, by way of {parent}.", line)
        chain.append(parent)
        if len(chain) > DEPTH_MAX:
            raise BadFileError(f"{code} lies more than {DEPTH_MAX} levels deep.", line)
    return f"/{'/'.join(reversed(chain))}/"


def _retire(tree: Mapping[str, Territory], keep: set[str]) -> list[str]:
    over = [one for one in tree.values() if one.code not in keep and not one.retired]
    for one in over:
        one.retired_on = today()
    return sorted(one.code for one in over)


def today() -> date:
    """The day it is in the square's zone."""
    return timezone.localdate()


def _values(one: Territory) -> tuple[object, ...]:
    return tuple(getattr(one, name) for name in FIELDS)


def _note(report: Report, code: str, before: tuple[object, ...] | None, now: tuple[object, ...]) -> None:
    if before is None:
        report.created.append(code)
    elif before == now:
        report.unchanged += 1
    elif code not in report.retired:
        report.changed.append(code)


def _write(report: Report, tree: Mapping[str, Territory]) -> None:
    fresh = sorted((tree[code] for code in report.created), key=lambda one: (one.path.count("/"), one.code))
    touched = [tree[code] for code in report.changed + report.retired]
    Territory.objects.bulk_create(fresh, batch_size=BATCH)
    Territory.objects.bulk_update(touched, [name.removesuffix("_id") for name in FIELDS], batch_size=BATCH // 10)
    if fresh or touched:
        touch("places")


def _line(word: str, codes: list[str]) -> str:
    shown = ", ".join(codes[:10]) + (", …" if len(codes) > 10 else "")
    return f"{len(codes)} {word}" + (f": {shown}" if codes else "")
