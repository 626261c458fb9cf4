"""Measure the opinion mathematics, and print a table with what was missed: ``run.py opinion [NAME …]``.

Real votes and what Polis answered to them are looked for where POLIS_DATA says, or beside the checkout; without them
those lines are left out.
The peer, red-dwarf, is measured in the same run where it can be installed, in a place of its own.
"""

import gzip
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean, median

import numpy as np

from figures import Figure, print_table
from pikir.opinion import PARITY, Map, Votes, compute_map, read_statements, read_votes
from pikir.opinion.tests.planted import Planted, agreement, planted
from pikir.opinion.tests.test_parity import FOLDER, GOLDEN, left_out

HERE = Path(__file__).parent
RIVAL = HERE.parent / ".cache" / "rival"
TENTHS = {2_000: (200, 0.12, 10), 10_000: (300, 0.07, 4), 100_000: (500, 0.05, 4)}  # statements, density, seeds
ANGLES, FITS = {2_000: 12, 10_000: 8, 100_000: 5}, {2_000: 0.78, 10_000: 0.80, 100_000: 0.82}
LARGE = ((100_000, 500, 0.05, 1, 400), (1_000_000, 1_000, 0.02, 5, 800))  # with seconds and megabytes, at most
CHI = 5.991  # square radius that holds 95 % of a normal cloud in the plane


