"""How a text would look if it were published now: a page of its own; the script takes the middle."""

import time

from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pikir.accounts.access import Request, Viewer
from pikir.accounts.decorators import signed_in
from pikir.accounts.queries import voices_of
from pikir.posts.actions import TextError, preview_post
from pikir.posts.forms import PostForm
from pikir.posts.kinds import PREVIEWS_A_MINUTE
from pikir.posts.models import Post
from pikir.posts.shapes import author_of
from pikir.posts.views.players import may_open_players
from pikir.web.keyset import read_key

TOO_MANY = 429


@may_open_players
@require_POST
@signed_in
def preview(request: Request) -> HttpResponse:
    """Show the form's text as readers would see it; nothing is kept."""
    form = PostForm(request.POST, accounts=voices_of(request.viewer))
    if _too_many(request.viewer):
        form.add_error(None, _("You looked at it many times in a minute. Wait a little."))
        return _show(request, form, None, status=TOO_MANY)
    if not form.is_valid():
        return _show(request, form, None, status=422)
    try:
        post = preview_post(actor=request.viewer, account_id=int(form.cleaned_data["account"]), draft=form.draft())
    except TextError as fault:
        form.add_error("source", str(fault))
        return _show(request, form, None, status=422)
    return _show(request, form, post)


def _show(request: Request, form: PostForm, post: Post | None, status: int = 200) -> HttpResponse:
    edited = read_key(request.GET.get("post"))
    context = {
        "post": post,
        "author": author_of(post.account) if post else None,
        "form": form,
        "back": reverse("edit", args=[edited]) if edited else reverse("write"),
        "copy": request.POST.get("copy", ""),
    }
    return render(request, "posts/preview.html", context, status=status)


def _too_many(viewer: Viewer) -> bool:
    key = f"previews:{viewer.user_id}:{this_minute()}"
    looked: int = cache.get(key, 0)
    cache.set(key, looked + 1, 120)
    return looked >= PREVIEWS_A_MINUTE


def this_minute() -> int:
    """Minutes since the beginning of 1970."""
    return int(time.time()) // 60
