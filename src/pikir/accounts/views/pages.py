"""The page of an account: place, languages, links; and its handle. Of the own account, or of one that one acts for."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pikir.accounts import actions
from pikir.accounts.access import Request, can_change_handle, can_edit_profile, require
from pikir.accounts.circles import profile_account
from pikir.accounts.decorators import signed_in
from pikir.accounts.forms.pages import NewHandleForm, PageForm
from pikir.accounts.handles import HandleError
from pikir.accounts.models import Account
from pikir.accounts.queries import links_of


def named_account(request: Request, handle: str) -> Account:
    """Return the account of an address, with its page; the own one when the address names none."""
    account = profile_account(handle or request.viewer.handle)
    if account is None:
        raise Http404
    return account


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def details(request: Request, handle: str = "") -> HttpResponse:
    """Say where an account is, what it reads and which pages elsewhere are its own."""
    account = named_account(request, handle)
    require(can_edit_profile(request.viewer, account.id))
    links = links_of(account.id)
    form = (
        PageForm(request.POST)
        if request.method == "POST"
        else PageForm.filled(getattr(account, "profile", None), links)
    )
    if request.method == "POST" and form.is_valid() and _keep(request, account, form):
        messages.success(request, _("Saved."))
        return redirect(request.path)
    context = {"account": account, "form": form, "links": links, "own": account.id == request.viewer.account_id}
    return render(request, "accounts/page.html", context, status=422 if form.errors else 200)


def _keep(request: Request, account: Account, form: PageForm) -> bool:
    place, reads = form.cleaned_data["place"], form.cleaned_data["reads"]
    try:
        actions.set_links(actor=request.viewer, account_id=account.id, links=form.links)
    except actions.LinkError as fault:
        form.add_error(None, str(fault))
        return False
    place_id = place.pk if place else None
    actions.describe_account(actor=request.viewer, account_id=account.id, reads=reads, place_id=place_id)
    return True


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def handle(request: Request, handle: str = "") -> HttpResponse:
    """Give an account another handle; the old one leads to it."""
    account = named_account(request, handle)
    require(can_change_handle(request.viewer, account.id))
    form = NewHandleForm(request.POST or None, account=account)
    if request.method == "POST" and form.is_valid():
        try:
            changed = actions.change_handle(
                actor=request.viewer, account_id=account.id, handle=form.cleaned_data["handle"]
            )
        except HandleError as fault:
            form.add_error("handle", str(fault))
        else:
            messages.success(request, _("The handle is @%(handle)s now.") % {"handle": changed.handle})
            return redirect("profile", handle=changed.handle)
    again = actions.next_handle_change(account)
    waits = again if again and again > timezone.now() else None
    context = {"account": account, "form": form, "waits": waits}
    return render(request, "accounts/handle.html", context, status=422 if form.errors else 200)
