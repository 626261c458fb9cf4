"""Faces of invented people: a few calm shapes each, told apart by hair, clothes and what they wear on their heads."""

from dataclasses import dataclass

from pikir.site.demo.pictures.canvas import Canvas, blend, curve

FACE = (200.0, 190.0)


@dataclass(frozen=True)
class Look:
    """What one sees of a person."""

    ground: str
    skin: str
    hair: str
    style: str
    coat: str
    inner: str = "#f6eedc"
    glasses: bool = False
    moustache: bool = False
    beard: bool = False
    lines: bool = False
    hat: str = ""
    hat_colour: str = "#2b3a55"


LOOKS = {
    "saule": Look("#bcd9e2", "#d8a47c", "#2b1c18", "bun", "#1f5d78", glasses=True),
    "nurlan": Look("#e6c79a", "#b98058", "#d9d6cf", "short", "#54606e", moustache=True, lines=True, hat="takiya"),
    "aigerim": Look("#f0d9c0", "#dcab84", "#1d1513", "bob", "#8c2f3a"),
    "erlan": Look("#cfd8c4", "#c98f66", "#1f1816", "side", "#33425f", glasses=True),
    "dauren": Look("#d9cbe0", "#bd8659", "#1a1412", "curly", "#4d5b3a", beard=True),
    "timur": Look("#c9dbe6", "#e0b38e", "#5c3d28", "side", "#7a4a2c", beard=True, glasses=True),
    "qarlygash": Look("#cfe3dc", "#d39f77", "#241815", "tail", "#f4f4f0", inner="#2f8a7c"),
    "merei": Look("#eadfbe", "#dba981", "#3a2419", "braid", "#5b3a66"),
    "umit": Look("#f4d08f", "#b97d52", "#e8e2d6", "scarf", "#7d3a2c", lines=True, hat_colour="#f3ead6"),
    "viktor": Look(
        "#d6dde3", "#e0ae8a", "#a9a39a", "short", "#2a3d63", moustache=True, lines=True, hat="cap", hat_colour="#24324f"
    ),
    "galina": Look("#e9cfd6", "#ecc2a2", "#d5d0cb", "curls", "#48607a", glasses=True, lines=True),
    "ruth": Look("#cfe0c9", "#f0c8aa", "#b5562c", "bob", "#3f6b4a", inner="#f0d9a0"),
    "leila": Look("#f2d6c9", "#dda983", "#2a1a15", "tail", "#b2563c"),
    "bekzat": Look("#d3e0ee", "#cc9468", "#17110f", "spiky", "#c98f2d"),
}


def _line(text: str) -> list[tuple[float, float]]:
    numbers = [float(number) for number in text.split()]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


_CROPPED = _line("118 186  116 120  150 78  214 66  268 92  286 140  282 186  268 142  236 122  176 120  136 140")
_PARTED = _line("120 186  120 116  200 72  280 116  280 186  264 142  204 106  140 140")
FRINGES = {
    "short": _CROPPED,
    "side": _CROPPED,
    "spiky": _CROPPED,
    "bob": _line("114 196  118 110  200 68  282 110  286 196  272 150  236 124  206 118  160 134  130 160"),
    "bun": _PARTED,
    "tail": _PARTED,
    "braid": _PARTED,
    "scarf": _line("116 196  112 120  200 62  288 120  284 196  268 138  200 112  132 138"),
}
LOCKS = {
    "curly": (
        *((128, 142, 25), (140, 106, 30), (172, 84, 32), (210, 78, 34), (246, 92, 32)),
        *((270, 122, 28), (276, 154, 20), (200, 108, 26), (164, 112, 22), (236, 114, 22)),
    ),
    "curls": (
        *((132, 120, 30), (162, 92, 32), (200, 82, 34), (238, 92, 32), (268, 120, 30)),
        *((150, 124, 20), (184, 112, 24), (220, 112, 24), (250, 124, 20)),
    ),
}


def portrait(canvas: Canvas, name: str) -> None:
    """Head and shoulders on one quiet colour."""
    look = LOOKS[name]
    canvas.wash([(0, blend(look.ground, "#ffffff", 0.25)), (1, blend(look.ground, "#6b5a4a", 0.12))])
    canvas.disc(200, 215, 172, "#ffffff", 0.22)
    _hair_behind(canvas, look)
    _shoulders(canvas, look)
    _head(canvas, look)
    _hair_before(canvas, look)
    _features(canvas, look)
    if look.glasses:
        _glasses(canvas)
    if look.hat:
        _hat(canvas, look)


