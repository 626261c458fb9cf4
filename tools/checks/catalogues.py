"""The catalogues are complete and current, and each text says in its language what the English says."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from babel.messages.catalog import Catalog, Message

from catalogues import FAMILIES, PLURALS, ROOT, Family, find, forms, is_text, is_translated, read
from pikir.kernel.languages import guess_language

GLOSSARY = ROOT / "docs" / "glossary.md"
PLACEHOLDER = re.compile(r"%\((\w+)\)[sdr]|%[sd]|\{(\w+)\}")
TAG = re.compile(r"</?[a-z][^>]*>")
ADDRESS = re.compile(r"https?://\S+|\S+@\S+\.\w+|@/\./\+/-/_")
WORD = re.compile(r"[^\W\d_]+")
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
# Latin words that stay as they are in Kazakh and Russian: names of things that have no other.
LATIN_NAMES = {
    *(
        "Pikir",
        "VI",  # of the numbers of laws
        "Markdown",
        "RSS",
        "SMTP",
        "JPEG",
        "PNG",
        "WebP",
        "GIF",
        "HEIC",
        "AVIF",
        "JSON",
        *("PDF", "ODT", "DOCX", "XLSX", "CSV", "TXT", "ZIP"),
        *("YouTube", "Vimeo", "Rutube", "VK", "SoundCloud"),
        "UUID",
        "HTTPS",
        "LDAP",
        *("ISO", "UTC", "IANA"),
    ),
    *("IP", "IPv", "eID", "PIN", "cookie", "Referer", "Referrer", "Policy", "no", "referrer", "same", "origin"),
    *("DEBUG", "True", "False", "None", "YYYY", "MM", "DD", "HH", "ss", "uuuuuu", "TZ"),
    *("UTF", "SHA", "CSV", "KZ", "alice", "reference", "territory"),  # the last two head columns of a register
}
OPEN_ENDS = ".:?…"  # a mark the sentence ends with in every language; of "!" and "," each has its own custom
FEW_WORDS = 4  # below that, letters alone do not tell the languages apart
FIRST_LETTERS = 3  # of a glossary word; the rest is grammar
# Texts that only look like a word of the glossary.
OTHER_SENSE = {
    "Lead": "the standfirst of a text, not the first place of the front page",
    "Note": "a remark of a framework, not a kind of post",
    "note": "a footnote in the example of Markdown",
    "Messages:": "of a framework, not private letters",
    "of the square: Name": "a thing has a title, a person a name",
    "of a list: Name": "a thing has a title, a person a name",
    "Order": "a sequence, not an official order",
}
# Texts whose placeholder is better left out: what it is filled with is no word of any catalogue.
LEFT_OUT = {"The password is too similar to the %(verbose_name)s.": "the name of a column"}


def faults() -> Iterator[str]:
    """Every fault of every catalogue."""
    words = glossary(GLOSSARY.read_text(encoding="utf-8"))
    for family in FAMILIES:
        for language in PLURALS:
            yield from faults_of(family, language, words[language])


def faults_of(family: Family, language: str, words: dict[str, str]) -> Iterator[str]:
    """Every fault of one catalogue; ``words`` is the glossary of its language."""
    name = f"{family.folder.name}/{language}"
    ours, needed = read(family.file(language), language), family.needed(language)
    for message in filter(is_text, needed):
        if not is_translated(find(ours, message)):
            yield f"{name}: not translated: {_shown(message)!r}"
    for message in filter(is_text, ours):
        if find(needed, message) is None:
            yield f"{name}: nobody says this any more; run messages.py merge: {_shown(message)!r}"
        elif is_translated(message):
            yield from (f"{name}: {fault}: {_shown(message)!r}" for fault in _faults_in(message, ours, language, words))
    if any(True for _ in ours.obsolete):
        yield f"{name}: has obsolete texts; run messages.py merge"


def _shown(message: Message) -> str:
    text = forms(message.id)[0]
    return f"{message.context}: {text}" if message.context else text


def _placeholders(text: str) -> set[str]:
    return {match[0] for match in PLACEHOLDER.finditer(text)}


def _edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def _end(text: str) -> str:
    last = text.strip()[-1:]
    shortened = last == "." and len(text.split()) == 1
    return last if last in OPEN_ENDS and not shortened else ""


# What a text and its translation have in common.
COMMON: dict[str, Callable[[str], object]] = {
    "other placeholders": _placeholders,
    "other marks of HTML": lambda text: Counter(TAG.findall(text)),
    "other space at the ends": _edges,
    "other punctuation at the end": _end,
}


def _faults_in(message: Message, catalog: Catalog, language: str, words: dict[str, str]) -> Iterator[str]:
    plurals = len(forms(message.string))
    if message.pluralizable and plurals != catalog.num_plurals:
        yield f"{plurals} plural forms instead of {catalog.num_plurals}"
        return
    for source, text in _pairs(message, language):
        if source not in LEFT_OUT:
            yield from (fault for fault, of in COMMON.items() if of(source) != of(text))
        said = _bare(text)
        if foreign := sorted(set(LATIN_WORD.findall(said)) - LATIN_NAMES):
            yield f"foreign words {', '.join(foreign)}"
        if len(WORD.findall(said)) >= FEW_WORDS and guess_language(said, language) != language:
            yield f"does not read as {language}"
    expected = words.get(str(message.id).lower())
    if expected and _shown(message) not in OTHER_SENSE and expected[:FIRST_LETTERS] not in str(message.string).lower():
        yield f"the glossary says {expected!r}"


def _pairs(message: Message, language: str) -> list[tuple[str, str]]:
    """Each form of the translation beside the English form that it has to follow."""
    # The first Kazakh form is for one alone and may leave out the number; the first Russian one is for 21 as well.
    source = forms(message.id)
    return [
        (source[0 if language == "kk" and place == 0 else -1], text) for place, text in enumerate(forms(message.string))
    ]


def _bare(text: str) -> str:
    return ADDRESS.sub(" ", TAG.sub(" ", PLACEHOLDER.sub(" ", text)))


def glossary(page: str) -> dict[str, dict[str, str]]:
    """The words of the glossary's table: for kk and ru, English word to ours, all small."""
    words: dict[str, dict[str, str]] = {"ru": {}, "kk": {}}
    for line in page.splitlines():
        cells = [cell.strip().lower() for cell in line.strip().strip("|").split("|")]
        if len(cells) < len(("concept", "en", "ru", "kk")) or not cells[1] or cells[1] in ("en", "---"):
            continue
        english = cells[1].split(", ")
        for language, cell in (("ru", cells[2]), ("kk", cells[3])):
            ours = cell.split(", ")
            if len(ours) == len(english):
                words[language].update(zip(english, ours, strict=True))
    return words
