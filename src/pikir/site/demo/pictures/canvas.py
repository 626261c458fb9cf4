"""A stage of 1200 by 800 units, drawn at twice the size it is printed in, so that every edge is smooth."""

import io
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Point = tuple[float, float]
Colour = tuple[int, int, int, int]
Stop = tuple[float, str]

STAGE = (1200, 800)
PRINT = (1280, 853)
OVERSAMPLING = 2
KNOTS = 64  # steps in a run of colours; between them Pillow glides


def seeded(seed: str) -> Random:
    """A source of chance that gives the same picture on every machine."""
    return Random(seed)  # noqa: S311 - it scatters grass and stars, it keeps no secret


def paint(colour: str, opacity: float = 1.0) -> Colour:
    """`#rrggbb` and an opacity from 0 to 1 as Pillow wants them."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue, round(255 * opacity)


def blend(first: str, second: str, share: float) -> str:
    """The colour that lies `share` of the way from the first to the second."""
    pairs = zip(paint(first)[:3], paint(second)[:3], strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def curve(points: Sequence[Point], *, closed: bool = False, steps: int = 8) -> list[Point]:
    """A smooth line through all points (Catmull and Rom)."""
    ring = list(points)
    padded = [ring[-1], *ring, ring[0], ring[1]] if closed else [ring[0], *ring, ring[-1]]
    line: list[Point] = []
    for p0, p1, p2, p3 in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        line += [_between(p0, p1, p2, p3, step / steps) for step in range(steps)]
    return line if closed else [*line, ring[-1]]


def _between(p0: Point, p1: Point, p2: Point, p3: Point, t: float) -> Point:
    def axis(a: float, b: float, c: float, d: float) -> float:
        return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)

    return axis(p0[0], p1[0], p2[0], p3[0]), axis(p0[1], p1[1], p2[1], p3[1])


def column(stops: Sequence[Stop], height: int) -> list[bytes]:
    """The colours of a run from top to foot, one pixel a row."""
    strip = Image.new("RGB", (1, KNOTS))
    for y in range(KNOTS):
        strip.putpixel((0, y), _colour_at(stops, y / (KNOTS - 1))[:3])
    data = strip.resize((1, height), Image.Resampling.BILINEAR).tobytes()
    return [data[at : at + 3] for at in range(0, len(data), 3)]


def rows(mode: str, pixels: Sequence[bytes], width: int) -> Image.Image:
    """A picture whose rows have one colour each; much quicker than to stretch a strip."""
    return Image.frombytes(mode, (width, len(pixels)), b"".join(pixel * width for pixel in pixels))


def _colour_at(stops: Sequence[Stop], place: float) -> Colour:
    for (start, first), (end, second) in pairwise(stops):
        if place <= end:
            return paint(blend(first, second, max(0.0, (place - start) / (end - start))))
    return paint(stops[-1][1])


class Canvas:
    """Everything is given in units of the stage; what is drawn later lies above."""

    def __init__(self, seed: str, *, stage: tuple[int, int] = STAGE, size: tuple[int, int] = PRINT) -> None:
        self.stage = stage
        self.size = size
        self.unit = size[0] * OVERSAMPLING / stage[0]
        self.chance = seeded(seed)
        self.image = Image.new("RGB", (size[0] * OVERSAMPLING, size[1] * OVERSAMPLING))
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    def _scaled(self, points: Iterable[Point]) -> list[Point]:
        return [(x * self.unit, y * self.unit) for x, y in points]

    def shape(self, points: Iterable[Point], colour: str, opacity: float = 1.0) -> None:
        """A filled polygon."""
        self.pen.polygon(self._scaled(points), fill=paint(colour, opacity))

    def blob(self, points: Sequence[Point], colour: str, opacity: float = 1.0) -> None:
        """A filled shape with a smooth outline."""
        self.shape(curve(points, closed=True), colour, opacity)

    def box(self, x: float, y: float, width: float, height: float, colour: str, opacity: float = 1.0) -> None:
        """A filled rectangle."""
        self.shape([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], colour, opacity)

    def rounded(self, x: float, y: float, width: float, height: float, radius: float, colour: str) -> None:
        """A filled rectangle with round corners."""
        corners = self._scaled([(x, y), (x + width, y + height)])
        self.pen.rounded_rectangle([*corners[0], *corners[1]], radius * self.unit, fill=paint(colour))

    def oval(self, x: float, y: float, rx: float, ry: float, colour: str, opacity: float = 1.0) -> None:
        """A filled ellipse around its middle."""
        corners = self._scaled([(x - rx, y - ry), (x + rx, y + ry)])
        self.pen.ellipse([*corners[0], *corners[1]], fill=paint(colour, opacity))

    def disc(self, x: float, y: float, radius: float, colour: str, opacity: float = 1.0) -> None:
        """A filled circle."""
        self.oval(x, y, radius, radius, colour, opacity)

    def pie(self, x: float, y: float, radius: float, start: float, end: float, colour: str) -> None:
        """A slice of a circle; degrees, clockwise from three o'clock."""
        corners = self._scaled([(x - radius, y - radius), (x + radius, y + radius)])
        self.pen.pieslice([*corners[0], *corners[1]], start, end, fill=paint(colour))

    def line(self, points: Sequence[Point], width: float, colour: str, opacity: float = 1.0) -> None:
        """A line with round joints."""
        thickness = max(1, round(width * self.unit))
        self.pen.line(self._scaled(points), fill=paint(colour, opacity), width=thickness, joint="curve")

    def stroke(self, points: Sequence[Point], width: float, colour: str, opacity: float = 1.0) -> None:
        """A smooth line through the points with round ends."""
        self.line(curve(points), width, colour, opacity)
        if opacity == 1.0:
            self.disc(*points[0], width / 2, colour)
            self.disc(*points[-1], width / 2, colour)

    def blade(self, foot: Point, tip: Point, width: float, colour: str, opacity: float = 1.0) -> None:
        """A leaf of grass: broad at the foot, nothing at the tip, a little bent."""
        (x, y), (tx, ty) = foot, tip
        bend = (x + (tx - x) * 0.2, y + (ty - y) * 0.6)
        left = curve([(x - width / 2, y), (bend[0] - width / 3, bend[1]), tip], steps=4)
        right = curve([tip, (bend[0] + width / 3, bend[1]), (x + width / 2, y)], steps=4)
        self.shape([*left, *right], colour, opacity)

    def wash(self, stops: Sequence[Stop], points: Sequence[Point] | None = None) -> None:
        """A vertical run of colours over the whole picture, or inside a polygon, from its top to its foot."""
        if points is None:
            self.image.paste(rows("RGB", column(stops, self.image.height), self.image.width))
            return
        corners = self._scaled(points)
        left, top, right, foot = self._bounds(corners)
        if right <= left or foot <= top:
            return
        mask = Image.new("L", (right - left, foot - top))
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in corners], fill=255)
        highest = min(y for _, y in corners)
        whole = column(stops, max(1, round(max(y for _, y in corners) - highest)))
        skipped = max(0, round(top - highest))
        pixels = [whole[min(skipped + at, len(whole) - 1)] for at in range(foot - top)]
        self.image.paste(rows("RGB", pixels, right - left), (left, top), mask)

    def inside(self, x: float, y: float, width: float, height: float, drawing: Callable[[], None]) -> None:
        """Let the drawing show inside the rectangle only."""
        before = self.image.copy()
        drawing()
        (left, top), (right, foot) = self._scaled([(x, y), (x + width, y + height)])
        frame = (round(left), round(top), round(right), round(foot))
        seen = self.image.crop(frame)
        self.image.paste(before)
        self.image.paste(seen, frame)

    def _bounds(self, corners: Sequence[Point]) -> tuple[int, int, int, int]:
        width, height = self.image.size
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return max(0, int(min(xs))), max(0, int(min(ys))), min(width, int(max(xs)) + 1), min(height, int(max(ys)) + 1)

    def veil(self, top: float, foot: float, colour: str, start: float, end: float) -> None:
        """A band of haze: its opacity runs from `start` at the top to `end` at the foot."""
        first, last = round(top * self.unit), round(foot * self.unit)
        count = last - first
        pixels = [bytes((round(255 * (start + (end - start) * y / count)),)) for y in range(count)]
        mask = rows("L", pixels, self.image.width)
        self.image.paste(paint(colour)[:3], (0, first, self.image.width, last), mask)

    def glow(self, x: float, y: float, radius: float, colour: str, strength: float, *, flat: float = 1.0) -> None:
        """Light around a point: strongest in the middle, nothing at the radius; `flat` presses it to an ellipse."""
        wide, high = round(2 * radius * self.unit), round(2 * radius * flat * self.unit)
        light = ImageChops.invert(Image.radial_gradient("L")).point(
            [round(255 * strength * (max(0, value - 75) / 180) ** 1.6) for value in range(256)]
        )
        left, top = round(x * self.unit - wide / 2), round(y * self.unit - high / 2)
        seen = max(0, left), max(0, top), min(self.image.width, left + wide), min(self.image.height, top + high)
        if seen[0] >= seen[2] or seen[1] >= seen[3]:
            return
        across, down = 256 / wide, 256 / high
        part = (seen[0] - left) * across, (seen[1] - top) * down, (seen[2] - left) * across, (seen[3] - top) * down
        mask = light.resize((seen[2] - seen[0], seen[3] - seen[1]), Image.Resampling.BILINEAR, box=part)
        self.image.paste(paint(colour)[:3], seen, mask)

    def shadow(self, points: Sequence[Point], spread: float, strength: float, colour: str = "#1c1410") -> None:
        """The polygon as a soft shadow; `spread` is how far its edge runs out."""
        shrink = 8
        corners = self._scaled(points)
        pad = spread * self.unit * 2.2
        left, top = min(x for x, _ in corners) - pad, min(y for _, y in corners) - pad
        wide = max(x for x, _ in corners) + pad - left
        high = max(y for _, y in corners) + pad - top
        small = Image.new("L", (max(1, int(wide / shrink)), max(1, int(high / shrink))))
        inner = [((x - left) / shrink, (y - top) / shrink) for x, y in corners]
        ImageDraw.Draw(small).polygon(inner, fill=round(255 * strength))
        soft = small.filter(ImageFilter.GaussianBlur(spread * self.unit / shrink))
        mask = soft.resize((round(wide), round(high)), Image.Resampling.BICUBIC)
        self.image.paste(
            paint(colour)[:3], (round(left), round(top), round(left) + mask.width, round(top) + mask.height), mask
        )

    def grain(self, strength: int = 5) -> None:
        """A breath of noise, so that long runs of colour do not fall into bands."""
        side = 256
        tile = Image.frombytes("L", (side, side), seeded("grain").randbytes(side * side))
        tile = tile.point([round(value * strength / 255) for value in range(256)]).convert("RGB")
        noise = Image.new("RGB", self.image.size)
        for x in range(0, noise.width, side):
            for y in range(0, noise.height, side):
                noise.paste(tile, (x, y))
        self.image = ImageChops.add(self.image, noise, offset=-(strength // 2))

    def jpeg(self) -> bytes:
        """The finished picture in its printed size."""
        self.image = self.image.reduce(OVERSAMPLING)
        self.grain()
        answer = io.BytesIO()
        self.image.save(answer, "JPEG", quality=88)
        return answer.getvalue()
