"""How a text would look if it were published now: a page of its own; the script takes the middle."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from pikir.accounts.access import Request
from pikir.accounts.decorators import signed_in
from pikir.accounts.queries import voices_of
from pikir.posts.actions import TextError, preview_post
from pikir.posts.capacities import offered_to
from pikir.posts.forms import PostForm
from pikir.posts.models import Post
from pikir.posts.shapes import author_of
from pikir.posts.views.players import may_open_players
from pikir.web.keyset import read_key
from pikir.web.rates import TooFastError, take


@may_open_players
@require_POST
@signed_in
def preview(request: Request) -> HttpResponse:
    """Show the form's text as readers would see it; nothing is kept."""
    accounts = voices_of(request.viewer)
    form = PostForm(request.POST, accounts=accounts, capacities=offered_to(accounts[0]))
    try:
        take(request, "preview")
    except TooFastError as fault:
        form.add_error(None, str(fault))
        return _show(request, form, None, status=429)
    if not form.is_valid():
        return _show(request, form, None, status=422)
    try:
        post = preview_post(actor=request.viewer, account_id=form.voice[0], draft=form.draft())
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
