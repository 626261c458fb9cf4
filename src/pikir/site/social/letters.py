"""The faces of the square as Pillow draws them: each run of letters in the cut that has it."""

import re
import unicodedata
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal, NamedTuple

from PIL import ImageFont

from pikir import web

Voice = Literal["serif", "sans-400", "sans-600"]

_FOLDER = Path(web.__file__).parent / "static" / "web" / "fonts"
_WEIGHT = 600  # of headlines; the serif has one axis
# What each cut holds; the README beside the fonts says the same.
_CUTS = {
    "latin": r"\u0020-\u007e\u00a0\u00a7\u00a9\u00ab\u00b0\u00b7\u00bb\u00d7\u2009\u202f\u2011-\u2014\u2019\u201a"
    r"\u201c-\u201e\u2022\u2026\u2191\u2193\u2212",
    "cyr": r"\u0401\u0406\u0410-\u044f\u0451\u0456\u04b0\u04b1\u2116",
    "kk": r"\u0492\u0493\u049a\u049b\u04a2\u04a3\u04ae\u04af\u04ba\u04bb\u04d8\u04d9\u04e8\u04e9",
    "tenge": r"\u20b8",
}
_RUNS = re.compile("|".join(f"(?P<{cut}>[{letters}]+)" for cut, letters in _CUTS.items()))


class Run(NamedTuple):
    """Letters of one cut."""

    cut: str
    text: str


def drawable(text: str, longest: int) -> str:
    """Return what of a text can be drawn, on one line, at most ``longest`` characters.

    A letter that no cut has loses its marks (é becomes e); what then is still unknown, as an emoji or another script
    is, is left out: a hole tells more than a box.
    """
    known = "".join(_known(letter) for letter in unicodedata.normalize("NFC", text[: 4 * longest]))
    return " ".join(known.split())[:longest]


def _known(letter: str) -> str:
    if letter.isspace() or _RUNS.fullmatch(letter):
        return letter
    bare = unicodedata.normalize("NFKD", letter)[:1]
    return bare if _RUNS.fullmatch(bare) else ""


def runs_of(text: str) -> list[Run]:
    """Return a drawable text cut into runs."""
    return [Run(str(found.lastgroup), found[0]) for found in _RUNS.finditer(text)]


@cache
def face(voice: Voice, cut: str, size: int) -> ImageFont.FreeTypeFont:
    """Return one cut of a face; few sizes are ever asked for."""
    font = ImageFont.truetype(_FOLDER / f"{voice}-{cut}.woff2", size)
    if voice == "serif":
        font.set_variation_by_axes([_WEIGHT])
    return font


def width_of(text: str, voice: Voice, size: int) -> float:
    """Return how wide a drawable text stands, in pixels."""
    return sum(face(voice, run.cut, size).getlength(run.text) for run in runs_of(text))


def lines_of(text: str, voice: Voice, size: int, width: int) -> list[str]:
    """Return a drawable text in lines that are at most ``width`` pixels wide; a word that is wider is cut."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and width_of(f"{lines[-1]} {word}", voice, size) <= width:
            lines[-1] += f" {word}"
        else:
            lines += _pieces(word, voice, size, width)
    return lines


def _pieces(word: str, voice: Voice, size: int, width: int) -> list[str]:
    cuts = [0]
    for end in range(1, len(word) + 1):
        if end - cuts[-1] > 1 and width_of(word[cuts[-1] : end], voice, size) > width:
            cuts.append(end - 1)
    return [word[start:end] for start, end in pairwise([*cuts, len(word)])]
