"""No file over 500 lines, no function over 80: a long file is a room within the room."""

import ast

from checks import files, text_of

FILE_LINES = 500
FUNCTION_LINES = 80
SOURCES = ("*.py", "*.js", "*.css", "*.html", "Makefile")
FOREIGN = "vendor"  # stands unchanged as its authors wrote it


def faults() -> list[str]:
    """Every file and function that has become a crowd."""
    found = []
    for file in files(*SOURCES):
        if FOREIGN in file.parts:
            continue
        text = text_of(file)
        lines = text.count("\n")
        if lines > FILE_LINES:
            found.append(f"{file}:1: {lines} lines; at most {FILE_LINES}")
        if file.suffix == ".py":
            found += [f"{file}:{line}: {fault}" for line, fault in _long_functions(text)]
    return found


def _long_functions(source: str) -> list[tuple[int, str]]:
    functions = [
        node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    lengths = [(node, (node.end_lineno or node.lineno) - node.lineno + 1) for node in functions]
    return [
        (node.lineno, f"{node.name} has {lines} lines; at most {FUNCTION_LINES}")
        for node, lines in lengths
        if lines > FUNCTION_LINES
    ]
