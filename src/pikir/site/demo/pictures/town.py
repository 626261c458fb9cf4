"""The streets of Sarybel: dusk, market, bus stop, the repaired street, the tower."""

from pikir.site.demo.pictures.canvas import Canvas, Point, blend, curve
from pikir.site.demo.pictures.nature import (
    bare_tree,
    birds,
    clouds,
    cumulus,
    fir,
    hills,
    poplar,
    round_tree,
    snowfall,
    stars,
)
from pikir.site.demo.pictures.things import block, bus, cottage, figure, smoke, water_tower


def town_dusk(canvas: Canvas) -> None:
    """Six in the evening: lit windows and the water tower above them."""
    canvas.wash(
        [(0, "#1f2a58"), (0.3, "#4d4f86"), (0.5, "#a9708c"), (0.64, "#f09d76"), (0.74, "#fbc98a"), (1, "#fbc98a")]
    )
    stars(canvas, 90, 300)
    clouds(canvas, 8, 220, 440, "#f3a58c", 0.5)
    canvas.glow(840, 560, 480, "#ffd693", 0.7, flat=0.6)
    hills(canvas, 560, 40, [(0, "#9c7391"), (0.2, "#b98391"), (1, "#b98391")], step=150)
    for at in range(9):
        block(
            canvas,
            -30 + at * 142,
            622,
            canvas.chance.randint(5, 7),
            canvas.chance.randint(2, 5),
            17,
            "#7c5f86",
            lit="#ffcf86",
            dark="#6a5279",
            share=0.3,
        )
    canvas.veil(470, 640, "#f2a884", 0.0, 0.4)
    water_tower(canvas, 792, 668, 440, "#5a3f5e", "#6d4e62", lit="#ffd27e")
    birds(canvas, [(660, 250), (690, 236), (716, 252), (905, 210), (934, 222)], 9, "#3a2c50")
    for x, columns, floors, cell in (
        (-20, 7, 5, 30),
        (220, 5, 4, 30),
        (560, 5, 3, 30),
        (900, 6, 5, 31),
        (1100, 5, 4, 30),
    ):
        block(
            canvas,
            x,
            690,
            columns,
            floors,
            cell,
            blend("#4c3a5e", "#5d4460", canvas.chance.random()),
            lit="#ffd584",
            dark="#3a2d50",
            share=0.58,
        )
    for x, size in ((90, 150), (250, 135), (400, 150), (566, 140), (716, 150), (884, 140), (1040, 150)):
        cottage(canvas, x, 764, size, "#42324f", "#2c2140", lit="#ffc768")
        canvas.glow(x + size * 0.5, 738, 90, "#ffb955", 0.22)
        if x % 4 == 0:
            smoke(canvas, x + size * 0.72, 664, 120, "#e7c7c6", 0.3)
    for x, foot, high in ((40, 780, 190), (352, 780, 150), (690, 780, 170), (1176, 790, 210)):
        bare_tree(canvas, x, foot, high, "#231a33")
    canvas.shape([(0, 762), (1200, 762), (1200, 800), (0, 800)], "#211830")
    for x in (200, 520, 840, 1150):
        canvas.box(x, 700, 4, 70, "#191227")
        canvas.glow(x + 2, 698, 62, "#ffe0a0", 0.75)
        canvas.disc(x + 2, 698, 6, "#fff3d0")


