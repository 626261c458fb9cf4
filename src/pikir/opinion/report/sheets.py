"""A publication as JSON and as tables for spreadsheets."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from math import isfinite
from typing import Any

from pikir.opinion.maps import PARITY, Map
from pikir.opinion.results import NOBODY

from .picture import letter
from .publication import Publication, Statement

FORMAT = "pikir-map-1"
DIGITS = 6  # of shares in spreadsheets; JSON holds every digit
RISKY = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would take a text that begins so for a formula


def as_json(published: Publication, people: Map | None = None) -> str:
    """Return the whole publication; ``people`` adds who stands where, for the owner of the data alone."""
    told = asdict(published)
    places = {one.id: one.place for one in published.statements}
    said = {
        "format": FORMAT,
        "method": published.method,
        "hash": published.hash,
        "counts": {
            "participants": published.participants, "grouped": published.grouped,
            "statements": len(published.statements), "votes": published.votes,
        },
        "k": published.k,
        "clear": published.clear,
        "reason": published.reason,
        "stability": published.stability,
        "reliable": published.reliable,
        "scores": {"of": "silhouette" if published.method == PARITY else "held-out error", "by_k": told["scores"]},
        "explained": told["explained"],
        "groups": [{"letter": letter(number), **group} for number, group in enumerate(told["groups"])],
        "consensus": {"agree": told["agree"], "disagree": told["disagree"]},
        "axes": {label: place and place.axes for label, place in places.items()},
        "priorities": {label: place and place.priority for label, place in places.items()},
        "statements": told["statements"],
        "dots": told["dots"],
        "alternative": told["alternative"],
    }  # fmt: skip
    if people is not None:
        said["people"] = [dict(zip(PEOPLE, row, strict=True)) for row in _people(people)]
    return written(said)


def written(said: Mapping[str, Any]) -> str:
    """Return JSON that every reader takes: what is not a finite number is null."""
    return json.dumps(_finite(said), ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def as_tables(published: Publication, people: Map | None = None) -> dict[str, str]:
    """Return tables with commas by name of file: statements, groups, dots, and, for the owner, people."""
    groups = [letter(number) for number in range(published.k)]
    heads = ["statement", "text", "excluded", *_CELL]
    heads += [f"{name}_{group}" for group in groups for name in _CELL]
    heads += [
        "consensus_agree",
        "consensus_disagree",
        "least_agree",
        "least_disagree",
        "x",
        "y",
        "extremity",
        "priority",
    ]
    tables = {
        "statements.csv": sheet(heads, (_statement_row(one) for one in published.statements)),
        "groups.csv": sheet(
            ["group", "people", "statement", "agrees", "share", "share_z", "ratio", "ratio_z", "q"],
            (
                [letter(number), group.size, one.id, one.agree, one.share, one.share_z, one.ratio, one.ratio_z, one.q]
                for number, group in enumerate(published.groups)
                for one in group.representative
            ),
        ),
        "dots.csv": sheet(
            ["x", "y", "people", "group"],
            ([dot.x, dot.y, dot.people, "" if dot.group is None else letter(dot.group)] for dot in published.dots),
        ),
    }
    if people is not None:
        tables["people.csv"] = sheet(PEOPLE, _people(people))
    return tables


def sheet(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table with commas; nothing in it is a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return text.getvalue()


PEOPLE = ("participant", "group", "membership", "x", "y")
_CELL = ("seen", "agrees", "disagrees", "agree", "agree_low", "agree_high")
_COMMON = ("product", "low", "high", "least")
_PLACE = ("x", "y", "extremity", "priority")
_BRIDGE = ("level", "low", "high", "factor", "baseline", "verdict")


def _people(computed: Map) -> Iterable[tuple[object, ...]]:
    points, membership = computed.positions.points.tolist(), computed.grouping.membership
    for index, (label, group) in enumerate(
        zip(computed.votes.participants.tolist(), computed.grouping.of.tolist(), strict=True)
    ):
        placed = group != NOBODY
        sure = float(membership[index, group]) if placed else None
        yield label, letter(group) if placed else None, sure, *points[index]


def _statement_row(one: Statement) -> list[object]:
    row: list[object] = [one.id, one.text, one.excluded]
    for cell in (one.cell, *one.groups):
        row += _values(cell, _CELL)
    for common in (one.agree, one.disagree):
        row += _values(common, _COMMON)
    return [*row, *_values(one.place, _PLACE), *_values(one.bridge, _BRIDGE)]


def _values(said: object, names: Sequence[str]) -> list[object]:
    return [None if said is None else getattr(said, name) for name in names]


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, float):
        return round(value, DIGITS) if isfinite(value) else ""
    if isinstance(value, str) and value.startswith(RISKY):
        return f"'{value}"
    return value


def _finite(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _finite(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(part) for part in value]
    return None if isinstance(value, float) and not isfinite(value) else value
