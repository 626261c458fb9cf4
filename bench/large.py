"""One large map: processor time, time, memory and a step, as JSON: ``large.py PEOPLE STATEMENTS SHARE``."""

import json
import resource
import sys
import time
from statistics import median

import numpy as np

from pikir.opinion import Votes, compute_map
from pikir.opinion.tests.planted import CENTRES, SHARES, chances, planted

STEP, STEPS = 1_000, 9  # votes at a time, and how often: the median counts
BLOCK = 1 << 20


def drawn(people: int, statements: int, share: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Plant as ``planted`` does, but let people vote again on what they voted on: much faster, and a few votes less."""
    chance = np.random.default_rng(1)
    place = CENTRES[chance.choice(4, people, p=SHARES)] + 0.45 * chance.standard_normal((people, 2))
    direction, level = 0.9 * chance.standard_normal((statements, 2)), 0.3 + 0.7 * chance.standard_normal(statements)
    many = np.exp(chance.normal(0, 0.8, people))
    given = np.maximum(1, np.round(many / many.mean() * statements * share)).astype(np.int64)
    weight = np.exp(0.7 * chance.standard_normal(statements))
    who = np.repeat(np.arange(people, dtype=np.int32), given)
    what, value = np.empty(len(who), np.int32), np.empty(len(who), np.int8)
    for first in range(0, len(who), BLOCK):
        part = slice(first, first + BLOCK)
        shown = np.searchsorted(np.cumsum(weight / weight.sum())[:-1], chance.random(len(who[part])))
        lean = (direction[shown] * place[who[part]]).sum(axis=1) + level[shown]
        passes, agrees = (chance.random(len(lean)) < limit for limit in chances(lean))
        what[part], value[part] = shown, np.where(passes, 0, np.where(agrees, 1, -1))
    return who, what, value


def main(people: int, statements: int, share: float) -> None:
    """Plant, compute, step, and print."""
    small = planted(200, 50, 0.3, 1).votes
    compute_map(small).update(small)  # what loads, loads now
    columns = drawn(people, statements, share)
    before, began = time.process_time(), time.perf_counter()
    found = compute_map(Votes.of(*columns, participants=people, statements=statements))
    cpu, wall = time.process_time() - before, time.perf_counter() - began
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    chance, updates = np.random.default_rng(1), []
    for _ in range(STEPS):
        step = Votes.of(
            chance.integers(0, people, STEP), chance.integers(0, statements, STEP), chance.integers(-1, 2, STEP),
            participants=people, statements=statements,
        )  # fmt: skip
        before = time.process_time()
        found = found.update(step)
        updates.append(time.process_time() - before)
    update = median(updates)
    print(json.dumps({"cpu": cpu, "wall": wall, "megabytes": megabytes, "update": update}))


main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
