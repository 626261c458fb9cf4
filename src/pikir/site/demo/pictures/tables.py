"""Tables that somebody has just left: a game of chess, tea."""

from math import cos, pi, sin

from pikir.site.demo.pictures.canvas import Canvas, Point, blend, curve
from pikir.site.demo.pictures.furnishings import glass, ornament, window

# where a piece stands, how large it looks there, whether it is white, how tall its kind is
PIECES = (
    (420, 628, 66, False, 1.5),
    (520, 622, 54, False, 1.0),
    (700, 626, 60, False, 1.25),
    (790, 634, 54, False, 1.0),
    (610, 652, 58, False, 1.0),
    (356, 684, 66, True, 1.0),
    (520, 690, 74, True, 1.7),
    (668, 700, 66, True, 1.0),
    (880, 706, 72, True, 1.3),
    (770, 728, 72, True, 1.0),
    (430, 742, 72, True, 1.0),
)


def chess(canvas: Canvas) -> None:
    """A game by the window, left in the middle of a thought."""
    canvas.wash([(0, "#c99f6c"), (1, "#a87748")])
    for at in range(13):
        canvas.box(at * 96, 0, 3, 640, "#8f6238", 0.3)
    window(canvas, 120, 40, 470, 430)
    window(canvas, 690, 40, 420, 430)
    canvas.shape([(140, 520), (590, 520), (900, 800), (330, 800)], "#ffe9b8", 0.16)
    canvas.wash([(0, "#8a5836"), (1, "#5c3822")], [(0, 560), (1200, 560), (1200, 800), (0, 800)])
    canvas.box(0, 556, 1200, 10, "#b67a4b")
    canvas.glow(420, 600, 460, "#ffe2a6", 0.5, flat=0.45)
    _board(canvas)
    for x, y, size, white, tall in PIECES:
        _piece(canvas, x, y, size, "#f6e8cb" if white else "#3a2a26", tall)
    glass(canvas, 1060, 640)
    glass(canvas, 130, 670)
    _spectacles(canvas, 190, 740)


def _board(canvas: Canvas) -> None:
    canvas.shadow([(270, 640), (930, 640), (1040, 800), (160, 800)], 16, 0.55)
    near, far, depth = (190.0, 1010.0), (316.0, 884.0), (596.0, 786.0)

    def at(column: float, row: float) -> Point:
        share = (row / 8) ** 1.25
        left, right = far[0] + (near[0] - far[0]) * share, far[1] + (near[1] - far[1]) * share
        return left + (right - left) * column / 8, depth[0] + (depth[1] - depth[0]) * share

    canvas.shape([(298, 586), (902, 586), (1034, 796), (166, 796)], "#6a3f24")
    canvas.shape([(166, 796), (1034, 796), (1034, 812), (166, 812)], "#43261a")
    for row in range(8):
        for column in range(8):
            square = [at(column, row), at(column + 1, row), at(column + 1, row + 1), at(column, row + 1)]
            canvas.shape(square, "#f0d9ac" if (row + column) % 2 else "#9c6238")


def _piece(canvas: Canvas, x: float, foot: float, size: float, colour: str, tall: float) -> None:
    dark = blend(colour, "#140a06", 0.3)
    canvas.oval(x + size * 0.34, foot + 2, size * 0.5, size * 0.13, "#1c0f08", 0.35)
    high = size * tall
    profile = [(0.36, 0.0), (0.36, 0.1), (0.2, 0.2), (0.13, 0.5), (0.11, 0.72), (0.22, 0.76), (0.12, 0.8)]
    right = [(x + dx * size, foot - dy * high) for dx, dy in profile]
    left = [(x - dx * size, foot - dy * high) for dx, dy in reversed(profile)]
    canvas.shape([*right, *left], colour)
    canvas.shape([*right, (x + size * 0.05, foot - high * 0.8), (x + size * 0.1, foot)], dark)
    canvas.oval(x, foot, size * 0.36, size * 0.1, dark)
    canvas.disc(x, foot - high * 0.9, size * 0.19, colour)
    canvas.pie(x, foot - high * 0.9, size * 0.19, -70, 90, dark)
    if tall >= 1.5:
        canvas.box(x - size * 0.035, foot - high * 0.9 - size * 0.44, size * 0.07, size * 0.28, colour)
        canvas.box(x - size * 0.11, foot - high * 0.9 - size * 0.36, size * 0.22, size * 0.07, colour)
    elif tall > 1.2:
        canvas.shape(
            [
                (x - size * 0.2, foot - high * 0.8),
                (x - size * 0.24, foot - high * 1.12),
                (x + size * 0.24, foot - high * 1.12),
                (x + size * 0.2, foot - high * 0.8),
            ],
            colour,
        )


