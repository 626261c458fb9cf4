"""Languages that people understand: more than those in which the square speaks itself."""

from collections.abc import Iterable

from django.utils.html import format_html
from django.utils.translation import get_language_info

from pikir.accounts.kinds import READABLE

_OWN_NAMES = {"mn": "\u041c\u043e\u043d\u0433\u043e\u043b"}  # Mongol, which Django knows in English only


def own_name(code: str) -> str:
    """What a language calls itself."""
    return _OWN_NAMES.get(code) or str(get_language_info(code)["name_local"]).capitalize()


def choices() -> list[tuple[str, str]]:
    """Every language that a person may choose, with its own name, marked as words of that language."""
    return [(code, format_html('<span lang="{}">{}</span>', code, own_name(code))) for code in READABLE]


def written_languages(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Codes with their names, for a page; those that nobody can choose any more are left out."""
    return [(code, own_name(code)) for code in codes if code in READABLE]
