"""Files that texts lead to: the one door out, and the page that lists them. They are added where one writes."""

from django.contrib import messages
from django.http import Http404, HttpResponse
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
from pikir.media.answers import attachment_answer
from pikir.media.attachments.actions import remove_attachment
from pikir.media.attachments.contents import AttachmentError
from pikir.media.queries import attachment_by_name, attachments_of
from pikir.web.keyset import read_key


@require_safe
def attachment(request: Request, name: str, extension: str) -> HttpResponseBase:
    """Hand a file out to whoever may see a text that leads to it, to be saved and never to be shown here."""
    found = attachment_by_name(name)
    if found is None or found.kind != extension or not can_view_attachment(request.viewer, found):
        raise Http404
    return attachment_answer(found)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def attachments(request: Request, handle: str = "") -> HttpResponse:
    """List the files of an account, each with what a text calls it, or remove one that is not used."""
    account = _account_of(request, handle)
    if request.method == "POST":
        _remove(request, account)
        return redirect(request.path)
    page = attachments_of(account_id=account.id, before=read_key(request.GET.get("before")))
    return render(request, "media/attachments.html", {"account": account, "page_of_files": page})


def _account_of(request: Request, handle: str) -> Account:
    account = profile_account(handle or request.viewer.handle)
    if account is None or not can_speak_as(request.viewer, account.id):
        raise Http404
    return account


def _remove(request: Request, account: Account) -> None:
    named = read_key(request.POST.get("remove")) or 0
    try:
        remove_attachment(actor=request.viewer, account_id=account.id, attachment_id=named)
    except AttachmentError as fault:
        messages.error(request, str(fault))
    else:
        messages.success(request, _("The file is removed."))
