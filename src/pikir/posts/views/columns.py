"""Editors put a post into columns and take it out again, each with a reason."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pikir.accounts.access import Request
from pikir.accounts.decorators import with_role
from pikir.accounts.kinds import Role
from pikir.posts.access import access_post
from pikir.posts.actions.topics import TopicError, place_in_column, take_out_of_column
from pikir.posts.addresses import address_of
from pikir.posts.forms import ColumnForm
from pikir.posts.topic_lists import column_rows, columns
from pikir.web.keyset import read_key


@with_role(Role.EDITOR)
def place(request: Request, post_id: int) -> HttpResponse:
    """Show in which columns a post stands; carry out what the pressed button says."""
    post = access_post(request.viewer, post_id)
    offered, placed = columns(), column_rows(post)
    form = ColumnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        column = next((one for one in offered if one.id == read_key(request.POST.get("column"))), None)
        if column is None:
            raise Http404
        act = take_out_of_column if request.POST.get("act") == "take_out" else place_in_column
        try:
            act(actor=request.viewer, post=post, column=column, reason=form.cleaned_data["reason"])
        except TopicError as fault:
            form.add_error("reason", str(fault))
        else:
            messages.success(request, _("Done."))
            return redirect("place-in-column", post_id=post.id)
    context = {
        "post": post,
        "address": address_of(post),
        "form": form,
        "columns": [(column, placed.get(column.id)) for column in offered],
    }
    return render(request, "posts/topics/columns.html", context, status=422 if form.errors else 200)
