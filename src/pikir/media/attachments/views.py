"""Files that texts lead to: the one door out, and the page where one adds them."""

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pikir.accounts.access import Request, can_speak_as
from pikir.accounts.circles import profile_account
from pikir.accounts.decorators import signed_in
from pikir.accounts.models import Account
from pikir.media.access import can_view_attachment
from pikir.media.attachments.actions import add_attachment, remove_attachment
from pikir.media.attachments.contents import AttachmentError
from pikir.media.attachments.models import TYPES
from pikir.media.forms import AttachmentForm
from pikir.media.queries import attachment_by_name, attachments_of
from pikir.web.keyset import read_key


@require_safe
def attachment(request: Request, name: str, extension: str) -> HttpResponseBase:
    """Hand a file out to whoever may see a text that leads to it, to be saved and never to be shown here."""
    found = attachment_by_name(name)
    if found is None or found.kind != extension or not can_view_attachment(request.viewer, found):
        raise Http404
    try:
        file = default_storage.open(found.path, "rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(file, as_attachment=True, filename=found.title, content_type=TYPES[found.kind])
    response["Cache-Control"] = "private, no-store"  # a text that is taken down takes its files along at once
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def attachments(request: Request, handle: str = "") -> HttpResponse:
    """List the files of an account, each with what a text calls it; add one, or remove one that is not used."""
    account = _account_of(request, handle)
    form = AttachmentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and _change(request, account, form):
        return redirect(request.path)
    page = attachments_of(account_id=account.id, before=read_key(request.GET.get("before")))
    context = {"account": account, "form": form, "page_of_files": page}
    return render(request, "media/attachments.html", context, status=422 if form.errors else 200)


def _account_of(request: Request, handle: str) -> Account:
    account = profile_account(handle or request.viewer.handle)
    if account is None or not can_speak_as(request.viewer, account.id):
        raise Http404
    return account


def _change(request: Request, account: Account, form: AttachmentForm) -> bool:
    """Do what the pressed button says; false when the form has to be shown again."""
    removed = read_key(request.POST.get("remove"))
    try:
        if removed is not None:
            remove_attachment(actor=request.viewer, account_id=account.id, attachment_id=removed)
            messages.success(request, _("The file is removed."))
            return True
        if not form.is_valid():
            return False
        add_attachment(actor=request.viewer, account_id=account.id, file=form.cleaned_data["file"])
    except AttachmentError as fault:
        form.add_error("file" if removed is None else None, str(fault))
        return False
    messages.success(request, _("The file is added. Put its line into your text."))
    return True