def market(canvas: Canvas) -> None:
    """Stalls under striped awnings, melons in front."""
    canvas.wash([(0, "#f5d9a4"), (0.4, "#fbe9c6"), (1, "#f1d6a2")])
    canvas.glow(620, 90, 620, "#fff6dc", 0.9, flat=0.6)
    for x, columns, floors in ((20, 6, 4), (330, 5, 3), (690, 6, 5), (960, 6, 3)):
        block(canvas, x, 420, columns, floors, 38, "#ecd2a0", lit="#f7e6c0", dark="#dfc08c", share=0.3)
    wire = curve([(-20, 120), (200, 172), (420, 176), (640, 122), (860, 104), (1060, 140), (1220, 118)], steps=10)
    canvas.line(wire, 2.4, "#6a4a33")
    for lamp_x, lamp_y in wire[4::6]:
        canvas.glow(lamp_x, lamp_y + 12, 34, "#fff3c0", 0.95)
        canvas.disc(lamp_x, lamp_y + 11, 6, "#fffdf0")
    colours = (
        ("#b23a2c", "#d2503c", "#e8745a"),
        ("#1f6d8c", "#8fb343", "#b7cf5c"),
        ("#cf8f1d", "#f0a02c", "#f7bd52"),
        ("#4a7d46", "#5a2a5e", "#7f3f7a"),
    )
    for at, (awning, fruit, light) in enumerate(colours):
        _stall(canvas, 14 + at * 298, awning, fruit, light)
    canvas.wash([(0, "#c79a68"), (1, "#9a6c45")], [(0, 668), (1200, 668), (1200, 800), (0, 800)])
    for x, y, size, skin in (
        (528, 716, 62, "#6f9a4a"),
        (630, 724, 66, "#5d8c46"),
        (740, 712, 58, "#e3bb4a"),
        (842, 726, 64, "#e9c45a"),
        (578, 760, 64, "#e3bb4a"),
        (694, 768, 70, "#4f7f40"),
        (800, 770, 62, "#eccb66"),
        (905, 766, 54, "#6f9a4a"),
    ):
        melon(canvas, x, y, size, skin)
    figure(canvas, 236, 802, 330, "#24584f", hat="#f0e4cd", skirt=True, hair="#dccfb4")
    figure(canvas, 348, 802, 280, "#8c4330", hat="#283c5c", scarf="#e7b24a", hair="#3a2419")
    figure(canvas, 1090, 800, 310, "#33425f", hat="#6c5138", scarf="#c9d3d6", hair="#2f211a")


def melon(canvas: Canvas, x: float, y: float, size: float, skin: str) -> None:
    """A melon or a watermelon, lit from the upper left, standing on its shadow."""
    canvas.shadow(
        [
            (x - size * 0.7, y + size * 0.5),
            (x + size * 0.8, y + size * 0.5),
            (x + size * 0.8, y + size * 0.66),
            (x - size * 0.7, y + size * 0.66),
        ],
        5,
        0.45,
        "#4a2a12",
    )
    canvas.oval(x, y, size * 0.88, size * 0.66, blend(skin, "#23200c", 0.25))
    canvas.oval(x - size * 0.03, y - size * 0.03, size * 0.84, size * 0.62, skin)
    for at in (-0.62, -0.3, 0.02, 0.34, 0.64):
        rib = [(x + at * size * 0.3, y - size * 0.6), (x + at * size * 1.06, y), (x + at * size * 0.3, y + size * 0.58)]
        canvas.line(curve(rib), size * 0.035, blend(skin, "#f7f1c4", 0.45), 0.8)
    canvas.blob(
        [
            (x - size * 0.5, y - size * 0.26),
            (x - size * 0.3, y - size * 0.44),
            (x - size * 0.1, y - size * 0.48),
            (x - size * 0.32, y - size * 0.3),
        ],
        "#fffbe0",
        0.5,
    )
    canvas.stroke(
        [(x + size * 0.02, y - size * 0.62), (x + size * 0.08, y - size * 0.72), (x + size * 0.18, y - size * 0.74)],
        size * 0.06,
        "#6c5a2c",
    )


