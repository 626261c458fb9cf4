"""The list of everything new, that of those one follows, and the editors' page for a place on the front page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pikir.accounts.access import Request
from pikir.accounts.decorators import signed_in, with_role
from pikir.accounts.kinds import Role
from pikir.posts import reasons
from pikir.posts.access import access_post
from pikir.posts.addresses import address_of
from pikir.posts.home import home_page
from pikir.posts.languages import chosen_language, language_choice
from pikir.posts.queries import newest_others, newest_posts
from pikir.posts.shapes import cards_for, home_cards
from pikir.timelines.actions import SlotError, place_post, take_off_front
from pikir.timelines.forms import FIRST, SlotForm
from pikir.timelines.queries import slot_of
from pikir.web.keyset import read_key
from pikir.web.pages import public_page


@require_safe
@public_page("newest", parameters=("before", "in"))
def newest(request: Request) -> HttpResponse:
    """Show what was published last, in the order of time; in one language alone where the reader asks for that."""
    viewer, before, only = request.viewer, read_key(request.GET.get("before")), chosen_language(request)
    page = newest_posts(viewer=viewer, before=before, only=only, language=get_language() or "")
    context = {
        "page_of_cards": cards_for(viewer, page, why=reasons.newest()),
        "choice": language_choice(only, page, newest_others(viewer=viewer, only=only), before=before),
    }
    return render(request, "timelines/newest.html", context)


@require_safe
@never_cache
@signed_in
def home(request: Request) -> HttpResponse:
    """Show what is said and shared by whom the reader follows, and said on followed topics, in the order of time."""
    before = read_key(request.GET.get("before"))
    page = home_page(viewer=request.viewer, before=before, language=get_language() or "")
    return render(request, "timelines/home.html", {"page_of_cards": home_cards(request.viewer, page)})


@with_role(Role.EDITOR)
def place(request: Request, post_id: int) -> HttpResponse:
    """Put a post on the front page in the editor's name, or take it off again."""
    post = access_post(request.viewer, post_id)
    standing = slot_of(post)
    at = f"{standing.place} {standing.position}" if standing else FIRST
    form = SlotForm(request.POST or None, initial={"slot": at})
    if request.method == "POST" and request.POST.get("act") == "take_off":
        take_off_front(actor=request.viewer, post=post)
        messages.success(request, _("It is off the front page."))
        return redirect("front")
    if request.method == "POST" and form.is_valid():
        try:
            place_post(actor=request.viewer, post=post, **form.chosen())
        except SlotError as fault:
            form.add_error(None, str(fault))
        else:
            return redirect("front")
    status = 422 if request.method == "POST" else 200
    context = {"post": post, "standing": standing, "form": form, "address": address_of(post)}
    return render(request, "timelines/place.html", context, status=status)
