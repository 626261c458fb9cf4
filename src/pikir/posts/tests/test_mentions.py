"""``@handle`` in a text: who is called, and what no text can make of it."""

import re

import pytest

from pikir.posts.rendering import mention_handles, mentioned_handles, render, render_comment, render_note
from pikir.posts.rendering.mentions import MENTIONS_MAX

KNOWN = ("alice", "bob_b")


@pytest.mark.parametrize(
    ("source", "called"),
    [
        ("@alice", {"alice"}),
        ("Ask @Alice, or «@bob_b».", {"alice", "bob_b"}),
        ("**@alice** and > @bob_b", {"alice", "bob_b"}),
        ("@alice-ge", {"alice"}),
        ("@carol", set()),
        ("write to bob@alice.example or alice@alice", set()),
        ("@alice@other.example", set()),
        ("@alice.other.example", set()),
        ("@@alice /@alice https://example.org/@alice", set()),
        ("[see @alice](https://example.org)", set()),
        ("`@alice`", set()),
        ("@aliceandmore", set()),
    ],
)
def test_who_is_called(source: str, called: set[str]) -> None:
    html = render_comment(source, handles=KNOWN).html
    assert mentioned_handles(html) == called
    assert html.count('<a href="/@') == len(called)


def test_every_grammar_knows_mentions() -> None:
    link = '<a href="/@alice/">@alice</a>'
    assert link in render_note("@alice", handles=KNOWN).html
    assert link in render("# To @alice\n\n@alice", post_id=1, language="en", handles=KNOWN).html


def test_a_mention_leaves_the_words_as_they_are() -> None:
    made = render_comment("Ask @alice twice: @alice.", handles=KNOWN)
    assert made.plain == "Ask @alice twice: @alice."
    assert made.html.count("</a>") == 2


def test_a_text_calls_only_so_many() -> None:
    source = " ".join(f"@person{number}" for number in range(MENTIONS_MAX + 5))
    assert len(mention_handles(source)) == MENTIONS_MAX


@pytest.mark.parametrize("source", ['@alice"onclick="x', "@alice<script>", "@alice&lt;b&gt;", "[@alice](javascript:x)"])
def test_nothing_rides_on_a_mention(source: str) -> None:
    html = render_comment(source, handles=KNOWN).html
    assert set(re.findall(r"<[^>]*>", html)) <= {"<p>", "</p>", '<a href="/@alice/">', "</a>"}
