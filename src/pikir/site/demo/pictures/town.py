"""The town of Sarybel: dusk and the market."""

from pikir.site.demo.pictures.canvas import Canvas, blend, curve
from pikir.site.demo.pictures.nature import bare_tree, birds, clouds, hills, stars
from pikir.site.demo.pictures.things import block, cottage, figure, smoke, water_tower


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
