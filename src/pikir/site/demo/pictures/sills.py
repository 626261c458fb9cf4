"""The two window sills of Sarybel: a cat on one, a weather diary on the other; and a rug."""

from math import cos, pi, sin

from pikir.site.demo.pictures.canvas import Canvas, blend, curve
from pikir.site.demo.pictures.furnishings import glass, ornament, window
from pikir.site.demo.pictures.nature import bare_tree, hills, snowfall


def cat(canvas: Canvas) -> None:
    """The cat of Nauryz street, back on its sill."""
    canvas.wash([(0, "#d7b48a"), (1, "#b98a5e")])
    for at in range(9):
        canvas.box(at * 150 + 20, 0, 4, 800, "#a1744a", 0.35)
    window(canvas, 190, 60, 820, 520)
    for side, x in ((1, 60), (-1, 1140)):
        drape = [
            (x - side * 90, -10),
            (x + side * 170, -10),
            (x + side * 130, 240),
            (x + side * 40, 430),
            (x + side * 60, 640),
            (x - side * 90, 640),
        ]
        canvas.blob(drape, "#b2402f")
        for at in range(4):
            canvas.line(
                curve(
                    [
                        (x - side * (50 - at * 44), -10),
                        (x - side * (50 - at * 36), 240),
                        (x - side * (40 - at * 16), 430),
                        (x - side * (44 - at * 20), 640),
                    ]
                ),
                7,
                "#8c2e24",
                0.6,
            )
    canvas.box(120, 596, 960, 34, "#fbf3e2")
    canvas.box(120, 630, 960, 14, "#d5bf98")
    canvas.wash([(0, "#a9764a"), (1, "#7f5433")], [(0, 690), (1200, 690), (1200, 800), (0, 800)])
    canvas.box(180, 650, 840, 130, "#f2e8d4")
    for at in range(13):
        canvas.rounded(196 + at * 63, 660, 46, 112, 14, "#e2d4b8")
    _geranium(canvas, 830, 600)
    _sitting_cat(canvas, 500, 604)


def _sitting_cat(canvas: Canvas, x: float, foot: float) -> None:
    fur, dark, pale = "#d98a3c", "#a9602a", "#fbeed8"
    canvas.shadow(
        [(x - 110, foot - 8), (x + 130, foot - 8), (x + 130, foot + 8), (x - 110, foot + 8)], 8, 0.4, "#4a2c18"
    )
    canvas.stroke(
        [(x + 90, foot - 22), (x + 170, foot - 14), (x + 196, foot + 50), (x + 170, foot + 110), (x + 190, foot + 140)],
        30,
        fur,
    )
    for at, (px, py) in enumerate(((x + 196, foot + 46), (x + 174, foot + 92))):
        canvas.line([(px - 15, py), (px + 15, py + 4 * at)], 10, dark)
    canvas.blob(
        [
            (x - 96, foot),
            (x - 92, foot - 90),
            (x - 62, foot - 190),
            (x, foot - 230),
            (x + 62, foot - 190),
            (x + 104, foot - 90),
            (x + 108, foot),
        ],
        fur,
    )
    for at in range(3):
        canvas.line(
            curve(
                [(x + 104 - at * 10, foot - 60 - at * 50), (x + 66, foot - 66 - at * 46), (x + 46, foot - 52 - at * 46)]
            ),
            11,
            dark,
        )
    canvas.blob(
        [(x - 52, foot), (x - 46, foot - 130), (x - 10, foot - 180), (x + 26, foot - 130), (x + 34, foot)], pale
    )
    for dx in (-34, 14):
        canvas.rounded(x + dx - 20, foot - 96, 42, 98, 20, pale)
    head = foot - 262
    for side in (-1, 1):
        canvas.shape(
            [(x - 8 + side * 90, head - 108), (x - 8 + side * 84, head - 10), (x - 8 + side * 20, head - 66)], fur
        )
        canvas.shape(
            [(x - 8 + side * 82, head - 86), (x - 8 + side * 76, head - 30), (x - 8 + side * 38, head - 62)], "#e9a998"
        )
    canvas.oval(x - 8, head, 96, 78, fur)
    for dx in (-20, 0, 20):
        canvas.line([(x - 8 + dx, head - 74), (x - 8 + dx * 0.7, head - 42)], 9, dark)
    canvas.oval(x - 8, head + 34, 48, 36, pale)
    for side in (-1, 1):
        canvas.oval(x - 8 + side * 40, head - 6, 17, 19, "#f4f0c8")
        canvas.oval(x - 8 + side * 40, head - 6, 14, 17, "#7f9f3a")
        canvas.oval(x - 8 + side * 40, head - 6, 5, 15, "#1a1410")
        canvas.disc(x - 12 + side * 40, head - 12, 4, "#ffffff")
        for dy in (-6, 6):
            canvas.line(
                [(x - 8 + side * 34, head + 32), (x - 8 + side * 120, head + 26 + dy * 2.4)], 2.2, "#fffaf0", 0.85
            )
    canvas.shape([(x - 20, head + 18), (x + 4, head + 18), (x - 8, head + 32)], "#c96a5c")
    canvas.line(
        curve([(x - 26, head + 42), (x - 14, head + 46), (x - 8, head + 34), (x - 2, head + 46), (x + 10, head + 42)]),
        3.4,
        "#7a3f2a",
    )


