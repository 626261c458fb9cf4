"""The source that a square hands out is the whole program, and nothing of the square."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

import pikir
from pikir import __version__

PACKAGE = Path(pikir.__file__).parent


@pytest.fixture
def packed(client: Client, settings: Any, tmp_path: Path, db: None) -> zipfile.ZipFile:
    settings.RUN_FOLDER = tmp_path
    answer = client.get("/source/")
    assert answer["Content-Disposition"] == f'attachment; filename="pikir-{__version__}.zip"'
    return zipfile.ZipFile(io.BytesIO(b"".join(answer)))


def test_every_file_of_the_program_is_in_it(packed: zipfile.ZipFile) -> None:
    files = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*") if path.is_file()}
    program = {name for name in files if "__pycache__" not in name and "/." not in f"/{name}"}
    there = {name.removeprefix(f"pikir-{__version__}/") for name in packed.namelist()}
    assert {f"src/pikir/{name}" for name in program} <= there
    assert {"LICENSE", "Makefile", "pyproject.toml"} <= there


def test_nothing_that_a_square_or_a_tool_left_behind_is_in_it(packed: zipfile.ZipFile) -> None:
    names = [name.removeprefix(f"pikir-{__version__}/") for name in packed.namelist()]
    assert not [name for name in names if "__pycache__" in name or name.startswith(("data/", "bench/data/", "."))]


def test_it_is_packed_once(client: Client, settings: Any, tmp_path: Path, db: None) -> None:
    settings.RUN_FOLDER = tmp_path
    first, again = (b"".join(client.get("/source/")) for _ in range(2))
    assert first == again
    assert [file.suffix for file in tmp_path.iterdir()] == [".zip"]
