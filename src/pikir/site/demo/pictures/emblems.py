"""Marks of offices, organisations, groups and causes: one sign on one colour."""

from collections.abc import Callable
from math import cos, pi, sin

from pikir.site.demo.pictures.canvas import Canvas, curve
from pikir.site.demo.pictures.furnishings import ornament
from pikir.site.demo.pictures.things import water_tower

LIGHT = "#fbf3e0"


def _ground(canvas: Canvas, colour: str) -> None:
    canvas.box(0, 0, 400, 400, colour)


def newsroom(canvas: Canvas) -> None:
    """A sun that rises out of lines of print."""
    _ground(canvas, "#b2402f")
    for at in range(9):
        angle = pi + at * pi / 8
        inner, outer = 104, 144
        canvas.stroke(
            [
                (200 + inner * cos(angle), 218 + inner * sin(angle)),
                (200 + outer * cos(angle), 218 + outer * sin(angle)),
            ],
            13,
            LIGHT,
        )
    canvas.pie(200, 218, 80, 180, 360, "#f0b74a")
    for at, half in enumerate((140, 112, 84)):
        canvas.rounded(200 - half, 236 + at * 34, 2 * half, 15, 7, LIGHT)


def city(canvas: Canvas) -> None:
    """The tower between two ears of grass."""
    _ground(canvas, "#1f5d78")
    water_tower(canvas, 200, 320, 240, "#f3dca6", "#fbf3e0")
    for side in (-1, 1):
        canvas.stroke([(200 + side * 44, 338), (200 + side * 100, 290), (200 + side * 116, 200)], 8, "#f0b74a")
        for at in range(5):
            x, y = 200 + side * (84 + at * 9), 306 - at * 27
            canvas.blob([(x, y), (x + side * 26, y - 20), (x + side * 28, y - 42), (x + side * 6, y - 24)], "#f0b74a")


def roads(canvas: Canvas) -> None:
    """A road that narrows to the horizon."""
    _ground(canvas, "#33425f")
    canvas.shape([(172, 90), (228, 90), (330, 330), (70, 330)], LIGHT)
    for top, foot, wide in ((112, 148, 6), (176, 228, 10), (258, 322, 15)):
        canvas.shape(
            [(200 - wide * 0.7, top), (200 + wide * 0.7, top), (200 + wide, foot), (200 - wide, foot)], "#33425f"
        )


def library(canvas: Canvas) -> None:
    """An open book under the horn."""
    _ground(canvas, "#4d6b45")
    for side in (-1, 1):
        page = [(200, 190), (200 + side * 60, 166), (200 + side * 136, 176)]
        foot = [(200 + side * 136, 300), (200 + side * 60, 290), (200, 314)]
        canvas.shape([*curve(page), *curve(foot)], LIGHT)
        for at in range(3):
            y = 208 + at * 28
            canvas.line(
                curve([(200 + side * 26, y + 4), (200 + side * 66, y - 8), (200 + side * 112, y - 4)]), 6, "#8fa683"
            )
    canvas.line([(200, 190), (200, 314)], 6, "#4d6b45")
    ornament(canvas, 200, 106, 50, "#f0b74a")


def heat(canvas: Canvas) -> None:
    """A flame in a pipe's ring."""
    _ground(canvas, "#c9642c")
    canvas.disc(200, 200, 138, LIGHT)
    canvas.disc(200, 200, 112, "#c9642c")
    canvas.blob(
        [(206, 92), (236, 150), (268, 200), (258, 266), (200, 296), (142, 266), (134, 206), (160, 190), (174, 160)],
        LIGHT,
    )
    canvas.blob([(204, 190), (232, 234), (222, 276), (200, 286), (176, 274), (170, 240), (188, 224)], "#f0b74a")


def air(canvas: Canvas) -> None:
    """Wind in three lines, and a leaf."""
    _ground(canvas, "#2f8a7c")
    for y, end in ((150, 268), (204, 310), (258, 240)):
        line = [
            (76.0, float(y)),
            (end - 40.0, float(y)),
            (end, y - 14.0),
            (end + 6.0, y - 42.0),
            (end - 18.0, y - 54.0),
            (end - 36.0, y - 38.0),
        ]
        canvas.stroke(line, 17, LIGHT)
    canvas.blob([(262, 330), (268, 286), (312, 258), (348, 262), (340, 304), (306, 334)], "#c7d96a")
    canvas.line([(262, 332), (330, 276)], 6, "#2f8a7c")


def tower(canvas: Canvas) -> None:
    """The tower held by a ring of people's hands, here a ring of dots."""
    _ground(canvas, "#6d4a7a")
    for at in range(28):
        angle = at * 2 * pi / 28
        canvas.disc(200 + 150 * cos(angle), 200 + 150 * sin(angle), 11, "#f0b74a" if at % 2 else LIGHT)
    water_tower(canvas, 200, 312, 222, "#f3dca6", "#fbf3e0")


def chess(canvas: Canvas) -> None:
    """A rook on its square."""
    _ground(canvas, "#3a2a26")
    canvas.box(70, 290, 130, 50, "#f0d9ac")
    canvas.box(200, 290, 130, 50, "#9c6238")
    side = [(54, 290), (40, 262), (32, 176), (58, 158), (58, 96), (28, 96), (28, 118), (12, 118), (12, 96)]
    body = [*((200 - x, y) for x, y in side), *((200 + x, y) for x, y in reversed(side))]
    canvas.shape(body, LIGHT)
    canvas.shape([(216, 176), (232, 176), (240, 262), (254, 290), (216, 290)], "#dcc9a2")


EMBLEMS: dict[str, Callable[[Canvas], None]] = {
    "newsroom": newsroom,
    "city": city,
    "roads": roads,
    "library-mark": library,
    "heat": heat,
    "air": air,
    "tower-mark": tower,
    "chess-mark": chess,
}
