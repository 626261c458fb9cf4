"""Land, sky and weather."""

from collections.abc import Sequence
from math import cos, sin

from pikir.site.demo.pictures.canvas import Canvas, Point, Stop, blend, curve


def hills(canvas: Canvas, height: float, rise: float, stops: Sequence[Stop], *, step: float = 95) -> list[Point]:
    """A rolling line of land across the picture, filled down to the foot; returns its ridge."""
    wide, high = canvas.stage
    count = int(wide / step) + 3
    knots = [((at - 1) * step, height - rise * canvas.chance.random()) for at in range(count + 1)]
    ridge = curve(knots, steps=6)
    canvas.wash(stops, [*ridge, (ridge[-1][0], high), (ridge[0][0], high)])
    return ridge


def peaks(canvas: Canvas, height: float, rise: float, rock: str, snow: str) -> None:
    """Far mountains: each a lit and a shaded side, with snow that ends in a ragged line."""
    chance, x = canvas.chance, -140.0
    while x < canvas.stage[0] + 60:
        size = rise * chance.uniform(0.5, 1)
        left, right = size * chance.uniform(0.75, 1.2), size * chance.uniform(0.75, 1.3)
        top = (x + left, height - size)
        canvas.shape(
            [
                (x, height + 60),
                (x, height),
                (x + left * 0.55, height - size * 0.5),
                top,
                (top[0] + right * 0.5, height - size * 0.42),
                (top[0] + right, height),
                (top[0] + right, height + 60),
            ],
            rock,
        )
        ridge = [
            top,
            (top[0] + size * 0.06, height - size * 0.7),
            (top[0] - size * 0.05, height - size * 0.45),
            (top[0] + size * 0.08, height),
        ]
        canvas.shape(
            [*ridge, (top[0] + right, height), (top[0] + right * 0.5, height - size * 0.42)],
            blend(rock, "#2c3c5c", 0.28),
        )
        drop = size * 0.36
        edge = [
            (top[0] + right * 0.36, top[1] + drop * 0.95),
            (top[0] + drop * 0.3, top[1] + drop * 0.62),
            (top[0] + drop * 0.14, top[1] + drop * 1.1),
        ]
        edge += [
            (top[0] - drop * 0.22, top[1] + drop * 0.6),
            (top[0] - drop * 0.36, top[1] + drop),
            (top[0] - left * 0.33, top[1] + drop * 0.72),
        ]
        canvas.shape([top, *edge], snow)
        canvas.shape([top, edge[0], edge[1], (top[0] + size * 0.05, top[1] + drop * 0.7)], blend(snow, rock, 0.45))
        x += (left + right) * chance.uniform(0.42, 0.62)


def clouds(canvas: Canvas, count: int, top: float, foot: float, colour: str, opacity: float) -> None:
    """Long thin clouds as the wind of the steppe draws them."""
    chance = canvas.chance
    for _ in range(count):
        x, y = chance.uniform(-80, canvas.stage[0]), chance.uniform(top, foot)
        length, thick = chance.uniform(90, 230), chance.uniform(4, 9)
        upper = [(x, y), (x + length * 0.3, y - thick), (x + length * 0.62, y - thick * 0.35), (x + length, y)]
        lower = [(x + length * 0.7, y + thick * 0.5), (x + length * 0.3, y + thick * 0.2)]
        canvas.blob([*upper, *lower], colour, opacity * chance.uniform(0.5, 1))


def cumulus(canvas: Canvas, x: float, y: float, size: float, light: str, shade: str) -> None:
    """One heaped summer cloud with a flat foot."""
    parts = [(-1.15, 0.1, 0.42), (-0.6, -0.18, 0.58), (0.08, -0.42, 0.72), (0.72, -0.12, 0.55), (1.25, 0.12, 0.38)]
    for colour, lift in ((shade, 0.0), (light, -0.12)):
        for dx, dy, radius in parts:
            canvas.disc(x + dx * size, y + (dy + lift) * size, radius * size * (1 + lift * 0.6), colour)
        canvas.rounded(x - 1.5 * size, y + (0.08 + lift) * size, 3.1 * size, 0.42 * size, 0.2 * size, colour)


def birds(canvas: Canvas, flock: Sequence[Point], size: float, colour: str) -> None:
    """Birds far away: two strokes each."""
    for x, y in flock:
        wings = [(x - size, y + size * 0.1), (x - size * 0.5, y - size * 0.32), (x, y + size * 0.12)]
        others = [(x, y + size * 0.12), (x + size * 0.5, y - size * 0.32), (x + size, y + size * 0.06)]
        canvas.line(curve([*wings, *others[1:]], steps=5), size * 0.16, colour)


def grass(canvas: Canvas, top: float, foot: float, count: int, colours: Sequence[str], size: float) -> None:
    """Blades from back to front: the nearer, the taller and the brighter."""
    chance = canvas.chance
    for at in range(count):
        near = at / count
        x, y = chance.uniform(-10, canvas.stage[0] + 10), top + (foot - top) * near + chance.uniform(0, 14)
        height = size * (0.45 + 0.75 * near) * chance.uniform(0.6, 1.2)
        lean = chance.gauss(0.12, 0.28) * height
        canvas.blade((x, y), (x + lean, y - height), size * 0.025 + 2.2 * near, chance.choice(colours))


