"""What keeps the town going: the water tower and the boiler house."""

from pikir.site.demo.pictures.canvas import Canvas, Point
from pikir.site.demo.pictures.nature import birds, cumulus, hills, poplar, snowfall, stars
from pikir.site.demo.pictures.things import block, cottage, figure, water_tower


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
