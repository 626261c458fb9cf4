"""The pictures of the demo town are drawn the same every time, and are pictures."""

import hashlib
import io

import pytest
from PIL import Image

from pikir.site.demo.pictures import EMBLEMS, LOOKS, SCENES, draw, names
from pikir.site.demo.pictures.canvas import blend, curve, paint


@pytest.mark.parametrize("name", ["market", "newsroom", "saule"])
def test_a_picture_is_drawn_the_same_twice(name: str) -> None:
    assert hashlib.sha256(draw(name)).digest() == hashlib.sha256(draw(name)).digest()


@pytest.mark.parametrize("name", names())
def test_every_picture_has_its_size_and_many_colours(name: str) -> None:
    picture = Image.open(io.BytesIO(draw(name)))
    assert picture.size == ((1280, 853) if name in SCENES else (400, 400))
    colours = picture.resize((64, 64)).quantize(64).getcolors() or []
    assert len(colours) >= 6


def test_no_two_pictures_are_alike() -> None:
    assert len({hashlib.sha256(draw(name)).digest() for name in [*EMBLEMS, *LOOKS]}) == len(EMBLEMS) + len(LOOKS)


def test_there_are_enough_of_each() -> None:
    assert len(SCENES) >= 12
    assert len(LOOKS) >= 8


def test_colours_blend() -> None:
    assert blend("#000000", "#ffffff", 0.5) == "#808080"
    assert paint("#102030", 0.5) == (16, 32, 48, 128)


def test_a_curve_passes_its_knots() -> None:
    knots = [(0.0, 0.0), (10.0, 4.0), (20.0, 0.0)]
    assert set(knots) <= set(curve(knots))
