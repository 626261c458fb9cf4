"""What waits for an editor of an organisation: the list with its rule, and the decision."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pikir.accounts.access import Request
from pikir.accounts.decorators import signed_in
from pikir.posts.access import access_own_post, can_review, can_sign
from pikir.posts.actions import MoveError, ReviewError, approve_review, send_back, set_review_rule
from pikir.posts.addresses import address_of
from pikir.posts.life import Review
from pikir.posts.life_forms import RemarkForm
from pikir.posts.reviews import review_of, review_rules, waiting_reviews
from pikir.posts.views.players import may_open_players
from pikir.web.keyset import read_key


@signed_in
def queue(request: Request) -> HttpResponse:
    """List what waits; owners say here whether texts of their writers wait at all."""
    if request.method == "POST":
        account_id = read_key(request.POST.get("account")) or 0
        set_review_rule(actor=request.viewer, account_id=account_id, wanted=request.POST.get("act") == "start")
        messages.success(request, _("Saved."))
        return redirect("reviews")
    page = waiting_reviews(request.viewer, before=read_key(request.GET.get("before")))
    return render(request, "posts/reviews.html", {"waiting": page, "rules": review_rules(request.viewer)})


@may_open_players
@signed_in
def review(request: Request, post_id: int) -> HttpResponse:
    """Read a text that waits, then publish it or send it back."""
    found = access_own_post(request.viewer, post_id)
    row = review_of(request.viewer, found)
    if not can_review(request.viewer, found.account_id):
        raise PermissionDenied
    if row is None or row.returned_at:
        messages.info(request, _("Nothing is to be decided about this text."))
        return redirect("reviews")
    form = RemarkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _decide(request, row, form)
        except (ReviewError, MoveError) as fault:
            form.add_error(None, str(fault))
        else:
            return redirect(address_of(found))
    status = 422 if request.method == "POST" else 200
    context = {
        "post": found,
        "review": row,
        "form": form,
        "seen": found.updated_at.isoformat(),
        "may_sign": can_sign(request.viewer, found),
    }
    return render(request, "posts/review.html", context, status=status)


def _decide(request: Request, row: Review, form: RemarkForm) -> None:
    if request.POST.get("act") == "approve":
        approve_review(actor=request.viewer, row=row, seen=request.POST.get("seen", ""))
        messages.success(request, _("It is public. The writer is told."))
        return
    send_back(actor=request.viewer, row=row, remark=form.cleaned_data["remark"])
    messages.success(request, _("It went back to its writer with your remark."))