def _spectacles(canvas: Canvas, x: float, y: float) -> None:
    for dx in (-34, 34):
        canvas.oval(x + dx, y, 27, 13, "#2c2220")
        canvas.oval(x + dx, y, 22, 9, "#c9a477")
        canvas.oval(x + dx - 5, y - 2, 8, 3, "#fff3d8", 0.7)
    canvas.line([(x - 8, y - 3), (x + 8, y - 3)], 4, "#2c2220")
    canvas.line([(x + 60, y - 2), (x + 96, y - 26)], 4, "#2c2220")
    canvas.line([(x - 60, y - 2), (x - 40, y - 30)], 4, "#2c2220")


def tea(canvas: Canvas) -> None:
    """A kettle, four piala, baursaks, a jar of apricot jam."""
    canvas.wash([(0, "#2f5d6d"), (0.55, "#457a86"), (1, "#457a86")])
    canvas.glow(300, 200, 520, "#ffe6b0", 0.5)
    _wall_rug(canvas)
    canvas.wash([(0, "#fbf3e0"), (1, "#e2cfa8")], [(0, 520), (1200, 520), (1200, 800), (0, 800)])
    for at in range(20):
        x = -30 + at * 66
        canvas.shape([(x, 540), (x + 33, 556), (x + 66, 540), (x + 33, 524)], "#b2402f", 0.8)
        canvas.shape([(x + 18, 540), (x + 33, 548), (x + 48, 540), (x + 33, 532)], "#fbf3e0")
    _kettle(canvas)
    for x, y, size in ((130, 680, 84), (830, 640, 78), (960, 730, 92), (640, 740, 96)):
        _piala(canvas, x, y, size)
    _baursaks(canvas)
    _jam(canvas, 1070, 640)


def _wall_rug(canvas: Canvas) -> None:
    canvas.box(0, 60, 1200, 330, "#8a2f2a")
    canvas.box(0, 84, 1200, 10, "#e8b04a")
    canvas.box(0, 356, 1200, 10, "#e8b04a")
    for at in range(5):
        x = 120 + at * 240
        ornament(canvas, x, 225, 100, "#f0dcae")
        for dy in (-1, 1):
            canvas.shape(
                [
                    (x + 120 - 22, 225 + dy * 62),
                    (x + 120, 225 + dy * 62 - 22),
                    (x + 142, 225 + dy * 62),
                    (x + 120, 225 + dy * 62 + 22),
                ],
                "#20506b",
            )
        canvas.shape([(x + 102, 225), (x + 120, 207), (x + 138, 225), (x + 120, 243)], "#e8b04a")


def _kettle(canvas: Canvas) -> None:
    x, y = 400.0, 560.0
    canvas.shadow([(250, 680), (590, 680), (640, 704), (260, 708)], 14, 0.4, "#4a2c18")
    canvas.line(curve([(290, 520), (250, 380), (330, 270), (470, 270), (550, 380), (512, 520)]), 17, "#3a2a22")
    canvas.blob([(510, 590), (580, 560), (620, 480), (664, 452), (650, 486), (640, 560), (560, 650)], "#1c6e8e")
    canvas.blob(
        [
            (x - 150, y + 60),
            (x - 138, y - 40),
            (x - 70, y - 122),
            (x + 70, y - 122),
            (x + 138, y - 40),
            (x + 150, y + 60),
            (x + 110, y + 130),
            (x - 110, y + 130),
        ],
        "#2384a8",
    )
    canvas.blob(
        [
            (x + 40, y - 118),
            (x + 110, y - 80),
            (x + 140, y - 20),
            (x + 148, y + 60),
            (x + 110, y + 128),
            (x + 20, y + 132),
            (x + 84, y + 60),
            (x + 86, y - 40),
        ],
        "#185f7e",
    )
    canvas.blob(
        [(x - 116, y + 30), (x - 108, y - 40), (x - 64, y - 94), (x - 78, y - 40), (x - 92, y + 40)], "#9fd3e2", 0.6
    )
    canvas.oval(x, y - 118, 74, 17, "#14546f")
    canvas.pie(x, y - 120, 62, 180, 360, "#2384a8")
    canvas.disc(x, y - 188, 15, "#e8b04a")
    for at in range(7):
        angle = at * 2 * pi / 7
        canvas.disc(x - 20 + 34 * cos(angle), y + 24 + 34 * sin(angle), 15, "#fbf3e0")
    canvas.disc(x - 20, y + 24, 17, "#e8b04a")
    for at in range(3):
        steam = [
            (662 + at * 14, 440),
            (680 + at * 10, 396),
            (656 + at * 18, 350),
            (684 + at * 20, 300),
            (668 + at * 26, 250),
        ]
        canvas.line(curve(steam), 9 - at * 2, "#fff7e6", 0.26)


