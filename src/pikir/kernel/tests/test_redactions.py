"""Words taken out of a text and put back."""

import re

from hypothesis import given
from hypothesis import strategies as st

from pikir.kernel.redactions import put_back, take_out

WORDS = st.text(alphabet="абвгд 0123", min_size=1, max_size=8)


@given(text=st.text(alphabet="абвгд 0123", max_size=60), phrases=st.lists(WORDS, max_size=4, unique=True))
def test_what_is_taken_out_is_gone_and_comes_back(text: str, phrases: list[str]) -> None:
    numbered = dict(enumerate(phrases, 1))
    hidden = take_out(text, numbered, "⟦⟧")
    bare = re.sub(r"█[^█]*█", "\0", hidden)
    assert not any(phrase in bare for phrase in numbered.values())
    assert put_back(hidden, numbered) == text


def test_a_mark_stays_where_the_text_was_changed_around_it() -> None:
    hidden = take_out("Call 555-10-20 now", {3: "555-10-20"}, "taken out")
    assert hidden == "Call █ taken out 3 █ now"
    edited = hidden.replace("Call", "Please call") + "!"
    assert put_back(edited, {3: "555-10-20"}) == "Please call 555-10-20 now!"
    assert put_back(edited, {4: "other"}) == edited


def test_what_is_marked_is_not_marked_again() -> None:
    once = take_out("Abay lives here", {1: "Abay"}, "taken out")
    assert take_out(once, {2: "taken", 3: "1"}, "taken out") == once


def test_the_longer_of_two_phrases_goes_first() -> None:
    assert take_out("Abay Street 5", {1: "Abay", 2: "Abay Street 5"}, "x") == "█ x 2 █"
