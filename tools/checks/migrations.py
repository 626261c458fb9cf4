"""Migrations are complete, and stand still: they lean on nothing that may change under them."""

import ast
import io
from pathlib import Path

from django.core.management import call_command

from checks import files, text_of

STEADY = ("pikir.kernel", "pikir.web.fields")  # pure functions and column types, which old migrations may name


def faults() -> list[str]:
    """Models without a migration, and imports of moving code in migrations."""
    return [*_missing(), *(fault for file in files("src/pikir/*/migrations/*.py") for fault in _moving(file))]


def _missing() -> list[str]:
    said = io.StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said, stderr=said)
    except SystemExit:
        return [f"migrations are missing; run pikir makemigrations:\n{said.getvalue().rstrip()}"]
    return []


def _moving(file: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(text_of(file))):
        match node:
            case ast.Import():
                names = [alias.name for alias in node.names]
            case ast.ImportFrom():
                names = [node.module or ""]
            case _:
                continue
        moving = [name for name in names if name.startswith("pikir") and not name.startswith(STEADY)]
        found += [f"{file}:{node.lineno}: imports {name}" for name in moving]
    return found
