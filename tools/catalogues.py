"""The catalogues of interface texts: where texts come from, how a catalogue is read and written.

Two families: ``locale`` holds Pikir's own texts, ``locale_frameworks`` those of Django and django-allauth that a person
can meet here. Their Kazakh is wholly ours; in Russian we write what they lack or say stiffly. English texts are the
message ids themselves and need no catalogue.
"""

import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import redirect_stderr
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation import template as django_templates

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "pikir"
LIBRARIES = Path(django_templates.__file__).parents[3]
LINE_WIDTH = 110

# The plural forms are those of Django's own catalogues, so that gettext merges ours with them. A Kazakh noun stays
# singular after a number; its first form serves texts that name no number ("a comment").
PLURALS = {
    "kk": "nplurals=2; plural=(n!=1);",
    "ru": (
        "nplurals=4; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : "
        "n%10==0 || (n%10>=5 && n%10<=9) || (n%100>=11 && n%100<=14)? 2 : 3);"
    ),
}

# Where the frameworks keep the texts that a person can meet here. An upgrade that adds a text to one of these files
# fails the check until it is translated.
FRAMEWORK_SOURCES = (
    "django/contrib/auth/base_user.py",
    "django/contrib/auth/forms.py",
    "django/contrib/auth/password_validation.py",
    "django/contrib/auth/validators.py",
    "django/core/paginator.py",
    "django/core/validators.py",
    "django/db/models/**/*.py",
    "django/forms/**/*.py",
    "django/template/defaultfilters.py",
    "django/utils/*.py",
    "django/views/csrf.py",
    "allauth/account/**/*.py",
    "allauth/core/**/*.py",
    "allauth/mfa/**/*.py",
    "allauth/socialaccount/*.py",
    "allauth/socialaccount/internal/**/*.py",
    "allauth/templates/account/**/*.*",
    "allauth/templates/allauth/**/*.html",
)
# Of those, what nobody meets here: the admin, names of tables, pages of features that are off, and letters, since the
# adapter writes its own. A template that a room of ours replaces needs no word here either.
UNREACHED = re.compile(r"^allauth/(?:.*/(?:admin|apps|models)\.py$|templates/.*(?:phone|passkey|_code|/email/))")
# Their own translations, the later one wins.
FRAMEWORK_LOCALES = ("django/conf/locale", "django/contrib/auth/locale", "allauth/locale")

_KEYWORDS: Mapping[str, Any] = {
    f"{name}{lazy}": places
    for lazy in ("", "_lazy")
    for name, places in {
        "gettext": None,
        "ngettext": (1, 2),
        "pgettext": ((1, "c"), 2),
        "npgettext": ((1, "c"), 2, 3),
    }.items()
} | {"_": None, "gettext_noop": None}
_ALIAS = re.compile(r"\b(\w*gettext\w*) as (\w+)")  # a file may import them under names of its own
_COMMENT_TAG = "Translators:"


@dataclass(frozen=True)
class Family:
    """Catalogues that are filled from the same sources, one for each language."""

    folder: Path
    sources: Callable[[], Iterator[tuple[str, Path]]]  # name to show and file
    given: Callable[[str], Catalog]  # what a language has without us

    def file(self, language: str) -> Path:
        """The catalogue of a language."""
        return self.folder / language / "LC_MESSAGES" / "django.po"

    def extract(self) -> Catalog:
        """Every text of the sources, untranslated, with the files it stands in."""
        catalog = Catalog()
        with redirect_stderr(io.StringIO()):  # gettext("") loads catalogues early; Babel warns of it as of a text
            for name, file in self.sources():
                for _, found, comments, context in _texts(file):
                    catalog.add(found, locations=[(name, 0)], auto_comments=comments, context=context)
        return catalog

    def needed(self, language: str) -> Catalog:
        """The texts this family has to translate into ``language``: all that are not given, and what it says better."""
        catalog, ours, given = empty(language), read(self.file(language), language), self.given(language)
        for message in filter(is_text, self.extract()):
            if find(ours, message) is None and is_translated(find(given, message)):
                continue
            catalog.add(
                message.id, locations=message.locations, auto_comments=message.auto_comments, context=message.context
            )
        return catalog


