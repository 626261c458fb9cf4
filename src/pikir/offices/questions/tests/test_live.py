"""What streams are told of questions, and how listeners of one process are served."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any
from unittest.mock import patch

import pytest

from harness.questions import Hall
from pikir.kernel.ids import SPAN
from pikir.offices.questions.live import ALL, SOURCE
from pikir.offices.questions.models import QuestionEvent
from pikir.web import live
from pikir.web.bridge import Answer
from pikir.web.hearing import Ear
from pikir.web.live import Hub
from pikir.web.pool import Pool
from pikir.web.streams import Live, Moved, News


def test_a_question_tells_its_numbers_and_all_of_them_what_is_public(hall: Hall) -> None:
    private, public = hall.ask(private=True), hall.ask("sup1")
    moved = SOURCE.since(0)
    assert [one.key for one in moved] == sorted(QuestionEvent.objects.values_list("pk", flat=True))
    told = {
        number: [one.news[number].number for one in moved if number in one.news]
        for number in (private.number, public.number)
    }
    assert told == {private.number: [1, 2, 3], public.number: [1, 2, 3]}
    assert not any(ALL in one.news for one in moved if private.number in one.news)
    assert all(ALL in one.news for one in moved if public.number in one.news)
    assert SOURCE.newest() == moved[-1].key


def test_what_was_missed_is_told_in_order_and_nothing_twice(hall: Hall) -> None:
    question = hall.ask()
    hall.act(question, "accept", "signer")
    assert [news.number for news in SOURCE.missed(question.number, 1)] == [2, 3, 4]
    assert SOURCE.missed(question.number, 4) == []
    newest = SOURCE.newest()
    assert [news.number for news in SOURCE.missed(ALL, 0)] == [newest]
    assert [news.number for news in SOURCE.missed(ALL, newest + SOURCE.overlap + 1)] == []


class Wire:
    """The listener's end of a connection."""

    def __init__(self) -> None:
        self.said: list[bytes] = []
        self.status = 0
        self.ended = False
        self.heard = asyncio.Event()
        self._gone = asyncio.Event()

    async def send(self, message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            return
        self.said.append(message["body"])
        self.ended = not message.get("more_body", False)
        self.heard.set()

    async def receive(self) -> dict[str, Any]:
        await self._gone.wait()
        return {"type": "http.disconnect"}

    def go(self) -> None:
        self._gone.set()

    async def hear(self, words: bytes) -> None:
        """Wait until it was said."""
        while words not in b"".join(self.said):
            self.heard.clear()
            await asyncio.wait_for(self.heard.wait(), 10)


class Rows:
    """A source whose rows a test appends; a row may appear later than a greater one."""

    name = "rows"
    tags: tuple[str, ...] = ("rows",)
    overlap = 10 * SPAN

    def __init__(self) -> None:
        self.keys: list[int] = [100 * SPAN]
        self.asked = 0

    def newest(self) -> int:
        return max(self.keys)

    def since(self, key: int) -> list[Moved]:
        self.asked += 1
        return [Moved(one, {"all": News(one, ordered=False)}) for one in sorted(self.keys) if one > key]

    def missed(self, channel: str, after: int) -> list[News]:
        return [News(one, ordered=False) for one in sorted(self.keys) if one > after and channel == "all"]


Scene = Callable[[Hub, Rows], Coroutine[Any, Any, None]]


@pytest.fixture
def play() -> Callable[[Scene], None]:
    """Plays a scene with a hub whose database never commits anything elsewhere."""

    def run(scene: Scene) -> None:
        async def main() -> None:
            await scene(Hub(Pool(threads=1), Ear()), Rows())

        with patch.object(live, "LOOK", 0.01), patch.object(live.Version, "read", lambda _self: 1):
            asyncio.run(main())

    return run


def serve(
    hub: Hub, rows: Rows, wire: Wire, after: int | None = None, address: str = "192.0.2.1"
) -> "asyncio.Task[None]":
    going = Live(source=rows, channel="all", after=after, address=address)
    return asyncio.get_running_loop().create_task(hub.serve(Answer(200, []), going, wire.receive, wire.send))


def test_all_listeners_are_told_by_one_look_and_late_commits_are_not_lost(play: Callable[[Scene], None]) -> None:
    async def scene(hub: Hub, rows: Rows) -> None:
        wires = [Wire() for _number in range(20)]
        tasks = [serve(hub, rows, wire, after=99 * SPAN) for wire in wires]
        for wire in wires:
            await wire.hear(f"id: {100 * SPAN}\n".encode())
        before = rows.asked
        for key in (120 * SPAN, 115 * SPAN):  # the second began earlier and is committed later
            rows.keys.append(key)
            live.freshness.raise_now("rows")
            for wire in wires:
                await wire.hear(f"id: {key}\n".encode())
        assert rows.asked - before == 2
        assert [b"".join(wire.said).count(b"id:") for wire in wires] == [3] * 20
        for wire in wires:
            wire.go()
        await asyncio.wait_for(asyncio.gather(*tasks), 10)

    play(scene)


def test_what_came_between_two_connections_is_told_at_the_second(play: Callable[[Scene], None]) -> None:
    async def scene(hub: Hub, rows: Rows) -> None:
        rows.keys += [200 * SPAN, 300 * SPAN]
        wire = Wire()
        task = serve(hub, rows, wire, after=150 * SPAN)
        await wire.hear(f"id: {300 * SPAN}\n".encode())
        assert b"".join(wire.said).count(b"id:") == 2
        wire.go()
        await asyncio.wait_for(task, 10)

    play(scene)


def test_too_many_are_refused_and_who_leaves_makes_room(play: Callable[[Scene], None]) -> None:
    async def scene(hub: Hub, rows: Rows) -> None:
        first, second, other, third = (Wire() for _number in range(4))
        with patch.object(live, "OF_A_BLOCK", 1):
            task = serve(hub, rows, first)
            await first.hear(b"retry:")
            await serve(hub, rows, second)
            elsewhere = serve(hub, rows, other, address="192.0.2.2")
            await other.hear(b"retry:")
            first.go()
            await asyncio.wait_for(task, 10)
            again = serve(hub, rows, third)
            await third.hear(b"retry:")
        assert (first.status, second.status, other.status, third.status) == (200, 503, 200, 200)
        hub.close()
        await asyncio.wait_for(asyncio.gather(elsewhere, again), 10)

    play(scene)


def test_a_silent_stream_gives_signs_of_life_and_ends_with_its_process(play: Callable[[Scene], None]) -> None:
    async def scene(hub: Hub, rows: Rows) -> None:
        wire, late = Wire(), Wire()
        with patch.object(live, "BEAT", 0.01):
            task = serve(hub, rows, wire)
            await wire.hear(b":\n\n:\n\n")
        hub.close()
        await asyncio.wait_for(task, 10)
        assert wire.ended
        await serve(hub, rows, late)
        assert late.status == 503

    play(scene)


def test_the_database_may_be_away_for_a_moment(play: Callable[[Scene], None]) -> None:
    async def scene(hub: Hub, rows: Rows) -> None:
        wire = Wire()
        task = serve(hub, rows, wire, after=99 * SPAN)
        await wire.hear(f"id: {100 * SPAN}\n".encode())
        read, faults = rows.since, []

        def fail(key: int) -> list[Moved]:
            if not faults:
                faults.append(key)
                raise ConnectionError
            return read(key)

        rows.since = fail  # type: ignore[method-assign]  # a fault of one moment
        rows.keys.append(130 * SPAN)
        live.freshness.raise_now("rows")
        await wire.hear(f"id: {130 * SPAN}\n".encode())
        assert faults
        hub.close()
        await asyncio.wait_for(task, 10)

    play(scene)
