"""Streams of what moves, over real connections: nothing missed, nothing private, nobody kept waiting at the end."""

import http.client
import re
from collections.abc import Iterator
from contextlib import contextmanager

from harness.demo import Demo
from harness.http import HttpPerson
from square import Square

WAIT = 20  # seconds after which a stream that says nothing has failed


class Listener:
    """One connection to a stream."""

    def __init__(self, person: HttpPerson, path: str, last: int | None = None) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", person.port, timeout=WAIT)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in person.cookies.items())}
        headers |= {} if last is None else {"Last-Event-ID": str(last)}
        self._connection.request("GET", path, headers=headers)
        self.answer = self._connection.getresponse()

    def hear(self) -> int:
        """Wait for the next event and return its number."""
        while line := self.answer.readline().decode():
            if line.startswith("id: "):
                return int(line.removeprefix("id: "))
        raise AssertionError("the stream ended")

    def rest(self) -> bytes:
        """Read to the end."""
        return self.answer.read()

    def leave(self) -> None:
        self._connection.close()


@contextmanager
def listening(person: HttpPerson, path: str, last: int | None = None) -> Iterator[Listener]:
    listener = Listener(person, path, last)
    try:
        yield listener
    finally:
        listener.leave()


def ask(person: HttpPerson, **given: str) -> str:
    """Ask the town by the form; return the number."""
    person.get("/en/questions/ask/")
    facts = {"title": "When will the lamps burn?", "text": "They are dark.", "kind": "complaint"}
    facts |= {
        "topic": "qogamdyq-kolik",
        "place": "Sarybel",
        "place-code": "KZ-X-SARYBEL",
        "naming": "name",
        "understood": "on",
        "act": "ask",
    }
    answer = person.post("/en/questions/ask/", **(facts | given))
    number = re.search(r"/questions/(Q-[0-9-]+)", answer.headers.get("location", ""))
    assert number, answer.text
    return number[1]


def withdraw(person: HttpPerson, number: str) -> None:
    answer = person.post(f"/en/questions/{number}/act/withdraw/")
    assert answer.status == 302, answer.text
    assert "withdrawn" in person.get(f"/en/questions/{number}").text


def test_a_question_moves_where_it_is_open_and_a_stream_goes_on_after_a_restart(own_square: Square) -> None:
    author, guest = Demo(own_square).person("reader"), HttpPerson(own_square.port)
    with listening(guest, "/live/questions") as everything:
        assert everything.answer.headers["Content-Type"].startswith("text/event-stream")
        number = ask(author)
        assert everything.hear() > 0
    page = guest.get(f"/en/questions/{number}").text
    since = re.search(rf'data-live="/live/questions/{number}" data-live-since="(\d+)"', page)
    assert since
    with listening(guest, f"/live/questions/{number}?since={since[1]}") as stream:
        own_square.stop()
        stream.rest()
        own_square.start()
    withdraw(author, number)
    with listening(guest, f"/live/questions/{number}?since={since[1]}") as stream:
        assert stream.hear() == int(since[1]) + 1
    with listening(guest, f"/live/questions/{number}?since=0", last=0) as stream:
        assert [stream.hear() for _event in range(int(since[1]) + 1)] == list(range(1, int(since[1]) + 2))


def test_who_may_not_read_a_question_hears_nothing_of_it(own_square: Square) -> None:
    demo = Demo(own_square)
    author, guest = demo.person("reader"), HttpPerson(own_square.port)
    private = ask(author, private="on")
    for person in (guest, demo.person("editor")):
        with listening(person, f"/live/questions/{private}") as refused:
            assert refused.answer.status == 404
    with listening(author, f"/live/questions/{private}", last=0) as own:
        assert own.hear() == 1
