"""Lists of questions as pages: each the same for everyone but who works at the desk of an office."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pikir.accounts.access import Request
from pikir.offices.questions.access import can_see_desk
from pikir.offices.questions.lists import scopes
from pikir.offices.questions.lists.kinds import WORDS, Listing
from pikir.offices.questions.lists.queries import page_of
from pikir.offices.questions.live import SOURCE
from pikir.web.pages import public_page

_PARAMETERS = ("after",)


@require_safe
@public_page("questions", parameters=_PARAMETERS)
def of_all(request: Request, which: str = Listing.NEWEST) -> HttpResponse:
    """Show questions to all offices."""
    return _show(request, scopes.everything(), which)


@require_safe
@public_page("questions", "offices", "account:{handle}", parameters=_PARAMETERS)
def of_office(request: Request, handle: str, which: str = Listing.NEWEST) -> HttpResponse:
    """Show questions to one office."""
    return _show(request, scopes.of_office(handle), which)


@require_safe
@public_page("questions", "offices", "account:{handle}", parameters=_PARAMETERS)
def of_position(request: Request, handle: str, slug: str, which: str = Listing.NEWEST) -> HttpResponse:
    """Show questions to one position, whoever holds it."""
    return _show(request, scopes.of_position(handle, slug), which)


@require_safe
@public_page("questions", "places", parameters=_PARAMETERS)
def of_place(request: Request, code: str, which: str = Listing.NEWEST) -> HttpResponse:
    """Show questions about a place and all that lies in it."""
    return _show(request, scopes.of_place(code), which)


@require_safe
@public_page("questions", "topics", parameters=_PARAMETERS)
def of_topic(request: Request, slug: str, which: str = Listing.NEWEST) -> HttpResponse:
    """Show questions about a topic and those below it."""
    return _show(request, scopes.of_topic(slug), which)


def _show(request: Request, scope: scopes.Scope, which: str) -> HttpResponse:
    listing, after = listing_called(which), request.GET.get("after", "")
    if scope.moved:
        return redirect(scope.address(listing), permanent=True)
    context = {
        "newest": None if after else SOURCE.newest(),  # before the rows: what comes between is told to this page
        "rows": page_of(scope, listing, now=timezone.now(), after=after),
        "scope": scope,
        "listing": listing,
        "words": WORDS[listing],
        "title": scope.title(listing),
        "tabs": [(words.tab, scope.address(one), one == listing) for one, words in WORDS.items()],
        "feed": scope.path(listing),
        "desk": scope.office is not None and can_see_desk(request.viewer, scope.office),
    }
    return render(request, "offices/questions/list.html", context)


def listing_called(which: str) -> Listing:
    """Return a list by the name in its address. Raises Http404."""
    try:
        return Listing(which)
    except ValueError:
        raise Http404 from None