def _shoulders(canvas: Canvas, look: Look) -> None:
    coat = [(30, 420), (48, 352), (110, 316), (164, 300), (236, 300), (290, 316), (352, 352), (370, 420)]
    canvas.shape(curve(coat), look.coat)
    canvas.shape(
        curve([(260, 306), (300, 320), (352, 352), (370, 420), (300, 420), (290, 360)]),
        blend(look.coat, "#120c10", 0.22),
    )
    shade = blend(look.skin, "#5a2a1a", 0.24)
    canvas.shape([(164, 240), (236, 240), (240, 312), (200, 348), (160, 312)], shade)
    canvas.shape([(156, 298), (200, 356), (200, 400), (128, 318)], look.inner)
    canvas.shape([(244, 298), (200, 356), (200, 400), (272, 318)], blend(look.inner, "#3a2a20", 0.14))
    canvas.shape([(128, 314), (152, 300), (200, 408), (188, 420), (160, 420)], blend(look.coat, "#ffffff", 0.1))
    canvas.shape([(272, 314), (248, 300), (200, 408), (212, 420), (240, 420)], blend(look.coat, "#120c10", 0.1))


def _head(canvas: Canvas, look: Look) -> None:
    shade = blend(look.skin, "#5a2a1a", 0.2)
    for side in (-1, 1):
        canvas.oval(200 + side * 76, 204, 15, 23, blend(look.skin, "#5a2a1a", 0.1))
    outline = [
        (124, 170),
        (128, 120),
        (200, 88),
        (272, 120),
        (276, 170),
        (268, 232),
        (238, 276),
        (200, 290),
        (162, 276),
        (132, 232),
    ]
    canvas.blob(outline, look.skin)
    canvas.blob(
        [(236, 104), (272, 124), (276, 172), (268, 232), (238, 276), (204, 290), (240, 240), (252, 180)], shade, 0.4
    )
    if look.beard:
        beard = [
            (126, 204),
            (140, 232),
            (166, 238),
            (200, 232),
            (234, 238),
            (260, 232),
            (274, 204),
            (270, 246),
            (240, 288),
            (200, 304),
            (160, 288),
            (130, 246),
        ]
        canvas.blob(beard, look.hair, 0.92)


def _features(canvas: Canvas, look: Look) -> None:
    ink = "#2a1a15"
    for side in (-1, 1):
        x = 200 + side * 34
        canvas.oval(x, 192, 8.5, 10, ink)
        canvas.disc(x + 3, 188, 2.8, "#ffffff")
        canvas.line(curve([(x - 15, 184), (x, 177), (x + 15, 184)]), 3.4, blend(look.skin, ink, 0.6))
        brow = blend(look.hair if look.style != "scarf" else "#8f877c", ink, 0.3)
        canvas.line(curve([(x - side * -20, 166 + 2), (x, 157), (x + side * -18, 162)]), 6.5, brow)
        canvas.oval(x + side * 14, 228, 17, 11, "#d2503c", 0.2)
        if look.lines:
            canvas.line([(x + side * 22, 188), (x + side * 34, 182)], 2.2, blend(look.skin, ink, 0.35))
            canvas.line([(x + side * 22, 196), (x + side * 34, 198)], 2.2, blend(look.skin, ink, 0.35))
    canvas.line(curve([(203, 188), (209, 214), (204, 223), (192, 222)]), 4, blend(look.skin, "#5a2a1a", 0.5))
    lip = "#a5463a" if not look.beard else "#c9756a"
    canvas.line(curve([(176, 249), (190, 258), (212, 258), (226, 248)]), 5, lip)
    if look.moustache:
        canvas.blob(
            [(200, 232), (172, 236), (152, 250), (176, 250), (200, 244), (224, 250), (248, 250), (228, 236)], look.hair
        )


def _glasses(canvas: Canvas) -> None:
    for x in (164, 236):
        canvas.line(
            curve(
                [
                    (x - 25, 194),
                    (x - 18, 175),
                    (x, 170),
                    (x + 18, 175),
                    (x + 25, 194),
                    (x + 16, 213),
                    (x, 217),
                    (x - 16, 213),
                    (x - 25, 194),
                ]
            ),
            4.5,
            "#33261f",
        )
    canvas.line(curve([(189, 190), (200, 185), (211, 190)]), 4.5, "#33261f")
    canvas.line([(139, 190), (124, 186)], 4.5, "#33261f")
    canvas.line([(261, 190), (276, 186)], 4.5, "#33261f")


