"""Guessing, sorting, folding and writing in ASCII, for three languages."""

import re
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pikir.kernel.languages import LANGUAGES, SLUG_LENGTH, SORT_KEY_LENGTH, fold, guess_language, slugify, sort_key

KAZAKH_ORDER = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ"
RUSSIAN_ORDER = "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
russian_words = st.text(alphabet=RUSSIAN_ORDER, min_size=1, max_size=40)
languages = st.sampled_from(LANGUAGES)
TREEBANKS = Path(__file__).resolve().parents[4].parent / "shared" / "data" / "text"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Сарыбел қаласында жаңа саябақ ашылды", "kk"),
        ("Бул жаксы жоба болады", "kk"),
        ("Салам! Жолдар кашан жасалады деп сурап едім", "kk"),
        ("В Сарыбеле открыли новый парк", "ru"),
        ("Глава «Қазақтелеком» рассказал о планах компании Жетісу", "ru"),
        ("Ещё вчера всё было иначе", "ru"),
        ("A new park has opened in Sarybel", "en"),
        ("We walked through Сарыбел and it was a fine day", "en"),
        ("Чехлы для iPhone 5 Luxury Aluminum едут в Уфу", "ru"),
        ("https://example.org/some/long/english/path қараңыз", "kk"),
        ("@alice рахмет", "kk"),
    ],
)
def test_a_text_is_known_by_its_letters_and_words(text, language):
    for default in LANGUAGES:
        assert guess_language(text, default) == language


@pytest.mark.parametrize("text", ["", "2026", "🙂 !!!", "@alice", "日本語", "https://example.org"])
def test_a_text_without_evidence_has_the_default_language(text):
    for default in LANGUAGES:
        assert guess_language(text, default) == default


def test_one_open_word_has_the_language_of_the_place_it_is_written_in():
    assert guess_language("Семей", "kk") == "kk"
    assert guess_language("Семей", "ru") == "ru"


@given(st.text(), languages)
def test_every_text_has_a_language(text, default):
    assert guess_language(text, default) in LANGUAGES


@pytest.mark.parametrize(("name", "language"), [("kk_ktb", "kk"), ("ru_taiga", "ru")])
def test_sentences_of_a_treebank_are_known(name, language):
    file = TREEBANKS / f"{name}-ud-test.conllu"
    if not file.is_file():
        pytest.skip(f"no treebank {file.name} on this machine")
    lines = file.read_text(encoding="utf-8").splitlines()
    sentences = [line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")]
    sentences = [sentence for sentence in sentences if re.search("[а-я]", sentence, re.IGNORECASE)]
    known = sum(guess_language(sentence, "en") == language for sentence in sentences)
    assert known / len(sentences) >= 0.99


def _sorted(words, language):
    return sorted(words, key=lambda word: sort_key(word, language))


def test_kazakh_sorts_by_the_kazakh_alphabet():
    assert _sorted(reversed(KAZAKH_ORDER), "kk") == list(KAZAKH_ORDER)
    words = re.findall(r"\w+", "Абай Алма Әбіл Әйел Бала Гүл Ғалым Ел Қала Нан Ңа Ұя Үй Ыдыс Іні")
    assert _sorted(reversed(words), "kk") == words


def test_russian_sorts_by_the_russian_alphabet_with_yo_among_ye():
    assert _sorted(reversed(RUSSIAN_ORDER), "ru") == list(RUSSIAN_ORDER)
    assert _sorted(["ёлка", "ежик", "ель", "еж", "ёж"], "ru") == ["еж", "ёж", "ежик", "ёлка", "ель"]
    assert _sorted(["Жук", "Ель", "Ёж"], "kk") == ["Ель", "Ёж", "Жук"]


def test_english_sorts_without_regard_to_case_and_accents_first():
    assert _sorted(["Zebra", "élan", "apple", "Elan", "elan", "eland"], "en") == [
        "apple", "elan", "Elan", "élan", "eland", "Zebra",
    ]  # fmt: skip


def test_the_own_script_comes_first_and_numbers_before_letters():
    mixed = ["Zoo", "Алма", "7 күн", "Ωmega", "日本"]
    assert _sorted(mixed, "kk") == ["7 күн", "Алма", "Zoo", "Ωmega", "日本"]
    assert _sorted(mixed, "en") == ["7 күн", "Zoo", "Алма", "Ωmega", "日本"]


def test_words_sort_before_longer_words_and_numbers_by_value():
    assert _sorted(["ауданы", "ау данасы", "ау"], "kk") == ["ау", "ау данасы", "ауданы"]
    assert _sorted(["10 мектеп", "9 мектеп", "010 мектеп2"], "kk") == ["9 мектеп", "10 мектеп", "010 мектеп2"]


def test_punctuation_and_stress_marks_do_not_count():
    assert sort_key("«Алма»-Ата!", "ru") == sort_key("Алма Ата", "ru")
    assert sort_key("за\u0301мок", "ru") == sort_key("замок", "ru")


@given(st.text(alphabet=st.characters()), languages)
def test_a_sort_key_is_bounded_and_fit_for_every_database(text, language):
    key = sort_key(text, language)
    assert len(key) <= SORT_KEY_LENGTH
    assert "\0" not in key
    key.encode("utf-8")


@given(russian_words, russian_words)
def test_capitals_sort_as_the_alphabet_says(one, other):
    for language in ("ru", "kk"):
        expected = [RUSSIAN_ORDER.index(letter) for letter in one] < [RUSSIAN_ORDER.index(letter) for letter in other]
        assert (sort_key(one, language) < sort_key(other, language)) == expected


@given(st.integers(0, 10**30), st.integers(0, 10**30), languages)
def test_numbers_sort_by_value(one, other, language):
    assert (sort_key(f"{one} а", language) < sort_key(f"{other} а", language)) == (one < other)


@given(st.text())
def test_folding_is_stable_and_blind_to_case(text):
    assert fold(fold(text)) == fold(text)
    assert fold(text.casefold()) == fold(text)


def test_folding_keeps_kazakh_letters_apart_and_joins_what_readers_mix():
    assert fold("ҚАЗАҚ") == "қазақ"
    assert fold("Қ") != fold("К")
    assert fold("Ёлка") == fold("елка")
    assert fold("ﬁne №Ａ") == "fine noa"


@pytest.mark.parametrize(
    ("text", "language", "slug"),
    [
        ("Қазақстан Республикасының Жоғарғы соты", "kk", "qazaqstan-respublikasynyn-jogargy-soty"),
        ("Әкімнің жауабы: ұзақ күттік!", "kk", "akimnin-jauaby-uzaq-kuttik"),
        ("Ещё щи — подъезд, объявление", "ru", "eshche-shchi-podezd-obyavlenie"),
        ("Журнал «Қала»", "ru", "zhurnal-qala"),
        ("Élan, Straße & Œuvre 2026", "en", "elan-strasse-oeuvre-2026"),
        ("日本語", "en", "text"),
        ("", "kk", "text"),
        ("а" * 100, "kk", "a" * SLUG_LENGTH),
    ],
)
def test_a_slug_is_written_as_people_spell_it(text, language, slug):
    assert slugify(text, language) == slug


@given(st.text(), languages)
def test_a_slug_is_short_plain_and_never_empty(text, language):
    slug = slugify(text, language)
    assert 0 < len(slug) <= SLUG_LENGTH
    assert set(slug) <= set(string.ascii_lowercase + string.digits + "-")
    assert not slug.startswith("-")
    assert not slug.endswith("-")
    assert slugify(slug, "en") == slug
