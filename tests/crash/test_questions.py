"""Web and job processes are killed two hundred times while people ask, route, answer and judge, and clocks run."""

import http.client
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from harness.demo import Demo
from harness.http import Answer, HttpPerson
from square import UNLIMITED, Square

KILLS = 200
EVERY = 12  # kills: then it is the parent, and with it all of them
YOUNG = 2.0  # seconds; who dies younger is replaced only after a while
PATIENCE = 480.0  # seconds for the whole
HERE = Path(__file__).parent
SCRIPTS = UNLIMITED | {"PIKIR_WORKERS": "3", "PYTHONPATH": os.pathsep.join([UNLIMITED["PYTHONPATH"], str(HERE.parent)])}
LISTENS = "0A"  # in the table of sockets
# What each pair of citizen and official is about, so that no question is the twin of another one: topic, place.
ABOUT = [
    ("reader", "aula", "KZ-X-SARYBEL"),
    ("editor", "aula", "KZ-X-SARYBEL"),
    ("reader", "qogamdyq-kolik", "KZ-X-ESKIQALA"),
    ("editor", "ozen-jagasy", "KZ-X-SARYBEL"),
]


@dataclass
class Tally:
    """What was sent, acknowledged and refused, shared by all."""

    over: threading.Event = field(default_factory=threading.Event)
    sent: set[str] = field(default_factory=set)
    acknowledged: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    acts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    killed: Counter[str] = field(default_factory=Counter)


@dataclass
class Pair:
    """A citizen and an official: they ask, answer, send back and confirm again and again, each by their own page.

    What to do next they see on the page, since after a kill nobody knows whether the last act happened. Each text is
    sent once only.
    """

    name: str
    citizen: HttpPerson
    official: HttpPerson
    topic: str
    place: str
    tally: Tally
    texts: int = 0

    def live(self) -> None:
        """Have questions live until it is over."""
        while not self.tally.over.is_set():
            number = self.ask()
            while number and not self.tally.over.is_set() and self.step(number):
                pass

    def ask(self) -> str:
        """Ask, and return the number; empty when it is over."""
        mark = self.mark()
        facts = {"title": mark, "text": "When?", "kind": "complaint", "topic": self.topic, "place": "Sarybel"}
        facts |= {"place-code": self.place, "naming": "name", "understood": "on", "act": "ask"}
        answer = self.send(self.citizen, "/en/questions/ask/", mark, "ask", **facts)
        if answer is not None:
            number = answer.headers["location"].partition("?")[0].rpartition("/")[2]
            self.tally.numbers.add(number)
            return number
        shown = self.look(self.citizen, "/en/questions/mine/")
        found = re.search(rf"/questions/(Q-[0-9-]+)[^>]*>{mark}<", shown)
        return found[1] if found else ""

    def step(self, number: str) -> bool:
        """Do what the pages offer next; False when nothing is left to do."""
        page = f"/en/questions/{number}"
        office, own = self.look(self.official, page), self.look(self.citizen, page)
        mark = self.mark()
        if "/act/accept/" in office:
            self.send(self.official, f"{page}/act/accept/", "", "accept")
        elif "/act/ask_back/" in office:  # offered once
            self.send(self.official, f"{page}/act/ask_back/", mark, "ask_back", words=mark)
        elif f"{page}/answer/" in office:
            given = {"one": mark, "one_kk": mark, "says": "solved", "evidence": "1", "checked": "-", "done": "-"}
            given |= {"disagree": "-", "addresses": "-", "act": "sign"}
            self.send(self.official, f"{page}/answer/", mark, "answer", **given)
        elif "/act/clarify/" in own:
            self.send(self.citizen, f"{page}/act/clarify/", mark, "clarify", words=mark)
        elif "/act/send_back/" in own:
            self.send(self.citizen, f"{page}/act/send_back/", mark, "send_back", criterion="no_date", words=mark)
        elif "/act/confirm/" in own:
            self.send(self.citizen, f"{page}/act/confirm/", "", "confirm")
        elif "/verdict/" in own:
            self.send(self.citizen, f"{page}/verdict/", "", "verdict", answered="2", solved="yes")
        else:
            return False
        return True

    def mark(self) -> str:
        """A text that nobody sent before."""
        self.texts += 1
        return f"mark{self.name}x{self.texts}x"

    def send(self, person: HttpPerson, path: str, mark: str, name: str, **fields: str) -> Answer | None:
        """Send a form once; return the answer if it says that it was done."""
        self.tally.sent.add(mark)
        try:
            answer = person.post(path, **fields)
        except (OSError, http.client.HTTPException):
            self.tally.acts["unsure"] += 1
            return None
        if answer.status != 302:
            self.tally.faults.append(f"{path}: {answer.status}")
            return None
        self.tally.acknowledged.add(mark)
        self.tally.acts[name] += 1
        return answer

    def look(self, person: HttpPerson, path: str) -> str:
        """The page, asked for until it comes."""
        while not self.tally.over.is_set():
            with suppress(OSError, http.client.HTTPException):
                answer = person.get(path)
                if answer.status == 200:
                    return answer.text
                self.tally.faults.append(f"{path}: {answer.status}")
            time.sleep(0.02)
        return ""


