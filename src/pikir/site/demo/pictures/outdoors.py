"""The steppe, the river and the roads around Sarybel."""

from pikir.site.demo.pictures.canvas import Canvas, blend
from pikir.site.demo.pictures.nature import (
    bare_tree,
    birds,
    clouds,
    fir,
    grass,
    hills,
    peaks,
    poplar,
    snowfall,
    stars,
    water,
)
from pikir.site.demo.pictures.things import figure, horse, smoke, yurt


def steppe_dawn(canvas: Canvas) -> None:
    """Three yurts and a herd at sunrise."""
    canvas.wash(
        [(0, "#2f4a7d"), (0.28, "#6d78a6"), (0.46, "#c79aa4"), (0.58, "#f2ae84"), (0.7, "#f8cf8c"), (1, "#f8cf8c")]
    )
    canvas.glow(805, 500, 620, "#ffd98a", 0.75, flat=0.72)
    clouds(canvas, 9, 90, 330, "#f3c9b3", 0.5)
    clouds(canvas, 4, 330, 430, "#ffe3b0", 0.55)
    canvas.disc(805, 497, 52, "#fff6de")
    canvas.glow(805, 497, 150, "#fff2c8", 0.7)
    birds(canvas, [(455, 250), (505, 228), (553, 210), (602, 196), (625, 214), (672, 232), (712, 246)], 13, "#2d3560")
    hills(canvas, 545, 42, [(0, "#b295a5"), (0.25, "#cfa9a4"), (1, "#cfa9a4")], step=130)
    hills(canvas, 585, 40, [(0, "#96798f"), (0.3, "#b58f92"), (1, "#b58f92")], step=115)
    canvas.veil(500, 640, "#f9cd93", 0.0, 0.5)
    hills(canvas, 628, 22, [(0, "#77556a"), (1, "#5d3f4e")], step=140)
    smoke(canvas, 385, 500, 140, "#f4dcc0", 0.42)
    for x, foot, size in ((262, 634, 112), (480, 638, 100), (368, 642, 158)):
        canvas.shadow(
            [
                (x - size * 0.6, foot - 3),
                (x + size * 0.45, foot - 3),
                (x - size * 0.2, foot + 20),
                (x - size * 1.1, foot + 16),
            ],
            4,
            0.3,
            "#3a2030",
        )
        yurt(canvas, x, foot, size, felt="#eedcc0", shade="#c9a592", door="#7c4128")
    for x, size, left, grazing in (
        (640, 64, False, False),
        (720, 72, True, True),
        (838, 60, False, True),
        (900, 66, True, False),
        (962, 40, True, True),
    ):
        horse(canvas, x, 662, size, "#3a2428", left=left, grazing=grazing)
    hills(canvas, 700, 26, [(0, "#6a4a3a"), (0.4, "#4a3327"), (1, "#2b1d17")], step=160)
    grass(canvas, 700, 812, 620, ["#8a6238", "#b98443", "#dba653", "#5a3d27", "#3c2a1e", "#f0c173"], 88)


