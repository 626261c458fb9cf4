"""No page, form or letter mixes languages: all that is said is rendered in all three and searched for leftovers."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from allauth.account.adapter import get_adapter
from django import forms
from django.conf import LazySettings
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.template import Context, engines
from django.template.defaultfilters import date as format_date
from django.template.defaultfilters import filesizeformat
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import get_language, ngettext, override, trans_real

import messages as catalogue_tool
import pikir
from catalogues import PLURALS
from harness.leftovers import CYRILLIC, OWN_NAMES, leftovers
from pikir.accounts.kinds import PASSWORD_LENGTH
from pikir.accounts.models import Account
from pikir.kernel.languages import LANGUAGES

PACKAGE = Path(pikir.__file__).parent
FILLING = "777"  # stands for every value that a text takes up
# Words that Kazakh and Russian share; anything else that is the same in both is a leftover of one in the other.
SHARED = {
    "автор", "апелляция", "галерея", "инспекция", "код", "комитет", "лифт", "модератор", "оператор", "парламент",
    "паспорт", "полиция", "прокуратура", "редактор", "редакция", "файл",
}  # fmt: skip
# Fields that offer names of people, languages, places: alike in all.
PROPER_NAMES = {"account", "column", "reads", "rule", "zone"}
BAD_VALUES = (None, "", "7", "7" * 5000, "7\0", "7 7", "-99999999999", ["77"], object())


@pytest.fixture(scope="module", autouse=True)
def _fresh_catalogues() -> None:
    catalogue_tool.compile_all()
    trans_real._translations.clear()
    importlib.import_module("gettext")._translations.clear()


def assert_pure(said: Callable[[], list[tuple[str, str]]]) -> None:
    """``said`` gives places and texts in the active language; none may be foreign, and Kazakh is not Russian."""
    words: dict[str, set[str]] = {}
    for language in LANGUAGES:
        with override(language):
            texts = [(place, str(text)) for place, text in said()]
        faults = [f"{place}: {text!r} has {found}" for place, text in texts if (found := leftovers(text, language))]
        assert not faults, f"{language}:\n" + "\n".join(faults)
        words[language] = {text.strip(" :,.") for _, text in texts if CYRILLIC.search(text)}
    same = {text for text in words["kk"] & words["ru"] - OWN_NAMES if text.lower() not in SHARED}
    assert not same, f"the same in Kazakh and Russian: {same}"


# Forms


def form_classes() -> list[type[forms.BaseForm]]:
    """Every form of the rooms, and those of allauth that ours do not replace."""
    for module in pkgutil.walk_packages(pikir.__path__, "pikir."):
        if module.name.endswith((".forms", ".fields")) or ".forms." in module.name:
            importlib.import_module(module.name)
    rooms = {form for form in subclasses(forms.BaseForm) if form.__module__.startswith("pikir.")}
    found = {form for form in rooms if ".tests." not in form.__module__}  # forms of tests have no readers
    return sorted(found, key=lambda form: f"{form.__module__}.{form.__qualname__}")


def subclasses(base: type) -> Iterator[type]:
    for child in base.__subclasses__():
        yield child
        yield from subclasses(child)


def fields_of(form: type[forms.BaseForm], alice: Account) -> dict[str, forms.Field]:
    """The fields as their page shows them; of a form in the middle of signing in, as it declares them."""
    known: dict[str, Any] = {"user": alice.user, "accounts": [alice], "account": alice, "request": None}
    wanted = {
        name: known[name]
        for owner in form.__mro__
        if "__init__" in vars(owner)
        for name, parameter in inspect.signature(owner.__init__).parameters.items()
        if name in known and parameter.kind in (parameter.KEYWORD_ONLY, parameter.POSITIONAL_OR_KEYWORD)
    }
    for given in (wanted, {"user": alice.user} | wanted):
        with suppress(KeyError, TypeError, AttributeError):
            return form(**given).fields
    fields = deepcopy(form.base_fields)
    for name, (label, help_text) in getattr(form, "words", {}).items():
        field = fields.setdefault(name, forms.CharField())
        field.label, field.help_text = label, help_text
    return fields


class Filling(dict[str, int]):
    """Parameters of a message, whatever it asks for."""

    def __missing__(self, key: str) -> int:
        return int(FILLING)


def words_of_field(name: str, field: forms.Field) -> Iterator[tuple[str, str]]:
    """Label, help, choices, and every error: those it declares and those it gives."""
    yield f"{name} label", str(field.label or "")
    yield f"{name} help", str(field.help_text or "")
    yield f"{name} placeholder", str(field.widget.attrs.get("placeholder", ""))
    if isinstance(field, forms.ChoiceField) and name not in PROPER_NAMES:
        for _, label in field.choices:
            yield f"{name} choice", str(label)
    declared = [*field.error_messages.values(), *(getattr(check, "message", "") for check in field.validators)]
    for message in declared:
        filled = (re.sub(r"\{\w+\}", FILLING, text) for text in ValidationError(message, params=Filling(x=1)).messages)
        yield from ((f"{name} error", text) for text in filled)
    for value in BAD_VALUES:
        yield from ((f"{name} given {value!r:.20}", text) for text in refusals(field.clean, value))


def refusals(act: Callable[..., object], *given: object) -> list[str]:
    """The messages with which ``act`` is refused."""
    try:
        act(*given)
    except ValidationError as refusal:
        return list(refusal.messages)
    except (TypeError, AttributeError, ValueError):
        return []  # a value no browser can send to this field
    return []


@pytest.mark.parametrize("form", form_classes(), ids=lambda form: f"{form.__module__}.{form.__name__}")
def test_labels_and_errors_of_a_form(form: type[forms.BaseForm], alice: Account) -> None:
    def said() -> list[tuple[str, str]]:
        return [words for name, field in fields_of(form, alice).items() for words in words_of_field(name, field)]

    assert_pure(said)


FIELDS = [
    *(forms.CharField, forms.EmailField, forms.URLField, forms.SlugField, forms.IntegerField, forms.DecimalField),
    *(forms.FloatField, forms.DateField, forms.TimeField, forms.DateTimeField, forms.DurationField, forms.UUIDField),
    *(forms.FileField, forms.ImageField, forms.ChoiceField, forms.MultipleChoiceField, forms.TypedChoiceField),
    *(forms.JSONField, forms.GenericIPAddressField, forms.BooleanField, forms.NullBooleanField, forms.RegexField),
]


@pytest.mark.parametrize("kind", FIELDS, ids=lambda kind: kind.__name__)
def test_every_kind_of_field_speaks_the_language(kind: type[forms.Field]) -> None:
    options = {forms.RegexField: {"regex": "^a$"}, forms.URLField: {"assume_scheme": "https"}}.get(kind, {})
    assert_pure(lambda: list(words_of_field("field", kind(**options))))


# Frameworks


def test_refused_passwords(alice: Account) -> None:
    def said() -> list[tuple[str, str]]:
        tried = ("1234", "password", alice.user.email, "x")
        refused = [(word, text) for word in tried for text in refusals(validate_password, word, alice.user)]
        return refused + [("help", text) for text in password_validators_help_texts()]

    assert_pure(said)


def test_messages_of_allauth() -> None:
    def said() -> list[tuple[str, str]]:
        texts = get_adapter().error_messages.items()
        return [(name, text) for name, message in texts for text in ValidationError(message).messages]

    assert_pure(said)


def test_dates_spans_and_sizes() -> None:
    moments = [datetime(2026, month, month, 15, tzinfo=UTC) for month in range(1, 13)]
    spans = [timedelta(hours=5), timedelta(days=2), timedelta(days=40), timedelta(days=800)]
    forms_of_date = ("DATE_FORMAT", "DATETIME_FORMAT", "YEAR_MONTH_FORMAT", "l F j", "N", "E")

    def said() -> list[tuple[str, str]]:
        now = timezone.now()
        dates = [(form, format_date(day, form)) for day in moments for form in forms_of_date]
        return dates + [("span", timesince(now - span, now)) for span in spans]

    assert_pure(said)


def test_sizes_of_files() -> None:
    with override("kk"):
        assert [filesizeformat(10 * 1024**power) for power in range(3)] == ["10\xa0байт", "10,0\xa0КБ", "10,0\xa0МБ"]
    with override("ru"):
        assert filesizeformat(22) == "22\xa0байта"


def test_kazakh_dates_are_written_the_kazakh_way() -> None:
    with override("kk"):
        assert format_date(date(2026, 11, 23), "DATE_FORMAT") == "2026 жылғы 23 қараша"
        assert format_date(date(2026, 11, 23), "l, D, N") == "дүйсенбі, дс, қар."
    with override("ru"):
        assert format_date(date(2026, 11, 23), "j E Y, l") == "23 ноября 2026, понедельник"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", {1: "1 comment", 2: "2 comments", 5: "5 comments", 21: "21 comments"}),
        ("ru", {1: "1 комментарий", 2: "2 комментария", 5: "5 комментариев", 21: "21 комментарий"}),
        ("kk", {1: "1 пікір", 2: "2 пікір", 5: "5 пікір", 21: "21 пікір"}),
    ],
)
def test_numbers_take_the_right_form(language: str, expected: dict[int, str]) -> None:
    with override(language):
        said = {n: ngettext("%(count)s comment", "%(count)s comments", n) % {"count": n} for n in expected}
    assert said == expected


# Letters and messages


class Anything(dict[str, Any]):
    """A context in which every name has a value, or none has; templates take all their ways through it."""

    def __init__(self, *, full: bool) -> None:
        super().__init__()
        self.full = full

    def __contains__(self, name: object) -> bool:
        return self.full and str(name)[:1].islower()

    def __getitem__(self, name: str) -> Any:
        if name in self:
            return FILLING
        raise KeyError(name)


def spoken_templates() -> list[str]:
    """Every template of plain text: letters, their subjects, and messages after an act."""
    files = PACKAGE.glob("*/templates/**/*.txt")
    return sorted(file.as_posix().split("/templates/", 1)[1] for file in files)


@pytest.mark.parametrize("template", spoken_templates())
def test_a_letter_speaks_one_language(template: str) -> None:
    def said() -> list[tuple[str, str]]:
        source = engines["django"].get_template(template).template
        texts = []
        for full in (True, False):
            context = Context(autoescape=False)
            context.dicts.append(Anything(full=full))  # push would copy it into a plain dict
            texts.append((f"{template} {full=}", source.render(context)))
        return texts

    assert_pure(said)


# Pages


class Fragments(HTMLParser):
    """What is read or heard on a page, piece by piece; parts marked as another language are left out."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self.silent: list[str] = []  # open elements from the first that is not read
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return self._hear(tag, attrs)
        foreign = dict(attrs).get("lang", self.language) != self.language
        if self.silent or foreign or tag in UNREAD or dict(attrs).get("name") in PROPER_NAMES:
            self.silent.append(tag)
        return self._hear(tag, attrs)

    def _hear(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.silent:
            self.found += [(f"{tag} {name}", value or "") for name, value in attrs if name in HEARD]

    def handle_endtag(self, tag: str) -> None:
        if self.silent and tag in self.silent:
            while self.silent.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self.silent and data.strip():
            self.found.append(("text", data))


VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
UNREAD = {"script", "style", "code"}
HEARD = {"aria-label", "aria-description", "placeholder", "title", "alt"}


def pages() -> list[str]:
    """The name of each page whose address takes no arguments."""
    with override("en"):
        known = get_resolver().reverse_dict
        named = {name for name in known if isinstance(name, str)}
        return sorted(name for name in named if any(not form[0][0][1] for form in known.getlist(name)))


@pytest.mark.parametrize("role", ["guest", "operator"])
@pytest.mark.parametrize("name", pages())
def test_a_page_speaks_one_language(
    name: str, role: str, person: Callable[..., Account], settings: LazySettings, tmp_path: Path
) -> None:
    settings.RUN_FOLDER = tmp_path  # the desk shows faults as they were logged, and other tests log some
    account = person(FILLING, name=FILLING, roles=["operator"])

    def said() -> list[tuple[str, str]]:
        client, address, language = Client(), reverse(name), get_language()
        if role == "operator":
            client.force_login(account.user)
        read = Fragments(language)
        for answer in (client.get(address), client.post(address, {"handle": "!", "email": "!", "login": "!"})):
            body = answer.getvalue()
            if answer["Content-Type"].startswith("text/html"):
                read.feed(body.decode())
        return [(f"{name} {place}", text) for place, text in read.found]

    assert_pure(said)


# The tools


def test_the_catalogues_are_for_the_languages_of_the_house() -> None:
    assert {*PLURALS, "en"} == set(LANGUAGES)


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Бұл өрісті толтырыңыз.", "kk", False),
        ("Заполните это поле, пожалуйста.", "kk", True),
        ("Enter a value.", "kk", True),
        ("Заполните это поле.", "ru", False),
        ("Бұл өрісті толтырыңыз.", "ru", True),
        ("Fill this in.", "ru", True),
        ("Fill this in at https://example.org/kk/ or write to a@example.org.", "en", False),
        ("Заполните", "en", True),
        ("Қазақша", "en", False),
        ("Pikir: RSS", "kk", False),
    ],
)
def test_leftovers_are_found(text: str, language: str, found: bool) -> None:
    assert bool(leftovers(text, language)) == found


def test_a_password_as_long_as_a_book_is_refused_in_words(alice: Account) -> None:
    with override("kk"):
        assert refusals(forms.CharField(max_length=PASSWORD_LENGTH).clean, "x" * 201) == [
            "Тым ұзын: ең көбі 200 таңба, қазір 201."
        ]
