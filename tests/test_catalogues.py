"""The tools that collect, merge, compile and check the texts of the interface."""

import gettext
from collections.abc import Callable
from pathlib import Path

import pytest

import catalogues
import messages
from catalogues import Family
from checks.catalogues import faults_of, glossary

CODE = """
from django.utils.translation import gettext as _, gettext as now, ngettext, npgettext_lazy, pgettext_lazy
# Translators: on a button
_("Save the text")
pgettext_lazy("act", "Open")
ngettext("%(count)s reader", "%(count)s readers", 3)
npgettext_lazy("a book", "{count} page", "{count} pages", 3)
_("")
now("At once")
"""
TEMPLATE = """
{% load i18n %}
<p>{% translate "Good day" context "greeting" %}</p>
    {% blocktranslate trimmed with name=who %}
        Hello, <b>{{ name }}</b>.
    {% endblocktranslate %}
  {% blocktranslate count number=3 %}One word{% plural %}{{ number }} words{% endblocktranslate %}
{% button text=_("Read on") %}
"""
GLOSSARY = """
| concept (code) | en | ru | kk | note |
| --- | --- | --- | --- | --- |
| draft | draft | черновик | нобай | |
| follow, follower | follow, follower | подписаться, подписчик | жазылу, жазылушы | |
| kept | kept, broken | выполнено | орындалды | |
"""


@pytest.fixture
def family(tmp_path: Path) -> Callable[..., Family]:
    """Makes a family of catalogues over these sources, in a folder of its own."""

    def make(**sources: str) -> Family:
        files = [tmp_path / name.replace("_", ".") for name in sources]
        for file, source in zip(files, sources.values(), strict=True):
            file.write_text(source, encoding="utf-8")
        return Family(tmp_path / "locale", lambda: iter([(file.name, file) for file in files]), catalogues.empty)

    return make


def translate(family: Family, language: str, words: dict[tuple[str, str | None], str | tuple[str, ...]]) -> None:
    catalog = family.needed(language)
    for (text, context), translation in words.items():
        catalog.get(text, context=context).string = translation
    catalogues.write(family.file(language), language, catalog)


def faults(family: Family, language: str) -> list[str]:
    return list(faults_of(family, language, glossary(GLOSSARY)[language]))


def test_texts_of_code_are_found_with_contexts_plurals_and_comments(family):
    found = family(code_py=CODE).extract()
    assert {(message.context, message.id) for message in found if message.id} == {
        (None, "Save the text"),
        (None, "At once"),
        ("act", "Open"),
        (None, ("%(count)s reader", "%(count)s readers")),
        ("a book", ("{count} page", "{count} pages")),
    }
    assert found.get("Save the text").auto_comments == ["Translators: on a button"]


def test_texts_of_templates_are_found_as_django_asks_for_them(family):
    found = family(page_html=TEMPLATE).extract()
    assert {(message.context, message.id) for message in found if message.id} == {
        ("greeting", "Good day"),
        (None, "Hello, <b>%(name)s</b>."),
        (None, ("One word", "%(number)s words")),
        (None, "Read on"),
    }


def test_a_catalogue_depends_on_its_texts_alone(family, monkeypatch):
    made = family(code_py=CODE, page_html=TEMPLATE)
    monkeypatch.setattr(messages, "FAMILIES", [made])
    messages.merge()
    first = made.file("kk").read_bytes()
    messages.merge()
    assert made.file("kk").read_bytes() == first
    assert b"Date" not in first


def test_merging_keeps_translations_and_drops_what_nobody_says(family, monkeypatch):
    made = family(code_py=CODE)
    monkeypatch.setattr(messages, "FAMILIES", [made])
    translate(made, "ru", {("Save the text", None): "Сохранить текст", ("Open", "act"): "Открыть"})
    made = family(code_py='_("Save the text")\n_("New")')
    monkeypatch.setattr(messages, "FAMILIES", [made])
    messages.merge()
    merged = {message.id: message.string for message in catalogues.read(made.file("ru"), "ru") if message.id}
    assert merged == {"Save the text": "Сохранить текст", "New": ""}


def test_what_a_framework_says_well_needs_no_words_of_ours(family):
    own = family(code_py='_("Yes")\n_("No")')
    given = catalogues.empty("ru")
    given.add("Yes", "Да")
    made = Family(own.folder, own.sources, lambda _: given)
    assert [message.id for message in made.needed("ru") if message.id] == ["No"]


