"""The list of everything new."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pikir.accounts.access import Request
from pikir.posts.queries import newest_posts
from pikir.posts.shapes import card_of
from pikir.web.keyset import map_page, read_key
from pikir.web.pages import public_page


@require_safe
@public_page("newest", parameters=("before",))
def newest(request: Request) -> HttpResponse:
    """Show what was published last, in the order of time."""
    page = newest_posts(before=read_key(request.GET.get("before")))
    return render(request, "timelines/newest.html", {"page_of_cards": map_page(page, card_of)})
