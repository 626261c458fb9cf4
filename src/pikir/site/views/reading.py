"""The door of the square, and what it says of itself."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from pikir.accounts.access import Request
from pikir.moderation.queries import rules_in_force
from pikir.site.models import TextKey
from pikir.site.queries import square_view, text_of
from pikir.web.doors import language_of
from pikir.web.pages import public_page


@require_safe
def root(request: Request) -> HttpResponse:
    """Lead from ``/`` to the front page in the reader's language: the one chosen before, else the browser's."""
    response = redirect(f"/{language_of(request, square_view().language)}/")
    patch_vary_headers(response, ["Cookie", "Accept-Language"])
    response["Cache-Control"] = "private, no-cache"
    return response


@require_safe
@public_page("{key}")
def text(request: Request, key: str) -> HttpResponse:
    """Show the rules or the about page in the reader's language."""
    found = text_of(key, get_language() or "")
    if found is None:
        raise Http404
    rules = rules_in_force() if key == TextKey.RULES else []
    return render(request, "site/text.html", {"text": found, "key": key, "rules": rules})
