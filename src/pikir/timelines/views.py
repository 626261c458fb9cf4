"""The list of everything new, and that of those one follows."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pikir.accounts.access import Request
from pikir.accounts.decorators import signed_in
from pikir.posts.queries import home_posts, newest_posts
from pikir.posts.shapes import cards_for
from pikir.web.keyset import read_key
from pikir.web.pages import public_page


@require_safe
@public_page("newest", parameters=("before",))
def newest(request: Request) -> HttpResponse:
    """Show what was published last, in the order of time."""
    page = newest_posts(viewer=request.viewer, before=read_key(request.GET.get("before")))
    return render(request, "timelines/newest.html", {"page_of_cards": cards_for(request.viewer, page)})


@require_safe
@never_cache
@signed_in
def home(request: Request) -> HttpResponse:
    """Show what those said whom the reader follows, in the order of time."""
    page = home_posts(viewer=request.viewer, before=read_key(request.GET.get("before")))
    return render(request, "timelines/home.html", {"page_of_cards": cards_for(request.viewer, page)})
