"""The square on a phone: what it is called there, its worker, and the page for when there is no connection."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from pikir.kernel.languages import LANGUAGES
from pikir.posts.stamps import stamp_of
from pikir.site.queries import square_view
from pikir.web.pages import public_page

_PAPER = "#fbf9f4"
_ICONS = (("192x192", "192", "any"), ("512x512", "512", "any"), ("512x512", "512-whole", "maskable"))
_SHELL = ("web/shell.css", "web/shell.js", "site/offline.js")  # without which the page for no connection is bare


@require_safe
@public_page()
def manifest(request: HttpRequest) -> JsonResponse:  # noqa: ARG001  # a view's signature
    """Say how the square stands among the programs of a phone."""
    square, icons = square_view(), [(size, reverse("icon", args=[form]), use) for size, form, use in _ICONS]
    content = {
        "id": "/",
        "name": square.name,
        "short_name": square.name,
        "description": square.tagline,
        "lang": get_language(),
        "start_url": reverse("front"),
        "scope": "/",
        "display": "minimal-ui",
        "background_color": _PAPER,
        "theme_color": _PAPER,
        "icons": [{"src": src, "sizes": size, "type": "image/png", "purpose": use} for size, src, use in icons],
    }
    return JsonResponse(content, content_type="application/manifest+json")


@require_safe
@public_page()
def worker(request: HttpRequest) -> HttpResponse:
    """Send the script that keeps the last texts read; its name for what it keeps changes with the files it needs."""
    pages = [_offline_page(language) for language in LANGUAGES]
    files = [*pages, *(static(name) for name in _SHELL)]
    context = {"files": files, "stamp": stamp_of(*files, square_view().stamp)}
    return render(request, "site/worker.js", context, content_type="text/javascript; charset=utf-8")


@require_safe
@public_page()
def offline(request: HttpRequest) -> HttpResponse:
    """Show what a device keeps; the list itself is made there."""
    return render(request, "site/offline.html")


def _offline_page(language: str) -> str:
    with override(language):
        return reverse("offline")
