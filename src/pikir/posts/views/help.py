"""How to write: every card with what one types for it, drawn by the renderer of all texts."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.http import HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from pikir.accounts.access import Request
from pikir.kernel.languages import LANGUAGES
from pikir.media.models import Picture
from pikir.posts.rendering import render as render_text
from pikir.posts.views.players import may_open_players
from pikir.web.pages import public_page

FOLDER = Path(__file__).parent.parent / "help"
SAMPLES = {"1": ("0" * 32, "posts/sample-1.svg"), "2": ("1" * 32, "posts/sample-2.svg")}  # key: name, drawing
WIDTH, HEIGHT = 480, 360


@dataclass(frozen=True, kw_only=True)
class Example:
    """One thing that can be written: its name, what to know of it, what one types, what readers see."""

    title: str
    words: str
    source: str
    html: str


@may_open_players
@require_safe
@public_page()
def write_help(request: Request) -> HttpResponse:
    """Show what can be written, each with its source."""
    language = get_language() or ""
    found = examples(language if language in LANGUAGES else "en")
    return render(request, "posts/help.html", {"examples": found, "language": language})


@cache
def examples(language: str) -> tuple[Example, ...]:
    """Return the examples of a language, from its file; each has marks of its own on the page."""
    written = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))["example"]
    return tuple(
        Example(**example, html=_drawn(example["source"], language, number)) for number, example in enumerate(written)
    )


def _drawn(source: str, language: str, number: int) -> str:
    """Render an example. Its pictures are drawings of the square's own, which no text could show."""
    pictures = {
        key: Picture(id=int(key), name=name, width=WIDTH, height=HEIGHT) for key, (name, _file) in SAMPLES.items()
    }
    html = render_text(source, post_id=number, language=language, pictures=pictures).html
    for name, file in SAMPLES.values():
        html = html.replace(f"/media/{name}-{WIDTH}.webp", static(file))
    return html
