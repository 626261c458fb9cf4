"""The source of this very square, as its licence promises everyone who uses it."""

import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from pikir import __version__
from pikir.kernel.ids import make_name

PACKAGE = Path(__file__).resolve().parents[2]
# Beside the package in a checkout. A list of what goes in, not of what stays out: settings and data never slip through.
BESIDE = (
    "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "NOTICE", "README.md", "SECURITY.md", "conftest.py",
    "pyproject.toml", "bench", "docs", "requirements", "tests", "tools",
)  # fmt: skip
LEFT_OUT = ("__pycache__", "bench/data")  # what programs left there


@require_safe
def source(_request: HttpRequest) -> HttpResponseBase:
    """Send the program as a ZIP file, made when the program has changed since the last one."""
    archive = Path(settings.RUN_FOLDER) / f"source-{_stamp()}.zip"
    if not archive.exists():
        _pack(dict(_files()), archive)
    return FileResponse(archive.open("rb"), as_attachment=True, filename=f"pikir-{__version__}.zip")


@cache  # what changes while a process runs is not the program that it runs
def _stamp() -> int:
    return max(path.stat().st_mtime_ns for _name, path in _files())


def _files() -> Iterator[tuple[str, Path]]:
    yield from _below(PACKAGE, "src/pikir")
    root = PACKAGE.parents[1]
    if not (root / "pyproject.toml").is_file():
        return
    for name in BESIDE:
        if (root / name).is_file():
            yield name, root / name
        else:
            yield from _below(root / name, name)


def _below(folder: Path, name: str) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        inside = f"{name}/{path.relative_to(folder).as_posix()}"
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden and not any(f"/{left}/" in f"/{inside}" for left in LEFT_OUT):
            yield inside, path


def _pack(files: dict[str, Path], archive: Path) -> None:
    draft = archive.with_name(f"{make_name()}.part")  # others may be at it too
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, path in files.items():
            packed.write(path, f"pikir-{__version__}/{name}")
    for old in archive.parent.glob("source-*.zip"):
        if old != archive:
            old.unlink(missing_ok=True)
    draft.rename(archive)