def steppe_night(canvas: Canvas) -> None:
    """One lit yurt under the Milky Way."""
    canvas.wash([(0, "#070d2a"), (0.45, "#142152"), (0.72, "#34407a"), (0.82, "#5a588a"), (1, "#5a588a")])
    for at in range(30):
        x, y = 40 + at * 40 + canvas.chance.gauss(0, 16), 560 - at * 19 + canvas.chance.gauss(0, 18)
        canvas.glow(x, y, canvas.chance.uniform(70, 170), canvas.chance.choice(["#8f95d6", "#b7a8d8", "#6f86c8"]), 0.14)
    for _ in range(520):
        along = canvas.chance.random()
        x, y = 20 + along * 1190 + canvas.chance.gauss(0, 44), 570 - along * 590 + canvas.chance.gauss(0, 34)
        canvas.disc(x, y, canvas.chance.uniform(0.4, 1.1), "#e9e4f4", canvas.chance.uniform(0.25, 0.8))
    stars(canvas, 520, 590)
    for x, y in ((205, 120), (930, 330), (612, 88), (1085, 210), (420, 300)):
        canvas.glow(x, y, 15, "#fff7e0", 0.9)
        canvas.disc(x, y, 1.9, "#ffffff")
    canvas.line([(248, 208), (352, 252)], 1.6, "#ffffff", 0.5)
    hills(canvas, 610, 46, [(0, "#2b3268"), (0.4, "#262a58"), (1, "#262a58")], step=130)
    hills(canvas, 648, 30, [(0, "#1b1f47"), (1, "#12132f")], step=120)
    canvas.glow(430, 650, 330, "#ffb65c", 0.5, flat=0.6)
    canvas.shape([(398, 668), (462, 668), (610, 800), (230, 800)], "#ffbf66", 0.1)
    smoke(canvas, 452, 535, 150, "#c9bfe0", 0.16)
    yurt(canvas, 430, 668, 196, felt="#5d4f74", shade="#3a3358", door="#5b3023", lit="#ffd27a")
    yurt(canvas, 640, 660, 108, felt="#453f66", shade="#2c2a4c", door="#3b2430", lit="#f3b45a")
    figure(canvas, 512, 684, 62, "#2a2340", hat="#463a5c", skin="#8f6a5c")
    horse(canvas, 810, 684, 84, "#14122c", left=True, grazing=True)
    horse(canvas, 900, 680, 76, "#171534")
    hills(canvas, 728, 24, [(0, "#15142f"), (1, "#090817")], step=150)
    grass(canvas, 735, 812, 340, ["#15142f", "#211f42", "#2f2a4e", "#0b0a1a"], 62)


def river_bridge(canvas: Canvas) -> None:
    """Two people on the wooden bridge, poplars, reeds."""
    canvas.wash([(0, "#9cc6d6"), (0.4, "#d7e3d6"), (0.58, "#f7e6bf"), (1, "#f7e6bf")])
    canvas.glow(880, 420, 420, "#fff3cf", 0.7)
    clouds(canvas, 11, 70, 300, "#ffffff", 0.75)
    hills(canvas, 428, 52, [(0, "#a6bcc2"), (0.12, "#c2cdc6"), (1, "#c2cdc6")], step=170)
    hills(canvas, 446, 26, [(0, "#8ca694"), (0.1, "#a9b99c"), (1, "#a9b99c")], step=120)
    for at in range(26):
        poplar(canvas, 40 + at * 46 + canvas.chance.uniform(-14, 14), 454, canvas.chance.uniform(34, 66), "#6f8f6f")
    water(canvas, 450, [(0, "#f0e6c6"), (0.25, "#a9c3bf"), (1, "#3f7382")], "#fdfaf0")
    _bridge(canvas)
    canvas.blob([(-60, 500), (120, 520), (250, 590), (330, 700), (390, 830), (-60, 830)], "#55693a")
    canvas.blob([(-60, 560), (80, 590), (180, 670), (240, 760), (260, 830), (-60, 830)], "#3e5230")
    canvas.blob([(1260, 520), (1120, 540), (1010, 610), (930, 710), (880, 830), (1260, 830)], "#4d6236")
    for x, foot, high in ((36, 560, 320), (116, 590, 270), (186, 640, 300), (1092, 640, 270), (1158, 620, 340)):
        poplar(canvas, x, foot, high, "#3f6a3d")
    grass(canvas, 730, 815, 300, ["#31482a", "#4f6b34", "#86934a", "#b3a85a", "#263a24"], 76)


