"""Plain text: clean what people type, shorten it, count it."""

import math
import re
import unicodedata

# Calm reading on a screen, words a minute: Kazakh and Russian words are longer than English ones and carry more.
_WORDS_A_MINUTE = {"kk": 160, "ru": 180, "en": 230}

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_JOINERS = "\u200c\u200d"  # shape letters and join emoji, so they stay inside a text
_BLANK_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"  # letters by their category that look like nothing
_INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn")  # controls, direction marks and overrides, halves, private, unassigned
_LAST_WORD = re.compile(r"\s+\S*$")


def normalise(text: str) -> str:
    """Return ``text`` in NFC, the form everything is stored in, with each line end as one line feed."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def strip_controls(text: str) -> str:
    """Return ``text`` in NFC, on one line, without characters that do not show or that turn the direction of others.

    For names and titles. Each run of space is one space, and the ends are bare.
    """
    shown = "".join(_shown(letter) for letter in normalise(text))
    return " ".join(shown.split()).strip(f" {_JOINERS}")


def _shown(letter: str) -> str:
    if letter.isspace() or letter in _BLANK_LETTERS:
        return " "
    if letter in _JOINERS:
        return letter
    return "" if unicodedata.category(letter) in _INVISIBLE else letter


def excerpt(plain: str, limit: int) -> str:
    """Return the beginning of ``plain`` on one line, at most ``limit`` characters, cut between words.

    "…" marks the cut. A single word longer than the limit is cut inside. Raises ValueError for a limit below 1.
    """
    if limit < 1:
        raise ValueError("an excerpt has at least one character")
    line = " ".join(plain.split())
    if len(line) <= limit:
        return line
    head = _LAST_WORD.sub("", line[:limit])
    return head.rstrip(" ,;:–—-(«“\"'")[: limit - 1] + "…"


def count_words(plain: str) -> int:
    """Return the number of words and numbers in ``plain``."""
    return sum(1 for _ in _WORD.finditer(plain))


def reading_minutes(words: int, language: str) -> int:
    """Return the whole minutes it takes to read ``words`` words, at least one."""
    return max(1, math.ceil(words / _WORDS_A_MINUTE.get(language, _WORDS_A_MINUTE["ru"])))
