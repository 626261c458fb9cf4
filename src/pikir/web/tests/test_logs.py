"""Log lines and the file of faults."""

import json
import logging
from pathlib import Path

from pikir.web.logs import FAULTS_BYTES, FaultFile, JsonLines


def test_a_record_is_one_line_with_its_extras_and_its_trace() -> None:
    try:
        raise ValueError("two\nlines")
    except ValueError as fault:
        record = logging.makeLogRecord(
            {"name": "pikir", "levelname": "ERROR", "msg": "no %s", "args": ("way",), "status": 500}
            | {"exc_info": (type(fault), fault, fault.__traceback__), "request": object()}
        )
    line = JsonLines().format(record)
    entry = json.loads(line)
    assert "\n" not in line
    assert (entry["level"], entry["text"], entry["status"]) == ("error", "no way", 500)
    assert "ValueError" in entry["trace"]
    assert "request" not in entry


def test_the_file_of_faults_is_bounded_and_keeps_the_newest(tmp_path: Path) -> None:
    handler = FaultFile(str(tmp_path / "run" / "faults.jsonl"))
    handler.setFormatter(JsonLines())
    for number in range(30):
        handler.emit(logging.makeLogRecord({"msg": f"{number} " + "x" * 50_000}))
    lines = (tmp_path / "run" / "faults.jsonl").read_text().splitlines()
    assert sum(map(len, lines)) <= FAULTS_BYTES
    assert [json.loads(line)["text"].split()[0] for line in lines][-1] == "29"
