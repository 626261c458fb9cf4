"""Keeping pages: which parameters count, which encoding is chosen, how much memory is used."""

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pikir.web import freshness
from pikir.web.look import Look
from pikir.web.pagecache import Key, Page, PageCache, canonical_query, choose_encoding, make_page
from pikir.web.pages import Mark


def key(path: str, query: bytes = b"") -> Key:
    return Key(b"square.example.org", path, query, Look(), secure=False)


def page(body: bytes = b"<p>text</p>", before: Page | None = None, *parameters: str) -> Page:
    slots = (freshness.slot_of("test"),)
    mark = Mark(slots=slots, generations=freshness.generations(slots), parameters=parameters)
    return make_page(mark, [(b"content-type", b"text/html")], body, 1, before)


@pytest.mark.parametrize(
    ("query", "parameters", "expected"),
    [
        (b"", ("page",), b""),
        (b"page=2", ("page",), b"page=2"),
        (b"page=2", (), b""),
        (b"utm=1&page=2&page=3", ("page",), b"page=2"),
        (b"b=2&a=1", ("a", "b"), b"a=1&b=2"),
        (b"a=%D0%B6+b", ("a",), b"a=%D0%B6+b"),
        (b"\xff=1", ("a",), b""),
        (b"&".join(b"a%d=1" % number for number in range(500)), ("a1",), b""),
    ],
)
def test_only_known_parameters_remain_in_a_fixed_order(
    query: bytes, parameters: tuple[str, ...], expected: bytes
) -> None:
    assert canonical_query(query, parameters) == expected


@given(st.binary(max_size=60), st.lists(st.sampled_from(["a", "b", "page"]), unique=True))
def test_a_canonical_query_stays_as_it_is(query: bytes, parameters: list[str]) -> None:
    once = canonical_query(query, tuple(parameters))
    assert canonical_query(once, tuple(parameters)) == once


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        (b"", "identity"),
        (b"gzip, deflate, br, zstd", "br"),
        (b"gzip", "gzip"),
        (b"br;q=0, gzip;q=0.1", "gzip"),
        (b"BR", "br"),
        (b"deflate", "identity"),
        (b"\xff\xfe", "identity"),
    ],
)
def test_the_best_encoding_that_the_reader_knows(accepted: bytes, encoding: str) -> None:
    assert choose_encoding(accepted) == encoding


def test_a_kept_page_is_found_until_its_tag_is_touched() -> None:
    cache = PageCache()
    cache.keep(key("/a"), page())
    assert cache.find(key("/a")) is not None
    assert cache.find(key("/b")) is None
    freshness.raise_now("test")
    assert cache.find(key("/a")) is None


def test_an_old_page_is_not_believed_without_a_second_look() -> None:
    cache = PageCache()
    old = page()
    old.looked -= 2
    cache.keep(key("/a"), old)
    assert cache.find(key("/a")) is None
    assert not old.renew(2)  # something was committed since
    assert old.renew(1)
    assert cache.find(key("/a")) is old


def test_a_touched_page_is_not_renewed() -> None:
    touched = page()
    freshness.raise_now("test")
    assert not touched.renew(1)


def test_a_page_made_anew_without_change_is_not_compressed_again() -> None:
    first = page(b"same" * 500)
    assert page(b"same" * 500, first).packed is first.packed
    assert brotli.decompress(page(b"other" * 500, first).packed) == b"other" * 500


def test_memory_is_bounded_and_the_least_read_goes_first() -> None:
    size = page().size()
    cache = PageCache(memory=3 * size)
    for path in ("/1", "/2", "/3"):
        cache.keep(key(path), page())
    cache.find(key("/1"))
    cache.keep(key("/4"), page())
    assert cache.find(key("/2")) is None
    assert all(cache.find(key(path)) for path in ("/1", "/3", "/4"))


def test_keeping_a_page_again_does_not_count_it_twice() -> None:
    cache = PageCache(memory=2 * page().size())
    cache.keep(key("/1"), page())
    for _ in range(10):
        cache.keep(key("/2"), page())
    assert cache.find(key("/1")) is not None


def test_the_parameters_of_a_path_are_known_once_it_was_kept() -> None:
    cache = PageCache()
    assert cache.known_query("/a", b"x=1") == b"x=1"
    cache.keep(key("/a"), page(b"text", None, "page"))
    assert cache.known_query("/a", b"x=1&page=2") == b"page=2"
