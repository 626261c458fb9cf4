"""Pieces: what was drawn is drawn once for the same data, language, look, zone and day, and memory is bounded."""

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import override

from pikir.web.look import Look, drawn_for
from pikir.web.pieces import Pieces, surroundings


class Drawing:
    """Counts how often it was drawn."""

    def __init__(self, text: str = "<p>drawn</p>") -> None:
        self.times = 0
        self._text = text

    def __call__(self) -> SafeString:
        self.times += 1
        return SafeString(self._text)


def test_a_piece_is_drawn_once_for_the_same_key():
    pieces, draw = Pieces(), Drawing()
    assert [pieces.piece(("card", 1), draw) for _ in range(3)] == ["<p>drawn</p>"] * 3
    assert draw.times == 1
    pieces.piece(("card", 2), draw)
    assert draw.times == 2


def test_memory_is_bounded_and_what_was_used_last_stays():
    pieces, draw = Pieces(memory=10_000), Drawing("x" * 500)
    for number in range(4):
        pieces.piece(number, draw)
        pieces.piece(0, draw)
    assert draw.times == 4  # three of them fit, and number 1 had to go for number 3
    pieces.piece(0, draw)
    pieces.piece(3, draw)
    assert draw.times == 4
    pieces.piece(1, draw)
    assert draw.times == 5


def test_a_piece_that_two_threads_drew_at_once_is_counted_once():
    pieces, other = Pieces(memory=10_000), Drawing("x" * 500)

    def draw() -> SafeString:
        return pieces.piece("same", other)  # what the other thread does meanwhile

    for key in ("same", 1, 2, "same"):  # three fit
        pieces.piece(key, draw if key == "same" else other)
    assert other.times == 3


def test_language_look_and_zone_make_other_pieces():
    with override("kk"):
        kazakh = surroundings()
        with drawn_for(Look(saving=True)):
            assert surroundings() != kazakh
        with timezone.override("America/New_York"):
            assert surroundings() != kazakh
        with override("ru"):
            assert surroundings() != kazakh
        assert surroundings() == kazakh


def test_a_kept_part_of_a_template_is_drawn_for_each_of_its_values():
    part = Template("{% kept name %}{{ name }}{{ other }}{% endkept %}")
    assert part.render(Context({"name": "<a>", "other": 1})) == "&lt;a&gt;1"
    assert part.render(Context({"name": "<a>", "other": 2})) == "&lt;a&gt;1"
    assert part.render(Context({"name": "b", "other": 2})) == "b2"


def test_a_kept_part_is_not_kept_where_its_condition_does_not_hold():
    part = Template("{% kept when=fresh %}{{ text }}{% endkept %}")
    assert part.render(Context({"fresh": False, "text": "typed"})) == "typed"
    assert part.render(Context({"fresh": True, "text": "empty"})) == "empty"
    assert part.render(Context({"fresh": True, "text": "typed"})) == "empty"


def test_a_token_cannot_be_kept():
    part = Template("{% kept %}{% csrf_token %}{% endkept %}")
    with pytest.raises(TemplateSyntaxError, match="one reader"):
        part.render(Context({"csrf_token": "secret"}))
