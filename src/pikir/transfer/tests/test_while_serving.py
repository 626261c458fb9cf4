"""Backup and restore beside a running square: its readers see the old square or the new one at once."""

import subprocess
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from square import COMMAND, Square

NEW = Path(__file__).with_name("one_post.xml")


def run(square: Square, *arguments: str) -> None:
    subprocess.run([COMMAND, *arguments], env=square.environment(), check=True, capture_output=True, timeout=120)


def read(square: Square, address: str) -> str:
    request = Request(square.url + address, headers={"Accept-Encoding": "identity"})  # noqa: S310  # our own server
    with urlopen(request, timeout=30) as answer:  # noqa: S310  # as above
        return answer.read().decode()


@pytest.mark.serve
def test_a_restore_is_seen_on_the_next_request(empty_square: Square, tmp_path: Path) -> None:
    run(empty_square, "backup", str(tmp_path / "square.tar.gz"))
    before = read(empty_square, "/kk/newest/")
    run(empty_square, "import", "wordpress", str(NEW), "--into", "dala")
    assert "Жел туралы" in read(empty_square, "/kk/newest/")
    run(empty_square, "restore", str(tmp_path / "square.tar.gz"))
    assert read(empty_square, "/kk/newest/") == before
    run(empty_square, "import", "wordpress", str(NEW), "--into", "dala")
    assert "Жел туралы" in read(empty_square, "/kk/newest/")
