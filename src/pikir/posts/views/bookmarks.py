"""One's bookmarks and their folders."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from pikir.accounts.access import Request
from pikir.accounts.circles import filters_of
from pikir.accounts.decorators import signed_in
from pikir.posts.access import access_post
from pikir.posts.actions import (
    FolderError,
    add_folder,
    drop_bookmarks,
    drop_folder,
    drop_post,
    keep_post,
    move_bookmarks,
    rename_folder,
)
from pikir.posts.bookmarks import Kept, bookmarks_page, folders_of
from pikir.posts.models import Folder
from pikir.posts.reaction_forms import FolderForm, MoveForm
from pikir.posts.shapes import card_of
from pikir.posts.views.talk import back_to
from pikir.web.keyset import map_page, read_key
from pikir.web.shapes import Card


@require_POST
@signed_in
def bookmark(request: Request, post_id: int) -> HttpResponse:
    """Keep a post at hand, or no longer."""
    found = access_post(request.viewer, post_id)
    act = drop_post if request.POST.get("act") == "off" else keep_post
    act(actor=request.viewer, post=found)
    return back_to(request, found)


@never_cache
@signed_in
def bookmarks(request: Request) -> HttpResponse:
    """Show one's bookmarks, of all folders or of one; move or remove those that were ticked."""
    folders = folders_of(request.viewer)
    chosen = read_key(request.GET.get("folder"))
    folder = next((one for one in folders if one.pk == chosen), None)
    if request.method == "POST":
        return _do(request, folders, folder)
    return _show(request, folders, folder, FolderForm())


def _do(request: Request, folders: list[Folder], folder: Folder | None) -> HttpResponse:
    if request.POST.get("act") == "folder":
        return _add_folder(request, folders, folder)
    ticked = [key for value in request.POST.getlist("pick") if (key := read_key(value)) is not None]
    if request.POST.get("act") == "drop":
        number = drop_bookmarks(actor=request.viewer, bookmark_ids=ticked)
        done = ngettext("%(count)s bookmark removed.", "%(count)s bookmarks removed.", number)
    else:
        form = MoveForm(request.POST, folders=folders)
        into = read_key(form.cleaned_data["folder"]) if form.is_valid() else None
        number = move_bookmarks(actor=request.viewer, bookmark_ids=ticked, folder_id=into)
        done = ngettext("%(count)s bookmark moved.", "%(count)s bookmarks moved.", number)
    messages.success(request, done % {"count": number} if number else _("Tick what you mean first."))
    return redirect(_address(folder))


def _add_folder(request: Request, folders: list[Folder], folder: Folder | None) -> HttpResponse:
    form = FolderForm(request.POST)
    if form.is_valid():
        try:
            made = add_folder(actor=request.viewer, name=form.cleaned_data["name"])
        except FolderError as fault:
            form.add_error("name", str(fault))
        else:
            return redirect(_address(made))
    return _show(request, folders, folder, form, status=422)


@signed_in
def folder(request: Request, pk: int) -> HttpResponse:
    """Rename a folder, or take it away and leave its bookmarks."""
    found = get_object_or_404(Folder, id=pk, account_id=request.viewer.account_id)
    form = FolderForm(request.POST or None, initial={"name": found.name})
    if request.method == "POST" and request.POST.get("act") == "drop":
        drop_folder(actor=request.viewer, folder=found)
        messages.success(request, _("The folder is gone; its bookmarks stay."))
        return redirect("bookmarks")
    if request.method == "POST" and form.is_valid():
        try:
            rename_folder(actor=request.viewer, folder=found, name=form.cleaned_data["name"])
        except FolderError as fault:
            form.add_error("name", str(fault))
        else:
            return redirect(_address(found))
    context = {"folder": found, "form": form, "back": _address(found)}
    return render(request, "posts/folder.html", context, status=422 if request.method == "POST" else 200)


def _show(
    request: Request, folders: list[Folder], folder: Folder | None, form: FolderForm, status: int = 200
) -> HttpResponse:
    page = bookmarks_page(viewer=request.viewer, folder=folder, before=read_key(request.GET.get("before")))
    filters = filters_of(request.viewer)
    tabs = [(_("All"), _address(None), folder is None), *((one.name, _address(one), one == folder) for one in folders)]

    def shown(kept: Kept) -> tuple[int, Card | None]:
        return kept.id, card_of(kept.post, filters=filters) if kept.post else None

    older = {"folder": folder.pk if folder else None, "before": page.older}
    query = urlencode({name: value for name, value in older.items() if value})
    context = {
        "page": map_page(page, shown),
        "older": f"?{query}" if page.older else "",
        "folder": folder,
        "tabs": tabs,
        "address": _address(folder),
        "move": MoveForm(folders=folders, initial={"folder": folder.pk if folder else ""}),
        "form": form,
    }
    return render(request, "posts/bookmarks.html", context, status=status)


def _address(folder: Folder | None) -> str:
    return reverse("bookmarks") + (f"?folder={folder.pk}" if folder else "")
