"""Where a reader without a language in the address is sent."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

# Who reads none of the square's languages best is led to the one most likely to be read as well.
NEIGHBOURS = {
    "kk": ("kir", "ky", "kaa", "uz", "tt", "ba", "tr", "az", "tk", "ug"),
    "ru": ("be", "uk", "tg", "hy", "ka", "mn"),
}


def decide_language(request: HttpRequest) -> HttpResponse:
    """Lead from ``/`` to the front page in the reader's language: the one chosen before, else the browser's."""
    response = redirect(f"/{language_of(request)}/")
    patch_vary_headers(response, ["Cookie", "Accept-Language"])
    response["Cache-Control"] = "private, no-cache"
    return response


def language_of(request: HttpRequest) -> str:
    """Return kk, ru or en for a reader: cookie, then Accept-Language, then the square's own language."""
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
    return settings.LANGUAGE_CODE
