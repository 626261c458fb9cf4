"""What the pages of reports are built from, in the look of the square."""

from collections.abc import Iterable, Sequence
from importlib.resources import files

from .markup import Html, Part, tag
from .words import Words

STYLES = ("web/static/web/tokens.css", "web/static/web/base.css", "opinion/report/report.css")


def document(words: Words, title: str, parts: Sequence[Part], foot: str) -> str:
    """Return a page that stands alone, in the look of the square."""
    style = "@layer tokens, base, components, page;\n" + "\n".join(
        files("pikir").joinpath(name).read_text(encoding="utf-8") for name in STYLES
    )
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", title),
        tag("style", Html(style)),
    )
    return (
        "<!doctype html>\n"
        + tag("html", head, tag("body", tag("main", parts), tag("footer", foot)), lang=words.language)
        + "\n"
    )


def section(title: str, *parts: Part) -> Html:
    """Return a part of the page under a heading."""
    return tag("section", tag("h2", title), parts)


def facts(pairs: Iterable[tuple[str, str]]) -> Html:
    """Return large numbers, each over its name."""
    return tag("dl", [tag("div", tag("dt", name), tag("dd", value)) for name, value in pairs], class_="facts")


def paragraphs(*texts: str) -> list[Html]:
    """Return each text as a paragraph."""
    return [tag("p", text) for text in texts]


def bullets(*texts: Part) -> Html:
    """Return each text as a point of a list."""
    return tag("ul", [tag("li", text) for text in texts])


def table(heads: Sequence[str], rows: Iterable[Sequence[Part]], wide: int = -1) -> Html:
    """Return a table that scrolls by itself; the column ``wide`` holds sentences, the others numbers."""
    body = [
        tag("tr", [tag("td", cell, class_="wide" if place == wide else "num") for place, cell in enumerate(row)])
        for row in rows
    ]
    head = tag("tr", [tag("th", name, class_=None if place == wide else "num") for place, name in enumerate(heads)])
    return tag("div", tag("table", tag("thead", head), tag("tbody", body)), class_="scroll", tabindex=0)