def _stall(canvas: Canvas, x: float, awning: str, fruit: str, light: str) -> None:
    canvas.box(x + 8, 350, 9, 330, "#6c4a30")
    canvas.box(x + 262, 350, 9, 330, "#6c4a30")
    canvas.box(x + 14, 346, 252, 170, "#8a5c38", 0.24)
    seller = canvas.chance.choice(["#5c4a78", "#2f5d74", "#7b3f34"])
    figure(
        canvas,
        x + 140 + canvas.chance.uniform(-30, 50),
        690,
        280,
        seller,
        hat="#efe4cc",
        skin="#bd8558",
        skirt=canvas.chance.random() < 0.5,
    )
    canvas.wash([(0, "#a86f42"), (1, "#7c4d2c")], [(x, 585), (x + 280, 585), (x + 280, 680), (x, 680)])
    for at in range(3):
        canvas.line([(x, 609 + at * 24), (x + 280, 609 + at * 24)], 2, "#5c3820", 0.6)
    for row in range(4):
        for at in range(15 - row):
            px, py = x + 16 + row * 9 + at * 18 + canvas.chance.uniform(-2, 2), 580 - row * 13
            canvas.disc(px, py, 11, blend(fruit, "#3a1208", 0.18 * canvas.chance.random()))
            canvas.disc(px - 3, py - 3.5, 4.5, light)
    canvas.rounded(x + 104, 600, 72, 46, 4, "#fbf3df")
    canvas.line([(x + 116, 616), (x + 164, 616)], 4, "#5c4433")
    canvas.line([(x + 122, 631), (x + 152, 631)], 4, "#b23a2c")
    for at in range(7):
        left, right = x - 6 + at * 42, x - 6 + (at + 1) * 42
        top_left, top_right = x + 20 + at * 34.3, x + 20 + (at + 1) * 34.3
        cloth = awning if at % 2 == 0 else "#f7ecd4"
        canvas.shape([(top_left, 272), (top_right, 272), (right, 352), (left, 352)], cloth)
        canvas.pie(left + 21, 352, 21, 0, 180, blend(cloth, "#3a2010", 0.16))
    canvas.shadow([(x + 10, 378), (x + 270, 378), (x + 270, 398), (x + 10, 398)], 9, 0.32, "#4a2a12")


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


def tower_day(canvas: Canvas) -> None:
    """The old tower close by, a stork's nest on its roof."""
    canvas.wash([(0, "#4b97c4"), (0.5, "#a9d3e2"), (0.8, "#f0ead2"), (1, "#f0ead2")])
    for x, y, size in ((170, 250, 66), (980, 170, 74), (1090, 420, 44), (330, 470, 40)):
        cumulus(canvas, x, y, size, "#ffffff", "#d7e8ee")
    hills(canvas, 650, 26, [(0, "#93ad86"), (1, "#b1bd90")], step=180)
    for at in range(15):
        poplar(canvas, 30 + at * 84 + canvas.chance.uniform(-20, 20), 672, canvas.chance.uniform(80, 150), "#6f9460")
    for x, size in ((60, 150), (240, 160), (900, 170), (1080, 150)):
        cottage(canvas, x, 706, size, "#f1e2c4", "#a9573c", lit="#3f6f86")
    hills(canvas, 712, 12, [(0, "#8fa557"), (1, "#5f7a3a")], step=220)
    canvas.shadow([(540, 738), (690, 738), (1010, 770), (900, 784)], 8, 0.32, "#2b3a1c")
    water_tower(canvas, 610, 742, 590, "#b4654a", "#a9825a")
    _ladder(canvas)
    _stork(canvas, 611, 138)
    birds(canvas, [(360, 150), (398, 136), (430, 152)], 13, "#38566a")
    figure(canvas, 430, 762, 122, "#36506e", hat="#e6d6b4")
    figure(canvas, 486, 764, 84, "#b4482f", hat="#23405e", scarf="#efe2c2")


def _ladder(canvas: Canvas) -> None:
    rails: list[list[Point]] = [[(x, 742), (x + 14, 388), (x + 4, 246)] for x in (526, 546)]
    for rail in rails:
        canvas.line(rail, 4, "#4a3c35")
    for at in range(33):
        y, lean = 736 - at * 15.2, 14 * min(at / 23, 1.0)
        canvas.line([(526 + lean, y), (546 + lean, y)], 2.4, "#4a3c35")


