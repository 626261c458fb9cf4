"""Threads of one process compute one after another; who waits aside lets the other go on, and nobody waits for ever."""

import threading

import pytest

from pikir.web import turns


class Other:
    """A second thread that wants the turn; ``had`` says that it got it."""

    def __init__(self) -> None:
        self.had = threading.Event()
        self._thread = threading.Thread(target=self._take)
        self._thread.start()

    def _take(self) -> None:
        with turns.turn():
            self.had.set()

    def join(self) -> None:
        self._thread.join(20)
        assert not self._thread.is_alive()


def test_one_computes_until_it_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 20)
    with turns.turn():
        other = Other()
        assert not other.had.wait(0.01)
    other.join()
    assert other.had.is_set()


def test_who_waits_aside_lets_the_other_compute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 20)
    with turns.turn():
        other = Other()
        with turns.aside():
            other.join()
        third = Other()
        assert not third.had.wait(0.01), "the turn was taken again"
    third.join()


def test_nobody_waits_for_ever() -> None:
    with turns.turn():
        other = Other()
        other.join()
        assert other.had.is_set()


def test_aside_means_nothing_without_a_turn() -> None:
    with turns.aside():
        other = Other()
        other.join()
    assert other.had.is_set()
