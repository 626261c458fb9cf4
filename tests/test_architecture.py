"""Rules of the house that no linter knows: where rows are read and written."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "pikir"
WRITES = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "update", "delete", "save"}
# Rooms whose very work is rows: what they write is the queue or the inner log itself, not an act of somebody.
WRITERS = {"actions", "models.py", "migrations", "tests"}
DOORS = {"views", "views.py", "forms", "forms.py", "api.py", "feeds.py"}


def modules(*, inside: set[str] | None = None, outside: set[str] | None = None) -> Iterator[Path]:
    """Modules of the rooms, by the name of a file or a folder in their room."""
    for file in sorted(SOURCE.glob("*/**/*.py")):
        parts = set(file.relative_to(SOURCE).parts[1:])
        stems = {f"{part.removesuffix('.py')}" for part in parts} | parts
        if (inside is None or stems & inside) and not (outside and stems & outside):
            yield file


def manager_calls(file: Path) -> Iterator[tuple[int, str]]:
    """Line and last name of each chain that begins at a manager: ``Post.objects.filter(…).update(…)``."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and _from_manager(node):
            yield node.lineno, node.attr


def _from_manager(node: ast.AST) -> bool:
    while isinstance(node, ast.Attribute | ast.Call):
        if isinstance(node, ast.Attribute) and node.attr == "objects":
            return True
        node = node.func if isinstance(node, ast.Call) else node.value
    return False


@pytest.mark.parametrize("file", list(modules(inside=DOORS)), ids=lambda file: str(file.relative_to(SOURCE)))
def test_doors_ask_queries_and_access_for_rows(file: Path) -> None:
    found = sorted({line for line, _ in manager_calls(file)})
    assert not found, f"{file.name} reaches for rows itself in lines {found}"


def test_rows_are_written_by_actions_alone() -> None:
    found = [
        f"{file.relative_to(SOURCE)}:{line}: {name}"
        for file in modules(outside=WRITERS)
        for line, name in manager_calls(file)
        if name in WRITES
    ]
    assert not found, "\n".join(found)
