"""The page of all territories. That of each is of the site, which knows who is there and what they say."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from pikir.places.forms import FindForm, Typed
from pikir.places.models import Territory
from pikir.places.queries import find_meant, tree
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
