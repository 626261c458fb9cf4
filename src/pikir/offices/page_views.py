"""The page of an office, as its own people change it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pikir.accounts.access import Request, require
from pikir.accounts.decorators import signed_in
from pikir.offices import actions, queries
from pikir.offices.access import Act, may
from pikir.offices.forms import OfficePageForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def edit(request: Request, handle: str) -> HttpResponse:
    """Say how an office is reached, what one can get there and how its building is entered."""
    found = queries.office_called(handle)
    if found is None:
        raise Http404
    require(may(request.viewer, found.pk, Act.EDIT_PAGE))
    form = OfficePageForm(request.POST) if request.method == "POST" else OfficePageForm.of_office(found)
    if form.is_bound and form.is_valid():
        actions.describe_office(actor=request.viewer, office=found, facts=form.facts)
        messages.success(request, _("Saved."))
        return redirect("office", handle=found.account.handle)
    return render(request, "offices/page.html", {"office": found, "form": form}, status=422 if form.errors else 200)
