"""What changed between two texts, in words where that can be found in time, otherwise in whole lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Mark = Literal["same", "gone", "new"]

LINES_MAX = 4_000  # on either side, beside equal beginnings and ends; beyond it the whole is shown as changed
WORDS_WORK = 4_000_000  # pairs of words that one comparison may look at: about a second on a slow machine
CONTEXT = 160  # characters of what stayed that are shown beside a change
_WORD = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True)
class Piece:
    """A stretch of text. ``cut`` stands in the middle of a long stretch that stayed: what is left out of it."""

    mark: Mark
    text: str
    tail: str = ""
    cut: bool = False


def changes_between(before: str, after: str) -> list[Piece]:
    """Return the pieces that lead from one text to the other; nothing when they are equal. Bounded in time."""
    if before == after:
        return []
    work = _Work(WORDS_WORK)
    return [_shortened(piece) for piece in _joined(work.lines(before, after))]


class _Work:
    """One comparison with what it may still spend."""

    def __init__(self, budget: int) -> None:
        self._budget = budget

    def lines(self, before: str, after: str) -> Iterator[Piece]:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
        head = _equal_beginning(old, new)
        tail = _equal_beginning(old[head:][::-1], new[head:][::-1])
        yield Piece("same", "".join(old[:head]))
        yield from self._middle(old[head : len(old) - tail], new[head : len(new) - tail])
        yield Piece("same", "".join(old[len(old) - tail :]))

    def _middle(self, old: list[str], new: list[str]) -> Iterator[Piece]:
        if max(len(old), len(new)) > LINES_MAX:
            yield from _replaced("".join(old), "".join(new))
            return
        for gone, come, equal in _blocks(old, new):
            if equal:
                yield Piece("same", gone)
            else:
                yield from self._words(gone, come)

    def _words(self, before: str, after: str) -> Iterator[Piece]:
        old, new = _WORD.findall(before), _WORD.findall(after)
        self._budget -= len(old) * len(new)
        if self._budget < 0:
            yield from _replaced(before, after)
            return
        for gone, come, equal in _blocks(old, new):
            if equal:
                yield Piece("same", gone)
            else:
                yield from _replaced(gone, come)


def _blocks(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str, bool]]:
    """Stretches of both sides in order, and whether they are equal."""
    for verb, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        yield "".join(old[a:b]), "".join(new[c:d]), verb == "equal"


def _replaced(before: str, after: str) -> Iterator[Piece]:
    yield Piece("gone", before)
    yield Piece("new", after)


def _equal_beginning(old: Sequence[str], new: Sequence[str]) -> int:
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count


def _joined(pieces: Iterator[Piece]) -> list[Piece]:
    """Without empty pieces, and neighbours of one kind made one."""
    found: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if found and found[-1].mark == piece.mark:
            piece = Piece(piece.mark, found.pop().text + piece.text)
        found.append(piece)
    return found


def _shortened(piece: Piece) -> Piece:
    if piece.mark != "same" or len(piece.text) <= 3 * CONTEXT:
        return piece
    head, tail = piece.text[:CONTEXT], piece.text[-CONTEXT:]
    return Piece("same", re.sub(r"\S+$", "", head) or head, re.sub(r"^\S+\s+", "", tail) or tail, cut=True)
