"""The front page, and what the square says of itself."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from pikir.accounts.access import Request
from pikir.accounts.circles import Filters, filters_of
from pikir.posts import reasons
from pikir.posts.shapes import author_of, card_of, topics_on_cards
from pikir.posts.topic_lists import columns
from pikir.site.queries import square_view, text_of
from pikir.timelines.kinds import Hand
from pikir.timelines.queries import FrontSlot, front_page
from pikir.web import shapes
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
@public_page("front")
def front(request: Request) -> HttpResponse:
    """Show the front page, each slot with its hand: the same for all but for whom a reader does not want to see."""
    found, filters = front_page(request.viewer, get_language() or ""), filters_of(request.viewer)

    lead = [found.lead] if found.lead else []
    topics = topics_on_cards(slot.post for slot in (*lead, *found.choices, *found.recent))

    def drawn(slots: list[FrontSlot], *, with_picture: bool = True) -> list[shapes.Card]:
        return [
            _slot_card(slot, filters, with_picture=with_picture, topics=topics.get(slot.post.id, ())) for slot in slots
        ]

    context = {
        "now": timezone.localtime(),
        "columns": columns(),
        "lead": next(iter(drawn(lead)), None),
        "choices": drawn(found.choices, with_picture=False),
        "wire": drawn(found.wire),
        "strip": drawn(found.strip),
        "recent": drawn(found.recent),
        "hands": found.hands,
    }
    return render(request, "site/front.html", context)


def _slot_card(
    slot: FrontSlot, filters: Filters, *, with_picture: bool, topics: tuple[shapes.NamedLink, ...]
) -> shapes.Card:
    if slot.hand == Hand.EDITOR and slot.editor is not None:
        editor = author_of(slot.editor)
        hand = shapes.Hand(kind="editor", name=editor.name, url=editor.url)
        why = reasons.placed_on_front(editor.name)
    else:
        hand, why = shapes.Hand(kind="newest"), reasons.newest()
    return card_of(slot.post, hand=hand, with_picture=with_picture, filters=filters, why=why, topics=topics)


@require_safe
@public_page()
def text(request: Request, key: str) -> HttpResponse:
    """Show the rules or the about page in the reader's language."""
    found = text_of(key, get_language() or "")
    if found is None:
        raise Http404
    return render(request, "site/text.html", {"text": found, "key": key})