def _bridge(canvas: Canvas) -> None:
    wood, dark = "#6a4f3a", "#4a3527"
    for at in range(11):
        x = 140 + at * 96
        canvas.box(x, 466, 13, 62, dark)
        canvas.box(x, 528, 13, 70, dark, 0.22)
        canvas.line([(x + 6, 528), (x + 90, 470)], 4, dark)
    canvas.box(60, 534, 1100, 16, dark, 0.16)
    canvas.box(60, 456, 1100, 15, wood)
    canvas.box(60, 468, 1100, 5, dark)
    for at in range(45):
        canvas.box(64 + at * 25, 414, 4, 44, wood)
    canvas.box(60, 410, 1100, 6, wood)
    canvas.box(60, 432, 1100, 4, wood)
    figure(canvas, 640, 458, 92, "#27435f", hat="#1d2c40")
    figure(canvas, 700, 458, 66, "#a8482f", hat="#d9a441", scarf="#efe3c8")
    for at in range(45):
        canvas.box(64 + at * 25, 420, 4, 38, wood, 0.9)


def ski_tracks(canvas: Canvas) -> None:
    """Two tracks to the hill, two pairs of skis that nobody has taken."""
    canvas.wash([(0, "#7fb0d4"), (0.35, "#b9d5e2"), (0.55, "#f6e9da"), (1, "#f6e9da")])
    canvas.glow(250, 330, 420, "#fff2cf", 0.8)
    clouds(canvas, 6, 60, 210, "#ffffff", 0.7)
    peaks(canvas, 420, 190, "#9fb4cb", "#ffffff")
    canvas.veil(300, 440, "#f3ebe2", 0.0, 0.8)
    hills(canvas, 440, 26, [(0, "#cfdbe6"), (1, "#dfe7ec")], step=150)
    for at in range(30):
        fir(
            canvas,
            20 + at * 41 + canvas.chance.uniform(-16, 16),
            452 + canvas.chance.uniform(-8, 10),
            canvas.chance.uniform(40, 86),
            "#5c7d80",
            "#f3f7f8",
        )
    slope = hills(canvas, 486, 40, [(0, "#f7f6f2"), (0.4, "#e3ebf1"), (1, "#b9cddd")], step=260)
    canvas.line(slope, 1.5, "#ffffff")
    for x, foot, high in ((70, 600, 250), (168, 560, 150), (1120, 640, 330), (1010, 560, 170)):
        canvas.shadow(
            [
                (x - high * 0.1, foot - high * 0.05),
                (x + high * 0.1, foot - high * 0.05),
                (x + high * 0.75, foot + high * 0.12),
                (x + high * 0.55, foot + high * 0.16),
            ],
            4,
            0.28,
            "#3f6a92",
        )
        fir(canvas, x, foot, high, "#2f5b54", "#f7fafb")
    for dx in (0, 34):
        near = [
            (430 + dx * 2.3, 815),
            (560 + dx * 1.7, 700),
            (690 + dx, 610),
            (700 + dx * 0.7, 560),
            (640 + dx * 0.5, 520),
            (660 + dx * 0.3, 482),
        ]
        canvas.line([(x + 3, y + 2) for x, y in near], 8, "#ffffff", 0.8)
        canvas.stroke(near, 7, "#9db8cf")
    figure(canvas, 664, 492, 46, "#b2402f", hat="#274a6b")
    for x, colour in ((800, "#c23f31"), (832, "#c23f31"), (900, "#1f6d8c"), (930, "#1f6d8c")):
        _ski(canvas, x, colour)
    snowfall(canvas, 90, 0.7)


def _ski(canvas: Canvas, x: float, colour: str) -> None:
    foot = 742
    canvas.shadow([(x - 6, foot - 4), (x + 10, foot), (x + 150, foot + 40), (x + 130, foot + 44)], 4, 0.3, "#3f6a92")
    canvas.shape([(x - 9, foot), (x - 9, 430), (x - 2, 408), (x + 5, 414), (x + 9, 432), (x + 9, foot)], colour)
    canvas.shape([(x + 3, foot), (x + 3, 414), (x + 9, 432), (x + 9, foot)], blend(colour, "#1a0f12", 0.3))
    canvas.box(x - 9, 560, 18, 12, "#f4ead6")
    canvas.box(x - 11, 598, 22, 26, "#2a2729")
    canvas.oval(x, foot, 20, 7, "#eef3f6")


