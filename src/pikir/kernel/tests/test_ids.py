"""Identifiers: in the order of time, each once, as exact as they say."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from pikir.kernel.ids import SPAN, id_at, id_of, make_id, milliseconds_of

NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)


def test_identifiers_grow_and_are_never_the_same_in_any_thread() -> None:
    made: list[list[int]] = [[] for _ in range(4)]
    threads = [threading.Thread(target=lambda own: own.extend(make_id() for _ in range(2000)), args=[m]) for m in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(own == sorted(own) for own in made)
    assert len({number for own in made for number in own}) == 8000
    assert max(map(max, made)) < 1 << 63


@pytest.mark.parametrize("milliseconds", range(0, 1000, 7))
def test_an_identifier_is_of_its_very_millisecond(milliseconds: int) -> None:
    moment = NEW_YEAR + timedelta(milliseconds=milliseconds, microseconds=999)
    expected = 1_767_225_600_000 + milliseconds
    assert milliseconds_of(id_of(moment)) == milliseconds_of(id_of(moment, SPAN - 1)) == expected
    assert id_of(moment, 3) == id_at(expected, 3)


def test_identifiers_of_a_moment_stand_in_the_order_of_their_position() -> None:
    later = id_of(NEW_YEAR + timedelta(milliseconds=1))
    assert id_of(NEW_YEAR) < id_of(NEW_YEAR, 1) < id_of(NEW_YEAR, SPAN - 1) < later


@pytest.mark.parametrize("position", [-1, SPAN])
def test_a_position_that_does_not_fit_is_refused(position: int) -> None:
    with pytest.raises(ValueError, match="15 bits"):
        id_at(0, position)
