"""Words of one language that are left over on a page of another."""

import re

from django.conf import settings
from django.utils.html import strip_tags

from checks.catalogues import LATIN_NAMES
from pikir.kernel.languages import guess_language

OWN_NAMES = {name for _, name in settings.LANGUAGES}  # each language names itself in its own words
ADDRESS = re.compile(r"https?://\S+|\S+@\S+|/\S+/|@/\./\+/-/_")
LATIN = re.compile(r"[A-Za-z]{2,}")
CYRILLIC = re.compile("[\u0400-\u04ff]{3,}")  # two letters may be a unit
KAZAKH = re.compile("[әғқңөұүһі]", re.IGNORECASE)
SENTENCE = 4  # words, from which the letters tell Kazakh from Russian


def leftovers(text: str, language: str) -> list[str]:
    """What of ``text`` belongs to another language than ``language``."""
    for name in OWN_NAMES:
        text = text.replace(name, " ")
    text = ADDRESS.sub(" ", strip_tags(text))
    if language == "en":
        return CYRILLIC.findall(text)
    found = [word for word in LATIN.findall(text) if word not in LATIN_NAMES]
    if language == "ru":
        found += KAZAKH.findall(text)
    words = re.findall(r"[^\W\d_]+", text)
    if len(words) >= SENTENCE and guess_language(text, language) != language:
        found.append(text)
    return found
