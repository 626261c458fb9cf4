"""Whatever is uploaded, only clean pictures are kept."""

import hashlib
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from PIL import Image, ImageCms

from pikir.audit.models import Entry
from pikir.media import workshop
from pikir.media.actions import add_picture, keep_picture
from pikir.media.kinds import UPLOAD_BYTES
from pikir.media.models import Picture
from pikir.media.queries import picture_with_hash
from pikir.media.tests.samples import CAMERA, bytes_of, chunks, drawing, looks_upright, notes, upload
from pikir.media.workshop import PictureError
from pikir.web.limits import TABLE, Per
from pikir.web.rates import TooFastError, spend

TURNS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
PHOTOS = Path(__file__).parents[5] / "shared/data/photos"


def bomb(width: int, height: int) -> bytes:
    """A PNG of few bytes that says it has very many pixels, and has them."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((width + 7) // 8 + 1) * height, 9)
    parts = ((b"IHDR", header), (b"IDAT", rows), (b"IEND", b""))
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(("orientation", "turn"), TURNS.items())
def test_photos_stand_upright_and_tell_nothing(alice, give, file_of, orientation, turn):
    shown = drawing() if turn is None else drawing().transpose(turn)
    picture = give(alice, bytes_of(shown, exif=notes(orientation), quality=95))
    content = file_of(picture).read_bytes()
    assert (picture.width, picture.height) == (120, 80)
    assert set(chunks(content)) <= {"VP8", "VP8L", "VP8X", "ALPH"}
    assert CAMERA.encode() not in content
    with Image.open(file_of(picture)) as kept:
        assert kept.size == (120, 80)
        assert looks_upright(kept)
        assert not kept.getexif()


def test_widths_are_made_and_never_wider(alice, give, file_of):
    picture = give(alice, bytes_of(drawing(2000, 1000)))
    assert (picture.width, picture.height, picture.widths) == (1600, 800, (480, 960, 1600))
    for width in picture.widths:
        with Image.open(file_of(picture, width)) as kept:
            assert kept.size == (width, width // 2)
    assert picture.size == sum(file_of(picture, width).stat().st_size for width in picture.widths)


@pytest.mark.parametrize(
    ("size", "widths", "height"),
    [((100, 50), (100,), 50), ((480, 100), (480,), 100), ((700, 70), (480, 700), 70), ((1, 1), (1,), 1)],
)
def test_small_pictures_stay_small(alice, give, size, widths, height):
    picture = give(alice, bytes_of(drawing(*size), "PNG"))
    assert (picture.widths, picture.height) == (widths, height)


def test_a_very_tall_drawing_stays_whole(alice, give):
    picture = give(alice, bytes_of(drawing(400, 20_000), "PNG"))
    assert (picture.width, picture.height) == (164, 8192)


@pytest.mark.parametrize(
    ("kind", "known"),
    [("JPEG", "jpeg"), ("PNG", "png"), ("WEBP", "webp"), ("GIF", "gif"), ("AVIF", "avif"), ("MPO", "jpeg")],
)
def test_kinds_are_told_by_their_content(alice, give, file_of, kind, known):
    picture = give(alice, bytes_of(drawing(), kind))
    assert picture.format == known
    with Image.open(file_of(picture)) as kept:
        assert looks_upright(kept)


@pytest.mark.parametrize("mode", ["L", "LA", "P", "1", "RGBA", "I;16"])
def test_modes_of_png(alice, give, file_of, mode):
    picture = give(alice, bytes_of(Image.new("L", (90, 60), 255).convert(mode), "PNG"))
    with Image.open(file_of(picture)) as kept:
        assert kept.mode == "RGB"


def test_sixteen_bits_keep_their_greys(alice, give, file_of):
    grey = Image.new("I;16", (90, 60), 128 * 256)
    picture = give(alice, bytes_of(grey, "PNG"))
    with Image.open(file_of(picture)) as kept:
        assert all(abs(channel - 128) < 4 for channel in kept.getpixel((45, 30)))


def test_cmyk(alice, give, file_of):
    picture = give(alice, bytes_of(Image.new("CMYK", (90, 60), (0, 255, 255, 0))))
    with Image.open(file_of(picture)) as kept:
        red, green, blue = kept.convert("RGB").getpixel((45, 30))
        assert red > 200
        assert max(green, blue) < 80


def test_palette_with_transparency(alice, give, file_of):
    paper = drawing().quantize(8)
    picture = give(alice, bytes_of(paper, "PNG", transparency=paper.getpixel((5, 5))))
    with Image.open(file_of(picture)) as kept:
        assert kept.convert("RGBA").getpixel((8, 8))[3] == 0
        assert kept.convert("RGBA").getpixel((110, 70))[3] == 255


def test_first_frame_of_a_moving_picture(alice, give, file_of):
    frames = [drawing(), Image.new("RGB", (120, 80), "white")]
    picture = give(alice, bytes_of(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=100))
    with Image.open(file_of(picture)) as kept:
        assert getattr(kept, "n_frames", 1) == 1
        assert looks_upright(kept)


def test_colours_are_turned_to_srgb(alice, give, file_of):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    for given in (profile, srgb):
        picture = give(alice, bytes_of(drawing(), icc_profile=given.tobytes()))
        assert "ICCP" not in set(chunks(file_of(picture).read_bytes()))
        with Image.open(file_of(picture)) as kept:
            assert looks_upright(kept)


def test_nothing_of_a_polyglot_is_left(alice, give, file_of):
    script = b"<script>alert(1)</script>"
    picture = give(alice, bytes_of(drawing(), comment=script) + script + b"PK\x03\x04")
    content = file_of(picture).read_bytes()
    assert b"script" not in content
    assert b"PK\x03\x04" not in content


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "not a picture"),
        (b"<html><script>alert(1)</script></html>", "not a picture"),
        (b"GIF89a/*<script>*/=1;", "damaged"),
        (b"%PDF-1.7\n", "not a picture"),
        (b"\xff\xd8\xff\xe0", "damaged"),
        (b"\x00" * 5000, "not a picture"),
        (bytes_of(drawing(), "TIFF"), "not a picture"),
        (bytes_of(drawing(), "BMP"), "not a picture"),
        (bytes_of(drawing(), "ICO"), "not a picture"),
        (bytes_of(drawing(), "PPM"), "not a picture"),
        (bytes_of(drawing())[:-300], "damaged"),
        (bytes_of(drawing(), "PNG")[:-40], "damaged"),
        (bytes_of(drawing(), "WEBP")[:-40], "damaged"),
        (bomb(60_000, 60_000), "million pixels"),
        (bomb(6_000, 6_000), "million pixels"),
    ],
    ids=range(16),
)
def test_what_is_no_picture_is_refused_in_words(alice, give, media_root, content, words):
    with pytest.raises(PictureError, match=words):
        give(alice, content)
    assert not Picture.objects.exists()
    assert not [path for path in media_root.rglob("*") if path.is_file()]


def test_a_file_may_lie_about_its_length(alice, viewer_for):
    file = upload(b"\xff" * (UPLOAD_BYTES + 1))
    file.size = 10
    with pytest.raises(PictureError, match="larger than 16 MB"):
        add_picture(actor=viewer_for(alice), account_id=alice.id, file=file, alt="x")


def test_a_decoder_that_does_not_end_is_ended(alice, give, media_root, monkeypatch):
    monkeypatch.setattr(workshop, "DECODE_SECONDS", 0.001)
    with pytest.raises(PictureError, match="damaged"):
        give(alice)
    assert not media_root.exists()


def test_a_decoder_has_little_to_spend():
    greedy = "from pikir.media.decode import give_up_rights; give_up_rights(); bytearray(2**31)"
    ended = subprocess.run([sys.executable, "-c", greedy], capture_output=True, check=False)
    assert b"MemoryError" in ended.stderr


def test_files_go_when_the_row_cannot_be_written(alice, give, media_root, monkeypatch):
    monkeypatch.setattr("pikir.media.actions.record", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        give(alice)
    assert not Picture.objects.exists()
    assert not [path for path in media_root.rglob("*") if path.is_file()]


def test_only_who_speaks_for_the_account_uploads(alice, bob, viewer_for):
    with pytest.raises(PermissionDenied):
        add_picture(actor=viewer_for(bob), account_id=alice.id, file=upload(b""), alt="x")


def test_a_day_has_an_end(alice, give):
    for _ in range(TABLE["picture"].of(Per.NEWCOMER)[0].number):
        spend("picture", alice.id)
    with pytest.raises(TooFastError, match="24 hours"):
        give(alice)


def test_words_are_kept_clean(alice, give):
    picture = give(alice, alt="  қала\u202e\n көрінісі\x00 ", caption="c" * 900, credit="Bob")
    assert (picture.alt, picture.language) == ("қала көрінісі", "kk")
    assert (picture.caption, picture.credit) == ("c" * 500, "Bob")


def test_an_upload_is_written_in_the_log(alice, give):
    picture = give(alice)
    assert Entry.objects.filter(verb="add_picture", object_id=picture.id, actor_id=alice.user.id).exists()


def test_an_import_knows_its_files_again(alice):
    content = bytes_of(drawing())
    kept = keep_picture(account_id=alice.id, file=upload(content), alt="a view")
    digest = hashlib.sha256(content).hexdigest()
    assert picture_with_hash(account_id=alice.id, sha256=digest) == kept
    assert picture_with_hash(account_id=alice.id + 1, sha256=digest) is None


@pytest.mark.skipif(not PHOTOS.is_dir(), reason="photos of real cameras are not here")
@pytest.mark.parametrize("photo", sorted(PHOTOS.glob("*")), ids=lambda photo: photo.name)
def test_real_photos(alice, give, file_of, photo):
    picture = give(alice, photo.read_bytes())
    assert picture.format == ("heif" if photo.suffix.lower() in (".heic", ".heif") else "jpeg")
    for width in picture.widths:
        content = file_of(picture, width).read_bytes()
        assert set(chunks(content)) <= {"VP8", "VP8X", "ALPH"}
        with Image.open(file_of(picture, width)) as kept:
            kept.load()
            assert not kept.getexif()


@pytest.mark.skipif(not PHOTOS.is_dir(), reason="photos of real cameras are not here")
@pytest.mark.parametrize(("name", "wide"), [("landscape_6.jpg", True), ("portrait_8.jpg", False)])
def test_real_photos_stand_upright(alice, give, name, wide):
    picture = give(alice, (PHOTOS / name).read_bytes())
    assert (picture.width > picture.height) is wide
