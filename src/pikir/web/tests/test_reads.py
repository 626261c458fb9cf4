"""Counting answers by address, hour and where readers came from."""

import asyncio

import pytest

from pikir.web.actions import DAYS_KEPT, HOURS_KEPT, fold_reads
from pikir.web.models import Reads
from pikir.web.pool import Pool
from pikir.web.queries import reads_by_hour, reads_of_posts
from pikir.web.reads import ADDRESSES, Counts, ReadCounter, add_reads
from pikir.web.sources import ROBOT_WORDS, source_of

BROWSER = b"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
HOST = b"square.example.org"


@pytest.mark.django_db
def test_counts_of_all_processes_add_up() -> None:
    add_reads(Counts({("/kk/", 100, "direct"): 2, ("/ru/", 100, "own"): 1}))
    add_reads(Counts({("/kk/", 100, "direct"): 3, ("/kk/", 101, "direct"): 1}))
    rows = Reads.objects.order_by("path", "hour").values_list("path", "hour", "source", "count")
    assert list(rows) == [("/kk/", 100, "direct", 5), ("/kk/", 101, "direct", 1), ("/ru/", 100, "own", 1)]


@pytest.mark.django_db
def test_no_handle_is_kept_and_its_change_changes_no_count() -> None:
    add_reads(Counts({("/kk/@old_name/17/", 100, "direct"): 2, ("/kk/@new_name/17/", 100, "direct"): 3}))
    add_reads(Counts({("/kk/@new_name/", 100, "direct"): 1}))
    assert dict(Reads.objects.values_list("path", "count")) == {"/kk/@/17/": 5, "/kk/@/": 1}


@pytest.mark.django_db
def test_a_path_of_any_length_is_counted() -> None:
    add_reads(Counts({("/kk/" + "ә" * 500, 100, "direct"): 1}))
    assert Reads.objects.get().path.startswith("/kk/ә")


@pytest.mark.parametrize(
    "agent",
    [b"", b"curl/8.0", b"Mozilla/5.0 (compatible; Googlebot/2.1)", b"python-requests/2", b"Mastodon/4", b"Feedly/1"],
)
def test_programs_are_left_out(agent: bytes) -> None:
    assert counted([("/kk/", BROWSER, b""), ("/kk/", agent, b"")]).total() == 1


def test_every_word_of_the_rule_leaves_a_program_out() -> None:
    agents = [f"Mozilla/5.0 ({word.upper()}x)".encode() for word in ROBOT_WORDS]
    assert not counted([("/kk/", agent, b"") for agent in agents])


@pytest.mark.parametrize(
    ("referer", "source"),
    [
        (b"", "direct"),
        (b"https://square.example.org/kk/?q=1", "own"),
        (b"https://www.google.kz/", "search"),
        (b"https://yandex.kz/search/?text=%D1%81%D1%83", "search"),
        (b"https://ya.ru/", "search"),
        (b"https://t.me/", "social"),
        (b"https://m.facebook.com/story", "social"),
        (b"https://l.instagram.com", "social"),
        (b"https://news.example.kz/article/google", "other"),
        (b"android-app://com.google.android.googlequicksearchbox/", "search"),
        (b"nonsense", "direct"),
    ],
)
def test_what_a_reader_came_from_is_one_of_five_words(referer: bytes, source: str) -> None:
    assert {key[2] for key in counted([("/kk/", BROWSER, referer)])} == {source}


@pytest.mark.parametrize("host", [b"\xff\xfe", b".", b":", b"a" * 10_000, b"GOOGLE.COM:8080"])
def test_any_host_has_a_source(host: bytes) -> None:
    assert source_of(host) in {"direct", "other", "search"}


def test_memory_for_counts_is_bounded() -> None:
    assert counted([(f"/{number}", BROWSER, b"") for number in range(ADDRESSES + 10)]).total() == ADDRESSES


def counted(reads: list[tuple[str, bytes, bytes]]) -> Counts:
    async def count() -> Counts:
        counter = ReadCounter(Pool())
        for path, agent, referer in reads:
            counter.count(path, agent, referer, HOST)
        return counter._counts

    return asyncio.run(count())


class Full:
    """A pool whose database cannot be written to."""

    async def run(self, work: object) -> None:
        raise OSError(work)


def test_what_could_not_be_written_is_kept_for_the_next_time() -> None:
    async def count() -> int:
        counter = ReadCounter(Full())  # type: ignore[arg-type]  # all that a counter asks of a pool
        counter.count("/kk/", BROWSER, b"", HOST)
        await counter.flush()
        return counter._counts.total()

    assert asyncio.run(count()) == 1


def test_old_counts_stand_by_day_and_the_oldest_go(db: None) -> None:
    now = 500_000  # hours
    old = (now - HOURS_KEPT - 48) // 24 * 24
    for hour, source in ((now, "own"), (old + 5, "own"), (old + 7, "own"), (old + 7, "search")):
        add_reads(Counts({("/kk/", hour, source): 2}))
    add_reads(Counts({("/kk/", now - DAYS_KEPT * 24 - 1, "own"): 1}))
    assert fold_reads(now * 3600.0) == 4
    rows = set(Reads.objects.values_list("hour", "source", "count"))
    assert rows == {(now, "own", 2), (old, "own", 4), (old, "search", 2)}
    assert fold_reads(now * 3600.0) == 0


def test_reads_of_posts_are_added_up_over_languages(db: None) -> None:
    add_reads(Counts({("/kk/@a/17/", 100, "own"): 2, ("/en/@a/17/", 101, "search"): 3, ("/en/@a/18/", 99, "own"): 9}))
    add_reads(Counts({("/kk/@a/17/history/", 100, "own"): 50, ("/kk/@a/", 100, "own"): 50, ("/kk/", 100, "own"): 50}))
    add_reads(Counts({("/kk/@a/17/", 100, "half"): 50}))
    assert reads_of_posts(since=100, until=101) == {17: 5}
    assert sorted(reads_by_hour([17], since=101)) == [(17, "en", 101, "search", 3)]
