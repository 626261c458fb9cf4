"""Kinds of notices. Every room registers its own when it starts: what they say, and who may still see it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pikir.accounts.access import Viewer
from pikir.notifications.kinds import Category
from pikir.notifications.models import Notice


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """A button beside a notice: ``act`` is sent to ``url``. ``words`` are in the reader's language."""

    words: str
    url: str
    act: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """What the reader of a letter can do without signing in: ``url`` is whole, ``words`` are in their language.

    With ``reply`` the ``url`` is an address of mail: where it is the only one, the letter is answered to it.
    """

    words: str
    url: str
    reply: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """What a reader may see behind a notice: where it leads, what it is about, what was said, in which language.

    ``detail`` is what else its sentence needs to say; ``answers`` are what the reader can do about it at once.
    """

    url: str
    title: str = ""
    words: str = ""
    language: str = ""
    detail: str = ""
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What the sentence of a group is made of: ``name`` acted last, ``others`` before, ``data`` is of the newest."""

    name: str = ""
    others: int = 0
    many: str = ""  # the number of others as it is written: "11", or "99+"
    title: str = ""
    detail: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def words(self) -> dict[str, str]:
        """The placeholders of a sentence."""
        return {"name": self.name, "count": self.many, "title": self.title, "detail": self.detail}


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of notice.

    ``phrase`` says one sentence of a group in the active language. ``show`` is given a reader and notices of this kind,
    all the reader's, and returns by their id what the reader may still see; it is asked in bulk and sends a fixed
    number of queries, one as a rule. What is not in its answer stands nowhere. ``links`` returns by the notice what a
    letter adds; it is asked for letters alone.
    """

    name: str
    category: Category
    phrase: Callable[[Told], str]
    show: Callable[[Viewer, Sequence[Notice]], Mapping[int, Shown]]
    links: Callable[[Viewer, Sequence[Notice]], Mapping[int, Sequence[Link]]] | None = None


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known. Raises ValueError when another one has its name."""
    if _kinds.setdefault(kind.name, kind) != kind:
        raise ValueError(f"two kinds of notices are named {kind.name}")


def kind_of(name: str) -> Kind:
    """Return the kind with this name; KeyError for one that no room registered."""
    return _kinds[name]


def names_of(category: str = "") -> Collection[str]:
    """Return the names of the kinds of a category, or of all."""
    return [kind.name for kind in _kinds.values() if category in ("", kind.category)]
