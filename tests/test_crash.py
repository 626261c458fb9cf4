"""What was acknowledged is kept, once: the server is killed again and again while people comment."""

import http.client
import re
import signal
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

from harness.demo import Demo
from harness.http import HttpPerson
from square import UNLIMITED, Square

WRITES = 200
KILLS = (40, 80, 120, 160)  # at so many acknowledged writes
PATIENCE = 120  # seconds for the whole
GONE_SECONDS = 5  # for the workers of a killed parent; they are told within one


@dataclass
class Tally:
    """Texts that the server acknowledged, shared by the writers."""

    acknowledged: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __len__(self) -> int:
        return len(self.acknowledged)


def write_comments(person: HttpPerson, address: str, name: str, tally: Tally, until: float) -> None:
    """Send comments with texts of their own until enough are acknowledged; a lost one is not sent again."""
    number = 0
    while len(tally) < WRITES and time.monotonic() < until:
        number += 1
        text = f"mark{name}x{number}x"
        try:
            answer = person.post(address + "comment/", source=text)
        except (OSError, http.client.HTTPException):
            time.sleep(0.02)  # the server is down: it is being started again
            continue
        assert answer.status == 302, answer.text
        with tally.lock:
            tally.acknowledged.append(text)


def wait_until_gone(square: Square) -> None:
    until = time.monotonic() + GONE_SECONDS
    while square.healthy():
        assert time.monotonic() < until, "workers outlived their parent"
        time.sleep(0.02)


def marks_of_thread(person: HttpPerson, address: str) -> Counter[str]:
    """How often each text stands in the thread, over all its pages."""
    marks: Counter[str] = Counter()
    path: str | None = address
    while path:
        text = person.get(path).text
        marks.update(re.findall(r"mark\w+?x\d+x", re.sub(r"<title>.*?</title>|<meta[^>]*>", "", text)))
        later = re.search(r'href="[^"]*(\?after=\d+)', text)
        path = address + later[1] if later else None
    return marks


def test_killing_the_server_loses_and_doubles_no_acknowledged_write(own_square: Square) -> None:
    own_square.stop()
    own_square.settings = UNLIMITED  # three people write more than anyone may
    own_square.start()
    demo = Demo(own_square)
    address = f"/en/{demo.places['entry']}"
    writers = [demo.person(role) for role in ("reader", "editor", "operator")]
    tally, until = Tally(), time.monotonic() + PATIENCE
    threads = [
        threading.Thread(target=write_comments, args=(writer, address, f"{place}y", tally, until))
        for place, writer in enumerate(writers)
    ]
    for thread in threads:
        thread.start()
    for kill_at in KILLS:
        while len(tally) < kill_at and time.monotonic() < until:
            time.sleep(0.005)
        own_square.stop(signal.SIGKILL)
        wait_until_gone(own_square)
        own_square.start()
    for thread in threads:
        thread.join()
    assert len(tally) >= WRITES
    found = marks_of_thread(HttpPerson(own_square.port), address)
    assert not set(tally.acknowledged) - set(found), "acknowledged and lost"
    assert set(found.values()) == {1}, "written twice"
