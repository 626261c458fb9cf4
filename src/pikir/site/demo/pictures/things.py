"""People, animals, houses and what else a town is made of."""

from collections.abc import Sequence

from pikir.site.demo.pictures.canvas import Canvas, Point, blend, curve

STANDING = [
    (10, 34),
    (15, 26),
    (25, 23),
    (38, 25),
    (52, 24),
    (62, 18),
    (69, 8),
    (74, 1),
    (77, 5),
    (85, 14),
    (90, 20),
    (87, 24),
    (80, 20),
    (75, 18),
    (73, 27),
    (71, 37),
    (68, 45),
    (50, 46),
    (34, 45),
    (24, 46),
    (13, 44),
]
GRAZING = [
    (10, 34), (15, 26), (25, 23), (38, 25), (52, 24), (63, 26), (72, 35), (79, 48), (81, 52), (87, 64), (88, 70),
    (83, 71), (77, 63), (72, 54), (69, 45), (50, 46), (34, 45), (24, 46), (13, 44),
]  # fmt: skip
LEGS = [
    [(12, 40), (24, 44), (21, 54), (23, 63), (21, 76), (16, 76), (17, 63), (12, 53)],
    [(61, 42), (70, 42), (67, 56), (66, 66), (67, 76), (62, 76), (62, 60)],
]
FAR_LEGS = [
    [(16, 42), (27, 44), (28, 55), (30, 64), (30, 75), (26, 75), (25, 64), (21, 55)],
    [(58, 42), (66, 44), (71, 56), (74, 65), (75, 75), (71, 75), (68, 64)],
]
TAIL = [(11, 31), (5, 36), (3, 48), (5, 61), (9, 50), (13, 38)]
MANE = [(74, 2), (66, 8), (58, 20), (64, 26), (70, 14)]


def horse(
    canvas: Canvas, x: float, foot: float, size: float, coat: str, *, left: bool = False, grazing: bool = False
) -> None:
    """A steppe horse that stands at x with its hooves on `foot`; `size` is its length."""
    scale = size / 90

    def at(points: Sequence[Point]) -> list[Point]:
        return [(x + (-1 if left else 1) * (px - 45) * scale, foot + (py - 76) * scale) for px, py in points]

    dark = blend(coat, "#120b08", 0.45)
    for leg in FAR_LEGS:
        canvas.shape(at(leg), dark)
    canvas.blob(at(TAIL), dark)
    for leg in LEGS:
        canvas.shape(at(leg), coat)
    canvas.blob(at(GRAZING if grazing else STANDING), coat)
    if not grazing:
        canvas.blob(at(MANE), dark)


def yurt(
    canvas: Canvas, x: float, foot: float, size: float, *, felt: str, shade: str, door: str, lit: str | None = None
) -> None:
    """A yurt of the given width: dome, wall, belts, carved door."""
    half, wall = size / 2, size * 0.27
    top = foot - wall
    canvas.shape(
        [(x - half * 0.95, foot), (x - half * 0.97, top), (x + half * 0.97, top), (x + half * 0.95, foot)], felt
    )
    canvas.shape(
        [(x + half * 0.3, foot), (x + half * 0.34, top), (x + half * 0.97, top), (x + half * 0.95, foot)], shade
    )
    dome = [
        (x - half * 1.06, top + size * 0.02),
        (x - half * 0.62, top - size * 0.2),
        (x - half * 0.2, top - size * 0.34),
    ]
    dome += [
        (x + half * 0.2, top - size * 0.34),
        (x + half * 0.62, top - size * 0.2),
        (x + half * 1.06, top + size * 0.02),
    ]
    canvas.shape(curve(dome, steps=8), blend(felt, "#ffffff", 0.12))
    shaded = [
        (x + half * 0.08, top - size * 0.345),
        (x + half * 0.36, top - size * 0.14),
        (x + half * 0.44, top + size * 0.02),
    ]
    side = [
        (x + half * 1.06, top + size * 0.02),
        (x + half * 0.62, top - size * 0.2),
        (x + half * 0.2, top - size * 0.34),
    ]
    canvas.shape([*shaded, *side], shade, 0.8)
    canvas.oval(x, top - size * 0.345, half * 0.24, size * 0.035, blend(shade, "#4a3626", 0.4))
    for drop in (0.25, 0.62):
        canvas.line(
            [(x - half * 0.96, top + wall * drop), (x + half * 0.96, top + wall * drop)],
            size * 0.012,
            blend(shade, "#6b4a33", 0.5),
        )
    canvas.box(x - half * 0.2, foot - wall * 0.92, half * 0.4, wall * 0.92, blend(door, "#1c0f08", 0.35))
    canvas.box(x - half * 0.16, foot - wall * 0.84, half * 0.32, wall * 0.84, lit or door)


