"""What a text may cost: markup is counted before it is read, so that nobody makes the square work for nothing.

Costs are microseconds of a slow processor, measured once and rounded up: not exact, only never far too low.
Letters earn, so that a long honest text is shaped whatever it holds; what costs more is shown as it was typed.
"""

import re

ALLOWANCE = 30_000  # what any text may cost
EARNED = 3  # what each letter adds: a list of names, a table of figures, a page of links all stay far below

_ADDRESSES = re.compile(r"(?:https?://|mailto:|picture:|file:|/media/)\S++")  # their letters are no words
_LETTERS = re.compile(r"\w++")
_LEADERS = re.compile(r"^[ \t]*+(?:[-+*#>:=]|[0-9]++[.)])", re.MULTILINE)  # lines that may open a block
_QUOTES = re.compile(r"^[ \t>]*>", re.MULTILINE)
_COSTS = {
    "[": 26,  # a link, a picture, a footnote
    "|": 18,  # a cell
    "://": 28,  # an address
    "&": 16,
    "<": 12,
    "@": 12,
    "=": 12,
    **dict.fromkeys("*_~:", 10),
    **dict.fromkeys("!#$%+->\\]^`{}", 3),
    ".": 2,
    '"': 1,
}
_LINE, _LEADER, _QUOTE_LEVEL, _QUOTE_LEVELS = 16, 25, 3, 20


def is_affordable(source: str) -> bool:
    """Whether reading the markup of a text costs no more than any text may, and what its letters earn."""
    return cost_of(source) <= ALLOWANCE + EARNED * letters_of(source)


def letters_of(source: str) -> int:
    """Return how many letters and digits a text has, without those of addresses."""
    return sum(map(len, _LETTERS.findall(_ADDRESSES.sub("", source))))


def cost_of(source: str) -> int:
    """Return what reading the markup of a text costs at most, in microseconds of a slow processor."""
    signs = sum(source.count(sign) * cost for sign, cost in _COSTS.items())
    depth = max((line.count(">") for line in _QUOTES.findall(source)), default=0)
    lines = source.count("\n") - source.count("\n\n")  # with something in them, nearly
    each = _LINE + _QUOTE_LEVEL * min(depth, _QUOTE_LEVELS)  # each level of quotation reads its lines once more
    return signs + lines * each + _LEADER * len(_LEADERS.findall(source))
