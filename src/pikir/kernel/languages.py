"""Kazakh, Russian and English as letters: guess a language, sort, match, and write in ASCII.

No database here sorts or folds Kazakh right, so what it compares is made here and stored. Everything is deterministic
and cheap enough for a web process.
"""

import re
import unicodedata

LANGUAGES = ("kk", "ru", "en")
SORT_KEY_LENGTH = 240  # upper bound of a sort key in characters; a column for one needs no more
SLUG_LENGTH = 60  # short enough to be read in an address, long enough for a headline

_KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_LATIN_VARIANTS = {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th", "ŋ": "n"}


def _words(text: str) -> list[str]:
    return text.split()


# Parts of a sort key, lowest first: gap of levels, gap of words, digits, then the letters of both alphabets from ":" to
# "}"; every other letter stands for itself above them.
_LEVEL_GAP, _WORD_GAP, _FIRST_LETTER = " ", "!", ord(":")
_PLAIN, _CAPITAL = "-", "^"
_LEVEL_LENGTH = (SORT_KEY_LENGTH - 2) // 3
_WEIGHTS = {
    language: {letter: chr(_FIRST_LETTER + place) for place, letter in enumerate(alphabet)}
    for language, alphabet in {
        "kk": _KAZAKH + _LATIN,
        "ru": _KAZAKH.replace("ё", "") + _LATIN,  # ё stands with е
        "en": _LATIN + _KAZAKH,
    }.items()
}

_ROMAN_RUSSIAN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщыэюяъь",
        [*_words("a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch y e yu ya"), "", ""],
        strict=True,
    )
)
_ROMAN_KAZAKH = dict(zip("әғқңөұүһіжйхщёюя", _words("a g q n o u u h i j i h sh io iu ia"), strict=True))
_ROMAN = {"ru": _ROMAN_KAZAKH | _ROMAN_RUSSIAN, "kk": _ROMAN_RUSSIAN | _ROMAN_KAZAKH}

_RUSSIAN_KEYBOARD = str.maketrans("әғқңөұүһі", "агкноуухи")

# How much a letter speaks for Kazakh (above zero) or Russian (below), in bits: the logarithm of its shares in both.
_LETTER_EVIDENCE = {
    **dict.fromkeys("әғқңөұүіһ", 8),
    "ы": 2,
    **dict.fromkeys("абдж", 1),
    **dict.fromkeys("пгус", -1),
    **dict.fromkeys("хяицофэ", -2),
    **dict.fromkeys("щвёчьюъ", -5),
}
_WEAK_EVIDENCE = 2  # at most one doubtful letter: where the text is written says more
_WORD_EVIDENCE_LIMIT = 8  # a Kazakh name in a Russian sentence counts as one word, however many such letters it has
# Frequent words whose letters alone leave it open, and Kazakh ones as they are typed on a Russian keyboard.
_KAZAKH_WORDS = frozenset(
    _words(
        """
        адам алды алып ана арасында ата ба байланысты бар барлык бас бастап басты бе бейсенбі бере береді бойынша бола
        болады болар болды болса болу болып бул бүгін гой деген деді дейді деп ек екен елде елдер емес енді ет жаксы
        жана жане жаса жасады жатыр жерде жоба жок жылда жылдан жылы казак казир калай келді келеді керек кете кетти
        кетті кеше кисі кыз ма мектеп мемлекет мен менде менен мына мынау немене ойбай ол олар оларда онда ондай оны
        осы осында отыр пен рахмет сайын салам сен сиз сол солай сондай таза тамаша тиіс туган туралы уйде ушин халык
        шара шаруа
        """
    )
)
_RUSSIAN_WORDS = frozenset(
    _words(
        """
        а без бы был была были было в вам вас весь во вот все всё вы где даже для до его ее если есть еще ещё её же за
        здесь и из или им их к как когда кто лет ли мам мне мы на над нам нас наш нет ни но ну о об она они от по под
        пока потом при про раз с свой себя так там тебя тем то тоже только тот ты у уже чем что чтобы эта эти это этот
        я
        """
    )
)

_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+|@[\w.@-]+|\b[\w.+-]+@[\w-]+\.\w+", re.IGNORECASE)
_PIECE = re.compile(r"\d+|[^\W\d_]+")
_CYRILLIC = re.compile("[\u0400-\u052f]")