def _hair_behind(canvas: Canvas, look: Look) -> None:
    if look.style == "bob":
        canvas.blob(
            [(108, 170), (120, 96), (200, 62), (280, 96), (292, 170), (298, 262), (266, 296), (134, 296), (102, 262)],
            look.hair,
        )
    if look.style == "bun":
        canvas.disc(200, 66, 38, look.hair)
    if look.style in ("tail", "braid", "bun"):
        canvas.blob([(114, 180), (122, 108), (200, 68), (278, 108), (286, 180), (270, 236), (130, 236)], look.hair)
    if look.style == "tail":
        canvas.blob([(258, 110), (310, 130), (330, 210), (318, 300), (292, 340), (292, 250), (270, 180)], look.hair)
    if look.style == "braid":
        for at in range(8):
            canvas.oval(118 - at * 2, 226 + at * 23, 21 - at * 0.9, 18, blend(look.hair, "#c08a5c", 0.12 * (at % 2)))
        canvas.disc(102, 402, 13, "#c98f2d")
    if look.style == "curls":
        for x, y, size in (
            (118, 150, 34),
            (112, 200, 32),
            (122, 248, 28),
            (282, 150, 34),
            (288, 200, 32),
            (278, 248, 28),
        ):
            canvas.disc(x, y, size, look.hair)
    if look.style == "scarf":
        canvas.blob(
            [(106, 180), (116, 96), (200, 56), (284, 96), (294, 180), (300, 290), (250, 330), (150, 330), (100, 290)],
            blend(look.hat_colour, "#8f7a5c", 0.2),
        )


def _hair_before(canvas: Canvas, look: Look) -> None:
    if look.style in FRINGES:
        canvas.blob(FRINGES[look.style], look.hat_colour if look.style == "scarf" else look.hair)
    for x, y, size in LOCKS.get(look.style, ()):
        canvas.disc(x, y, size, blend(look.hair, "#7a6a60", 0.12 * (int(x) % 3)))
    finish = FINISHES.get(look.style)
    if finish:
        finish(canvas, look)


def _finish_side(canvas: Canvas, look: Look) -> None:
    parting = [(120, 150), (134, 86), (204, 62), (270, 92), (250, 128), (190, 124), (150, 134)]
    canvas.blob(parting, blend(look.hair, "#ffffff", 0.07))


def _finish_spiky(canvas: Canvas, look: Look) -> None:
    for at in range(7):
        x = 128 + at * 24
        canvas.shape([(x - 16, 110), (x + 8, 52 + 8 * abs(at - 3)), (x + 22, 108)], look.hair)


def _finish_parted(canvas: Canvas, look: Look) -> None:
    canvas.line(curve([(204, 76), (200, 92), (203, 106)]), 2.4, blend(look.hair, look.skin, 0.35))


def _finish_scarf(canvas: Canvas, look: Look) -> None:
    canvas.line(curve([(132, 140), (200, 114), (268, 140)]), 6, "#b2402f")
    canvas.blob([(146, 296), (200, 318), (254, 296), (236, 344), (200, 356), (164, 344)], look.hat_colour)


FINISHES = {
    "side": _finish_side,
    "spiky": _finish_spiky,
    "bun": _finish_parted,
    "tail": _finish_parted,
    "braid": _finish_parted,
    "scarf": _finish_scarf,
}


def _hat(canvas: Canvas, look: Look) -> None:
    if look.hat == "takiya":
        canvas.shape(curve([(124, 122), (130, 74), (200, 52), (270, 74), (276, 122)]), look.hat_colour)
        canvas.shape(curve([(122, 124), (200, 104), (278, 124)]) + curve([(278, 96), (200, 78), (122, 96)]), "#efe0bd")
        for at in range(8):
            x = 136 + at * 18.4
            y = 106 - 14 * (1 - abs(at - 3.5) / 3.5)
            canvas.shape([(x - 7, y), (x, y - 9), (x + 7, y), (x, y + 9)], "#b2402f")
        return
    canvas.shape(curve([(106, 116), (122, 62), (200, 42), (278, 62), (294, 116)]), look.hat_colour)
    canvas.shape([(116, 108), (284, 108), (280, 132), (120, 132)], blend(look.hat_colour, "#ffffff", 0.14))
    canvas.shape(
        curve([(128, 130), (200, 122), (272, 130), (264, 152), (200, 160), (136, 152)]),
        blend(look.hat_colour, "#0a0a12", 0.45),
    )
    canvas.disc(200, 100, 11, "#e0ad4c")
