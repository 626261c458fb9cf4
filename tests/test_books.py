"""What the books list is what there is."""

import re
from pathlib import Path

from pikir.config.environment import rules

ROOT = Path(__file__).resolve().parent.parent


def rows(book: str, *, under: str = "", columns: int) -> list[list[str]]:
    """Cells of the table rows of a book, below a heading when one is named; code marks taken off."""
    text = (ROOT / "docs" / book).read_text(encoding="utf-8")
    part = text.split(f"## {under}\n", 1)[1].split("\n## ", 1)[0] if under else text
    lines = [line for line in part.splitlines() if line.startswith("| ") and not line.startswith("| ---")]
    cells = [[cell.strip().strip("`") for cell in line.strip("| ").split(" | ")] for line in lines]
    return [row for row in cells[1:] if len(row) == columns]


def wanted(name: str) -> list[str]:
    lines = (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines()
    return [re.split(r"[<>=\[;]", line)[0] for line in lines if line and not line.startswith("-")]


def test_every_direct_dependency_is_explained() -> None:
    for heading, file in (
        ("In a running square", "run.in"),
        ("For tests and checks", "dev.in"),
        ("For `make lock` alone", "lock.in"),
    ):
        listed = [row[0] for row in rows("dependencies.md", under=heading, columns=4)]
        assert sorted(listed, key=str.lower) == sorted(wanted(file), key=str.lower)


def test_every_lock_pins_with_hashes_and_names_no_address() -> None:
    for lock in (ROOT / "requirements").glob("*.lock"):
        text = lock.read_text(encoding="utf-8")
        pinned = re.findall(r"^([\w.-]+(?:\[[\w,]+\])?)==\S+(?: ;[^\\\n]*)? \\\n    --hash=", text, re.MULTILINE)
        named = re.findall(r"^[\w.-]+", text, re.MULTILINE)
        assert len(pinned) == len(named) > 0
        assert "://" not in text


def test_every_setting_is_explained() -> None:
    listed = {row[0]: (row[1], row[2], row[3]) for row in rows("operate.md", under="Settings", columns=4)}
    known = {rule.variable: (name, rule.example, rule.meaning) for name, rule in rules().items()}
    assert listed == known


def test_every_link_between_books_leads_somewhere() -> None:
    books = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    for book in books:
        text = book.read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
            assert (book.parent / target).exists(), f"{book.name} leads to {target}, which is not there"