def is_text(message: Message) -> bool:
    """Whether this is a text and not the header."""
    return bool(message.id)


def forms(said: str | Sequence[str] | None) -> tuple[str, ...]:
    """The forms of a text or of its translation: one, or with plurals one for each kind of number."""
    return (said or "",) if said is None or isinstance(said, str) else tuple(said)


def is_translated(message: Message | None) -> bool:
    """Whether every form of the message is there and certain."""
    return message is not None and not message.fuzzy and all(forms(message.string))


def find(catalog: Catalog, message: Message) -> Message | None:
    """The same text in ``catalog``."""
    return catalog.get(message.id, context=message.context)


def empty(language: str) -> Catalog:
    """A catalogue with nothing but the head of its language."""
    return read_po(io.BytesIO(_head(language).encode()), locale=language)


def read(file: Path, language: str) -> Catalog:
    """The catalogue in ``file``; an empty one when there is none."""
    if not file.is_file():
        return empty(language)
    with file.open("rb") as stream:
        return read_po(stream, locale=language)


def write(file: Path, language: str, catalog: Catalog) -> None:
    """Write ``catalog`` in an order and a form that depend on the texts alone, so that a change shows as one."""
    body = io.BytesIO()
    write_po(body, catalog, width=LINE_WIDTH, omit_header=True, sort_output=True, include_lineno=False)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{_head(language)}\n{body.getvalue().decode()}", encoding="utf-8")


def _head(language: str) -> str:
    lines = (
        f"Language: {language}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {PLURALS[language]}",
    )
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in lines)


def _texts(file: Path) -> Iterable[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    source = file.read_text(encoding="utf-8")
    if file.suffix != ".py":
        # Indentation of a template means nothing, but to the Python it is turned into.
        lines = django_templates.templatize(source, origin=file.name).splitlines()
        source = "\n".join(line.lstrip() for line in lines)
    aliases = {alias: _KEYWORDS[name] for name, alias in _ALIAS.findall(source) if name in _KEYWORDS}
    return extract("python", io.BytesIO(source.encode()), {**_KEYWORDS, **aliases}, [_COMMENT_TAG])


def _own_sources() -> Iterator[tuple[str, Path]]:
    for file in sorted(PACKAGE.rglob("*")):
        parts = file.relative_to(PACKAGE).parts
        if "tests" in parts or "migrations" in parts:
            continue
        if file.suffix == ".py" or ("templates" in parts and file.is_file()):
            yield file.relative_to(ROOT).as_posix(), file


def _framework_sources() -> Iterator[tuple[str, Path]]:
    replaced = {name.split("/templates/", 1)[-1] for name, _ in _own_sources()}
    for pattern in FRAMEWORK_SOURCES:
        for file in sorted(LIBRARIES.glob(pattern)):
            name = file.relative_to(LIBRARIES).as_posix()
            template = name.split("/templates/", 1)[-1]
            if file.suffix in (".py", ".html", ".txt") and template not in replaced and not UNREACHED.search(name):
                yield name, file


def _framework_texts(language: str) -> Catalog:
    """What the frameworks say themselves. Of their Kazakh nothing is taken: a third is missing, none is reviewed."""
    merged = empty(language)
    if language == "kk":
        return merged
    for folder in FRAMEWORK_LOCALES:
        for message in read(LIBRARIES / folder / language / "LC_MESSAGES" / "django.po", language):
            if is_text(message) and is_translated(message):
                merged.add(message.id, message.string, context=message.context)
    return merged


FAMILIES = (
    Family(PACKAGE / "locale", _own_sources, empty),
    Family(PACKAGE / "locale_frameworks", _framework_sources, _framework_texts),
)
