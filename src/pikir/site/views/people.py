"""Who follows whom, as accounts show it; and the block lists that they publish."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pikir.accounts.access import Request
from pikir.accounts.circles import block_list, profile_account, relations_page
from pikir.accounts.handover import written_accounts
from pikir.accounts.kinds import RelationKind
from pikir.posts.shapes import author_of
from pikir.site.views.profiles import moved
from pikir.web.keyset import read_key
from pikir.web.pages import public_page


@require_safe
@public_page("account:{handle}", parameters=("before",))
def follows(request: Request, handle: str, which: str) -> HttpResponse:
    """Show who follows an account, or whom it follows, unless it keeps that to itself."""
    account = profile_account(handle)
    if account is None or account.handle != handle:
        return moved(which, handle, account)
    if account.hides_follows and account.id not in request.viewer.operates:
        raise Http404
    by = which == "following"
    page = relations_page(
        account_id=account.id, kind=RelationKind.FOLLOW, by=by, before=read_key(request.GET.get("before"))
    )
    others = [row.target if by else row.source for row in page.items]
    context = {
        "account": account,
        "which": which,
        "people": [(author_of(other), other.handle) for other in others],
        "older": page.older,
    }
    return render(request, "site/follows.html", context)


@require_safe
def blocklist(request: HttpRequest, handle: str, slug: str) -> HttpResponse:  # noqa: ARG001  # as every view has it
    """Hand out a block list that its owner has published."""
    found = block_list(handle, slug)
    if found is None:
        return moved("blocklist", handle, None, slug=slug)
    return HttpResponse(written_accounts(found), content_type="text/csv; charset=utf-8")
