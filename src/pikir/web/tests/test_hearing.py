"""What PostgreSQL says with each commit, and who hears it; elsewhere nothing is heard, and nobody waits for it."""

import asyncio
import os
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import quote

import pytest
from django.db import connection, transaction

from pikir.web import freshness, hearing, live
from pikir.web.bridge import Answer
from pikir.web.hearing import Ear, hear, written
from pikir.web.live import Hub
from pikir.web.pool import Pool
from pikir.web.streams import Live, Moved, News

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 20
ELSEWHERE = """
import django
django.setup()
from django.db import transaction
from pikir.web import freshness
with transaction.atomic():
    freshness.touch("rows")
    freshness.touch("others", "more")
"""
needs_postgresql = pytest.mark.skipif(
    "sqlite" in connection.settings_dict["ENGINE"], reason="SQLite says nothing to other processes"
)


def now(*tags: str) -> tuple[int, ...]:
    return freshness.generations(tuple(freshness.slot_of(tag) for tag in tags))


async def commit_elsewhere(folder: Path) -> None:
    """Let a process of another machine commit: the same database, another folder."""
    given = connection.settings_dict
    server = quote(given["HOST"], safe="") + (f":{given['PORT']}" if given["PORT"] else "")
    who = quote(given["USER"]) + (f":{quote(given['PASSWORD'])}" if given["PASSWORD"] else "")
    named = {"DATABASE_URL": f"postgresql://{who}@{server}/{given['NAME']}", "PIKIR_DATA": str(folder)}
    named |= {"PIKIR_CONFIG": str(folder / "none.toml"), "DJANGO_SETTINGS_MODULE": "pikir.config.settings"}
    program = await asyncio.create_subprocess_exec(sys.executable, "-c", ELSEWHERE, env=os.environ | named)
    assert await asyncio.wait_for(program.wait(), PATIENCE) == 0


async def until(condition: Callable[[], bool], ear: Ear) -> None:
    async def wait() -> None:
        while not condition():
            await ear.wait(0.01)

    await asyncio.wait_for(wait(), PATIENCE)


@pytest.fixture
def play() -> "Play":
    """Plays a scene with an ear that listens."""

    def run(scene: Callable[[Ear], Coroutine[Any, Any, None]]) -> None:
        async def main() -> None:
            ear = Ear()
            ear.begin()
            try:
                await until(lambda: ear.hears, ear)
                await scene(ear)
            finally:
                ear.close()

        asyncio.run(main())

    return run


Play = Callable[[Callable[[Ear], Coroutine[Any, Any, None]]], None]


class Rows:
    """A source to which a test adds rows."""

    name = "rows"
    tags: tuple[str, ...] = ("rows",)
    overlap = 10

    def __init__(self) -> None:
        self.keys = [100]

    def newest(self) -> int:
        return max(self.keys)

    def since(self, key: int) -> list[Moved]:
        return [Moved(one, {"all": News(one)}) for one in self.keys if one > key]

    def missed(self, _channel: str, after: int) -> list[News]:
        return [News(one) for one in self.keys if one > after]


@needs_postgresql
def test_a_stream_hears_of_a_commit_on_another_machine_without_asking(play: Play, tmp_path: Path) -> None:
    rows, said, heard = Rows(), bytearray(), asyncio.Event()

    async def send(message: dict[str, Any]) -> None:
        said.extend(message.get("body", b""))
        heard.set()

    async def receive() -> dict[str, Any]:
        await asyncio.Event().wait()
        raise AssertionError

    async def words(wanted: bytes) -> None:
        while wanted not in said:
            heard.clear()
            await asyncio.wait_for(heard.wait(), PATIENCE)

    async def scene(ear: Ear) -> None:
        hub = Hub(Pool(threads=1), ear)
        going = Live(source=rows, channel="all", after=99, address="192.0.2.1")
        task = asyncio.get_running_loop().create_task(hub.serve(Answer(200, []), going, receive, send))
        await words(b"id: 100\n")
        rows.keys.append(101)
        await commit_elsewhere(tmp_path)
        await words(b"id: 101\n")
        hub.close()
        await asyncio.wait_for(task, PATIENCE)

    def never(_self: object) -> object:
        raise AssertionError("the database was asked")

    with patch.object(live, "LOOK", 3_600), patch.object(live.Version, "read", never):
        play(scene)


@needs_postgresql
def test_what_a_commit_touched_is_raised_once_here_and_elsewhere(play: Play, tmp_path: Path) -> None:
    async def scene(ear: Ear) -> None:
        before = now("rows", "others", "more")
        await commit_elsewhere(tmp_path)
        await until(lambda: now("rows", "others", "more") == tuple(one + 1 for one in before), ear)
        await asyncio.to_thread(commit_here)
        await until(lambda: now("end") != end, ear)  # said after it, so heard after it
        assert now("rows") == (before[0] + 2,)

    def commit_here() -> None:
        with transaction.atomic():
            freshness.touch("rows")
            with transaction.atomic():
                freshness.touch("others")
                transaction.set_rollback(True)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"NOTIFY {hearing.CHANNEL}, '{written([freshness.Touch('end')])}'")
        connection.close()

    end = now("end")
    play(scene)


@needs_postgresql
def test_after_a_broken_line_everything_is_made_anew(play: Play) -> None:
    def cut() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = %s",
                [f"LISTEN {hearing.CHANNEL}"],
            )
        connection.close()

    async def scene(ear: Ear) -> None:
        before = now(freshness.SITE)
        await asyncio.to_thread(cut)
        await until(lambda: now(freshness.SITE) != before, ear)
        assert ear.hears

    with patch.object(hearing, "AGAIN", 0.01):
        play(scene)


def test_a_touch_heard_twice_counts_once_and_too_many_are_one_of_everything() -> None:
    touched = freshness.Touch("post:1", "post:2")
    before = now("post:1", "post:2", freshness.SITE)
    hear(written([touched]))
    touched()
    assert now("post:1", "post:2", freshness.SITE) == (before[0] + 1, before[1] + 1, before[2])
    hear(written([freshness.Touch(*(f"post:{number}" for number in range(4_000)))]))
    assert now(freshness.SITE) == (before[2] + 1,)