def stars(canvas: Canvas, count: int, foot: float, colour: str = "#f6f1de") -> None:
    """Points of light, few of them large, fewer near the horizon."""
    chance = canvas.chance
    for _ in range(count):
        x, y = chance.uniform(0, canvas.stage[0]), foot * chance.random() ** 1.15
        size = 0.55 + 1.5 * chance.random() ** 6
        canvas.disc(x, y, size, colour, (0.45 + 0.55 * chance.random()) * (1 - 0.55 * y / foot))


def snowfall(canvas: Canvas, count: int, opacity: float = 0.9) -> None:
    """Flakes: many small ones far away, a few large and faint ones near."""
    chance = canvas.chance
    for _ in range(count):
        x, y = chance.uniform(0, canvas.stage[0]), chance.uniform(0, canvas.stage[1])
        near = chance.random() ** 4
        canvas.disc(x, y, 1.3 + 4.6 * near, "#ffffff", opacity * (1 - 0.55 * near))


def fir(canvas: Canvas, x: float, foot: float, height: float, colour: str, snow: str | None = None) -> None:
    """A fir of four tiers, snow on its left shoulders if asked."""
    wide = height * 0.36
    canvas.box(x - height * 0.025, foot - height * 0.1, height * 0.05, height * 0.1, blend(colour, "#2a1c14", 0.6))
    for tier in range(4):
        low = foot - height * (0.07 + 0.2 * tier)
        top, half = low - height * 0.36, wide * (1 - 0.2 * tier) / 1.6
        canvas.shape(
            [(x, top), (x + half, low), (x, low - height * 0.03), (x - half, low)],
            blend(colour, "#ffffff", 0.03 * tier),
        )
        if snow:
            cap = [
                (x, top),
                (x - half * 0.2, low - height * 0.1),
                (x - half, low),
                (x - half * 0.66, low - height * 0.12),
            ]
            canvas.shape(cap, snow, 0.92)


def poplar(canvas: Canvas, x: float, foot: float, height: float, colour: str) -> None:
    """A slim poplar, lighter on the side of the light."""
    half = height * 0.115
    canvas.box(x - height * 0.012, foot - height * 0.14, height * 0.024, height * 0.15, "#4d3b2c")
    outline = [
        (0.0, 1.0),
        (0.55, 0.8),
        (0.95, 0.45),
        (0.8, 0.2),
        (0.3, 0.07),
        (-0.3, 0.07),
        (-0.8, 0.2),
        (-0.95, 0.45),
        (-0.55, 0.8),
    ]
    canvas.blob([(x + dx * half, foot - dy * height) for dx, dy in outline], colour)
    lit = [
        (-0.05, 0.97),
        (0.05, 0.8),
        (-0.2, 0.68),
        (0.1, 0.52),
        (-0.2, 0.38),
        (0.05, 0.24),
        (-0.3, 0.1),
        (-0.75, 0.22),
        (-0.88, 0.45),
        (-0.5, 0.78),
    ]
    canvas.blob([(x + dx * half, foot - dy * height) for dx, dy in lit], blend(colour, "#dcd48c", 0.26))


def round_tree(canvas: Canvas, x: float, foot: float, height: float, colour: str) -> None:
    """A broad tree of a street."""
    canvas.box(x - height * 0.035, foot - height * 0.5, height * 0.07, height * 0.5, "#5b4431")
    crown = [(-0.2, 0.62, 0.2), (0.2, 0.62, 0.2), (0, 0.78, 0.25), (-0.1, 0.56, 0.18), (0.12, 0.55, 0.17)]
    for dx, dy, radius in crown:
        canvas.disc(x + dx * height, foot - dy * height, radius * height, colour)
    for dx, dy, radius in ((-0.22, 0.68, 0.13), (-0.03, 0.86, 0.15), (0.17, 0.7, 0.11)):
        canvas.disc(x + dx * height, foot - dy * height, radius * height, blend(colour, "#e9e39a", 0.25))


def bare_tree(canvas: Canvas, x: float, foot: float, height: float, colour: str) -> None:
    """A tree without leaves, branch by branch."""
    _branch(canvas, (x, foot), -1.57, height * 0.32, height * 0.05, colour)


def _branch(canvas: Canvas, foot: Point, angle: float, length: float, width: float, colour: str) -> None:
    if width < 0.7:
        return
    tip = (foot[0] + cos(angle) * length, foot[1] + sin(angle) * length)
    canvas.line([foot, tip], width, colour)
    for turn in (-1, 1):
        spread = turn * canvas.chance.uniform(0.22, 0.62)
        _branch(canvas, tip, angle + spread, length * canvas.chance.uniform(0.66, 0.84), width * 0.62, colour)


def water(canvas: Canvas, top: float, stops: Sequence[Stop], spark: str) -> None:
    """A river from the line `top` to the foot of the picture, with sparks of light on it."""
    wide, high = canvas.stage
    canvas.wash(stops, [(0, top), (wide, top), (wide, high), (0, high)])
    chance = canvas.chance
    for at in range(110):
        y = top + 6 + (high - top) * (at / 110) ** 1.4
        x, length = chance.uniform(-40, wide), chance.uniform(25, 120)
        canvas.line([(x, y), (x + length, y)], 0.8 + 1.6 * at / 110, spark, chance.uniform(0.12, 0.45))
