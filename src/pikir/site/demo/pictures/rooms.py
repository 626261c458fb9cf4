"""Rooms where people come together: library, school canteen, theatre."""

from math import cos, pi, sin

from pikir.site.demo.pictures.canvas import Canvas, blend, curve
from pikir.site.demo.pictures.furnishings import books, window
from pikir.site.demo.pictures.things import figure


def library(canvas: Canvas) -> None:
    """Shelves to the ceiling, a ladder, a reading lamp that is still on."""
    canvas.wash([(0, "#5a3a28"), (1, "#3e271b")])
    for bay in range(4):
        x = 20 + bay * 298
        canvas.box(x - 14, 0, 300, 700, "#6f4830")
        for row in range(6):
            top = 6 + row * 114
            canvas.wash(
                [(0, "#2f1d14"), (1, "#49301f")], [(x, top), (x + 272, top), (x + 272, top + 102), (x, top + 102)]
            )
            books(canvas, x + 5, top + 102, 264, 98)
            canvas.box(x - 4, top + 102, 280, 11, "#8a5c3c")
            canvas.box(x - 4, top + 111, 280, 3, "#4a2f1e")
        canvas.box(x + 272, 0, 14, 700, "#7d5236")
    canvas.veil(0, 420, "#1c0f08", 0.55, 0.0)
    canvas.wash([(0, "#7a4e31"), (1, "#4d301f")], [(0, 690), (1200, 690), (1200, 800), (0, 800)])
    canvas.glow(585, 440, 620, "#ffcf82", 0.62, flat=0.85)
    _ladder(canvas)
    canvas.shadow([(330, 690), (860, 690), (860, 706), (330, 706)], 14, 0.6)
    canvas.disc(700, 358, 22, "#3a2419")
    canvas.oval(700, 412, 47, 54, "#3a2419")
    figure(canvas, 700, 770, 400, "#24586b", hat="#3a2419", skin="#d19a70", skirt=True)
    canvas.oval(700, 420, 36, 42, "#d19a70")
    canvas.blob([(662, 424), (664, 386), (700, 370), (736, 386), (738, 424), (722, 398), (690, 392)], "#3a2419")
    for x in (686, 714):
        canvas.line(curve([(x - 7, 424), (x, 428), (x + 7, 424)]), 3, "#2a1a14")
        canvas.oval(x, 438, 7, 5, "#c4574a", 0.3)
    canvas.line(curve([(692, 446), (700, 449), (708, 446)]), 3, "#8c3f30")
    _table(canvas)


def _ladder(canvas: Canvas) -> None:
    for x in (905, 985):
        canvas.line([(x, 716), (x + 60, 20)], 11, "#b98a55")
    for at in range(10):
        y = 670 - at * 68
        shift = (716 - y) * 60 / 696
        canvas.line([(905 + shift, y), (985 + shift, y)], 9, "#d0a066")


def _table(canvas: Canvas) -> None:
    canvas.wash([(0, "#b37d4c"), (1, "#8b5a35")], [(250, 610), (930, 610), (1010, 670), (170, 670)])
    canvas.box(170, 670, 840, 20, "#6d4428")
    canvas.box(210, 690, 26, 110, "#5a3721")
    canvas.box(944, 690, 26, 110, "#5a3721")
    canvas.shape([(600, 640), (690, 626), (780, 640), (790, 652), (690, 638), (590, 652)], "#fff6e2")
    canvas.line([(690, 627), (690, 639)], 2.5, "#c3ab84")
    for at, colour in enumerate(("#8c3b2e", "#1f5d78", "#c98f2d")):
        canvas.rounded(300 + at * 8, 622 - at * 20, 130 - at * 14, 20, 3, colour)
        canvas.box(306 + at * 8, 626 - at * 20, 118 - at * 14, 3, "#f4e4bf")
    canvas.oval(520, 640, 46, 11, "#3d2b1f")
    canvas.line([(520, 638), (520, 540)], 8, "#c9a14a")
    canvas.glow(520, 560, 200, "#fff0c0", 0.85)
    canvas.shape([(480, 548), (500, 488), (540, 488), (560, 548)], "#2f7d5f")
    canvas.shape([(480, 548), (560, 548), (552, 556), (488, 556)], "#fff3c8")


