"""Kazakh in Latin letters, by the alphabet presented in 2021, and back again.

Source of the table: the draft of the national commission, April 2021, of 31 letters (Ää Ğğ Iı İi Ññ Öö Ūū Üü Şş). It
has no signs for letters that Kazakh writes in borrowed words only; those are written as the draft's orthography says,
and that loses something: ё ц ч щ ъ ь э cannot be read back. One Latin letter stands for и and й, and one for х and һ:
where they stand in a word says which it was, as a rule.
"""

import re
from functools import lru_cache

_PAIRS = (
    "аa әä бb вv гg ғğ дd еe жj зz иi йi кk қq лl мm нn ңñ оo өö пp рr сs тt уu ұū үü фf хh һh шş ыy іı "
    "ёio цs чş щşş эe юiu яia ъ ь"
)
_LATIN = {pair[0]: pair[1:] for pair in _PAIRS.split()}
_VOWELS = "аәеиоөуұүыіэюяё"
_SPECIAL = {"i": "İ", "ı": "I"}  # whose capitals Python would mix up: the capital of ı is I, that of i is İ
_SMALL = {capital: letter for letter, capital in _SPECIAL.items()}
_CYRILLIC_WORD = re.compile("[а-яёәғқңөұүһі]+", re.IGNORECASE)
_LATIN_WORD = re.compile("[a-zäğıiñöūüş\u0130]+", re.IGNORECASE)
_CYRILLIC = {latin: letter for letter, latin in _LATIN.items() if latin and letter not in "эцчщйхёюя"}
# The words of common use that have һ; all others have х.
_WITH_SHE = re.compile("g[aä]uhar|qahar|şah(?![mt])|jahan|jiha[nz]|aidahar|bahad|[aäeuü]h$|päh$")


def to_latin(text: str) -> str:
    """Return Kazakh text in Latin letters; what is not Cyrillic stays as it is. In time linear to its length."""
    return _CYRILLIC_WORD.sub(lambda found: _word_to_latin(found[0]), text)


def to_cyrillic(text: str) -> str:
    """Return Kazakh text in Cyrillic letters. What ``to_latin`` made comes back where ``is_lossless`` says so.

    Words in other Latin alphabets, with a c, w or x, stay as they are.
    """
    return _LATIN_WORD.sub(lambda found: _word_to_cyrillic(found[0]), text)


def is_lossless(word: str) -> bool:
    """Whether a Cyrillic word comes back from Latin letters as it was."""
    return to_cyrillic(to_latin(word)) == word


@lru_cache(maxsize=1 << 14)  # a page repeats its words, and the next page most of them
def _word_to_latin(word: str) -> str:
    shouted = len(word) > 1 and word.isupper()
    return "".join(_capital(_LATIN[letter.lower()], letter, shouted=shouted) for letter in word)


def _capital(latin: str, letter: str, *, shouted: bool) -> str:
    if letter.islower() or not latin:
        return latin
    rest = latin[1:]
    return _upper(latin[0]) + ("".join(map(_upper, rest)) if shouted else rest)


def _upper(letter: str) -> str:
    return _SPECIAL.get(letter) or letter.upper()


def _word_to_cyrillic(word: str) -> str:
    small = "".join(_SMALL.get(letter) or letter.lower() for letter in word)
    if any(letter not in _CYRILLIC and letter != "h" for letter in small):
        return word
    read = _read(small)
    if len(word) > 1 and word == "".join(map(_upper, small)):
        return read.upper()
    return read[0].upper() + read[1:] if word[0] != small[0] else read


def _read(word: str) -> str:
    letters: list[str] = []
    place = 0
    while place < len(word):
        read, taken = _letter_at(word, place, letters[-1] if letters else "")
        letters.append(read)
        place += taken
    return "".join(letters)


def _letter_at(word: str, place: int, before: str) -> tuple[str, int]:
    """Return the Cyrillic letter at a place of a Latin word and how many Latin letters it takes."""
    letter, after = word[place], word[place + 1 : place + 2]
    after_vowel = not before or before in _VOWELS
    if letter == "i" and (after == "u" or (after == "a" and after_vowel)):
        return ("ю" if after == "u" else "я"), 2
    if letter == "i":
        return ("й" if before and after_vowel else "и"), 1
    if letter == "h":
        return ("һ" if _WITH_SHE.match(word) else "х"), 1
    return _CYRILLIC[letter], 1
