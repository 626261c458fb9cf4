"""The page on which an account's people choose how their blog looks."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pikir.accounts.access import Request, can_edit_profile, require
from pikir.accounts.decorators import signed_in
from pikir.accounts.queries import account_by_handle
from pikir.posts.actions.blogs import edit_blog
from pikir.posts.forms import BlogForm
from pikir.posts.topic_lists import blog_of


@signed_in
def edit(request: Request, handle: str) -> HttpResponse:
    """Show the form, or keep what was chosen."""
    account = account_by_handle(handle)
    if account is None:
        raise Http404
    require(can_edit_profile(request.viewer, account.id))
    blog = blog_of(account.id)
    initial = (
        {"accent": blog.accent, "about": blog.about, "topics": [one.name for one in blog.categories]} if blog else {}
    )
    form = BlogForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        edit_blog(actor=request.viewer, account_id=account.id, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("profile", handle=account.handle)
    context = {"account": account, "form": form}
    return render(request, "posts/topics/blog.html", context, status=422 if form.errors else 200)