def children(square: Square) -> dict[int, str]:
    """The grown processes of the square, and what each does: only those of the web listen."""
    if square.process is None:
        return {}
    parent, found = square.process.pid, {}
    now = float(Path("/proc/uptime").read_text().split()[0])
    listening = {
        line.split()[9]
        for line in Path("/proc/net/tcp").read_text().splitlines()[1:]
        if line.split()[3] == LISTENS and int(line.split()[1].partition(":")[2], 16) == square.port
    }
    for process in map(int, Path(f"/proc/{parent}/task/{parent}/children").read_text().split()):
        with suppress(OSError):  # it is gone already
            begun = int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[19])
            sockets = {re.sub(r"\D", "", str(one.readlink())) for one in Path(f"/proc/{process}/fd").iterdir()}
            if now - begun / os.sysconf("SC_CLK_TCK") > YOUNG:
                found[process] = "web" if sockets & listening else "jobs"
    return found


def kill_again_and_again(square: Square, tally: Tally, until: float) -> None:
    """Kill one process after the other at any moment, and at times all of them by their parent."""
    chance = random.Random(20260302)
    while tally.killed.total() < KILLS:
        assert time.monotonic() < until, f"too slow: {tally.killed}"
        time.sleep(chance.uniform(0.05, 0.5))
        if tally.killed.total() % EVERY == EVERY - 1:
            tally.killed["parent"] += 1
            square.stop(signal.SIGKILL)
            while square.healthy():
                time.sleep(0.02)
            square.start()
            continue
        grown = children(square)
        if not grown:
            continue
        kind = chance.choice(sorted(set(grown.values())))
        victim = chance.choice([one for one, does in sorted(grown.items()) if does == kind])
        with suppress(ProcessLookupError):
            os.kill(victim, signal.SIGKILL)
            tally.killed[kind] += 1


@contextmanager
def feeding(square: Square) -> Iterator["subprocess.Popen[str]"]:
    """Overdue questions come without pause, and clocks are hurried."""
    command = [sys.executable, str(HERE / "feeder.py")]
    with subprocess.Popen(command, env=square.environment(), stdout=subprocess.PIPE, text=True) as feeder:
        try:
            yield feeder
        finally:
            feeder.kill()


def audit(square: Square, *words: str) -> dict[str, Any]:
    """What the database says afterwards."""
    command = [sys.executable, str(HERE / "audit.py"), *words]
    done = subprocess.run(command, env=square.environment(), check=True, stdout=subprocess.PIPE, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.crash
def test_two_hundred_kills_lose_and_double_nothing(own_square: Square) -> None:
    own_square.stop()
    own_square.settings = SCRIPTS
    own_square.start()
    demo, tally, begun = Demo(own_square), Tally(), time.monotonic()
    pairs = [
        Pair(f"{place}y", demo.person(who), demo.person("operator"), topic, where, tally)
        for place, (who, topic, where) in enumerate(ABOUT)
    ]
    threads = [threading.Thread(target=pair.live) for pair in pairs]
    with feeding(own_square) as feeder:
        for thread in threads:
            thread.start()
        try:
            kill_again_and_again(own_square, tally, begun + PATIENCE)
        finally:
            tally.over.set()
        for thread in threads:
            thread.join()
        feeder.kill()
        fed = {line.strip() for line in feeder.stdout or () if line.endswith("\n")}
    own_square.stop(signal.SIGKILL)
    audit(own_square, "release")
    own_square.start()
    found = audit(own_square)
    told = {name: found[name] for name in ("events", "by_clock", "notices", "letters")} | {"overdue": len(fed)}
    spent = time.monotonic() - begun
    print(f"\n{spent:.0f} s: killed {dict(tally.killed)}, sent {dict(tally.acts)}, {told}")
    marks = Counter(found["marks"])
    assert tally.faults == []
    assert found["faults"] == []
    assert not (tally.acknowledged - {""}) - set(marks), "acknowledged and lost"
    assert not set(marks) - tally.sent, "never sent"
    assert set(marks.values()) <= {1}, "written twice"
    assert not (tally.numbers | fed) - set(found["numbers"]), "numbers lost"
    assert min(tally.acts[name] for name in ("ask", "accept", "answer", "send_back", "verdict", "confirm")) > 0
    assert min(found[name] for name in ("by_clock", "notices", "letters")) > 0
