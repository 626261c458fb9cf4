"""The directory, the page of an office and of a position, the finder."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from pikir.accounts.access import Request
from pikir.accounts.decorators import signed_in
from pikir.accounts.queries import present_handle
from pikir.accounts.readable import written_languages
from pikir.offices import actions, queries
from pikir.offices.access import Act, may, position_or_404
from pikir.offices.finding import who_is_responsible
from pikir.offices.forms import DirectoryForm, FinderForm
from pikir.offices.holders import holder_of, rows_of_holder
from pikir.offices.kinds import NEWS_SHOWN
from pikir.offices.models import Office
from pikir.offices.pages import data_of, language, linked_office, opening_of, today
from pikir.offices.parts import parts_of, texts_of
from pikir.posts.shapes import cards_for
from pikir.web.keyset import read_key
from pikir.web.pages import public_page
from pikir.web.pieces import identity

_DIRECTORY = ("body", "place", "place-code", "topic", "letter", "after")
_FINDER = ("topic", "place", "place-code", "on")


@require_safe
@public_page("offices", "places", "topics", parameters=_DIRECTORY)
def directory(request: Request) -> HttpResponse:
    """Show the offices a reader chose in alphabetical order, or all from the top."""
    form = DirectoryForm(request.GET)
    cleaned = form.cleaned_data if form.is_valid() else {}
    letters = queries.letters_of(language())
    letter = request.GET.get("letter", "")
    chosen = queries.Chosen(
        body=cleaned.get("body", ""),
        territory=cleaned.get("place"),
        topic=cleaned.get("topic"),
        letter=letter if letter in letters else "",
    )
    after = read_key(request.GET.get("after"))
    context: dict[str, Any] = {"form": form, "letters": letters, "chosen": chosen}
    if chosen:
        context["listed"] = queries.directory(chosen, language(), on=today(), after=after)
        context["query"] = _without(request, "after")
    elif not form.errors:
        context["tops"] = queries.top_offices(language())
    return render(request, "offices/directory.html", context)


@require_safe
@public_page("account:{handle}", "offices")
def office(request: Request, handle: str) -> HttpResponse:
    """Show an office: who leads it, what it is responsible for, how it is reached, what it said last."""
    found = queries.office_to_read(handle)
    if found is None or found.account.handle != handle:
        return _moved("office", handle, found)
    people = queries.people_of(found, today())
    profile = getattr(found.account, "profile", None)
    head = next((one for one in people if one.position.is_head), None)
    held = map(rows_of_holder, people)
    above, children = queries.ancestors_of(found), queries.children_of(found, language())
    branches, opening = queries.competence_tree(found, today(), language()), opening_of(found, profile)
    context = {
        "office": found,
        "above": above,
        "children": children,
        "head": head,
        "people": people,
        "branches": branches,
        "page": profile,
        "opening": opening,
        "shown": identity([found, profile, above, children, opening, queries.rows_of(branches), *held]),
        "languages": written_languages(profile.reads) if profile else [],
        "news": cards_for(request.viewer, queries.news_of(found, request.viewer, language())),
        "linked": partial(linked_office, found, head),
        "may_edit": may(request.viewer, found.pk, Act.EDIT_PAGE),
    }
    return render(request, "offices/office.html", context)


@require_safe
@public_page("account:{handle}", "offices")
def data(_request: Request, handle: str) -> HttpResponse:
    """Return an office with its positions and competences as JSON."""
    found = queries.office_called(handle)
    if found is None or found.account.handle != handle:
        return _moved("office-data", handle, found)
    tree = queries.competence_tree(found, today(), language())
    return JsonResponse(data_of(found, queries.people_of(found, today()), tree))


@require_safe
@public_page("account:{handle}", "offices")
def position(request: Request, handle: str, slug: str) -> HttpResponse:
    """Show a position: who holds it, who held it, what it is responsible for."""
    found = queries.office_called(handle)
    if found is None or found.account.handle != handle:
        return _moved("position", handle, found, slug=slug)
    one = position_or_404(found, slug)
    rows, parts = queries.appointments_of(one), parts_of(one)
    texts = texts_of(parts[0], request.viewer, limit=NEWS_SHOWN) if parts else None
    context = {
        "parts": parts,
        "texts": cards_for(request.viewer, texts) if texts else None,
        "office": found,
        "position": one,
        "holder": holder_of(one, today()),
        "coming": [row for row in rows if row.first_day > today()],
        "past": [row for row in rows if row.last_day and row.last_day < today()],
        "competences": queries.competences_of(one, today()),
    }
    return render(request, "offices/position.html", context)


@require_safe
@public_page("account:{handle}", "offices", parameters=("before",))
def blog(request: Request, handle: str, slug: str, part_id: int) -> HttpResponse:
    """Show what one holder of a position said as such."""
    found = queries.office_called(handle)
    if found is None or found.account.handle != handle:
        return _moved("position-blog", handle, found, slug=slug, part_id=part_id)
    one = position_or_404(found, slug)
    parts = parts_of(one)
    part = next((each for each in parts if each.appointment.pk == part_id), None)
    if part is None:
        raise Http404
    page = texts_of(part, request.viewer, before=read_key(request.GET.get("before")))
    context = {
        "office": found,
        "position": one,
        "part": part,
        "others": [each for each in parts if each != part],
        "page_of_cards": cards_for(request.viewer, page),
    }
    return render(request, "offices/blog.html", context)


@require_safe
@public_page("offices", "places")
def abroad(request: Request) -> HttpResponse:
    """Show embassies and consulates by the country in which they serve."""
    return render(request, "offices/abroad.html", {"countries": queries.offices_abroad(language())})


@require_safe
@public_page("offices", "places", "topics", parameters=_FINDER)
def finder(request: Request) -> HttpResponse:
    """Say who is responsible for a topic in a place."""
    asked = bool(request.GET.get("place"))
    form = FinderForm(request.GET) if asked else FinderForm(initial=request.GET.dict())
    context: dict[str, Any] = {"form": form}
    if asked and form.is_valid():
        topic, place = form.cleaned_data["topic"], form.cleaned_data["place"]
        day = form.cleaned_data["on"] or today()
        answer = who_is_responsible(topic=topic, territory=place, on=day)
        shown = identity([topic, place, str(day), *answer.rows])
        context |= {"topic": topic, "place": place, "day": day, "other_day": day != today(), "answer": answer}
        context["shown"] = shown
    return render(request, "offices/finder.html", context)


@require_POST
@signed_in
def tell_gap(request: Request) -> HttpResponse:
    """Put what nobody is responsible for on the list."""
    form = FinderForm(request.POST)
    if not form.is_valid():
        raise Http404
    actions.tell_gap(actor=request.viewer, topic=form.cleaned_data["topic"], territory=form.cleaned_data["place"])
    return redirect("offices-nobody")


@require_safe
@public_page("offices", "places", "topics", parameters=("before",))
def nobody(request: Request) -> HttpResponse:
    """Show what nobody is responsible for."""
    page = queries.gaps_page(before=read_key(request.GET.get("before")))
    return render(request, "offices/nobody.html", {"page": page})


def _moved(name: str, handle: str, found: Office | None, **given: str | int) -> HttpResponse:
    """Lead from other capitals, or from a handle that was given up, to the present one; Http404 when there is none."""
    present = found.account.handle if found else present_handle(handle)
    if present is None:
        raise Http404
    return redirect(name, handle=present, permanent=True, **given)


def _without(request: Request, name: str) -> str:
    given = request.GET.copy()
    given.pop(name, None)
    return given.urlencode()