def figure(
    canvas: Canvas,
    x: float,
    foot: float,
    size: float,
    coat: str,
    *,
    hat: str | None,
    skin: str = "#c98f66",
    scarf: str | None = None,
    skirt: bool = False,
    hair: str | None = None,
) -> None:
    """Someone standing, a few strokes: coat, face, hat or headscarf; with `hair`, seen from behind."""
    boots = blend(coat, "#17110d", 0.75)
    for side in (-1, 1):
        canvas.rounded(
            x + side * size * 0.065 - size * 0.045, foot - size * 0.2, size * 0.09, size * 0.2, size * 0.03, boots
        )
    hem, shoulder = size * (0.2 if skirt else 0.155), size * 0.135
    body = [
        (x - shoulder * 0.75, foot - size * 0.79),
        (x + shoulder * 0.75, foot - size * 0.79),
        (x + shoulder * 1.1, foot - size * 0.7),
    ]
    body += [
        (x + hem, foot - size * (0.12 if skirt else 0.22)),
        (x - hem, foot - size * (0.12 if skirt else 0.22)),
        (x - shoulder * 1.1, foot - size * 0.7),
    ]
    canvas.shape(body, coat)
    canvas.shape(
        [body[1], body[2], body[3], (x + hem * 0.35, body[3][1]), (x + shoulder * 0.3, body[1][1])],
        blend(coat, "#140d0a", 0.22),
    )
    for side in (-1, 1):
        arm = [
            (x + side * shoulder * 0.95, foot - size * 0.75),
            (x + side * shoulder * 1.35, foot - size * 0.56),
            (x + side * shoulder * 1.2, foot - size * 0.4),
        ]
        canvas.stroke(arm, size * 0.075, blend(coat, "#140d0a", 0.12))
        canvas.disc(arm[-1][0], arm[-1][1] + size * 0.02, size * 0.034, skin)
    head = foot - size * 0.885
    canvas.oval(x, head, size * 0.083, size * 0.1, hair or skin)
    if size > 170 and not hair:
        _face(canvas, x, head, size)
    if scarf:
        canvas.rounded(x - size * 0.09, foot - size * 0.825, size * 0.18, size * 0.065, size * 0.03, scarf)
    if not hat:
        return
    if skirt:
        wrap = [(x - size * 0.105, head + size * 0.05), (x - size * 0.09, head - size * 0.09), (x, head - size * 0.13)]
        wrap += [
            (x + size * 0.09, head - size * 0.09),
            (x + size * 0.105, head + size * 0.05),
            (x + size * 0.06, head - size * 0.03),
            (x - size * 0.06, head - size * 0.03),
        ]
        canvas.blob(wrap, hat)
        return
    canvas.pie(x, head - size * 0.015, size * 0.098, 180, 360, hat)
    canvas.rounded(
        x - size * 0.105, head - size * 0.045, size * 0.21, size * 0.05, size * 0.02, blend(hat, "#ffffff", 0.22)
    )


