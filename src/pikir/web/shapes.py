"""What components draw: plain, frozen data. Rooms above turn their rows into these; the shell knows no models.

Tuples with names: what was drawn is kept by them, and nothing is made and compared quicker. Always give the names.
"""

from datetime import datetime
from typing import Literal, NamedTuple

HandKind = Literal["editor", "newest", "talked", "formula", "duty", "paid"]
Link = tuple[str, str]  # text, address
NamedLink = tuple[str, str, str]  # text, address, language of the text where it is not that of the page


class Alternate(NamedTuple):
    """The same page in another language."""

    language: str
    name: str
    short: str
    path: str
    url: str
    current: bool


class Author(NamedTuple):
    """Who speaks: ``kind`` is the kind of account, ``picture`` the address of a small square portrait or empty.

    ``badge`` is the public position that the person holds today.
    """

    name: str
    url: str = ""
    kind: str = "person"
    picture: str = ""
    badge: str = ""


class Picture(NamedTuple):
    """A picture in pixels; ``srcset`` offers its widths. An empty ``alt`` says that it only decorates."""

    src: str
    width: int
    height: int
    alt: str = ""
    srcset: str = ""
    caption: str = ""
    credit: str = ""


class Hand(NamedTuple):
    """Who or what put something into a slot. ``name`` is the editor, the measure, the formula or the sponsor."""

    kind: HandKind
    name: str = ""
    url: str = ""


class Card(NamedTuple):
    """A post as it stands in a list. ``facts`` are short words after the author, such as "7 minutes".

    ``filtered`` are words of the reader's own filter that it holds: then it stands behind a line that says so. ``why``
    is the rule by which it stands in the list. ``shared_by`` names who brought it to the reader. ``topics`` are ways to
    what else was said on the same.
    """

    title: str
    url: str
    kind: str = "entry"
    language: str = ""
    lead: str = ""
    author: Author | None = None
    at: datetime | None = None
    facts: tuple[str, ...] = ()
    picture: Picture | None = None
    hand: Hand | None = None
    filtered: str = ""
    why: str = ""
    shared_by: str = ""
    topics: tuple[NamedLink, ...] = ()


class Press(NamedTuple):
    """An act of one touch below a comment: a button of the form ``press`` that stands once on the page.

    Without ``url`` only the words stand; ``number`` is how many did it. ``on`` says of a switch whether it is on now;
    None: it is no switch.
    """

    text: str
    url: str = ""
    number: int = 0
    value: str = "on"
    on: bool | None = None


class Said(NamedTuple):
    """What a comment shows to everyone who may read it. ``html`` is sanitised.

    ``parent`` is the id of the comment it answers, None when it answers the post itself; ``earlier`` is the address of
    that comment, needed when it stands on another page. ``stance`` is what its author declared.
    """

    at: datetime
    html: str = ""
    author: Author | None = None
    parent: int | None = None
    by_author: bool = False
    language: str = ""
    edited: bool = False
    earlier: str = ""
    stance: str = ""


class Reply(NamedTuple):
    """A comment of a thread as one reader sees it; ``gone`` stands in its place when the comment may not be read.

    ``presses`` and ``acts`` are buttons and links below it. ``filtered`` is as in a card; ``folded`` says who else put
    the comment behind a line. ``rest`` is the address at which the comments below it go on, where not all are here.
    """

    id: int
    said: Said
    gone: str = ""
    filtered: str = ""
    folded: str = ""
    presses: tuple[Press, ...] = ()
    acts: tuple[Link, ...] = ()
    rest: str = ""