@pytest.mark.parametrize(
    ("language", "forms", "expected"),
    [
        ("ru", ("%(count)s читатель", "%(count)s читателя", "%(count)s читателей", "%(count)s читателя"), [0, 1, 2, 0]),
        ("kk", ("%(count)s оқырман", "%(count)s оқырман"), [0, 1, 1, 1]),
    ],
)
def test_compiled_texts_have_the_plural_forms_of_django(family, monkeypatch, language, forms, expected):
    made = family(code_py=CODE)
    monkeypatch.setattr(messages, "FAMILIES", [made])
    translate(made, language, {("%(count)s reader", None): forms})
    monkeypatch.setattr(messages, "PLURALS", {language: ""})
    messages.compile_all()
    with made.file(language).with_suffix(".mo").open("rb") as stream:
        compiled = gettext.GNUTranslations(stream)
    said = [compiled.ngettext("%(count)s reader", "%(count)s readers", n) for n in (1, 2, 5, 21)]
    assert said == [forms[place] for place in expected]


def test_a_compiled_catalogue_is_made_again_only_when_it_is_old(family, monkeypatch):
    made = family(code_py=CODE)
    monkeypatch.setattr(messages, "FAMILIES", [made])
    messages.merge()
    messages.compile_all()
    compiled = made.file("kk").with_suffix(".mo")
    first = compiled.stat().st_ino
    messages.compile_all()
    assert compiled.stat().st_ino == first


@pytest.mark.parametrize(
    ("source", "language", "translation", "fault"),
    [
        ('_("Save")', "ru", "", "not translated"),
        ('_("Hello, %(name)s")', "ru", "Здравствуйте, %(nam)s", "other placeholders"),
        ('_("Hello, {name}")', "kk", "Сәлеметсіз бе", "other placeholders"),
        ('_("<b>Save</b> it")', "ru", "<i>Сохранить</i>", "other marks of HTML"),
        ('_("Save it.")', "kk", "Сақтаңыз", "other punctuation at the end"),
        ('_(" Save it")', "kk", "Сақтаңыз", "other space at the ends"),
        ('_("Save the text")', "kk", "Мәтінді save", "foreign words save"),
        ('_("Save all of it now")', "kk", "Сохранить всё это прямо сейчас", "does not read as kk"),
        ('_("Draft")', "kk", "Черновик", "the glossary says 'нобай'"),
        ('_("follower")', "ru", "читатель", "the glossary says 'подписчик'"),
    ],
)
def test_a_fault_in_a_translation_is_found(family, source, language, translation, fault):
    made = family(code_py=source)
    translate(made, language, {(next(m.id for m in made.extract() if m.id), None): translation})
    assert [line for line in faults(made, language) if fault in line]


def test_a_right_translation_has_no_faults(family):
    made = family(code_py='_("Draft")\n_("Hello, <b>%(name)s</b>.")\nngettext("One word", "%(n)s words", 2)')
    words = {("Draft", None): "Нобай", ("Hello, <b>%(name)s</b>.", None): "Сәлем, <b>%(name)s</b>."}
    translate(made, "kk", words | {("One word", None): ("Бір сөз", "%(n)s сөз")})
    assert faults(made, "kk") == []


def test_a_russian_form_for_one_names_the_number_since_it_serves_21_too(family):
    made = family(code_py='ngettext("One word", "%(n)s words", 2)')
    translate(made, "ru", {("One word", None): ("Одно слово", "%(n)s слова", "%(n)s слов", "%(n)s слова")})
    assert [line for line in faults(made, "ru") if "other placeholders" in line]


def test_a_text_that_nobody_says_any_more_is_a_fault(family):
    translate(family(code_py='_("Old")'), "ru", {("Old", None): "Старое"})
    assert [line for line in faults(family(code_py='_("New")'), "ru") if "nobody says this" in line]


def test_our_own_catalogues_translate_what_each_framework_file_says():
    frameworks = catalogues.FAMILIES[1]
    assert frameworks.extract().get("This field is required.")
    assert frameworks.extract().get("Incorrect password.")
    for language in catalogues.PLURALS:
        ours = catalogues.read(frameworks.file(language), language)
        assert all(catalogues.is_translated(catalogues.find(ours, m)) for m in frameworks.needed(language) if m.id)