def canteen(canvas: Canvas) -> None:
    """The school canteen in the second break."""
    canvas.wash([(0, "#f4e6c8"), (1, "#ecd4a8")])
    canvas.box(0, 330, 1200, 240, "#8fb8a8")
    canvas.box(0, 326, 1200, 10, "#5d8f80")
    for x in (60, 330, 600):
        window(canvas, x, 60, 210, 220, frame="#fffaf0")
    _clock(canvas, 935, 140)
    _counter(canvas)
    canvas.wash([(0, "#cfa878"), (1, "#a97c4f")], [(0, 560), (1200, 560), (1200, 800), (0, 800)])
    for at, (coat, hat) in enumerate(
        (
            ("#2d4a78", "#3a2a20"),
            ("#8c3434", "#23170f"),
            ("#3e6b4a", "#5a3a22"),
            ("#5c3c6c", "#1f1612"),
            ("#c07f22", "#3a2a20"),
        )
    ):
        figure(canvas, 560 + at * 62, 604 - at * 4, 170 + 10 * (at % 2), coat, hat=None, skin="#cf9a70", hair=hat)
    for x, y in ((60, 650), (520, 690)):
        _lunch_table(canvas, x, y)


def _clock(canvas: Canvas, x: float, y: float) -> None:
    canvas.disc(x, y, 66, "#5d8f80")
    canvas.disc(x, y, 57, "#fffaf0")
    for at in range(12):
        angle = at * pi / 6
        canvas.disc(x + 46 * cos(angle), y + 46 * sin(angle), 3.6, "#3c4a4a")
    canvas.line([(x, y), (x + 6, y + 30)], 7, "#2c3434")
    canvas.line([(x, y), (x + 40, y - 14)], 5, "#2c3434")
    canvas.disc(x, y, 6, "#b2402f")


def _counter(canvas: Canvas) -> None:
    canvas.box(870, 350, 330, 230, "#fffaf0")
    figure(canvas, 1010, 640, 330, "#fdfaf2", hat="#fdfaf2", skin="#c99068", skirt=True)
    canvas.rounded(964, 288, 92, 44, 18, "#fdfaf2")
    canvas.box(850, 500, 350, 26, "#c9ced2")
    canvas.box(850, 526, 350, 90, "#9aa3a9")
    for x, colour in ((880, "#c9542f"), (970, "#e0a63a"), (1060, "#7f9f4a"), (1140, "#f3e6c6")):
        canvas.rounded(x, 474, 74, 30, 6, "#dfe4e6")
        canvas.pie(x + 37, 480, 31, 180, 360, colour)
        canvas.line(curve([(x + 30, 440), (x + 40, 420), (x + 28, 400), (x + 40, 378)]), 5, "#ffffff", 0.6)


