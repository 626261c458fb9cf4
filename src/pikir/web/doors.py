"""Which language a reader is led to whose address names none."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

# Who reads none of the square's languages best is led to the one most likely to be read as well.
NEIGHBOURS = {
    "kk": ("kir", "ky", "kaa", "uz", "tt", "ba", "tr", "az", "tk", "ug"),
    "ru": ("be", "uk", "tg", "hy", "ka", "mn"),
}


def language_of(request: HttpRequest, default: str) -> str:
    """Return kk, ru or en for a reader: cookie, then Accept-Language, then ``default``."""
    known = {code for code, _ in settings.LANGUAGES}
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if chosen in known:
        return chosen
    nearest = {near: language for language, nears in NEIGHBOURS.items() for near in nears}
    for tag, weight in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()):
        code = tag.split("-")[0]
        if weight and code in known:
            return code
        if weight and code in nearest:
            return nearest[code]
    return default