def guess_language(text: str, default: str) -> str:
    """Guess the language of ``text`` by script, letters and frequent words; ``default`` when nothing speaks for any.

    Addresses and @handles are not counted. Latin text is taken for English.
    """
    words = _WORD.findall(unicodedata.normalize("NFC", _ADDRESS.sub(" ", text)).casefold())
    cyrillic = [word for word in words if _CYRILLIC.search(word)]
    latin = [word for word in words if word[0] in _LATIN]
    if not cyrillic:
        return "en" if latin else default
    if sum(map(len, latin)) > 2 * sum(map(len, cyrillic)):  # brand names stand in Cyrillic texts, seldom the reverse
        return "en"
    evidence = sum(map(_word_evidence, cyrillic))
    if abs(evidence) <= _WEAK_EVIDENCE and default in ("kk", "ru"):
        return default
    return "kk" if evidence > 0 else "ru"


def _word_evidence(word: str) -> int:
    if word in _RUSSIAN_WORDS:
        return -_WORD_EVIDENCE_LIMIT
    if word in _KAZAKH_WORDS:
        return _WORD_EVIDENCE_LIMIT
    letters = sum(_LETTER_EVIDENCE.get(letter, 0) for letter in word)
    return max(-_WORD_EVIDENCE_LIMIT, min(_WORD_EVIDENCE_LIMIT, letters))


def fold(text: str) -> str:
    """Return ``text`` for matching: compatible forms and cases made equal, ё as е. Folding twice changes nothing."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).casefold()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", folded).replace("ё", "е"))


def fold_loosely(text: str) -> str:
    """Return ``text`` folded as typed on a Russian keyboard: Kazakh letters as their nearest. For finding names."""
    return fold(text).translate(_RUSSIAN_KEYBOARD)


def alphabet(language: str) -> str:
    """Return the capitals of a language of the square, in its order."""
    return (_LATIN if language == "en" else _KAZAKH if language == "kk" else _RUSSIAN).upper()


def sort_key(text: str, language: str) -> str:
    """Return what to store beside ``text`` so that comparing code points sorts as a reader of ``language`` expects.

    The language's own script comes first, then the other, then all else; numbers by value before letters; accents and
    then capitals only decide between texts otherwise equal. Texts that differ in punctuation alone share a key. At most
    SORT_KEY_LENGTH characters, safe for every database; a PostgreSQL column needs the "C" collation.
    """
    order = _WEIGHTS[language]
    weights, accents, cases = [], [], []
    for piece in _PIECE.findall(_without_marks(unicodedata.normalize("NFKC", text[:SORT_KEY_LENGTH]))):
        weights.append(_WORD_GAP)
        if piece[0].isdecimal():
            weights.append(_number_weight(piece))
            continue
        for letter in piece:
            small = letter.casefold()
            plain = small if small in order else _without_accents(small)
            weights.extend(order.get(part, part) for part in plain)
            accents.append(_PLAIN if plain == small else small)
            cases.append(_PLAIN if letter == small else _CAPITAL)
    levels = ("".join(weights[1:]), "".join(accents).rstrip(_PLAIN), "".join(cases).rstrip(_PLAIN))
    return _LEVEL_GAP.join(level[:_LEVEL_LENGTH] for level in levels).rstrip(_LEVEL_GAP)


def slugify(text: str, language: str) -> str:
    """Return ``text`` in lower-case ASCII letters, digits and single hyphens, for addresses and names of files.

    Kazakh goes by the alphabet of 2021 without its diacritics, Russian by the usual English spelling. At most
    SLUG_LENGTH characters; "text" when no letter can be written.
    """
    table = _ROMAN["kk" if language == "kk" else "ru"]
    small = unicodedata.normalize("NFKC", text[: SLUG_LENGTH * 4]).casefold()
    roman = "".join(table[letter] if letter in table else _without_accents(letter) for letter in small)
    words = re.findall("[a-z0-9]+", roman)
    slug = ""
    for word in words:
        if len(slug) + len(word) >= SLUG_LENGTH:
            break
        slug = f"{slug}-{word}" if slug else word
    return slug or "".join(words[:1])[:SLUG_LENGTH] or "text"


def _without_marks(text: str) -> str:
    return "".join(letter for letter in text if not unicodedata.category(letter).startswith("M"))


def _without_accents(letter: str) -> str:
    return "".join(_LATIN_VARIANTS.get(part, part) for part in _without_marks(unicodedata.normalize("NFKD", letter)))


def _number_weight(digits: str) -> str:
    number = str(int(digits))
    return f"{min(len(number), 99):02d}{number}"
