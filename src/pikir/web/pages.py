"""Pages that look the same to everyone without a session, marked by their views so that they may be kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, TypeVar, cast

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

from pikir.web import freshness
from pikir.web.errors import Gone, show_fault

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """What a kept page depends on: generation numbers with their places, and the query parameters that count."""

    slots: tuple[int, ...]
    generations: tuple[int, ...]
    parameters: tuple[str, ...]

    def is_fresh(self) -> bool:
        """Whether nothing the page shows has changed since just before it was made."""
        return freshness.generations(self.slots) == self.generations

    def joined(self, other: "Mark") -> "Mark":
        """The same page that depends on what another mark names as well."""
        return replace(self, slots=self.slots + other.slots, generations=self.generations + other.generations)


def depend_on(request: HttpRequest, *tags: str) -> None:
    """Let the page depend on more tags, which its address does not name; called before what they stand for is read."""
    slots = tuple({freshness.slot_of(tag) for tag in tags})
    mark = Mark(slots=slots, generations=freshness.generations(slots), parameters=())
    named: Mark | None = getattr(request, "more_of_page", None)
    request.more_of_page = named.joined(mark) if named else mark  # type: ignore[attr-defined]  # of this request alone


def public_page(*tags: str, parameters: tuple[str, ...] = ()) -> Callable[[View], View]:
    """Mark the answers of a view as the same for everyone without a session.

    A tag may name arguments of the address, as in ``"post:{post_id}"``. ``parameters`` are the query parameters that
    change the page; all others are taken away before the view sees them when the page is kept. The page's language is
    that of its address (root, or an argument ``language``), never that of the browser that happens to ask first.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def marked(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            named = [tag.format_map(kwargs) for tag in tags]
            slots = tuple({freshness.slot_of(tag) for tag in (freshness.SITE, *named)})
            mark = Mark(slots=slots, generations=freshness.generations(slots), parameters=parameters)
            with translation.override(_language_of(request, kwargs)):
                response = _seen_or_gone(view, request, kwargs)
            more: Mark | None = getattr(request, "more_of_page", None)
            response.page_mark = mark.joined(more) if more else mark  # type: ignore[attr-defined]  # travels beside the answer, never in it
            return response

        return cast("View", marked)

    return decorate


def _seen_or_gone(view: View, request: HttpRequest, arguments: Mapping[str, Any]) -> HttpResponseBase:
    """Answer; what is gone may be kept as well, since it may be asked for as often as while it stood."""
    try:
        return view(request, **arguments)
    except Gone as gone:
        if not gone.kept:
            raise
        return show_fault(request, 410, gone=gone)


def _language_of(request: HttpRequest, arguments: Mapping[str, object]) -> str:
    named = str(arguments.get("language", ""))
    return translation.get_language_from_path(request.path_info) or named or settings.LANGUAGE_CODE


def mark_of(response: HttpResponseBase) -> Mark | None:
    """Return the mark of an answer, None when its view is not a public page."""
    return getattr(response, "page_mark", None)
