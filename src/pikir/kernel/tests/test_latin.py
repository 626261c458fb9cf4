"""Kazakh in Latin letters and back."""

import re
from collections import Counter
from pathlib import Path

import pytest

from pikir.kernel.latin import is_lossless, to_cyrillic, to_latin

ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
LOST = set("ёцчщъьэ")  # letters of borrowed words, for which the Latin alphabet has no sign


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Қазақстан", "Qazaqstan"),
        ("ел ордасы", "el ordasy"),
        ("Әйтеке би", "Äiteke bi"),
        ("жұмыс күні", "jūmys künı"),
        ("Іле өзені", "Ile özenı"),
        ("Шыңғыс", "Şyñğys"),
        ("аяқ", "aiaq"),
        ("Ұлттық ұйым", "Ūlttyq ūiym"),
        ("жаһан", "jahan"),
        ("хат", "hat"),
        ("оқиды", "oqidy"),
        ("қоюлы", "qoiuly"),
        ("тарихи-мәдени", "tarihi-mädeni"),
        ("ИІС", "İIS"),
        ("ЯҒНИ", "IAĞNİ".replace("IA", "İA")),
        ("Яғни", "İağni"),
        ("Каспий", "Kaspii"),
    ],
)
def test_words_both_ways(cyrillic: str, latin: str) -> None:
    assert to_latin(cyrillic) == latin
    assert to_cyrillic(latin) == cyrillic


@pytest.mark.parametrize("letter", ALPHABET)
def test_every_letter_has_a_place_in_the_alphabet(letter: str) -> None:
    alphabet = set("aäbdefgğhıijklmnñoöpqrsştuūüvyz")
    for written in (to_latin(letter), to_latin(letter.upper())):
        small = "".join({"I": "ı", "İ": "i"}.get(one) or one.lower() for one in written)
        assert set(small) <= alphabet
    assert (to_cyrillic(to_latin(letter)) == letter) is (letter not in LOST | set("йһюя") or letter in "юя")


@pytest.mark.parametrize("letter", sorted(set(ALPHABET) - LOST - set("ийхһюяу")))
@pytest.mark.parametrize("frame", ["{}", "а{}а", "т{}т", "{}аң", "от{}"])
def test_letters_with_a_sign_of_their_own_come_back_wherever_they_stand(letter: str, frame: str) -> None:
    for word in (frame.format(letter), frame.format(letter).upper(), frame.format(letter).capitalize()):
        assert to_cyrillic(to_latin(word)) == word


@pytest.mark.parametrize("text", ["", "2026", "Wi-Fi", "x² + y²", "مرحبا", "ﬁ İ ı", "a\0b", "😀", "www.example.org"])
def test_what_is_not_kazakh_stays_or_at_least_does_no_harm(text: str) -> None:
    assert to_latin(text) == text
    assert isinstance(to_cyrillic(text), str)


def test_words_of_other_alphabets_stay() -> None:
    assert to_cyrillic("cat, window, fox") == "cat, window, fox"


def test_a_corpus_comes_back() -> None:
    """Of what people write, words with lost letters apart, 99 in 100 come back."""
    file = Path(__file__).parents[5] / "shared/data/text/kk_ktb-ud-test.conllu"
    if not file.exists():
        pytest.skip("the corpus is not here")
    texts = re.findall(r"^# text = (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    words = Counter(word for text in texts for word in re.findall(f"[{ALPHABET}]+", text, re.IGNORECASE))
    plain = Counter({word: number for word, number in words.items() if not LOST & set(word.lower())})
    assert plain.total() > 0.98 * words.total()
    assert sum(number for word, number in plain.items() if is_lossless(word)) > 0.997 * plain.total()
    for text in texts:
        assert not re.search(f"[{ALPHABET}]", to_latin(text), re.IGNORECASE)
