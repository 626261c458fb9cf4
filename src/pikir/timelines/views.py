"""Lists, the editors' form for a place on the front page, and how one's own texts are read."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from pikir.accounts.access import Request
from pikir.accounts.decorators import signed_in, with_role
from pikir.accounts.kinds import Role
from pikir.posts import reasons
from pikir.posts.access import access_own_post, access_post
from pikir.posts.addresses import address_of
from pikir.posts.home import home_page
from pikir.posts.languages import chosen_language, language_choice
from pikir.posts.queries import newest_others, newest_posts
from pikir.posts.shapes import cards_for, home_cards
from pikir.timelines.actions import SlotError, count_depth, place_post, take_off_front
from pikir.timelines.forms import SlotForm
from pikir.timelines.kinds import DEPTH_COOKIE
from pikir.timelines.queries import placement_of
from pikir.timelines.statistics import own_readings, reading_of
from pikir.web.keyset import read_key
from pikir.web.look import COOKIE_SECONDS
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
    """Put a post on the front page in the editor's name, now or later, or take it off again."""
    post, now = access_post(request.viewer, post_id), timezone.now()
    standing = placement_of(post, now=now)
    form = SlotForm(request.POST) if request.method == "POST" else SlotForm.of_placement(standing, now)
    if request.method == "POST" and request.POST.get("act") == "take_off":
        take_off_front(actor=request.viewer, post=post)
        messages.success(request, _("It is off the front page."))
        return redirect("desk-front")
    if request.method == "POST" and form.is_valid():
        try:
            place_post(actor=request.viewer, post=post, **form.chosen())
        except SlotError as fault:
            form.add_error(None, str(fault))
        else:
            return redirect("desk-front")
    status = 422 if request.method == "POST" else 200
    context = {"post": post, "standing": standing, "form": form, "address": address_of(post), "now": now}
    return render(request, "timelines/place.html", context, status=status)


@require_safe
@never_cache
@signed_in
def reads(request: Request) -> HttpResponse:
    """Show how often one's own texts were read in the last days."""
    page = own_readings(viewer=request.viewer, now=timezone.now(), before=read_key(request.GET.get("before")))
    return render(request, "timelines/reads.html", {"page": page})


@require_safe
@never_cache
@signed_in
def reads_of(request: Request, post_id: int) -> HttpResponse:
    """Show how one of one's own texts was read: by day, by where readers came from, by language, how far."""
    post = access_own_post(request.viewer, post_id)
    reading = reading_of(post, now=timezone.now())
    return render(request, "timelines/reads_of.html", {"reading": reading, "post": post, "address": address_of(post)})


@never_cache
def allow_depth(request: Request) -> HttpResponse:
    """Ask whether it may be counted how far one reads; off unless somebody says so, and only on this device."""
    allowed = request.COOKIES.get(DEPTH_COOKIE) == "yes"
    if request.method != "POST":
        return render(request, "timelines/allow_depth.html", {"allowed": allowed})
    response = redirect("reading-depth")
    if request.POST.get("allow") == "yes":
        response.set_cookie(
            DEPTH_COOKIE, "yes", max_age=COOKIE_SECONDS, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax"
        )
    else:
        response.delete_cookie(DEPTH_COOKIE, samesite="Lax")
    return response


@csrf_exempt  # it comes from kept pages, which carry no token, and only adds one to a number
@require_POST
def depth(request: Request, post_id: int) -> HttpResponse:
    """Count how far somebody read who allowed it."""
    if request.COOKIES.get(DEPTH_COOKIE) == "yes":
        count_depth(language=get_language() or "", post_id=post_id, depth=request.POST.get("depth", ""))
    return HttpResponse(status=204)