def herd_road(canvas: Canvas) -> None:
    """The spring move: riders, herd and dust below the mountains."""
    canvas.wash([(0, "#6fa7c9"), (0.3, "#b5d2d8"), (0.5, "#f5e4c0"), (1, "#f5e4c0")])
    clouds(canvas, 7, 60, 200, "#ffffff", 0.7)
    peaks(canvas, 400, 210, "#8aa3b8", "#fbfaf4")
    canvas.veil(260, 420, "#f1e2c4", 0.0, 0.85)
    canvas.box(0, 399, 1200, 60, "#d9cfae")
    hills(canvas, 428, 44, [(0, "#a7ab7c"), (0.3, "#bdb482"), (1, "#bdb482")], step=170)
    hills(canvas, 470, 30, [(0, "#8f9a55"), (0.5, "#a39a55"), (1, "#8c7f45")], step=140)
    road = [
        (560, 470),
        (700, 520),
        (640, 600),
        (330, 700),
        (60, 830),
        (620, 830),
        (760, 690),
        (860, 600),
        (800, 520),
        (590, 470),
    ]
    canvas.blob(road, "#d6bd8a")
    canvas.blob(
        [(566, 472), (700, 524), (655, 604), (380, 710), (200, 830), (330, 830), (520, 700), (705, 604), (730, 522)],
        "#e6d2a2",
        0.8,
    )
    canvas.glow(640, 560, 270, "#f4e2b6", 0.8, flat=0.42)
    for at in range(34):
        share = at / 34
        x, foot = 690 - share * 360 + canvas.chance.uniform(-90, 110) * (0.4 + share), 512 + share * 165
        coat = canvas.chance.choice(["#4a2f22", "#7a4a2b", "#2d211d", "#a06a3c", "#c9ae88"])
        horse(canvas, x, foot, 34 + 62 * share, coat, left=True, grazing=at % 7 == 3)
    canvas.glow(420, 690, 260, "#ecd7a6", 0.55, flat=0.3)
    for x, foot, size, coat, cloak in ((760, 640, 104, "#5b3823", "#8d2f2a"), (210, 742, 132, "#3a2620", "#20506b")):
        horse(canvas, x, foot, size, coat, left=True)
        _rider(canvas, x, foot, size, cloak)
    hills(canvas, 792, 22, [(0, "#6f7a3c"), (1, "#3f4a25")], step=190)
    grass(canvas, 780, 815, 280, ["#55652e", "#7f8a3e", "#b3a850", "#39461f"], 46)


def _rider(canvas: Canvas, x: float, foot: float, size: float, cloak: str) -> None:
    back = foot - size * 0.58
    canvas.blob(
        [
            (x - size * 0.1, back - size * 0.32),
            (x + size * 0.06, back - size * 0.32),
            (x + size * 0.13, back + size * 0.04),
            (x + size * 0.03, back + size * 0.18),
            (x - size * 0.13, back + size * 0.04),
        ],
        cloak,
    )
    canvas.stroke(
        [
            (x - size * 0.02, back + size * 0.04),
            (x - size * 0.08, back + size * 0.2),
            (x - size * 0.05, back + size * 0.36),
        ],
        size * 0.075,
        blend(cloak, "#120c0a", 0.45),
    )
    canvas.disc(x - size * 0.02, back - size * 0.4, size * 0.065, "#b98259")
    canvas.pie(x - size * 0.02, back - size * 0.42, size * 0.075, 180, 360, "#3a2a20")
    canvas.box(x - size * 0.1, back - size * 0.435, size * 0.16, size * 0.03, "#e6d9bd")


