"""One's own standing; pinning somebody's; and whose texts wait for a look."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pikir.accounts.access import Request
from pikir.accounts.decorators import signed_in
from pikir.accounts.models import Account
from pikir.moderation import trust_kinds
from pikir.moderation.access import access_standing, can_pin
from pikir.moderation.actions.holds import HoldError, add_hold_rule, end_hold_rule
from pikir.moderation.actions.standing import StandingError, pin_standing
from pikir.moderation.doors import staff_only
from pikir.moderation.holds import hold_rules, rule_words
from pikir.moderation.kinds import Act
from pikir.moderation.trust import level_from, level_of, record_of, standing_of
from pikir.moderation.trust_forms import HoldForm, PinForm
from pikir.moderation.trust_kinds import Said
from pikir.posts.topic_lists import columns
from pikir.web.keyset import read_key


def _numbers(account: Account) -> dict[str, Any]:
    record = record_of(account, now=timezone.now())
    return {
        "record": record,
        "earned": level_from(record).label,
        "level": level_of(account.pk),
        "standing": standing_of(account.pk),
        "asks": trust_kinds,
    }


@require_safe
@never_cache
@signed_in
def mine(request: Request) -> HttpResponse:
    """Show how well the square knows one, by which numbers, and what the next level asks."""
    account = get_object_or_404(Account, id=request.viewer.account_id)
    return render(request, "moderation/standing.html", _numbers(account))


@staff_only(Act.PIN)
def standing(request: Request, account_id: int) -> HttpResponse:
    """Show the numbers of somebody; pin their level, or let what is earned count again."""
    account = access_standing(account_id)
    allowed = can_pin(request.viewer, account)
    numbers = _numbers(account)
    pinned = numbers["standing"].pinned if numbers["standing"] else None
    form = PinForm(request.POST or None, initial={"level": "" if pinned is None else pinned})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            pin_standing(actor=request.viewer, account_id=account_id, level=given["level"], reason=given["reason"])
        except StandingError as fault:
            form.add_error("reason", str(fault))
        else:
            messages.success(request, _("Saved."))
            return redirect("desk-standing", account_id=account_id)
    context = numbers | {"account": account, "form": form if allowed else None, "section": "standing"}
    return render(request, "moderation/desk_standing.html", context, status=422 if form.errors else 200)


@staff_only(Act.HOLDS)
def holds(request: Request) -> HttpResponse:
    """Say whose texts wait for a look before others read them; without a rule nothing waits."""
    if request.POST.get("act") == "end":
        end_hold_rule(actor=request.viewer, rule_id=read_key(request.POST.get("rule")) or 0)
        return redirect("desk-holds")
    form = HoldForm(request.POST or None, columns=columns())
    if request.method == "POST" and form.is_valid() and _add(request, form):
        return redirect("desk-holds")
    context = {
        "rules": [(rule, rule_words(rule)) for rule in hold_rules()],
        "form": form,
        "section": "holds",
    }
    return render(request, "moderation/holds.html", context, status=422 if form.errors else 200)


def _add(request: Request, form: HoldForm) -> bool:
    given = form.cleaned_data
    try:
        add_hold_rule(
            actor=request.viewer,
            level=given["level"],
            said=Said(given["said"]),
            reason=given["reason"],
            column_id=given["column"],
            first=given["first"] or 0,
        )
    except HoldError as fault:
        form.add_error(None, str(fault))
        return False
    messages.success(request, _("Saved."))
    return True
