"""Reading the letters that the square wrote."""

import re

from pikir.mail.models import Letter


def letters(to: str = "") -> list[Letter]:
    """Letters to an address, or all of them, oldest first."""
    found = Letter.objects.order_by("id")
    return list(found.filter(to=to) if to else found)


def last_letter(to: str) -> Letter:
    """The newest letter to an address."""
    return letters(to)[-1]


def links_in(letter: Letter) -> list[str]:
    """Paths of the addresses that stand on lines of their own: what the letter asks its reader to open."""
    return re.findall(r"^https?://[^/\s]+(/\S+)$", letter.text, re.MULTILINE)
