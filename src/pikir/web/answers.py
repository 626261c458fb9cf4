"""Answers of the database that are given again while nothing was committed: the same question has the same answer.

What members read is mostly the same for all of them, and is asked for anew at each page. Whether anything was committed
since, by whichever process or program, SQLite says in a twentieth of the time. PostgreSQL has to be asked for that as
long as for the answer, so it is asked for the answer.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import suppress
from typing import Any

from django.db import connection

from pikir.web.version import Version

KEPT = 64  # answers a process remembers: those of a dozen pages; their rows, 3 KB each, are kept with them


class Answers:
    """What was answered, the least recently asked going first."""

    def __init__(self) -> None:
        self._version: Version | None = None
        self._kept: OrderedDict[Hashable, tuple[object, list[Any]]] = OrderedDict()

    def begin(self) -> None:
        """Remember answers from now on; for processes that will not fork any more, since one more connection opens."""
        self._version = Version()

    def end(self) -> None:
        """Remember nothing any more."""
        self._version = None
        self._kept.clear()

    def answer(self, question: Hashable, ask: Callable[[], list[Any]]) -> list[Any]:
        """Return the answer to a question that is written out in full, whoever asks; nobody may change it."""
        if self._version is None or connection.vendor != "sqlite" or connection.in_atomic_block:
            return ask()  # in a transaction, what is not committed counts as well
        version = self._version.read()
        found = self._kept.get(question)
        if found is not None and found[0] == version:
            with suppress(KeyError):  # another thread may have thrown it away just now
                self._kept.move_to_end(question)
            return found[1]
        rows = ask()
        self._kept[question] = version, rows  # of that version or of a later one, and then it is asked again
        while len(self._kept) > KEPT:
            with suppress(KeyError):
                self._kept.popitem(last=False)
        return rows


_answers = Answers()
begin = _answers.begin
end = _answers.end
answer = _answers.answer
