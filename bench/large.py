"""One large map: processor time, time, memory and a step, as JSON: ``large.py PEOPLE STATEMENTS SHARE``."""

import json
import resource
import sys
import time

import numpy as np

from pikir.opinion import Votes, compute_map
from pikir.opinion.tests.planted import planted

PASSES = 1_000  # votes of the step


def main(people: int, statements: int, share: float) -> None:
    """Plant, compute, step, and print."""
    small = planted(200, 50, 0.3, 1).votes
    compute_map(small).update(small)  # what loads, loads now
    log = planted(people, statements, share, 1).votes
    columns = log.participant, log.statement, log.value
    del log
    before, began = time.process_time(), time.perf_counter()
    found = compute_map(Votes.of(*columns, participants=people, statements=statements))
    cpu, wall = time.process_time() - before, time.perf_counter() - began
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    chance = np.random.default_rng(1)
    step = Votes.of(
        chance.integers(0, people, PASSES), chance.integers(0, statements, PASSES), chance.integers(-1, 2, PASSES),
        participants=people, statements=statements,
    )  # fmt: skip
    before = time.process_time()
    found.update(step)
    update = time.process_time() - before
    print(json.dumps({"cpu": cpu, "wall": wall, "megabytes": megabytes, "update": update}))


main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
