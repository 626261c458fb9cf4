"""Parts of pictures painted over: gone from every file, sealed, and put back to the last byte."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from PIL import Image

from harness.people import viewer_of
from pikir.accounts.models import Account
from pikir.audit.models import Entry
from pikir.kernel.belongings import Owner, parts
from pikir.media.actions import mask_picture, sweep_pictures
from pikir.media.decode import PAINT
from pikir.media.masking import draw_masks, forget_original
from pikir.media.models import Picture
from pikir.media.tests.samples import bytes_of

LEFT, RIGHT = [0, 0, 400, 1000], [600, 0, 400, 1000]
Mask = Callable[..., Picture]


def striped() -> bytes:
    """A red picture, 1000 by 600."""
    return bytes_of(Image.new("RGB", (1000, 600), (230, 30, 30)))


@pytest.fixture
def judge(person: Callable[..., Account]) -> Account:
    return person("judge", roles=["moderator"])


@pytest.fixture
def picture(alice: Account, give: Callable[..., Picture], show_to: Callable[..., None]) -> Picture:
    show_to(lambda _viewer: True)
    return give(alice, striped())


@pytest.fixture
def mask(judge: Account) -> Mask:
    def act(picture: Picture, *masks: list[int]) -> Picture:
        return mask_picture(actor=viewer_of(judge), picture_id=picture.id, masks=masks, reason="A number plate.")

    return act


def sent(picture: Picture, width: int) -> bytes:
    """What a guest is sent; empty when it is nothing."""
    answer = Client().get(f"/media/{picture.name}-{width}.webp")
    content = b"".join(answer)
    return content if answer.status_code == 200 else b""


def stored(picture: Picture, root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "pictures").rglob(f"{picture.id}-*")}


def near(pixel: tuple[int, ...], colour: tuple[int, ...]) -> bool:
    return all(abs(one - other) < 12 for one, other in zip(pixel, colour, strict=True))


def test_what_is_painted_over_is_in_no_file_and_comes_back_to_the_last_byte(
    picture: Picture, mask: Mask, media_root: Path, run_jobs: Callable[[], int]
) -> None:
    before = stored(picture, media_root)
    whole = {width: sent(picture, width) for width in picture.widths}
    masked = mask(picture, LEFT)
    assert [sent(one, width) for one in (picture, masked) for width in picture.widths] == [b""] * 6  # from now on
    run_jobs()
    for width in masked.widths:
        shown = Image.open(BytesIO(sent(masked, width))).convert("RGB")
        assert shown.size == Image.open(BytesIO(whole[width])).size
        for x in range(0, round(width * 0.39), width // 40):
            assert near(shown.getpixel((x, shown.height // 2)), PAINT)
        assert near(shown.getpixel((width - 5, 5)), (230, 30, 30))
        assert sent(picture, width) == b""
    assert not [name for name, content in stored(picture, media_root).items() if content in before.values()]
    put_back = mask(masked)
    run_jobs()
    assert {width: sent(put_back, width) for width in put_back.widths} == whole
    assert stored(picture, media_root) == before
    assert [entry.verb for entry in Entry.objects.filter(kind="picture").order_by("id")][-2:] == [
        "mask_picture",
        "unmask_picture",
    ]


def test_masks_change_and_no_file_of_earlier_ones_stays(
    picture: Picture, mask: Mask, media_root: Path, run_jobs: Callable[[], int]
) -> None:
    before = stored(picture, media_root)
    mask(picture, LEFT)
    run_jobs()
    both = mask(picture, LEFT, RIGHT)
    run_jobs()
    shown = Image.open(BytesIO(sent(both, 1000))).convert("RGB")
    assert near(shown.getpixel((5, 5)), PAINT)
    assert near(shown.getpixel((995, 5)), PAINT)
    assert near(shown.getpixel((500, 5)), (230, 30, 30))
    assert len(stored(picture, media_root)) == 2 * len(picture.widths)  # the sealed and the painted
    mask(picture, RIGHT)
    mask(picture)  # before anything was drawn
    run_jobs()
    assert stored(picture, media_root) == before


def test_work_that_was_broken_off_is_done_again(picture: Picture, mask: Mask, media_root: Path) -> None:
    before = stored(picture, media_root)
    mask(picture, LEFT)
    folder = media_root / f"pictures/{picture.id % 256:02x}"
    (folder / f"{picture.id}-480.sealed").write_bytes(b"gAAAAAB half of a se")
    draw_masks(picture_id=picture.id)
    mask(picture)
    (folder / f"{picture.id}-480.webp").write_bytes(b"RIFF half")
    draw_masks(picture_id=picture.id)
    draw_masks(picture_id=picture.id)
    assert stored(picture, media_root) == before


def test_the_sweep_leaves_what_is_shown_and_sealed(
    picture: Picture, mask: Mask, media_root: Path, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pikir.media.actions.ORPHAN_HOURS", -1)
    mask(picture, LEFT)
    kept = stored(picture, media_root)
    sweep_pictures(now=timezone.now())
    assert stored(picture, media_root) == kept
    draw_masks(picture_id=picture.id)
    kept = stored(picture, media_root)
    folder = media_root / f"pictures/{picture.id % 256:02x}"
    (folder / f"{picture.id}-480.webp").write_bytes(b"left over")
    sweep_pictures(now=timezone.now())
    assert stored(picture, media_root) == kept


def test_an_archive_holds_the_picture_as_it_is_shown(alice: Account, picture: Picture, mask: Mask) -> None:
    masked = mask(picture, LEFT)
    part = next(part for part in parts() if part.name == "pictures")
    owner = Owner(user_id=alice.user.pk, account_id=alice.pk, email="")
    assert part.files is not None
    assert list(part.files(owner)) == []
    draw_masks(picture_id=picture.id)
    [(path, open_file)] = part.files(owner)
    assert path == f"media/{masked.name}.webp"
    with open_file() as file:
        assert file.read() == sent(masked, 1000)


def test_what_is_forgotten_stays_painted_over(picture: Picture, mask: Mask, media_root: Path) -> None:
    masked = mask(picture, LEFT)
    forget_original(picture_id=picture.id)
    assert not [name for name in stored(picture, media_root) if name.endswith(".sealed")]
    assert len(stored(picture, media_root)) == len(picture.widths)
    assert sent(masked, 1000)


def test_only_who_judges_paints(bob: Account, picture: Picture) -> None:
    with pytest.raises(PermissionDenied):
        mask_picture(actor=viewer_of(bob), picture_id=picture.id, masks=[LEFT], reason="x")
    assert json.dumps(Picture.objects.get().masks) == "[]"