def _piala(canvas: Canvas, x: float, y: float, size: float) -> None:
    canvas.shadow(
        [
            (x - size * 0.5, y + size * 0.34),
            (x + size * 0.7, y + size * 0.34),
            (x + size * 0.7, y + size * 0.46),
            (x - size * 0.4, y + size * 0.46),
        ],
        7,
        0.35,
        "#4a2c18",
    )
    bowl = [
        (x - size, y - size * 0.3),
        (x - size * 0.78, y + size * 0.1),
        (x - size * 0.4, y + size * 0.4),
        (x + size * 0.4, y + size * 0.4),
        (x + size * 0.78, y + size * 0.1),
        (x + size, y - size * 0.3),
    ]
    canvas.shape(curve(bowl), "#fdf9ef")
    canvas.shape(
        curve(
            [
                (x + size * 0.3, y - size * 0.3),
                (x + size * 0.3, y + size * 0.2),
                (x + size * 0.1, y + size * 0.4),
                (x + size * 0.4, y + size * 0.4),
                (x + size * 0.78, y + size * 0.1),
                (x + size, y - size * 0.3),
            ]
        ),
        "#e6d9bf",
    )
    canvas.oval(x, y - size * 0.3, size, size * 0.27, "#fffdf6")
    canvas.oval(x, y - size * 0.26, size * 0.9, size * 0.21, "#c98a55")
    canvas.oval(x - size * 0.2, y - size * 0.28, size * 0.4, size * 0.07, "#e2b585")
    for at in range(7):
        share = (at - 3) / 3
        canvas.disc(x + share * size * 0.78, y + size * (0.12 - 0.14 * share * share), size * 0.06, "#1c6e8e")
    canvas.oval(x, y + size * 0.4, size * 0.4, size * 0.07, "#e6d9bf")


def _baursaks(canvas: Canvas) -> None:
    canvas.shadow([(230, 750), (500, 750), (540, 772), (250, 776)], 10, 0.4, "#4a2c18")
    for dx, dy in ((0, 0), (60, -6), (118, 2), (30, -42), (90, -44), (60, -78), (-44, 6), (160, 6)):
        x, y = 310 + dx, 716 + dy
        canvas.oval(x, y, 38, 32, "#b56f26")
        canvas.oval(x - 3, y - 4, 34, 27, "#dc9a42")
        canvas.oval(x - 10, y - 12, 15, 8, "#f4c678", 0.9)
    canvas.shape(curve([(220, 728), (250, 770), (310, 790), (430, 790), (490, 770), (520, 728)]), "#f7f1e2")
    canvas.shape(curve([(430, 790), (490, 770), (520, 728), (450, 740)]), "#dccdb0")
    canvas.line(curve([(236, 748), (300, 774), (440, 774), (504, 748)]), 5, "#b2402f")


def _jam(canvas: Canvas, x: float, foot: float) -> None:
    canvas.shadow([(x - 60, foot - 6), (x + 90, foot - 6), (x + 90, foot + 8), (x - 60, foot + 8)], 7, 0.4, "#4a2c18")
    canvas.rounded(x - 62, foot - 150, 124, 152, 22, "#e08a1e")
    canvas.rounded(x - 50, foot - 138, 34, 128, 14, "#f6b754")
    canvas.rounded(x - 62, foot - 96, 124, 54, 4, "#fdf6e4")
    canvas.line([(x - 40, foot - 76), (x + 40, foot - 76)], 5, "#7a4a2c")
    canvas.line([(x - 30, foot - 60), (x + 22, foot - 60)], 4, "#b98a5c")
    canvas.rounded(x - 66, foot - 178, 132, 34, 8, "#b2402f")
