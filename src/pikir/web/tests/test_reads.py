"""Counting answers by address and minute."""

import asyncio

import pytest

from pikir.web.actions import KEPT_DAYS, forget_reads
from pikir.web.models import Reads
from pikir.web.pool import Pool
from pikir.web.reads import ADDRESSES, Counts, ReadCounter, add_reads

BROWSER = b"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.mark.django_db
def test_counts_of_all_processes_add_up() -> None:
    add_reads(Counts({("/kk/", 100): 2, ("/ru/", 100): 1}))
    add_reads(Counts({("/kk/", 100): 3, ("/kk/", 101): 1}))
    rows = Reads.objects.order_by("path", "minute").values_list("path", "minute", "count")
    assert list(rows) == [("/kk/", 100, 5), ("/kk/", 101, 1), ("/ru/", 100, 1)]


@pytest.mark.django_db
def test_a_path_of_any_length_is_counted() -> None:
    add_reads(Counts({("/kk/" + "ә" * 500, 100): 1}))
    assert Reads.objects.get().path.startswith("/kk/ә")


@pytest.mark.parametrize(
    "agent",
    [b"", b"curl/8.0", b"Mozilla/5.0 (compatible; Googlebot/2.1)", b"python-requests/2", b"Mastodon/4", b"Feedly/1"],
)
def test_programs_are_left_out(agent: bytes) -> None:
    assert counted([("/kk/", BROWSER), ("/kk/", agent)]) == 1


def test_memory_for_counts_is_bounded() -> None:
    assert counted([(f"/{number}", BROWSER) for number in range(ADDRESSES + 10)]) == ADDRESSES


def counted(reads: list[tuple[str, bytes]]) -> int:
    async def count() -> int:
        counter = ReadCounter(Pool())
        for path, agent in reads:
            counter.count(path, agent)
        return counter._counts.total()

    return asyncio.run(count())


def test_old_counts_are_forgotten(db: None) -> None:
    today = 3_000_000  # minutes
    add_reads(Counts({("/kk/", today): 1, ("/kk/", today - KEPT_DAYS * 1440 - 1): 1}))
    assert forget_reads(today * 60.0) == 1
    assert [row.minute for row in Reads.objects.all()] == [today]
