"""Excerpts, counts and clean names."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pikir.kernel.text import count_words, excerpt, normalise, reading_minutes, strip_controls


def test_an_excerpt_ends_between_words():
    assert excerpt("Бір екі үш, төрт бес", 13) == "Бір екі үш…"
    assert excerpt("Бір екі үш", 8) == "Бір екі…"
    assert excerpt("Бір  екі\nүш", 20) == "Бір екі үш"
    assert excerpt("Қазақстан", 5) == "Қаза…"
    assert excerpt("", 5) == ""


def test_an_excerpt_of_nothing_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        excerpt("text", 0)


@given(st.text(), st.integers(1, 80))
def test_an_excerpt_fits_and_begins_the_text(text, limit):
    shortened = excerpt(text, limit)
    assert len(shortened) <= limit
    assert " ".join(text.split()).startswith(shortened.removesuffix("…"))


def test_words_are_counted_in_every_script():
    assert count_words("Бір-екі сөз, don't worry: 2026 жыл.") == 6
    assert count_words("— … !") == 0


def test_reading_takes_at_least_a_minute():
    assert [reading_minutes(0, "kk"), reading_minutes(161, "kk"), reading_minutes(180, "ru")] == [1, 2, 1]


def test_names_lose_what_does_not_show():
    assert strip_controls("  Айгүл\u202e\u0000 \u200b\tНұр\u2800лан\n") == "Айгүл Нұр лан"
    assert strip_controls("\u200d\u3164\u200c") == ""
    assert strip_controls("👩\u200d🔬") == "👩\u200d🔬"
    assert strip_controls("И\u0306") == "Й"


@given(st.text())
def test_a_clean_name_stays_as_it_is(text):
    clean = strip_controls(text)
    assert strip_controls(clean) == clean
    assert not [letter for letter in clean if unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp")]


@given(st.text())
def test_normal_text_stays_as_it_is(text):
    assert normalise(normalise(text)) == normalise(text)
    assert "\r" not in normalise(text)
