"""The pictures of an account itself: portrait and header, of the own one or of one that one acts for."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pikir.accounts.access import Request, Viewer, can_edit_profile, require
from pikir.accounts.actions import set_header
from pikir.accounts.circles import profile_account
from pikir.accounts.decorators import signed_in
from pikir.accounts.models import Account
from pikir.media import actions
from pikir.media.forms import HeaderForm, PortraitForm
from pikir.media.kinds import PORTRAIT_WIDTHS, PictureUse, address_of, widths_of
from pikir.media.workshop import PictureError


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def portrait(request: Request, handle: str = "") -> HttpResponse:
    """Set or take away the picture of an account."""
    account = _account_of(request.viewer, handle)
    form = PortraitForm()
    if request.method == "POST" and request.POST.get("act") == "remove":
        actions.remove_portrait(actor=request.viewer, account_id=account.id)
        messages.success(request, _("The picture is removed."))
        return redirect(request.path)
    if request.method == "POST":
        form = PortraitForm(request.POST, request.FILES)
        if form.is_valid() and _set_portrait(request, account, form):
            messages.success(request, _("The new picture is set."))
            return redirect(request.path)
    context = {"account": account, "form": form, "present": address_of(account.picture, PORTRAIT_WIDTHS[-1])}
    return render(request, "media/portrait.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def header(request: Request, handle: str = "") -> HttpResponse:
    """Set, change or take away the header of an account's page."""
    account = _account_of(request.viewer, handle)
    profile = getattr(account, "profile", None)
    if request.method == "POST" and request.POST.get("act") == "remove":
        actions.remove_header_picture(actor=request.viewer, account_id=account.id)
        messages.success(request, _("The header is removed."))
        return redirect(request.path)
    given = {"alt": profile.header_alt, "focus_x": profile.header_x, "focus_y": profile.header_y} if profile else {}
    form = HeaderForm(request.POST or None, request.FILES or None, initial=given)
    if request.method == "POST" and form.is_valid() and _set_header(request, account, form):
        messages.success(request, _("The header is saved."))
        return redirect(request.path)
    present = address_of(profile.header, widths_of(profile.header_width, PictureUse.HEADER)[-1]) if profile else ""
    context = {"account": account, "form": form, "profile": profile, "present": present}
    return render(request, "media/header.html", context, status=422 if form.errors else 200)


def _account_of(viewer: Viewer, handle: str) -> Account:
    account = profile_account(handle or viewer.handle)
    if account is None:
        raise Http404
    require(can_edit_profile(viewer, account.id))
    return account


def _set_portrait(request: Request, account: Account, form: PortraitForm) -> bool:
    file, alt = form.cleaned_data["picture"], form.cleaned_data["alt"]
    try:
        actions.set_portrait(actor=request.viewer, account_id=account.id, file=file, alt=alt, focus=form.focus)
    except PictureError as fault:
        form.add_error("picture", str(fault))
        return False
    return True


def _set_header(request: Request, account: Account, form: HeaderForm) -> bool:
    """A new file becomes the header; without one the words and the point of the present one change."""
    file, alt, present = form.cleaned_data["picture"], form.cleaned_data["alt"], getattr(account, "profile", None)
    target = {"actor": request.viewer, "account_id": account.id, "alt": alt, "focus": form.focus}
    if file is None and present and present.header:
        set_header(name=present.header, width=present.header_width, **target)
        return True
    if file is None:
        form.add_error("picture", _("Choose a picture."))
        return False
    try:
        actions.set_header_picture(file=file, **target)
    except PictureError as fault:
        form.add_error("picture", str(fault))
        return False
    return True
