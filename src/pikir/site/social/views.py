"""The doors to drawn pictures. They show what a guest may read, and what they show is asked for anew each time."""

import zlib

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response
from django.utils.translation import override
from django.views.decorators.http import require_safe

from pikir.accounts.access import Viewer
from pikir.posts.access import access_post
from pikir.posts.stamps import stamp_of_post
from pikir.site.queries import square_view
from pikir.site.social.files import DRAWING, find_or_draw, slot_of_post

ICONS = {"180": (180, True), "192": (192, False), "512": (512, False), "512-whole": (512, True)}


@require_safe
def post_picture(request: HttpRequest, post_id: int, stamp: str) -> HttpResponseBase:
    """Send the card of a post that everyone may read and that has no cover; else it is as if there were none."""
    post = access_post(Viewer.guest(), post_id)
    if post.is_comment or post.cover:
        raise Http404
    right = stamp_of_post(post)
    if stamp != right:
        return redirect("post-picture", post_id=post.id, stamp=right)
    with override(post.language):
        square, author = square_view(), post.account.shown_name
    name = f"{post.id} {right} {square.stamp} {DRAWING}"
    return _send(request, find_or_draw(slot_of_post(post.id), name, lambda: _card(post.headline, author, square.name)))


@require_safe
def square_picture(request: HttpRequest, language: str, stamp: str) -> HttpResponseBase:
    """Send the card of the square itself, for every page that has none of its own."""
    with override(language):
        square = square_view()
    if stamp != square.stamp:
        return redirect("square-picture", language=language, stamp=square.stamp)
    name = f"{language} {square.stamp} {DRAWING}"
    return _send(request, find_or_draw(f"square:{language}", name, lambda: _card(square.name, square.tagline, "")))


@require_safe
def icon(request: HttpRequest, form: str) -> HttpResponseBase:
    """Send the sign of the square for the first page of a phone, in one of ICONS."""
    if form not in ICONS:
        raise Http404
    return _send(request, find_or_draw(f"icon:{form}", f"{form} {DRAWING}", lambda: _icon(form)))


def _card(headline: str, author: str, square: str) -> bytes:
    from pikir.site.social.drawing import Words, draw_card  # Pillow: only where nobody has drawn it yet

    return draw_card(Words(headline=headline, author=author, square=square))


def _icon(form: str) -> bytes:
    from pikir.site.social.drawing import draw_icon  # as above

    size, whole = ICONS[form]
    return draw_icon(size, whole=whole)


def _send(request: HttpRequest, content: bytes) -> HttpResponseBase:
    etag = f'"{zlib.crc32(content):08x}"'
    response = get_conditional_response(request, etag=etag) or HttpResponse(content, content_type="image/png")
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"  # a takedown must act wherever the picture was kept
    return response