def _geranium(canvas: Canvas, x: float, foot: float) -> None:
    for dx, dy in ((-70, -190), (-30, -230), (20, -210), (64, -180), (-10, -170)):
        canvas.line([(x, foot - 90), (x + dx, foot + dy)], 6, "#5b8a45")
    for _ in range(26):
        lx, ly = x + canvas.chance.uniform(-96, 96), foot - canvas.chance.uniform(100, 190)
        canvas.oval(lx, ly, 26, 19, canvas.chance.choice(["#4f8a45", "#6aa454", "#3f7438"]))
    for dx, dy in ((-72, -200), (-28, -242), (24, -220), (68, -190)):
        for _ in range(11):
            canvas.disc(
                x + dx + canvas.chance.uniform(-24, 24),
                foot + dy + canvas.chance.uniform(-18, 18),
                10,
                canvas.chance.choice(["#d2402f", "#e8604c", "#b92f26"]),
            )
    canvas.shape([(x - 70, foot - 104), (x + 70, foot - 104), (x + 50, foot + 2), (x - 50, foot + 2)], "#b5613a")
    canvas.shape([(x + 20, foot - 104), (x + 70, foot - 104), (x + 50, foot + 2), (x + 14, foot + 2)], "#8f4629")
    canvas.box(x - 80, foot - 118, 160, 24, "#c9744a")


def ornaments(canvas: Canvas) -> None:
    """A felt rug from a grandmother's chest, seven patterns side by side."""
    canvas.wash([(0, "#20404f"), (1, "#16303d")])
    canvas.glow(560, 300, 700, "#3f7a86", 0.6)
    canvas.shadow([(110, 100), (1090, 100), (1090, 720), (110, 720)], 26, 0.6, "#081318")
    canvas.box(100, 80, 1000, 640, "#efe0bd")
    canvas.box(124, 104, 952, 592, "#8c2f2a")
    canvas.box(148, 128, 904, 544, "#efe0bd")
    for at in range(24):
        for y in (116, 684):
            canvas.shape([(148 + at * 38, y - 9), (167 + at * 38, y + 9), (186 + at * 38, y - 9)], "#e8b04a")
    for at in range(3):
        for row in range(2):
            x, y = 300 + at * 300, 264 + row * 272
            ground, mark = (("#1f5d78", "#efe0bd"), ("#8c2f2a", "#f3d48c"))[(at + row) % 2]
            canvas.box(x - 132, y - 122, 264, 244, ground)
            canvas.shape([(x - 126, y), (x, y - 116), (x + 126, y), (x, y + 116)], blend(ground, "#0a0f14", 0.22))
            ornament(canvas, x, y, 112, mark)
    for x, y in ((450, 400), (750, 400)):
        canvas.disc(x, y, 46, "#efe0bd")
        canvas.disc(x, y, 38, "#e8b04a")
        for at in range(8):
            angle = at * pi / 4
            canvas.shape(
                [
                    (x, y),
                    (x + 34 * cos(angle - 0.25), y + 34 * sin(angle - 0.25)),
                    (x + 34 * cos(angle + 0.25), y + 34 * sin(angle + 0.25)),
                ],
                "#8c2f2a",
            )
    for at in range(96):
        for y, turn in ((80, -1), (720, 1)):
            knot = 104 + at * 10.4
            end = knot + canvas.chance.uniform(-4, 4), y + turn * canvas.chance.uniform(14, 22)
            canvas.line([(knot, y), end], 2.6, "#efe0bd")


