"""What is made of names and stored beside them: keys to sort and to find by."""

import re
from collections.abc import Iterable

from pikir.kernel.languages import fold_loosely
from pikir.places.kinds import QUERY_WORDS

_WORD = re.compile(r"[^\W_]+")
NAME_GAP, WORD_GAP = "|", " "  # in a search key: before each name, before each further word


def proper_part(name: str) -> str:
    """Return a name from its first capital on: words of kind before it ("region of …") are written small everywhere."""
    words = name.split()
    begin = next((place for place, word in enumerate(words) if not word[0].islower()), 0)
    return " ".join(words[begin:])


def search_words(text: str) -> list[str]:
    """Return the words of a name or a query as they are compared: Kazakh letters as on a Russian keyboard."""
    return _WORD.findall(fold_loosely(text).replace("'", "").replace("\u2019", ""))


def search_key(names: Iterable[str]) -> str:
    """Return all names, whole and from their first capital on, as words to be found by their beginnings."""
    forms = [form for name in names for form in (name, proper_part(name))]
    keys = dict.fromkeys(WORD_GAP.join(search_words(form)) for form in forms)
    return NAME_GAP + NAME_GAP.join(keys) + NAME_GAP


def matches(key: str, text: str) -> bool:
    """Whether each word of a query begins a word of the search key, as ``queries.search`` finds it."""
    words = search_words(text)[:QUERY_WORDS]
    return bool(words) and all(NAME_GAP + word in key or WORD_GAP + word in key for word in words)
