"""Words taken out of a text: each leaves a mark with a number, so that it can be put back wherever the mark is now."""

import re
from collections.abc import Mapping

_MARK = r"█(?: [^█\n]{1,40} )?(\d{1,4}) ?█"


def mark(number: int, word: str = "") -> str:
    """What stands in place of words: ``word`` says in the language of the text that something was taken out."""
    return f"█ {word} {number} █" if word else f"█{number}█"


def take_out(text: str, phrases: Mapping[int, str], word: str = "") -> str:
    """Put marks in place of every occurrence of the phrases, the longest first; what is marked already stays."""
    numbers = {phrase: number for number, phrase in phrases.items() if phrase}
    if not numbers:
        return text
    longest = sorted(numbers, key=len, reverse=True)
    searched = re.compile("|".join([f"(?:{_MARK})", *map(re.escape, longest)]))
    return searched.sub(lambda found: mark(numbers[found[0]], word) if found[0] in numbers else found[0], text)


def put_back(text: str, phrases: Mapping[int, str]) -> str:
    """Put the phrases back in place of their marks; marks of other numbers stay."""
    return re.sub(_MARK, lambda found: phrases.get(int(found[1]), found[0]), text)