def weather_diary(canvas: Canvas) -> None:
    """A notebook, a pencil and the thermometer on the other side of the glass."""
    canvas.wash([(0, "#5f8cb4"), (0.55, "#bcd2df"), (0.7, "#f5e6d2"), (1, "#f5e6d2")])
    canvas.glow(270, 420, 380, "#ffe9bf", 0.8)
    hills(canvas, 480, 30, [(0, "#dfe7ee"), (1, "#c6d6e4")], step=200)
    bare_tree(canvas, 880, 520, 360, "#6d7388")
    snowfall(canvas, 110)
    for _ in range(70):
        x = canvas.chance.choice(
            [canvas.chance.uniform(0, 190), canvas.chance.uniform(1010, 1200), canvas.chance.uniform(0, 1200)]
        )
        y = canvas.chance.uniform(330, 560) if 190 < x < 1010 else canvas.chance.uniform(0, 560)
        _frost(canvas, x, 540 if 190 < x < 1010 else y, canvas.chance.uniform(26, 70))
    canvas.box(0, 0, 1200, 34, "#fbf4e4")
    canvas.box(590, 0, 26, 560, "#fbf4e4")
    canvas.box(612, 0, 6, 560, "#d9c9a8")
    _thermometer(canvas, 760, 90)
    canvas.wash([(0, "#fdf6e6"), (0.2, "#e9d8b4"), (1, "#b98f5c")], [(0, 548), (1200, 548), (1200, 800), (0, 800)])
    _notebook(canvas)
    glass(canvas, 1010, 690)


def _frost(canvas: Canvas, x: float, y: float, size: float) -> None:
    for at in range(5):
        angle = -pi / 2 + (at - 2) * 0.5 + canvas.chance.uniform(-0.2, 0.2)
        tip = (x + size * cos(angle), y + size * sin(angle))
        canvas.line([(x, y), tip], 2, "#ffffff", 0.55)
        for share in (0.4, 0.65):
            px, py = x + (tip[0] - x) * share, y + (tip[1] - y) * share
            for turn in (-0.7, 0.7):
                canvas.line(
                    [(px, py), (px + size * 0.25 * cos(angle + turn), py + size * 0.25 * sin(angle + turn))],
                    1.5,
                    "#ffffff",
                    0.5,
                )


def _thermometer(canvas: Canvas, x: float, y: float) -> None:
    canvas.rounded(x - 44, y - 20, 88, 400, 14, "#fdf8ec")
    canvas.rounded(x - 38, y - 14, 76, 388, 10, "#f1e6cd")
    canvas.rounded(x - 8, y + 6, 16, 310, 8, "#ffffff")
    canvas.rounded(x - 5, y + 205, 10, 112, 5, "#b2402f")
    canvas.disc(x, y + 328, 20, "#b2402f")
    canvas.disc(x - 6, y + 322, 6, "#f0a596")
    for at in range(15):
        long = 16 if at % 5 == 0 else 9
        canvas.box(x + 13, y + 16 + at * 20, long, 2.6, "#4a4038")
        canvas.box(x - 13 - long, y + 16 + at * 20, long, 2.6, "#4a4038")


def _notebook(canvas: Canvas) -> None:
    canvas.shadow([(190, 640), (740, 620), (830, 780), (130, 800)], 12, 0.4, "#4a2c18")
    canvas.shape([(196, 626), (468, 608), (480, 782), (118, 800), (110, 792)], "#8c3b2e")
    canvas.shape([(468, 608), (736, 620), (836, 786), (480, 786)], "#8c3b2e")
    canvas.shape([(206, 620), (468, 602), (478, 772), (132, 790)], "#fffaf0")
    canvas.shape([(468, 602), (728, 614), (820, 776), (478, 772)], "#f7eedb")
    for at in range(8):
        share = (at + 0.7) / 8.6
        left, right = 206 - 74 * share, 468 + 9 * share
        y1, y2 = 622 + 164 * share, 605 + 165 * share
        canvas.line([(left + 18, y1), (right - 18, y2)], 1.6, "#b9c6d2")
        canvas.line([(left + 26, y1 - 5), (left + 70, y1 - 8)], 4, "#4a4e63")
        canvas.line([(left + 92, y1 - 9), (left + 92 + canvas.chance.uniform(60, 130), y1 - 17)], 3.4, "#6d7288")
    points = [(510, 742), (545, 700), (580, 716), (612, 672), (650, 690), (690, 652), (716, 668)]
    canvas.line(points, 5, "#1f6d8c")
    for x, y in points:
        canvas.disc(x, y, 7, "#b2402f")
    canvas.line([(560, 772), (760, 700)], 13, "#e0a63a")
    canvas.line([(546, 777), (562, 771)], 9, "#3a2a20")
    canvas.line([(758, 701), (774, 695)], 13, "#c96a5c")