def _lunch_table(canvas: Canvas, x: float, y: float) -> None:
    for dx, shirt, hair in ((70, "#f3f1ea", "#2a1a12"), (200, "#5f7fb0", "#4a2d18"), (330, "#f3f1ea", "#1c120d")):
        canvas.blob(
            [
                (x + dx - 46, y + 20),
                (x + dx - 38, y - 40),
                (x + dx, y - 58),
                (x + dx + 38, y - 40),
                (x + dx + 46, y + 20),
            ],
            shirt,
        )
        canvas.oval(x + dx, y - 84, 30, 34, "#d3a077")
        canvas.pie(x + dx, y - 90, 33, 175, 365, hair)
        canvas.disc(x + dx - 11, y - 80, 2.8, "#2a1a12")
        canvas.disc(x + dx + 11, y - 80, 2.8, "#2a1a12")
        canvas.line(curve([(x + dx - 8, y - 67), (x + dx, y - 63), (x + dx + 8, y - 67)]), 2.6, "#8c4a34")
    canvas.shadow([(x - 10, y + 60), (x + 430, y + 60), (x + 430, y + 80), (x - 10, y + 80)], 12, 0.35, "#4a2c18")
    canvas.wash([(0, "#f7efdc"), (1, "#e2d0aa")], [(x, y), (x + 400, y), (x + 440, y + 48), (x - 40, y + 48)])
    canvas.box(x - 40, y + 48, 480, 12, "#b98f5c")
    for dx, soup in ((70, "#c9542f"), (200, "#e0a63a"), (330, "#c9542f")):
        canvas.oval(x + dx, y + 24, 44, 13, "#ffffff")
        canvas.oval(x + dx, y + 23, 35, 9, soup)
        canvas.rounded(x + dx + 50, y - 10, 22, 34, 4, "#b5713a")


def stage(canvas: Canvas) -> None:
    """The small theatre an hour before the first night."""
    canvas.wash([(0, "#241016"), (1, "#3a1a20")])
    canvas.wash([(0, "#2f3f63"), (0.6, "#7f7fa6"), (1, "#d8a08a")], [(170, 90), (1030, 90), (1030, 560), (170, 560)])
    canvas.disc(820, 230, 58, "#f9e7b8")
    hills_on_stage = [(170, 470), (330, 420), (520, 455), (720, 400), (900, 450), (1030, 420), (1030, 570), (170, 570)]
    canvas.blob(hills_on_stage, "#59507c")
    canvas.wash([(0, "#b07a48"), (1, "#7a4d2b")], [(120, 560), (1080, 560), (1200, 720), (0, 720)])
    for at in range(13):
        canvas.line([(130 + at * 79, 560), (-20 + at * 103, 720)], 2.4, "#5c3820", 0.6)
    for x, colour in ((330, "#ffe7a8"), (640, "#fff3cf")):
        canvas.shape([(x - 26, 60), (x + 26, 60), (x + 190, 640), (x - 190, 640)], colour, 0.13)
        canvas.oval(x, 640, 190, 42, colour, 0.35)
    figure(canvas, 650, 650, 250, "#7c2632", hat="#e9c45a", skin="#cf9468", skirt=True)
    canvas.box(300, 556, 60, 84, "#4d3220")
    canvas.box(290, 540, 80, 18, "#6a4730")
    canvas.disc(330, 520, 18, "#e8b04a")
    _curtains(canvas)
    canvas.wash([(0, "#4d141c"), (1, "#22090e")], [(0, 716), (1200, 716), (1200, 800), (0, 800)])
    for at in range(11):
        canvas.disc(50 + at * 110, 806, 46, "#1a0a0d")
        canvas.rounded(6 + at * 110, 786, 88, 60, 16, "#3a1118")


def _curtains(canvas: Canvas) -> None:
    for side, edge in ((1, 0), (-1, 1200)):
        for at in range(7):
            left = edge + side * (at * 40)
            foot = edge + side * (at * 34)
            shade = blend("#b52f36", "#5a121c", 0.5 + 0.5 * cos(at * 2.1))
            canvas.shape([(left, 0), (left + side * 44, 0), (foot + side * 38, 720), (foot, 720)], shade)
        canvas.rounded(edge + (130 if side == 1 else -258), 420, 128, 20, 8, "#e0ad4c")
    for at in range(9):
        x = at * 150 - 70
        canvas.pie(x + 75, 60, 104, 0, 180, blend("#a92a32", "#5a121c", 0.4 * (at % 2)))
    canvas.box(0, 0, 1200, 70, "#8c1f2a")
    for at in range(60):
        canvas.box(at * 20 + 4, 66, 10, 14, "#e0ad4c")
