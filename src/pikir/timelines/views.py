"""The list of everything new."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pikir.accounts.access import PageRequest
from pikir.posts.queries import newest_posts
from pikir.web.keyset import read_key
from pikir.web.pages import public_page


@require_safe
@public_page("newest", parameters=("before",))
def newest(request: PageRequest) -> HttpResponse:
    """Show what was published last, in the order of time."""
    page = newest_posts(before=read_key(request.GET.get("before")))
    return render(request, "timelines/newest.html", {"page": page})