def _stork(canvas: Canvas, x: float, y: float) -> None:
    canvas.oval(x, y - 14, 52, 15, "#6b4f35")
    for _ in range(26):
        dx = canvas.chance.uniform(-52, 52)
        canvas.line(
            [(x + dx, y - 12), (x + dx + canvas.chance.uniform(-24, 24), y - 12 - canvas.chance.uniform(-8, 16))],
            2.4,
            "#4f3a27",
        )
    for dx in (-4, 8):
        canvas.line([(x + dx, y - 18), (x + dx + 2, y - 52)], 3, "#c8492f")
    canvas.blob([(x - 34, y - 56), (x - 10, y - 76), (x + 18, y - 78), (x + 24, y - 62), (x + 4, y - 48)], "#fbfaf4")
    canvas.blob([(x - 46, y - 50), (x - 20, y - 66), (x + 2, y - 56), (x - 16, y - 48)], "#26262b")
    canvas.stroke([(x + 16, y - 70), (x + 26, y - 92), (x + 22, y - 104)], 8, "#fbfaf4")
    canvas.disc(x + 24, y - 106, 8, "#fbfaf4")
    canvas.shape([(x + 29, y - 110), (x + 64, y - 98), (x + 29, y - 102)], "#d2502f")
    canvas.disc(x + 26, y - 108, 1.8, "#26262b")


def boiler_house(canvas: Canvas) -> None:
    """The heat station at blue hour: a chimney, pipes wrapped in silver, one lit gate."""
    canvas.wash([(0, "#24406e"), (0.4, "#5d7ba4"), (0.62, "#c3b3bd"), (0.72, "#f2c9a8"), (1, "#f2c9a8")])
    stars(canvas, 60, 260)
    hills(canvas, 560, 26, [(0, "#8d9bb8"), (1, "#aeb4c6")], step=170)
    for x, columns, floors in ((-20, 7, 6), (820, 6, 4), (1030, 7, 7)):
        block(canvas, x, 672, columns, floors, 29, "#67759a", lit="#ffd88f", dark="#54628a", share=0.5)
    canvas.shape([(298, 690), (312, 150), (352, 150), (368, 690)], "#8b5a52")
    canvas.shape([(338, 690), (336, 150), (352, 150), (368, 690)], "#5f3f48")
    for at in range(3):
        canvas.box(309 - at * 0.8, 180 + at * 62, 46 + at * 1.6, 24, "#efe6dc")
    for at in range(34):
        share = at / 34
        canvas.disc(
            334 + share * 330 + 12 * canvas.chance.random(),
            140 - 90 * share + canvas.chance.uniform(-14, 14),
            22 + 58 * share,
            "#f3e4e2",
            0.2 * (1 - share * 0.7),
        )
    canvas.box(400, 430, 400, 220, "#96625a")
    canvas.box(690, 430, 110, 220, "#744c4e")
    canvas.shape([(386, 434), (600, 372), (814, 434)], "#f2f3f5")
    canvas.shape([(400, 440), (600, 386), (800, 440)], "#5d4049")
    for at in range(5):
        canvas.rounded(426 + at * 74, 468, 42, 78, 18, "#ffd98c" if at != 1 else "#c98f5c")
        canvas.line([(447 + at * 74, 468), (447 + at * 74, 546)], 3, "#744c4e")
    canvas.glow(600, 640, 220, "#ffc873", 0.55, flat=0.6)
    canvas.box(560, 566, 86, 84, "#ffcf7c")
    canvas.box(560, 566, 8, 84, "#4d3338")
    canvas.box(638, 566, 8, 84, "#4d3338")
    figure(canvas, 604, 654, 76, "#e08b2c", hat="#f5e9cf")
    hills(canvas, 668, 16, [(0, "#f4f3f5"), (0.5, "#cfd6e4"), (1, "#a5b2ce")], step=200)
    _pipes(canvas)
    snowfall(canvas, 130, 0.75)


def _pipes(canvas: Canvas) -> None:
    for y, wide in ((690, 34), (736, 40)):
        path: list[Point] = [(-20, y), (330, y), (330, y - 70), (450, y - 70), (450, y), (1220, y)]
        canvas.line(path, wide, "#7c879a")
        canvas.line([(px, py - wide * 0.18) for px, py in path], wide * 0.46, "#c3cad6")
        canvas.line([(px, py - wide * 0.42) for px, py in path], wide * 0.2, "#fbfbfd")
        for at in range(14):
            x = 20 + at * 90
            if not 300 < x < 480:
                canvas.box(x, y - wide / 2, 5, wide, "#68738a")
    for x in (120, 620, 880, 1130):
        canvas.box(x, 752, 40, 60, "#8f96a6")