def _face(canvas: Canvas, x: float, y: float, size: float) -> None:
    for side in (-1, 1):
        canvas.disc(x + side * size * 0.03, y + size * 0.022, size * 0.0085, "#2a1a14")
        canvas.disc(x + side * size * 0.046, y + size * 0.045, size * 0.016, "#c4574a", 0.28)
    canvas.line(
        curve([(x - size * 0.022, y + size * 0.058), (x, y + size * 0.067), (x + size * 0.022, y + size * 0.058)]),
        size * 0.008,
        "#7a3a2c",
    )


def block(
    canvas: Canvas,
    x: float,
    foot: float,
    columns: int,
    floors: int,
    cell: float,
    wall: str,
    *,
    lit: str,
    dark: str,
    share: float,
) -> None:
    """A block of flats with a grid of windows, of which a share is lit."""
    wide, high = columns * cell, floors * cell * 1.12 + cell * 0.5
    top = foot - high
    canvas.box(x, top, wide, high, wall)
    canvas.box(x + wide * 0.8, top, wide * 0.2, high, blend(wall, "#1a1420", 0.14))
    canvas.box(x - cell * 0.12, top - cell * 0.16, wide + cell * 0.24, cell * 0.2, blend(wall, "#2a1c18", 0.4))
    for floor in range(floors):
        for at in range(columns):
            left, upper = x + (at + 0.27) * cell, top + (floor * 1.12 + 0.34) * cell
            glass = lit if canvas.chance.random() < share else dark
            shown = blend(glass, "#ffffff", 0.18 * canvas.chance.random()) if glass == lit else glass
            canvas.box(left, upper, cell * 0.46, cell * 0.62, shown)
            canvas.box(left + cell * 0.21, upper, cell * 0.04, cell * 0.62, blend(wall, shown, 0.4))


def cottage(canvas: Canvas, x: float, foot: float, size: float, wall: str, roof: str, *, lit: str) -> None:
    """A low house with a hipped roof, shutters and a chimney."""
    top = foot - size * 0.42
    canvas.box(x + size * 0.68, top - size * 0.38, size * 0.09, size * 0.26, blend(roof, "#20140f", 0.3))
    canvas.box(x, top, size, size * 0.42, wall)
    canvas.shape(
        [
            (x - size * 0.07, top),
            (x + size * 0.2, top - size * 0.3),
            (x + size * 0.8, top - size * 0.3),
            (x + size * 1.07, top),
        ],
        roof,
    )
    canvas.shape(
        [(x + size * 0.62, top), (x + size * 0.8, top - size * 0.3), (x + size * 1.07, top)],
        blend(roof, "#140c0a", 0.2),
    )
    for at in (0.14, 0.44, 0.74):
        canvas.box(x + size * (at - 0.035), top + size * 0.1, size * 0.19, size * 0.18, blend(wall, "#2f6f80", 0.75))
        canvas.box(x + size * at, top + size * 0.1, size * 0.12, size * 0.18, lit)
        canvas.box(x + size * (at + 0.052), top + size * 0.1, size * 0.014, size * 0.18, wall)


