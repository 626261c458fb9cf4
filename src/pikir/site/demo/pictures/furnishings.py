"""What stands in more than one room."""

from math import cos, pi, sin

from pikir.site.demo.pictures.canvas import Canvas, Point, blend, curve
from pikir.site.demo.pictures.nature import bare_tree

SPINES = ["#8c3b2e", "#1f5d78", "#c98f2d", "#4d6b45", "#5e3a63", "#d9c7a0", "#2d3a5c", "#a9643c", "#7a8f8a"]


def window(canvas: Canvas, x: float, y: float, width: float, height: float, *, frame: str = "#f4ead6") -> None:
    """A winter window: sky, snow, a bare tree; the frame comes over it."""
    edge = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
    canvas.inside(x, y, width, height, lambda: _winter(canvas, x, y, width, height))
    thick = width * 0.045
    canvas.line([*edge, edge[0], edge[1]], thick * 1.5, frame)
    canvas.box(x + width / 2 - thick / 2, y, thick, height, frame)
    canvas.box(x, y + height * 0.3, width, thick * 0.8, frame)
    canvas.box(x - thick * 2, y + height + thick * 0.4, width + thick * 4, thick * 1.5, blend(frame, "#6b4a33", 0.15))


def _winter(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    edge = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
    canvas.wash([(0, "#86abc9"), (0.6, "#dbe5e8"), (0.72, "#f4f3ef"), (1, "#d8e3ec")], edge)
    bare_tree(canvas, x + width * 0.72, y + height * 0.92, height * 0.8, "#5b5e70")
    low, lower = y + height * 0.74, y + height * 0.8
    canvas.blob(
        [
            (x - 20, lower),
            (x + width * 0.3, low),
            (x + width * 0.7, lower),
            (x + width + 20, low),
            (x + width, y + height + 20),
            (x, y + height + 20),
        ],
        "#fbfcfc",
    )
    for _ in range(46):
        canvas.disc(
            x + canvas.chance.uniform(4, width - 4),
            y + canvas.chance.uniform(4, height - 4),
            canvas.chance.uniform(1.2, 3.4),
            "#ffffff",
            0.9,
        )


def books(canvas: Canvas, x: float, foot: float, width: float, height: float) -> None:
    """One shelf full of books, some leaning, some lying."""
    end = x + width
    while x < end - 16:
        thick = canvas.chance.uniform(11, 25)
        tall = height * canvas.chance.uniform(0.62, 0.94)
        colour = blend(canvas.chance.choice(SPINES), "#e8d3a8", canvas.chance.uniform(0, 0.25))
        if canvas.chance.random() < 0.07 and x < end - 100:
            for lying in range(3):
                canvas.box(x + lying * 5, foot - 17 * (lying + 1), 84 - lying * 9, 16, canvas.chance.choice(SPINES))
            x += 92
            continue
        if x + thick > end:
            break
        canvas.box(x, foot - tall, thick - 1.5, tall, colour)
        canvas.box(x + thick * 0.7, foot - tall, thick * 0.3 - 1.5, tall, blend(colour, "#1a0f0a", 0.25))
        canvas.box(x + 1, foot - tall * 0.84, thick - 4, 4, "#f2dfae", 0.75)
        if canvas.chance.random() < 0.4:
            canvas.box(x + 1, foot - tall * 0.3, thick - 4, 9, "#f2dfae", 0.6)
        x += thick


def glass(canvas: Canvas, x: float, foot: float) -> None:
    """A glass of tea in its holder."""
    canvas.oval(x + 6, foot, 62, 13, "#2a170d", 0.4)
    canvas.oval(x, foot - 4, 52, 12, "#f4ead6")
    canvas.shape([(x - 30, foot - 92), (x + 30, foot - 92), (x + 25, foot - 8), (x - 25, foot - 8)], "#b5581f", 0.9)
    canvas.shape([(x - 30, foot - 92), (x - 16, foot - 92), (x - 16, foot - 8), (x - 25, foot - 8)], "#f0a04a", 0.7)
    canvas.oval(x, foot - 92, 30, 7, "#d98436")
    canvas.shape([(x - 32, foot - 56), (x + 32, foot - 56), (x + 27, foot - 4), (x - 27, foot - 4)], "#c3c6cb")
    canvas.line(
        curve([(x + 30, foot - 50), (x + 56, foot - 40), (x + 46, foot - 12), (x + 26, foot - 12)]), 6, "#a9adb4"
    )
    for at in range(5):
        canvas.disc(x - 20 + at * 10, foot - 32 + 4 * (at % 2), 3.4, "#8c9098")
    for dx in (-8, 10):
        canvas.line(
            curve([(x + dx, foot - 104), (x + dx + 9, foot - 128), (x + dx - 6, foot - 150), (x + dx + 5, foot - 176)]),
            4,
            "#fff6e4",
            0.4,
        )


def ornament(canvas: Canvas, x: float, y: float, size: float, colour: str) -> None:
    """The ram's horn, four times around a middle."""
    for quarter in range(4):
        turn = quarter * pi / 2
        for mirror in (-1, 1):
            spiral: list[Point] = [(0.0, 0.12), (mirror * 0.04, 0.42)]
            for at in range(15):
                radius = 0.27 * (1 - at / 19)
                spiral.append((mirror * (0.3 - radius * cos(at * 0.42)), 0.56 - radius * sin(at * 0.42)))
            placed = [
                (x + size * (px * cos(turn) - py * sin(turn)), y + size * (px * sin(turn) + py * cos(turn)))
                for px, py in spiral
            ]
            canvas.stroke(placed, size * 0.1, colour)
    canvas.shape([(x - size * 0.16, y), (x, y - size * 0.16), (x + size * 0.16, y), (x, y + size * 0.16)], colour)
