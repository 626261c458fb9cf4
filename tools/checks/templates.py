"""Every template compiles, and no text that a person meets stands in one untranslated."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from django.template import TemplateSyntaxError, engines
from django.template.base import Lexer, Token, TokenType
from django.template.exceptions import TemplateDoesNotExist
from typing_extensions import override

from checks import files, text_of

TOLD = {"placeholder", "title", "aria-label", "aria-description", "alt", "label"}  # attributes that people read or hear
WORDS_OF_COMPONENTS = re.compile(
    r"\b(label|title|text|alt|hint|legend|placeholder|heading|caption)=([\"'])[^\"']*[^\W\d_][^\"']*\2"
)
LETTER = re.compile(r"[^\W\d_]")
SILENT = {"script", "style", "svg", "code", "kbd"}  # not prose
EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def faults() -> list[str]:
    """Templates that do not compile, and words in them that no catalogue knows."""
    found = []
    for file in files("src/pikir/*/templates/**"):
        if file.suffix in (".html", ".txt", ".xml", ".svg"):
            found += [f"{file}:{line}: {fault}" for line, fault in sorted(_faults_of(file))]
    return found


def _faults_of(file: Path) -> list[tuple[int, str]]:
    source = text_of(file)
    try:
        engines["django"].from_string(source)
    except (TemplateSyntaxError, TemplateDoesNotExist) as fault:
        return [(1, f"does not compile: {fault}")]
    tokens = Lexer(source).tokenize()
    found = [(line, f"component speaks untranslated: {words}") for line, words in _component_words(tokens)]
    bare = "".join(_bare(tokens))
    if file.suffix != ".html":
        prose = enumerate(re.sub(r"<[^>]*>|&\w+;", "", bare).splitlines(), start=1)
        return found + [(line, f"untranslated: {words.strip()}") for line, words in prose if LETTER.search(words)]
    reader = _Reader()
    reader.feed(bare)
    return found + reader.found


def _bare(tokens: list[Token]) -> Iterator[str]:
    """The template with every tag, variable and translated block taken out; line breaks stay."""
    translated = False
    for token in tokens:
        name = token.contents.split()[0] if token.token_type == TokenType.BLOCK and token.contents else ""
        if name in ("blocktranslate", "blocktrans", "comment"):
            translated = True
        if name in ("endblocktranslate", "endblocktrans", "endcomment"):
            translated = False
        if token.token_type == TokenType.TEXT and not translated:
            yield token.contents
        else:
            yield "\n" * token.contents.count("\n")


def _component_words(tokens: list[Token]) -> Iterator[tuple[int, str]]:
    for token in tokens:
        if token.token_type != TokenType.BLOCK or token.contents.startswith(("translate", "blocktrans", "trans ")):
            continue
        if words := WORDS_OF_COMPONENTS.search(token.contents):
            yield token.lineno or 1, words[0]


class _Reader(HTMLParser):
    """Collects words in text and in the attributes that people read; ``translate="no"`` marks names and codes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self.open: list[tuple[str, bool]] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        silent = self._silent() or tag in SILENT or given.get("translate") == "no"
        told = TOLD | ({"content"} if given.get("name") == "description" else set())
        told |= {"value"} if tag == "input" and given.get("type") in ("submit", "button") else set()
        for name in told & given.keys():
            if LETTER.search(given[name] or ""):
                self.found.append((self.getpos()[0], f"untranslated {name}: {given[name]}"))
        if tag not in EMPTY:
            self.open.append((tag, silent))

    @override
    def handle_endtag(self, tag: str) -> None:
        while any(name == tag for name, _ in self.open) and self.open.pop()[0] != tag:
            pass

    @override
    def handle_data(self, data: str) -> None:
        if not self._silent() and LETTER.search(data):
            self.found.append((self.getpos()[0], f"untranslated: {' '.join(data.split())}"))

    def _silent(self) -> bool:
        return bool(self.open) and self.open[-1][1]