def water_tower(
    canvas: Canvas, x: float, foot: float, height: float, brick: str, tank: str, *, lit: str | None = None
) -> None:
    """The tower of Sarybel: a shaft that narrows, a wooden tank on brackets, a pointed roof."""
    wide = height * 0.115
    neck = foot - height * 0.6
    canvas.shape([(x - wide, foot), (x - wide * 0.72, neck), (x + wide * 0.72, neck), (x + wide, foot)], brick)
    canvas.shape(
        [(x + wide * 0.35, foot), (x + wide * 0.25, neck), (x + wide * 0.72, neck), (x + wide, foot)],
        blend(brick, "#150d12", 0.28),
    )
    for at in range(9):
        y = foot - height * (0.05 + 0.06 * at)
        canvas.line(
            [(x - wide * (0.98 - 0.028 * at), y), (x + wide * (0.98 - 0.028 * at), y)],
            height * 0.004,
            blend(brick, "#150d12", 0.2),
        )
    for at in range(3):
        canvas.rounded(
            x - wide * 0.26,
            foot - height * (0.2 + 0.15 * at),
            wide * 0.34,
            height * 0.07,
            wide * 0.16,
            lit or blend(brick, "#120c10", 0.6),
        )
    lower, upper = neck - height * 0.02, foot - height * 0.84
    bulge = wide * 1.62
    canvas.shape(
        [
            (x - wide * 0.72, neck + height * 0.045),
            (x - bulge, lower),
            (x + bulge, lower),
            (x + wide * 0.72, neck + height * 0.045),
        ],
        blend(brick, "#150d12", 0.35),
    )
    canvas.shape([(x - bulge, lower), (x - bulge * 0.97, upper), (x + bulge * 0.97, upper), (x + bulge, lower)], tank)
    canvas.shape(
        [(x + bulge * 0.35, lower), (x + bulge * 0.34, upper), (x + bulge * 0.97, upper), (x + bulge, lower)],
        blend(tank, "#150d12", 0.25),
    )
    for at in range(1, 12):
        sx = x - bulge + 2 * bulge * at / 12
        canvas.line([(sx, lower), (x + (sx - x) * 0.97, upper)], height * 0.0035, blend(tank, "#150d12", 0.3))
    for share in (0.2, 0.75):
        y = lower + (upper - lower) * share
        canvas.line([(x - bulge * 1.0, y), (x + bulge * 1.0, y)], height * 0.008, blend(tank, "#150d12", 0.45))
    canvas.shape(
        [(x - bulge * 1.12, upper), (x, foot - height * 1.0), (x + bulge * 1.12, upper)], blend(brick, "#2a1620", 0.5)
    )
    canvas.shape(
        [(x + bulge * 0.3, upper), (x, foot - height), (x + bulge * 1.12, upper)], blend(brick, "#150d12", 0.72)
    )
    canvas.line([(x, foot - height * 0.99), (x, foot - height * 1.06)], height * 0.007, blend(brick, "#150d12", 0.7))


def bus(canvas: Canvas, x: float, foot: float, size: float, colour: str, glass: str) -> None:
    """A town bus seen from its side; `size` is its length."""
    high = size * 0.34
    top = foot - size * 0.06 - high
    canvas.shadow([(x, foot), (x + size, foot), (x + size, foot + size * 0.02), (x, foot + size * 0.02)], 8, 0.5)
    canvas.rounded(x, top, size, high, size * 0.045, colour)
    canvas.rounded(x, top + high * 0.6, size, high * 0.4, size * 0.02, blend(colour, "#3a1d08", 0.2))
    canvas.box(x, top + high * 0.56, size, high * 0.06, "#f5ecd6")
    for at in range(5):
        canvas.rounded(x + size * (0.05 + 0.15 * at), top + high * 0.14, size * 0.125, high * 0.36, size * 0.012, glass)
    canvas.rounded(
        x + size * 0.81, top + high * 0.12, size * 0.11, high * 0.78, size * 0.012, blend(glass, "#274452", 0.25)
    )
    canvas.line([(x + size * 0.865, top + high * 0.12), (x + size * 0.865, top + high * 0.9)], size * 0.008, colour)
    canvas.rounded(x + size * 0.95, top + high * 0.12, size * 0.05, high * 0.42, size * 0.015, glass)
    canvas.disc(x + size * 0.985, top + high * 0.78, size * 0.014, "#fff3c4")
    for axle in (0.19, 0.7):
        canvas.disc(x + size * axle, foot - size * 0.045, size * 0.066, "#1e1b1d")
        canvas.disc(x + size * axle, foot - size * 0.045, size * 0.03, "#a8a59d")


def smoke(canvas: Canvas, x: float, y: float, height: float, colour: str, opacity: float) -> None:
    """A ribbon of smoke that widens and fades as it rises."""
    for at in range(26):
        share = at / 26
        sway = height * 0.07 * (1 if at % 12 < 6 else -1) * share
        canvas.disc(
            x + share * height * 0.16 + sway * 0.35,
            y - share * height,
            height * (0.02 + 0.045 * share),
            colour,
            opacity * (1 - share) ** 1.3,
        )
