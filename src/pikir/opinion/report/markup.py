"""HTML and SVG as a tree of calls: whatever is put in is escaped, unless it was made here."""

from collections.abc import Iterable
from html import escape

VOID = frozenset({"br", "meta", "hr"})
Part = str | int | None | Iterable["Part"]


class Html(str):
    """Text that is markup already."""

    __slots__ = ()


def tag(name: str, /, *parts: Part, **attributes: str | float | bool | None) -> Html:
    """Return an element; ``class_`` is class, ``_`` in names of attributes ``-``; None and False leave them out."""
    said = "".join(
        _attribute(key, value) for key, value in attributes.items() if value is not None and value is not False
    )
    if name in VOID:
        return Html(f"<{name}{said}>")
    return Html(f"<{name}{said}>{join(parts)}</{name}>")


def join(parts: Iterable[Part]) -> Html:
    """Return parts one after the other; None is nothing."""
    return Html("".join(map(_text, parts)))


def _text(part: Part) -> str:
    if part is None:
        return ""
    if isinstance(part, Html):
        return part
    if isinstance(part, str | int):
        return escape(str(part), quote=False)
    return join(part)


def _attribute(key: str, value: str | float | bool) -> str:
    name = key.rstrip("_").replace("_", "-")
    if value is True:
        return f" {name}"
    return f' {name}="{escape(f"{value:g}" if isinstance(value, float) else str(value))}"'
