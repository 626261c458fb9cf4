"""Kept pages of a real server: the same bytes, never too old, never another's."""

import gzip
import threading

import brotli
import pytest

from pikir.config.tests.conftest import Served

pytestmark = pytest.mark.serve


def test_a_kept_page_is_the_page_that_was_made(served: Served) -> None:
    with served.callers() as callers:
        made = callers[0].ask("/page/same/")
        kept = callers[0].ask("/page/same/")
    assert made.body == kept.body
    assert b"<p>same" in kept.body
    assert made.headers.items() == kept.headers.items() or made.headers["ETag"] == kept.headers["ETag"]


def test_it_is_made_once(served: Served) -> None:
    with served.callers() as callers:
        for _ in range(5):
            callers[0].ask("/page/once/")
    assert 1 <= len(served.made("once")) < 5  # a second may pass between two of the five


def test_a_touched_page_is_new_at_the_next_request_in_every_process(served: Served) -> None:
    with served.callers() as callers:
        for word in (b"first", b"second", b"third"):
            callers[0].ask("/say/fresh/", "POST", word)
            for caller in callers:
                assert b"<p>fresh " + word in caller.ask("/page/fresh/").body


def test_whoever_has_a_session_gets_a_page_of_their_own(served: Served) -> None:
    for cookie in ("sessionid=abc", "language=ru; sessionid=abc", "messages=abc"):
        before = len(served.made("own"))
        answers = [served.ask("/page/own/", Cookie=cookie) for _ in range(3)]
        assert len(served.made("own")) == before + 3
        assert all(answer.headers["ETag"] is None for answer in answers)
    assert answers[0].status == 200


def test_a_page_for_a_session_is_not_to_be_stored(served: Served) -> None:
    assert served.ask("/page/own/", Cookie="sessionid=abc").headers["Cache-Control"] == "private, no-store"
    assert served.ask("/page/own/").headers["Cache-Control"] == "no-cache"
    assert served.ask("/plain/").headers["Cache-Control"] == "private, no-store"


def test_who_brings_authorization_gets_a_page_of_their_own(served: Served) -> None:
    assert served.ask("/page/bearer/", Authorization="Bearer abc").headers["ETag"] is None


@pytest.mark.parametrize("name", ["cookie", "token"])
def test_what_is_meant_for_one_reader_is_never_kept(served: Served, name: str) -> None:
    answers = [served.ask(f"/{name}/") for _ in range(3)]
    assert len(served.made(name)) == 3
    assert all(answer.headers["Set-Cookie"] for answer in answers)
    assert all(answer.headers["ETag"] is None for answer in answers)


def test_an_unmarked_view_is_never_kept(served: Served) -> None:
    for _ in range(3):
        assert served.ask("/plain/").headers["ETag"] is None
    assert len(served.made("plain")) >= 3


def test_kept_pages_of_different_looks_are_never_mixed(served: Served) -> None:
    asked = {
        b"<p>..False": {},
        b"<p>dark..False": {"Cookie": "language=ru; look=dark-normal-device-cyrillic"},
        b"<p>.largest.True": {"Cookie": "look=device-largest-saving-cyrillic"},
        b"<p>..True": {"Save-Data": "on"},
    }
    tags = set()
    with served.callers() as callers:
        for caller in callers * 2:
            for expected, headers in asked.items():
                answer = caller.ask("/look/", headers=headers)
                assert expected in answer.body
                tags.add(answer.headers["ETag"])
    assert len(tags) == len(asked)
    assert "Save-Data" in answer.headers["Vary"]


def test_a_cookie_that_is_not_ours_makes_no_page_of_its_own(served: Served) -> None:
    cookies = ("look=dark-normal-device-evil-latin", "look=", "look=evil-evil-evil", "outlook=dark-normal-device-latin")
    with served.callers() as callers:
        tag = callers[0].ask("/look/").headers["ETag"]
        assert {callers[0].ask("/look/", headers={"Cookie": one}).headers["ETag"] for one in cookies} == {tag}


def test_head_has_the_headers_and_no_body(served: Served) -> None:
    with served.callers() as callers:
        whole = callers[0].ask("/page/head/")
        head = callers[0].ask("/page/head/", "HEAD")
        cold = callers[0].ask("/page/cold-head/", "HEAD")
        after = callers[0].ask("/plain/", "HEAD")
    assert head.body == cold.body == after.body == b""
    assert head.headers["Content-Length"] == whole.headers["Content-Length"] == str(len(whole.body))
    assert (head.status, cold.status, after.status) == (200, 200, 200)


def test_encodings_hold_the_same_page_under_tags_of_their_own(served: Served) -> None:
    plain = served.ask("/page/packed/")
    br = served.ask("/page/packed/", Accept_Encoding="gzip, deflate, br, zstd")
    packed = served.ask("/page/packed/", Accept_Encoding="gzip;q=0.5, br;q=0")
    assert brotli.decompress(br.body) == gzip.decompress(packed.body) == plain.body
    assert (br.headers["Content-Encoding"], packed.headers["Content-Encoding"]) == ("br", "gzip")
    assert len({answer.headers["ETag"] for answer in (plain, br, packed)}) == 3
    assert "Accept-Encoding" in plain.headers["Vary"]


def test_who_has_the_page_already_hears_so(served: Served) -> None:
    first = served.ask("/page/tagged/", Accept_Encoding="br")
    again = served.ask("/page/tagged/", Accept_Encoding="br", If_None_Match=first.headers["ETag"])
    served.ask("/say/tagged/", "POST", b"news")
    changed = served.ask("/page/tagged/", Accept_Encoding="br", If_None_Match=first.headers["ETag"])
    assert (again.status, again.body) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert changed.status == 200


def test_other_parameters_neither_show_nor_multiply_pages(served: Served) -> None:
    with served.callers() as callers:
        callers[0].ask("/page/asked/")
        for number in range(30):
            assert b"utm" not in callers[0].ask(f"/page/asked/?utm={number}").body
        second = callers[0].ask("/page/asked/?utm=1&page=2&page=3")
    assert b"page=2<" in second.body
    assert len(served.made("asked")) < 30


def test_a_first_question_with_other_parameters_is_not_kept(served: Served) -> None:
    with served.callers() as callers:
        first = callers[0].ask("/page/strange/?utm=1")
        clean = callers[0].ask("/page/strange/")
    assert first.headers["ETag"] is None
    assert b"utm" not in clean.body


def test_many_who_ask_at_once_for_a_page_that_nobody_made_wait_for_one(own_served: Served) -> None:
    own_served.variables["PIKIR_WORKERS"] = "1"
    own_served.start()
    bodies: list[bytes] = []

    def ask() -> None:
        bodies.append(own_served.ask("/waiting/").body)

    threads = [threading.Thread(target=ask) for _ in range(20)]
    for thread in threads:
        thread.start()
    assert own_served.ask("/process/").status == 200  # the second thread of the pool is still free
    (own_served.data / "said").mkdir(exist_ok=True)
    (own_served.data / "said" / "go").touch()
    for thread in threads:
        thread.join()
    assert len(set(bodies)) == 1
    assert len(bodies) == 20
    assert len(own_served.made("waiting")) == 1
