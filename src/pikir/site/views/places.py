"""The page of a territory: its names, what lies in it, who is there, and what they say."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pikir.accounts.access import Request
from pikir.places.models import Territory
from pikir.places.queries import ancestors_of, children_of, predecessors_of, territory_by_code
from pikir.posts import reasons
from pikir.posts.linked import linked_way
from pikir.posts.shapes import author_of, cards_for
from pikir.posts.territories import Inhabitants, inhabitants_of, posts_of_territory
from pikir.web.keyset import read_key
from pikir.web.pages import public_page
from pikir.web.shapes import Author


@require_safe
@public_page("places", "newest", parameters=("before",))
def place(request: Request, code: str) -> HttpResponse:
    """Show one territory; on later pages of its list only what is said there."""
    territory = territory_by_code(code)
    if territory is None:
        raise Http404
    if territory.code != code:
        return redirect("place", territory.code, permanent=True)
    language, before = get_language() or "kk", read_key(request.GET.get("before"))
    known = ancestors_of([territory])
    above = [known[code] for code in territory.ancestor_codes]
    page = posts_of_territory(territory=territory, viewer=request.viewer, before=before, language=language)
    context = {
        "territory": territory,
        "above": above,
        "linked": _linked(above, territory),
        "children": children_of(territory, language),
        "predecessors": predecessors_of(territory),
        "groups": _groups(inhabitants_of(territory)),
        "page_of_cards": cards_for(request.viewer, page, why=reasons.of_territory(territory.name)),
    }
    return render(request, "site/place.html", context)


def _groups(found: Inhabitants) -> list[tuple[str, list[Author], bool]]:
    """Heading, faces, whether there are more; a group without anybody is left out."""
    rows = [
        (_("Organisations from here"), found.organisations, found.more_organisations),
        (_("People from here"), found.people, found.more_people),
    ]
    return [(words, [author_of(one) for one in accounts], more) for words, accounts, more in rows if accounts]


def _linked(above: list[Territory], territory: Territory) -> dict[str, object]:
    return linked_way([(one.name, reverse("place", args=[one.code])) for one in (*above, territory)])
