"""A folder of its own for the pictures of each test, and a way to upload one."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override

from pikir.accounts.access import Viewer
from pikir.accounts.models import Account
from pikir.media import access
from pikir.media.actions import add_picture
from pikir.media.models import Picture
from pikir.media.tests.samples import bytes_of, drawing, upload


@pytest.fixture(autouse=True)
def media_root(tmp_path: Path, settings: Any) -> Path:
    """Where the pictures of this test lie."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Refusals are read in English, whatever language an earlier test spoke."""
    with override("en"):
        yield


@pytest.fixture
def gates(monkeypatch: pytest.MonkeyPatch) -> None:
    """No room above shows pictures; the test registers its own gate."""
    monkeypatch.setattr(access, "_gates", [])
    monkeypatch.setattr(access, "_holders", [])


@pytest.fixture
def show_to(gates: None) -> Callable[[Callable[[Viewer], bool]], None]:
    """``show_to(lambda viewer: …)``: something shows every picture to such viewers."""

    def register(condition: Callable[[Viewer], bool]) -> None:
        access.register_gate(lambda viewer, ids: ids if condition(viewer) else (), lambda ids: ids)

    return register


@pytest.fixture
def give(viewer_for: Callable[[Account], Viewer]) -> Callable[..., Picture]:
    """``give(alice, content)``: alice uploads a file."""

    def make(account: Account, content: bytes | None = None, **words: Any) -> Picture:
        file = upload(bytes_of(drawing(1000, 600)) if content is None else content)
        return add_picture(actor=viewer_for(account), account_id=account.id, file=file, **{"alt": "a view", **words})

    return make


@pytest.fixture
def file_of(media_root: Path) -> Callable[..., Path]:
    """``file_of(picture)``: its widest file; ``file_of(picture, 480)``: that one."""

    def find(picture: Picture, width: int = 0) -> Path:
        return media_root / f"pictures/{picture.id % 256:02x}/{picture.id}-{width or picture.width}.webp"

    return find
