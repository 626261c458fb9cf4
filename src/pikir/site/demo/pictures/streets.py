"""Streets of Sarybel: the bus stop, the street before and after its repair."""

from pikir.site.demo.pictures.canvas import Canvas, blend, curve
from pikir.site.demo.pictures.nature import bare_tree, clouds, cumulus, fir, hills, round_tree, snowfall
from pikir.site.demo.pictures.things import block, bus, figure


def bus_stop(canvas: Canvas) -> None:
    """The morning bus in the snow."""
    canvas.wash([(0, "#8fb0c8"), (0.45, "#c4d6df"), (0.62, "#f1e3d2"), (1, "#f1e3d2")])
    hills(canvas, 440, 30, [(0, "#aabfcd"), (0.3, "#c5d2da"), (1, "#c5d2da")], step=160)
    for x, columns, floors, wall in ((60, 9, 5, "#c2a68e"), (420, 6, 3, "#cdb59c"), (980, 7, 4, "#b99c86")):
        block(canvas, x, 520, columns, floors, 35, wall, lit="#ffdf9a", dark="#6f7f8f", share=0.42)
        canvas.box(x - 6, 520 - floors * 35 * 1.12 - 28, columns * 35 + 12, 8, "#f7f8f8")
    canvas.veil(400, 530, "#e6ebee", 0.0, 0.65)
    for x, high in ((392, 120), (660, 160), (700, 110), (1180, 190)):
        fir(canvas, x, 528, high, "#4d7073", "#f4f8f9")
    hills(canvas, 540, 22, [(0, "#fbfbfa"), (0.4, "#e4ebf0"), (1, "#c7d4df")], step=220)
    canvas.shape([(0, 668), (1200, 640), (1200, 726), (0, 776)], "#a9b9c6")
    canvas.shape([(0, 700), (1200, 668), (1200, 676), (0, 712)], "#c4d0d9")
    canvas.shape([(0, 738), (1200, 698), (1200, 704), (0, 748)], "#c4d0d9")
    _shelter(canvas)
    bus(canvas, 40, 706, 430, "#d99a1f", "#dbeef5")
    canvas.glow(478, 650, 90, "#fff0bd", 0.7, flat=0.5)
    canvas.shape([(0, 776), (1200, 724), (1200, 800), (0, 800)], "#f2f5f7")
    snowfall(canvas, 320)


def _shelter(canvas: Canvas) -> None:
    canvas.box(744, 430, 300, 190, "#cfe2ea", 0.75)
    for x in (736, 1040):
        canvas.box(x, 420, 11, 226, "#2c5566")
    canvas.box(744, 572, 298, 12, "#7c5a3d")
    for x in (770, 1004):
        canvas.box(x, 582, 8, 52, "#5b4230")
    for x, size, coat, hat, scarf, skirt in (
        (812, 196, "#7b3438", "#efe3cf", None, True),
        (878, 132, "#d0911f", "#28607a", "#f3e9d6", False),
        (958, 208, "#2a3a5e", "#4a382c", "#b9452f", False),
    ):
        figure(canvas, x, 646, size, coat, hat=hat, scarf=scarf, skirt=skirt, skin="#c48c62")
    canvas.rounded(716, 396, 352, 26, 6, "#1f6d8c")
    canvas.blob(
        [(712, 398), (730, 382), (840, 374), (960, 380), (1056, 376), (1074, 398), (1060, 404), (724, 404)], "#fafbfb"
    )
    canvas.box(1100, 430, 7, 214, "#2c5566")
    canvas.rounded(1076, 404, 56, 56, 8, "#d99a1f")
    canvas.line([(1112, 414), (1094, 440), (1118, 440)], 5, "#fffaf0")
    canvas.line([(1109, 428), (1109, 452)], 5, "#fffaf0")


def _row_of_houses(canvas: Canvas, walls: tuple[str, ...], roof: str, glass: str, tone: str, share: float) -> None:
    for side in (-1, 1):
        for at in range(6, -1, -1):
            near = (1 - at / 7) ** 1.6
            x, foot, size = 600 + side * (150 + 470 * near), 404 + 70 * near, 74 + 150 * near
            wall = blend(walls[(at + side) % len(walls)], tone, share + 0.3 * at / 7)
            top = foot - size * 0.85
            canvas.box(x - size / 2, top, size, size * 0.85 + 60, wall)
            canvas.shape(
                [(x - size * 0.58, top), (x, top - size * 0.32), (x + size * 0.58, top)], blend(roof, tone, share)
            )
            for dx in (-0.28, 0.08):
                canvas.box(x + dx * size, top + size * 0.22, size * 0.2, size * 0.27, blend(glass, tone, share))


