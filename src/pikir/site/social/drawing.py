"""What is drawn: a card of headline, author and square, and the sign of the square in a tile."""

import io
from dataclasses import dataclass

from PIL import Image, ImageDraw

from pikir.site.social.letters import Voice, drawable, face, lines_of, runs_of, width_of

SIZE = (1200, 630)  # what those who show links ask for
LONGEST = 200  # characters of a headline: a title; bounds the work
_NAME_LONGEST = 80
_PAPER, _INK, _DIM, _SKY, _LINE = "#fbf9f4", "#1b1a17", "#57524a", "#00688c", "#ddd6c8"
_EDGE = 84  # pixels between the border and what is drawn
_HEADLINE = (84, 72, 62, 54, 46)  # sizes that are tried, the largest that fits is taken
_HEADLINE_BOX = (SIZE[0] - 2 * _EDGE, 330)
_LEAD = 1.16  # height of a line, of its size
_FINER = 4  # the horn is drawn so much larger, so that its edge is smooth
_COLOURS = 48  # of a saved card: paper, ink, sky and what lies between them

# The ram's horn in a field of 32 by 32, left half: curves of four points. The stem is its axis.
_STEM = ((16.0, 15.0), (16.0, 30.0))
_CURVES = (
    ((16.0, 15.0), (16.0, 8.0), (12.0, 4.0), (8.0, 4.5)),
    ((8.0, 4.5), (3.0, 5.0), (1.5, 12.0), (5.0, 14.5)),
    ((5.0, 14.5), (8.5, 16.5), (11.5, 13.0), (10.0, 10.5)),
    ((16.0, 23.0), (16.0, 26.0), (13.0, 28.0), (10.0, 27.5)),
)
_STROKE = 2.6
_STEPS = 24  # of a curve


@dataclass(frozen=True, kw_only=True)
class Words:
    """What stands on a card. Each may be empty."""

    headline: str
    author: str
    square: str


def draw_card(words: Words) -> bytes:
    """Return a PNG of SIZE. The cost is bounded whatever the words are."""
    image = Image.new("RGB", SIZE, _PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, SIZE[0], 12), fill=_SKY)
    image.paste(_SKY, (_EDGE, 64), _horn(72))
    square = _line(words.square, "sans-600", 32, _HEADLINE_BOX[0] - 92)
    _write(pen, (_EDGE + 92, 118), square, "sans-600", 32, _SKY)
    size, lines = _fit(drawable(words.headline, LONGEST))
    for number, line in enumerate(lines):
        _write(pen, (_EDGE, 170 + round((number + 0.9) * size * _LEAD)), line, "serif", size, _INK)
    author = _line(words.author, "sans-400", 34, _HEADLINE_BOX[0])
    if author:
        pen.line((_EDGE, 540, SIZE[0] - _EDGE, 540), fill=_LINE, width=2)
        _write(pen, (_EDGE, 590), author, "sans-400", 34, _DIM)
    return _png(image)


def draw_icon(size: int, *, whole: bool) -> bytes:
    """Return a square PNG of ``size`` pixels: the horn on sky. ``whole``: to the corners, the horn in the safe zone."""
    image = Image.new("RGBA", (size, size), _SKY if whole else (0, 0, 0, 0))
    if not whole:
        ImageDraw.Draw(image).rounded_rectangle((0, 0, size - 1, size - 1), radius=size * 5 // 32, fill=_SKY)
    inner = round(size * (0.56 if whole else 0.8))
    image.paste("#ffffff", ((size - inner) // 2, (size - inner) // 2), _horn(inner))
    return _png(image)


def _fit(headline: str) -> tuple[int, list[str]]:
    """The largest size at which a headline fits, and its lines; what is too long even then is cut."""
    width, height = _HEADLINE_BOX
    for size in _HEADLINE:
        lines = lines_of(headline, "serif", size, width)
        room = int(height / (size * _LEAD))
        if len(lines) <= room:
            return size, lines
    last = lines[room - 1]
    while last and width_of(f"{last}…", "serif", size) > width:
        last = last[:-1]
    return size, [*lines[: room - 1], f"{last.rstrip(' ,.:;–—-')}…"]


def _line(text: str, voice: Voice, size: int, width: int) -> str:
    """As much of a text as one line has room for."""
    return lines_of(drawable(text, _NAME_LONGEST), voice, size, width)[0]


def _write(pen: ImageDraw.ImageDraw, at: tuple[int, int], text: str, voice: Voice, size: int, colour: str) -> None:
    """Write on a base line; each run of letters begins where the one before ended."""
    x, y = at
    for run in runs_of(text):
        font = face(voice, run.cut, size)
        pen.text((x, y), run.text, fill=colour, font=font, anchor="ls")
        x += round(font.getlength(run.text))


def _horn(size: int) -> Image.Image:
    """The ornament as a mask of ``size`` by ``size`` pixels."""
    scale = size * _FINER / 32
    mask = Image.new("L", (size * _FINER, size * _FINER), 0)
    pen = ImageDraw.Draw(mask)
    left = [_points(curve) for curve in _CURVES]
    right = [[(32 - x, y) for x, y in line] for line in left]
    for line in (list(_STEM), *left, *right):
        _stroke(pen, [(x * scale, y * scale) for x, y in line], _STROKE * scale)
    return mask.resize((size, size), Image.Resampling.LANCZOS)


def _points(curve: tuple[tuple[float, float], ...]) -> list[tuple[float, float]]:
    a, b, c, d = curve
    found = []
    for step in range(_STEPS + 1):
        t = step / _STEPS
        weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3)
        pairs = list(zip(weights, (a, b, c, d), strict=True))
        found.append((sum(w * p[0] for w, p in pairs), sum(w * p[1] for w, p in pairs)))
    return found


def _stroke(pen: ImageDraw.ImageDraw, line: list[tuple[float, float]], width: float) -> None:
    """A line with round ends and joints."""
    pen.line(line, fill=255, width=round(width))
    for x, y in line:
        pen.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=255)


def _png(image: Image.Image) -> bytes:
    if image.mode == "RGB":
        image = image.quantize(_COLOURS, dither=Image.Dither.NONE)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=image.mode == "P")
    return out.getvalue()
