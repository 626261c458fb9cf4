"""The content files as plain data. Nothing here knows the database."""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parent / "content"
SCENE = re.compile(r"!\[([^\]]*)\]\(scene:([a-z-]+)")
_FENCE = "+++\n"


@dataclass(frozen=True, kw_only=True)
class Person:
    """An account: a person who signs in, or something that persons act for."""

    handle: str
    name: str
    language: str
    bio: str
    kind: str = "person"
    portrait: str = ""
    alt: str = ""
    operates: list[str] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)
    positions: dict[str, str] = field(default_factory=dict)
    reads: list[str] = field(default_factory=list)
    hours: list[str] = field(default_factory=list)
    contacts: str = ""
    habits: str = ""


@dataclass(frozen=True, kw_only=True)
class Page:
    """What an account shows beside its name. ``header`` is a drawing, ``focus`` where to look in it, in hundredths."""

    handle: str
    place: str = ""
    reads: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    header: str = ""
    alt: str = ""
    focus: tuple[int, int] = (50, 50)
    pins: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Text:
    """An entry, a photo essay or a note. ``author`` is the person who writes it when ``by`` is not one.

    ``position`` is the one as whose holder they write, ``office/position`` by their codes.
    """

    key: str
    by: str
    at: str
    language: str
    text: str
    author: str = ""
    kind: str = "entry"
    title: str = ""
    lead: str = ""
    state: str = "published"
    publish_at: str = ""
    version_of: str = ""
    position: str = ""

    @property
    def scenes(self) -> list[tuple[str, str]]:
        """Name and description of each picture in the text, in order."""
        return [(name, alt) for alt, name in SCENE.findall(self.text)]


@dataclass(frozen=True, kw_only=True)
class Comment:
    """A comment ``after`` some time on the comment ``to`` of the same thread, or on the post itself.

    ``supports`` is how many people support it.
    """

    by: str
    after: str
    lang: str
    text: str
    author: str = ""
    id: str = ""
    to: str = ""
    stance: str = ""
    supports: int = 0


@dataclass(frozen=True, kw_only=True)
class Theme:
    """A topic: its names, what it is about by language, the topic it stands ``below``, the keys of texts in it."""

    kk: str
    ru: str = ""
    en: str = ""
    about: dict[str, str] = field(default_factory=dict)
    below: str = ""
    column: bool = False
    posts: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A text that an editor put into a column."""

    column: str
    post: str
    editor: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a profile looks as a blog; ``topics`` are Kazakh names."""

    handle: str
    accent: str
    about: str
    topics: list[str]


@dataclass(frozen=True, kw_only=True)
class Town:
    """All that the files say."""

    square: dict[str, Any]
    accounts: list[Person]
    profiles: list[Page]
    texts: list[Text]
    threads: dict[str, list[Comment]]
    themes: list[Theme]
    placed: list[Placed]
    looks: list[Look]
    pages: dict[tuple[str, str], str]
    voices: dict[str, Any]
    reactions: dict[str, list[dict[str, Any]]]
    lives: dict[str, Any]
    offices: dict[str, Any]
    questions: list[dict[str, Any]]  # of every file of their folder
    sealed: dict[str, Any]
    order: dict[str, list[dict[str, Any]]]


def read_town() -> Town:
    """Read every content file."""
    return Town(
        square=_toml(CONTENT / "square.toml"),
        accounts=[Person(**row) for row in _toml(CONTENT / "accounts.toml")["account"]],
        profiles=[Page(**row) for row in _toml(CONTENT / "pages.toml")["page"]],
        texts=[*map(_entry, _files("entries", "md")), *_notes()],
        threads={file.stem: _thread(file) for file in _files("threads", "toml")},
        themes=[Theme(**row) for row in _toml(CONTENT / "topics.toml")["topic"]],
        placed=[Placed(**row) for row in _toml(CONTENT / "topics.toml")["placed"]],
        looks=[Look(**row) for row in _toml(CONTENT / "topics.toml")["blog"]],
        reactions=_toml(CONTENT / "reactions.toml"),
        lives=_toml(CONTENT / "lives.toml"),
        offices=_toml(CONTENT / "offices.toml"),
        questions=[row for file in _files("questions", "toml") for row in _toml(file)["question"]],
        sealed=_toml(CONTENT / "sealed.toml"),
        order=_toml(CONTENT / "order.toml"),
        pages={_key_and_language(file): file.read_text(encoding="utf-8") for file in _files("texts", "md")},
        voices=_toml(CONTENT / "voices.toml"),
    )


def _files(folder: str, ending: str) -> list[Path]:
    return sorted((CONTENT / folder).glob(f"*.{ending}"))


def _toml(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _key_and_language(file: Path) -> tuple[str, str]:
    key, _dot, language = file.stem.rpartition(".")
    return key, language


def _entry(file: Path) -> Text:
    _nothing, head, body = file.read_text(encoding="utf-8").split(_FENCE, 2)
    return Text(key=file.stem, language=_key_and_language(file)[1], text=body.strip(), **tomllib.loads(head))


def _notes() -> list[Text]:
    notes: list[Text] = []
    for file in sorted(CONTENT.glob("notes.*.toml")):
        language = _key_and_language(file)[1]
        for number, row in enumerate(_toml(file)["note"]):
            named = {"key": f"note-{language}-{number}", **row, "text": row["text"].strip()}
            notes.append(Text(kind="note", language=language, **named))
    return notes


def _thread(file: Path) -> list[Comment]:
    return [Comment(**row) for row in _toml(file)["comment"]]
