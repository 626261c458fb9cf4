"""Pages of territories: all of them, and each."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from pikir.places.forms import FindForm, Typed
from pikir.places.models import Territory
from pikir.places.queries import ancestors_of, children_of, find_meant, predecessors_of, territory_by_code, tree
from pikir.web.pages import public_page


@require_safe
@public_page("places", parameters=("q", "q-code"))
def index(request: HttpRequest) -> HttpResponse:
    """Show the tree of all territories; lead whoever looked for one there, or show what it may be."""
    language = get_language() or "kk"
    typed = Typed(request.GET.get("q", "").strip(), request.GET.get("q-code", ""))
    meant = find_meant(typed.text, typed.code, language)
    if isinstance(meant, Territory):
        return redirect("place", meant.code)
    context = {"form": FindForm(initial={"q": typed}), "typed": typed.text, "found": meant, "countries": tree(language)}
    return render(request, "places/index.html", context)


@require_safe
@public_page("places")
def place(request: HttpRequest, code: str) -> HttpResponse:
    """Show one territory: its names, what it lies in and what lies in it."""
    territory = territory_by_code(code)
    if territory is None:
        raise Http404
    if territory.code != code:
        return redirect("place", territory.code, permanent=True)
    above = ancestors_of([territory])
    context = {
        "territory": territory,
        "above": [above[code] for code in territory.ancestor_codes],
        "children": children_of(territory, get_language() or "kk"),
        "predecessors": predecessors_of(territory),
    }
    return render(request, "places/place.html", context)
