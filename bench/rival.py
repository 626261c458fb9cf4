"""Processor seconds of red-dwarf on the votes that stand on the input, the middle of five runs."""

import json
import statistics
import sys
import time

from reddwarf.implementations.polis import run_clustering

given = json.load(sys.stdin)
votes = [
    {"participant_id": who, "statement_id": what, "vote": value, "modified": place}
    for place, (who, what, value) in enumerate(given["votes"])
]
seconds = []
for _ in range(6):
    before = time.process_time()
    run_clustering(votes=votes, mod_out_statement_ids=given["mod_out"])
    seconds.append(time.process_time() - before)
print(statistics.median(seconds[1:]))
