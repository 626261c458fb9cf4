"""How display names and bios are cleaned before they are stored."""

import re

from django.utils.translation import gettext as _

from pikir.kernel.text import normalise, strip_controls


class NameMissingError(ValueError):
    """A name has nothing that can be seen."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(_("Enter a name that others can see."))


def clean_name(name: str) -> str:
    """Return a display name on one line, in any script, without what cannot be seen. Raises NameMissingError."""
    shown = strip_controls(name)
    if not shown:
        raise NameMissingError
    return shown


def clean_bio(bio: str) -> str:
    """Return a bio with its lines kept, each cleaned as a name is, and at most one empty line between two."""
    lines = "\n".join(strip_controls(line) for line in normalise(bio).split("\n"))
    return re.sub("\n{3,}", "\n\n", lines).strip("\n")


def unquoted(name: str) -> str:
    """Return a name without quotation marks around the whole of it, for a sentence that sets its own."""
    inner = name[1:-1]
    whole = len(name) > 2 and (name[0], name[-1]) in _QUOTES and not set(inner) & _MARKS
    return inner if whole else name


_QUOTES = {("«", "»"), ("“", "”"), ("„", "“"), ('"', '"')}
_MARKS = {mark for pair in _QUOTES for mark in pair}