def doctor_road(canvas: Canvas) -> None:
    """A small van with its lights on, the winter road between villages, first light."""
    canvas.wash([(0, "#3d4c7c"), (0.32, "#8187b0"), (0.5, "#e0a9a0"), (0.6, "#f7cfa2"), (1, "#f7cfa2")])
    canvas.glow(330, 470, 460, "#ffd9a0", 0.65, flat=0.6)
    clouds(canvas, 8, 110, 380, "#efb9ae", 0.5)
    hills(canvas, 486, 36, [(0, "#a796b4"), (0.2, "#c3a9b4"), (1, "#c3a9b4")], step=180)
    hills(canvas, 520, 20, [(0, "#c9bfd6"), (0.5, "#d9d3e2"), (1, "#b7b8d2")], step=220)
    for x, size in ((930, 46), (985, 38), (1030, 50), (1092, 42)):
        _far_house(canvas, x, 526, size)
    canvas.shape([(436, 513), (452, 513), (620, 590), (1180, 830), (430, 830), (560, 600)], "#a9abca")
    for track in (
        [(441, 514), (590, 600), (560, 830), (660, 830), (604, 600)],
        [(449, 514), (618, 596), (900, 830), (1010, 830), (632, 596)],
    ):
        canvas.shape(track, "#cfcfe2")
    for at in range(14):
        share = (at / 14) ** 1.8
        for x in (428 - 60 * share, 470 + 830 * share):
            canvas.box(x, 520 + 250 * share - 34 * (0.3 + share), 5 * (0.3 + share), 40 * (0.3 + share), "#3b3550")
    _van(canvas, 600, 668, 170)
    for x, foot, high in ((92, 700, 330), (210, 640, 210), (1130, 660, 240)):
        bare_tree(canvas, x, foot, high, "#3a3148")
    hills(canvas, 800, 26, [(0, "#e6e3ee"), (1, "#a9abc9")], step=210)
    snowfall(canvas, 70, 0.6)


def _far_house(canvas: Canvas, x: float, foot: float, size: float) -> None:
    canvas.box(x, foot - size * 0.42, size, size * 0.42, "#6b5a76")
    canvas.shape(
        [(x - 4, foot - size * 0.42), (x + size * 0.5, foot - size * 0.8), (x + size + 4, foot - size * 0.42)],
        "#efeaf2",
    )
    canvas.box(x + size * 0.38, foot - size * 0.3, size * 0.2, size * 0.17, "#ffd27a")
    smoke(canvas, x + size * 0.7, foot - size * 0.8, 60, "#f3e3e2", 0.35)


def _van(canvas: Canvas, x: float, foot: float, size: float) -> None:
    high = size * 0.72
    canvas.shape(
        [(x + 14, foot - 20), (x + size - 14, foot - 20), (x + size + 150, foot + 120), (x - 150, foot + 120)],
        "#ffe7a8",
        0.28,
    )
    canvas.shadow([(x, foot), (x + size, foot), (x + size, foot + 10), (x, foot + 10)], 9, 0.5, "#26233f")
    canvas.rounded(x + 12, foot - 26, 26, 32, 5, "#221f2b")
    canvas.rounded(x + size - 38, foot - 26, 26, 32, 5, "#221f2b")
    canvas.rounded(x, foot - high, size, high - 8, 24, "#f1eadb")
    canvas.rounded(x, foot - high * 0.5, size, high * 0.5 - 8, 12, "#d9cfbf")
    canvas.shape(
        [
            (x + 22, foot - high + 16),
            (x + size - 22, foot - high + 16),
            (x + size - 12, foot - high * 0.52),
            (x + 12, foot - high * 0.52),
        ],
        "#35506b",
    )
    canvas.shape(
        [
            (x + 34, foot - high + 16),
            (x + 84, foot - high + 16),
            (x + 54, foot - high * 0.52),
            (x + 22, foot - high * 0.52),
        ],
        "#6f8dA6".lower(),
        0.6,
    )
    canvas.box(x + size * 0.46, foot - high * 0.46, size * 0.08, size * 0.03, "#b2402f")
    canvas.box(x + size * 0.485, foot - high * 0.46 - size * 0.025, size * 0.03, size * 0.08, "#b2402f")
    canvas.rounded(x + size * 0.2, foot - high * 0.22, size * 0.6, 12, 5, "#6d665f")
    for at in (0.12, 0.88):
        canvas.glow(x + size * at, foot - high * 0.3, 46, "#fff0bf", 0.95)
        canvas.disc(x + size * at, foot - high * 0.3, 12, "#fffbe8")
