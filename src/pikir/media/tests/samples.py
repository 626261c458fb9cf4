"""Pictures for tests, drawn here."""

from collections.abc import Iterator
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from PIL import Image

CORNERS = {
    "top left": (220, 30, 30),
    "top right": (30, 200, 30),
    "bottom left": (30, 30, 220),
    "bottom right": (240, 240, 40),
}
CAMERA = "Kodar Zenit 9"


def drawing(width: int = 120, height: int = 80, mode: str = "RGB") -> Image.Image:
    """A picture with four corners of different colours."""
    picture = Image.new("RGB", (width, height))
    for name, colour in CORNERS.items():
        left = 0 if "left" in name else width // 2
        top = 0 if "top" in name else height // 2
        picture.paste(colour, (left, top, left + width // 2, top + height // 2))
    return picture.convert(mode)


def bytes_of(picture: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    """The file of a picture."""
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def upload(content: bytes, name: str = "picture.jpg", kind: str = "image/jpeg") -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content, kind)


def fetch(client: Client, address: str, **headers: str) -> HttpResponse:
    """Get a file as a browser does, to its end; ``body`` of the answer is what came."""
    answer = client.get(address, headers=headers)
    answer.body = answer.getvalue()
    return answer


def notes(orientation: int = 1) -> Image.Exif:
    """What a camera writes beside a picture: its name, the place, how it was held."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x0110] = CAMERA
    exif.get_ifd(0x8825).update({1: "N", 2: (43.0, 15.0, 0.0), 3: "E", 4: (76.0, 57.0, 0.0)})
    return exif


def corners(picture: Image.Image) -> dict[str, tuple[int, ...]]:
    """The colours near the corners."""
    flat = picture.convert("RGB")
    right, bottom = picture.width - 9, picture.height - 9
    places = {"top left": (8, 8), "top right": (right, 8), "bottom left": (8, bottom), "bottom right": (right, bottom)}
    return {name: flat.getpixel(place) for name, place in places.items()}


def looks_upright(picture: Image.Image) -> bool:
    """Whether every corner has its colour, give or take what compression does."""
    found = corners(picture)
    return all(
        abs(channel - wanted) < 40
        for name in CORNERS
        for channel, wanted in zip(found[name], CORNERS[name], strict=True)
    )


def chunks(webp: bytes) -> Iterator[str]:
    """The names of the parts of a WebP file."""
    assert webp[:4] == b"RIFF"
    assert webp[8:12] == b"WEBP"
    place = 12
    while place < len(webp):
        yield webp[place : place + 4].decode("ascii").strip()
        length = int.from_bytes(webp[place + 4 : place + 8], "little")
        place += 8 + length + length % 2
