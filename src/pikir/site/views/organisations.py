"""What was done in the name of an organisation."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pikir.accounts.access import Request, can_see_log, require
from pikir.accounts.circles import profile_account
from pikir.accounts.decorators import signed_in
from pikir.site.deeds import deeds_page
from pikir.web.keyset import read_key


@require_safe
@never_cache
@signed_in
def log(request: Request, handle: str) -> HttpResponse:
    """Show its people and the staff who did what in its name, newest first."""
    account = profile_account(handle)
    if account is None or account.is_person:
        raise Http404
    require(can_see_log(request.viewer, account.id))
    page = deeds_page(account=account, viewer=request.viewer, before=read_key(request.GET.get("before")))
    return render(request, "site/organisation_log.html", {"account": account, "page": page})