def main(wanted: list[str]) -> int:
    """Print the lines asked for, or all; return 1 when something was missed."""
    if unknown := set(wanted) - set(PARTS):
        print(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
        return 2
    figures = [figure for name, part in PARTS.items() if not wanted or name in wanted for figure in part()]
    print_table(figures)
    return 0 if all(figure.met for figure in figures) else 1


def _at_most(name: str, value: float, limit: float, unit: str = "", digits: int = 2) -> Figure:
    return Figure(name, f"{value:.{digits}f}{unit}", f"at most {limit:g}{unit}", value <= limit)


def _at_least(name: str, value: float, limit: float, unit: str = "", digits: int = 3) -> Figure:
    return Figure(name, f"{value:.{digits}f}{unit}", f"at least {limit:g}{unit}", value >= limit)


def _real() -> Iterator[tuple[str, Votes]]:
    for folder in sorted(FOLDER.glob("*/")):
        if (folder / "votes.csv").exists():
            statements = folder / "comments.csv"
            yield folder.name, read_votes(folder / "votes.csv", read_statements(statements))


def _parity() -> Iterator[Figure]:
    """Compare with what Polis answered, set by set."""
    for file in GOLDEN:
        golden = json.loads(gzip.decompress(file.read_bytes()))
        name = file.name.removesuffix(".cold.json.gz")
        votes = read_votes(FOLDER / name / "votes.csv", read_statements(FOLDER / name / "comments.csv"))
        faults = list(_differences(compute_map(left_out(votes, golden), method=PARITY), golden))
        yield Figure(f"parity {name}", ", ".join(faults) or "all the same", "no difference", not faults)


def _differences(ours: Map, golden: dict) -> Iterator[str]:
    if ours.grouping.k != golden["k"]:
        yield f"k {ours.grouping.k} for {golden['k']}"
        return
    yield from _group_differences(ours, golden)
    labels = ours.votes.statements
    axes, theirs = ours.positions.axes[:, np.searchsorted(labels, golden["tids"])], np.array(golden["comps"])
    theirs *= np.sign((axes * theirs).sum(axis=1))[:, None]
    if np.degrees(np.linalg.norm(axes - theirs, axis=1)).max() > 0.001:
        yield "axes"
    for way in ("agree", "disagree"):
        if [labels[e.statement] for e in getattr(ours.consensus, way)] != [e["tid"] for e in golden["consensus"][way]]:
            yield f"consensus to {way}"
    product, weights = (np.array([golden[name][str(label)] for label in labels]) for name in ("gac", "priorities"))
    if np.abs(ours.consensus.product_agree - product).max() > 1e-9:
        yield "group-aware consensus"
    if (np.abs(ours.priorities - weights) > 1e-6 * np.maximum(weights, 1)).any():
        yield "priorities"


def _group_differences(ours: Map, golden: dict) -> Iterator[str]:
    people, labels = ours.votes.participants, ours.votes.statements
    for number, group in enumerate(ours.grouping.groups):
        if sorted(people[group.members].tolist()) != sorted(golden["groups"][str(number)]):
            yield f"members of group {number}"
        listed = [(labels[entry.statement], entry.agree) for entry in group.representative]
        if listed != [(entry["tid"], entry["repful-for"] == "agree") for entry in golden["repness"][str(number)]]:
            yield f"representative statements of group {number}"
    if any(abs(ours.grouping.scores[int(k)] - score) > 5e-5 for k, score in golden["silhouettes"].items()):
        yield "silhouettes"


def _truth() -> Iterator[Figure]:
    """Find what was planted."""
    for people, (statements, share, seeds) in TENTHS.items():
        turns, fits, sure, found = [], [], [], 0
        for seed in range(seeds):
            town = planted(people, statements, share, seed)
            free, asked = compute_map(town.votes), compute_map(town.votes, groups=4)
            turns.append(angles(town, free).max())
            placed = asked.grouping.of >= 0
            fits.append(agreement(asked.grouping.of[placed], town.group[placed]))
            certain = asked.grouping.membership.max(axis=1) >= 0.9
            sure.append(agreement(asked.grouping.of[certain], town.group[certain]))
            found += free.grouping.k == 4
        size = f"planted, {people:,} people, {seeds} seeds"
        yield _at_most(f"{size}: axes, degrees", max(turns), ANGLES[people])
        yield _at_least(f"{size}: adjusted Rand index at 4 groups", mean(fits), FITS[people])
        yield _at_least(f"{size}: of members of 90 % and more", min(sure), 0.9)
        yield _at_least(f"{size}: 4 groups chosen, share of seeds", found / seeds, 0.8)
    claims = [compute_map(planted(2_000, 200, 0.12, seed, groups=False).votes).grouping.clear for seed in range(10)]
    yield _at_least("a continuum, 2,000 people: left whole, share of seeds", 1 - mean(claims), 0.8)


def angles(town: Planted, found: Map) -> np.ndarray:
    """Angles, in degrees, between the plane found and the regression of votes on true places."""
    ballots = town.votes.ballots
    place = (town.place - town.place.mean(axis=0))[ballots.participant]
    away = ballots.value - found.positions.centre[ballots.statement]
    size = len(town.direction)
    gram = np.zeros((size, 2, 2))
    pull = np.zeros((size, 2))
    for one in (0, 1):
        pull[:, one] = np.bincount(ballots.statement, place[:, one] * away, size)
        for other in (0, 1):
            gram[:, one, other] = np.bincount(ballots.statement, place[:, one] * place[:, other], size)
    best = np.linalg.qr(np.linalg.solve(gram, pull[..., None])[..., 0])[0]
    mine = np.linalg.qr(found.positions.axes.T)[0]
    return np.degrees(np.arccos(np.clip(np.linalg.svd(best.T @ mine)[1], -1, 1)))


def _hidden() -> Iterator[Figure]:
    """Foretell hidden votes of real consultations; the map of Polis gets the scale that fits the hidden ones best."""
    ratios = []
    for name, votes in _real():
        errors = [_errors(votes, seed) for seed in range(5)]
        ratios.append(mean(ours for ours, _ in errors) / mean(theirs for _, theirs in errors))
        yield Figure(f"hidden votes of {name}: error, Polis is 1", f"{ratios[-1]:.3f}")
    if ratios:
        yield _at_most("hidden votes: mean error, Polis is 1", mean(ratios), 0.975, digits=4)
        yield _at_least("hidden votes: share of sets foretold better", mean(ratio < 1 for ratio in ratios), 0.75)


def _errors(votes: Votes, seed: int) -> tuple[float, float]:
    ballots = votes.ballots
    live = ~votes.excluded[ballots.statement]
    who, what, value = ballots.participant[live], ballots.statement[live], ballots.value[live]
    hidden = np.random.default_rng(seed).random(len(who)) < 0.1
    left = Votes.of(
        who[~hidden], what[~hidden], value[~hidden],
        participants=len(votes.participants), statements=len(votes.statements),
    )  # fmt: skip
    ours, theirs = compute_map(left), compute_map(left, method=PARITY)
    who, what, value = who[hidden], what[hidden], value[hidden].astype(float)
    away = value - theirs.positions.centre[what]
    tendency = (theirs.positions.points[who] * theirs.positions.axes[:, what].T).sum(axis=1)
    fit = (away @ tendency) / (tendency @ tendency)
    mine = ((value - ours.predict(who, what)) ** 2).mean()
    return float(mine), float(((away - fit * tendency) ** 2).mean())


def _cover() -> Iterator[Figure]:
    """Count how often intervals hold the truth."""
    shares, places = [], []
    for seed in range(5):
        town = planted(2_000, 200, 0.12, seed)
        found = compute_map(town.votes)
        ends, truth = found.intervals.agree, town.shares()
        shares.append(((ends[:, 0] <= truth) & (truth <= ends[:, 1]))[found.tally.seen >= 20].mean())
        places.append(_places_held(town, found))
    for name, held in (("shares of agreement", shares), ("places of people", places)):
        value = float(mean(held))
        yield Figure(f"95 % intervals, {name}: hold the truth", f"{value:.3f}", "0.93 to 0.97", 0.93 <= value <= 0.97)


def _places_held(town: Planted, found: Map) -> float:
    """Share of people whose true place, moved into the plane as a whole, lies in the ellipse of 95 %."""
    voted = found.grouping.of >= 0
    points, spread = found.positions.points[voted], found.positions.covariance[voted]
    truth = np.column_stack([town.place, np.ones(len(town.place))])[voted]
    moved = truth @ np.linalg.lstsq(truth, points, rcond=None)[0]
    moved *= 1 / np.maximum(moved.std(axis=0), 1e-9)  # the prior has spread 1, posterior means have less
    dx, dy = (points - moved + moved.mean(axis=0) - points.mean(axis=0)).T
    xx, xy, yy = spread.T
    square = (yy * dx * dx - 2 * xy * dx * dy + xx * dy * dy) / (xx * yy - xy * xy)
    return float((square <= CHI).mean())


def _peer() -> Iterator[Figure]:
    """Compare processor time with red-dwarf, in this run, both on one thread and without reading files."""
    python = _rival()
    for name, votes in _real():
        if python is None or len(votes.ballots.value) < 5_000:
            continue
        limit = 10 if len(votes.ballots.value) <= 50_000 else 5
        mine = median(_seconds(lambda votes=votes: _anew(votes)) for _ in range(9))
        theirs = _rival_seconds(python, votes)
        value = f"{theirs / mine:.1f} times: {mine * 1000:.1f} ms, red-dwarf {theirs * 1000:.0f}"
        yield Figure(f"processor time on {name}", value, f"at least {limit} times less", theirs >= limit * mine)


def _anew(votes: Votes) -> Map:
    copy = Votes(**{name: getattr(votes, name) for name in Votes.__dataclass_fields__})
    return compute_map(copy, method=PARITY, threads=1)


def _seconds(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


def _rival() -> Path | None:
    python = RIVAL / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", RIVAL], check=True)
    done = subprocess.run([python, "-m", "pip", "install", "--quiet", "red-dwarf==0.4.0"], capture_output=True)
    return python if done.returncode == 0 else None


def _rival_seconds(python: Path, votes: Votes) -> float:
    ballots = votes.ballots
    rows = np.stack([ballots.participant, ballots.statement, ballots.value], axis=1).tolist()
    given = json.dumps({"votes": rows, "mod_out": np.flatnonzero(votes.excluded).tolist()})
    environment = os.environ | dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"), "1")
    done = subprocess.run(
        [python, HERE / "rival.py"], input=given, env=environment, check=True, capture_output=True, text=True
    )
    return float(done.stdout)


def _large() -> Iterator[Figure]:
    """Measure large maps, each in a process of its own."""
    for people, statements, share, seconds, megabytes in LARGE:
        command = [sys.executable, HERE / "large.py", *map(str, (people, statements, share))]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        found = json.loads(done.stdout)
        name = f"{people:,} × {statements:,} at {share:.0%}"
        yield _at_most(f"{name}: processor time", found["cpu"], seconds, " s")
        yield Figure(f"{name}: time with 2 threads", f"{found['wall']:.2f} s")
        yield _at_most(f"{name}: memory", found["megabytes"], megabytes, " MB", 0)
        if people == 100_000:
            yield _at_most(f"{name}: 1,000 new votes", found["update"] * 1000, 250, " ms", 0)
    code = "import time; t = time.process_time(); import pikir.opinion; print(time.process_time() - t)"
    runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, check=True) for _ in range(5)]
    yield _at_most("import", median(float(run.stdout) for run in runs), 0.3, " s")


PARTS: dict[str, Callable[[], Iterator[Figure]]] = {
    "parity": _parity, "truth": _truth, "hidden": _hidden, "cover": _cover, "peer": _peer, "large": _large,
}  # fmt: skip

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
