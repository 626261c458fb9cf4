"""Rules of the house that no linter knows: where rows are read and written."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "pikir"
WRITES = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "update", "delete", "save"}
DOORS = {"views", "forms", "api", "feeds"}
WRITERS = {"actions", "models", "migrations", "tests", "sessions"}  # Django asks a store of sessions to write itself
ENGINES = {"jobs", "transfer"}  # rooms whose own rows (leases, origins of imports) are not acts of anybody


def modules(*, inside: set[str] | None = None, outside: set[str] | None = None) -> Iterator[Path]:
    """Modules of the rooms, by the name of a file or of a folder that they stand in."""
    for file in sorted(SOURCE.glob("*/**/*.py")):
        names = {part.removesuffix(".py") for part in file.relative_to(SOURCE).parts}
        if (inside is None or names & inside) and not (outside and names & outside):
            yield file


def manager_calls(file: Path) -> Iterator[tuple[int, str, str]]:
    """Line, model and last name of each chain that begins at a manager: ``Post.objects.filter(…).update(…)``."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and (model := _model_of(node)):
            yield node.lineno, model, node.attr


def _model_of(node: ast.AST) -> str:
    """Name of the model at whose manager the chain begins; empty for other expressions."""
    while isinstance(node, ast.Attribute | ast.Call):
        if isinstance(node, ast.Attribute) and node.attr == "objects":
            return ast.unparse(node.value)
        node = node.func if isinstance(node, ast.Call) else node.value
    return ""


def origins(file: Path) -> dict[str, str]:
    """Module of each name that a file imports."""
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    return {alias.name: node.module or "" for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names}


def shown(file: Path) -> str:
    return file.relative_to(SOURCE).as_posix()


@pytest.mark.parametrize("file", list(modules(inside=DOORS)), ids=shown)
def test_doors_ask_queries_and_access_for_rows(file: Path) -> None:
    assert not sorted({line for line, _, _ in manager_calls(file)})


def test_rows_are_written_by_actions_alone() -> None:
    found = [
        f"{shown(file)}:{line}: {model} {name}"
        for file in modules(outside=WRITERS | ENGINES)
        for line, model, name in manager_calls(file)
        if name in WRITES
    ]
    assert not found


def test_a_room_writes_no_rows_of_another() -> None:
    found = [
        f"{shown(file)}:{line}: {model} {name}"
        for file in modules(outside={"tests", "migrations"})
        for line, model, name in manager_calls(file)
        if name in WRITES
        and (origin := origins(file).get(model, "")).startswith("pikir.")
        and origin.split(".")[1] != file.relative_to(SOURCE).parts[0]
    ]
    assert not found
