"""The same for programs, and for the script of the box."""

from django.http import Http404, HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from pikir.places.models import Territory
from pikir.places.queries import Found, children_of, search, territory_by_code
from pikir.web.pages import public_page


@require_safe
@public_page("places", parameters=("q",))
def search_places(request: HttpRequest) -> JsonResponse:
    """Return the territories that begin as ``q`` does, best first."""
    found = search(request.GET.get("q", ""), get_language() or "kk")
    return JsonResponse({"results": [_result(one) for one in found]})


@require_safe
@public_page("places")
def place_data(_request: HttpRequest, code: str) -> JsonResponse:
    """Return one territory with the codes of what lies around it."""
    territory = territory_by_code(code)
    if territory is None:
        raise Http404
    children = children_of(territory, get_language() or "kk")
    return JsonResponse(_data(territory) | {"children": [child.code for child in children]})


def _result(one: Found) -> dict[str, str]:
    code = one.territory.code
    return {"code": code, "name": one.name, "about": one.about, "url": reverse("place", args=[code])}


def _data(one: Territory) -> dict[str, object]:
    return {
        "id": str(one.pk),
        "code": one.code,
        "kind": one.kind,
        "names": {"kk": one.name_kk, "ru": one.name_ru, "en": one.name_en},
        "within": one.ancestor_codes,
        "retired_on": one.retired_on,
        "successor": one.successor.code if one.successor else None,
    }