def _road(canvas: Canvas, verge: tuple[str, str], road: tuple[str, str]) -> None:
    canvas.wash([(0, verge[0]), (1, verge[1])], [(0, 430), (540, 402), (660, 402), (1200, 430), (1200, 800), (0, 800)])
    canvas.wash([(0, road[0]), (1, road[1])], [(566, 404), (634, 404), (1110, 800), (90, 800)])


def street_before(canvas: Canvas) -> None:
    """Sadovaya street in the thaw: nine holes, all full of water."""
    canvas.wash([(0, "#93a3ad"), (0.5, "#c9cdca"), (1, "#c9cdca")])
    clouds(canvas, 12, 40, 300, "#e6e8e6", 0.8)
    _row_of_houses(canvas, ("#cbb89d", "#bfae9c", "#c9b49b"), "#7f4f41", "#4c5c68", "#a9adaa", 0.28)
    _road(canvas, ("#9a9677", "#77704e"), ("#8d857b", "#5f564d"))
    for x, y, rx in (
        (604, 444, 20),
        (560, 476, 30),
        (648, 508, 42),
        (528, 556, 62),
        (672, 600, 72),
        (470, 640, 84),
        (600, 700, 110),
        (820, 706, 84),
        (330, 752, 120),
    ):
        hole(canvas, x, y, rx)
    for x, foot, high, lean in ((236, 640, 380, -8), (980, 640, 380, 26)):
        canvas.shape([(x, foot), (x + 10, foot), (x + 8 + lean, foot - high), (x + lean, foot - high)], "#4f443b")
        canvas.box(x + lean - 34, foot - high + 24, 76, 7, "#4f443b")
    canvas.line(curve([(232, 290), (600, 360), (1004, 290)], steps=12), 2.4, "#3c3732")
    canvas.line(curve([(232, 300), (600, 382), (1004, 300)], steps=12), 2.4, "#3c3732")
    for x, foot, high in ((120, 700, 330), (1090, 690, 300)):
        bare_tree(canvas, x, foot, high, "#5a4c40")
    figure(canvas, 742, 676, 108, "#4a5a68", hat="#2f3a44")


def hole(canvas: Canvas, x: float, y: float, rx: float) -> None:
    """A pothole with the sky in it."""
    canvas.oval(x, y, rx, rx * 0.27, "#4a4139")
    canvas.oval(x + rx * 0.03, y + rx * 0.02, rx * 0.9, rx * 0.22, "#39322c")
    canvas.oval(x + rx * 0.03, y + rx * 0.05, rx * 0.84, rx * 0.185, "#9fb2bb")
    canvas.line([(x - rx * 0.4, y + rx * 0.04), (x + rx * 0.25, y + rx * 0.04)], max(1.0, rx * 0.03), "#dfe7e8", 0.8)


def street_after(canvas: Canvas) -> None:
    """The same spot after the repair: asphalt, markings, trees."""
    canvas.wash([(0, "#7fbfdc"), (0.4, "#cfe6ea"), (0.55, "#f3efdc"), (1, "#f3efdc")])
    cumulus(canvas, 250, 170, 54, "#ffffff", "#dcebf0")
    cumulus(canvas, 930, 120, 42, "#ffffff", "#dcebf0")
    _row_of_houses(canvas, ("#f0d3a2", "#e7c08f", "#f3e2bf"), "#a65339", "#2f7f9c", "#fff4dc", 0.04)
    _road(canvas, ("#a9bf68", "#74964a"), ("#676a70", "#3b3e45"))
    for side in (-1, 1):
        inner, outer = (600 + side * 35, 404), (600 + side * 46, 404)
        canvas.shape([inner, outer, (600 + side * 640, 800), (600 + side * 512, 800)], "#d9cdb6")
        canvas.shape(
            [(600 + side * 35, 404), (600 + side * 37, 404), (600 + side * 532, 800), (600 + side * 510, 800)],
            "#f3eddf",
        )
    for at in range(6):
        y, long = 418 + 330 * (at / 5.6) ** 1.7, 8 + 84 * (at / 5) ** 1.6
        wide = 2.4 + 15 * (at / 5) ** 1.5
        canvas.shape(
            [(600 - wide * 0.8, y), (600 + wide * 0.8, y), (600 + wide, y + long), (600 - wide, y + long)], "#fbf6e6"
        )
    for at in range(5):
        near = (at / 4) ** 1.7
        for side in (-1, 1):
            x, foot = 600 + side * (112 + 360 * near), 430 + 240 * near
            canvas.oval(x + 20 + 50 * near, foot, 30 + 80 * near, 5 + 13 * near, "#3f5a2c", 0.35)
            round_tree(canvas, x, foot, 100 + 230 * near, "#5a9247")
    figure(canvas, 288, 716, 150, "#2f5377", hat="#e7d9b9", skirt=True)
    figure(canvas, 346, 716, 104, "#c4552f", hat="#2d3f5c")
