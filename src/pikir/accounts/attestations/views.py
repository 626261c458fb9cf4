"""The page of one's own verified voice. Every act is a plain form that leads back to it."""

from collections.abc import Callable

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pikir.accounts.access import Request
from pikir.accounts.attestations import actions
from pikir.accounts.attestations.access import can_be_attested
from pikir.accounts.attestations.forms import CodeForm
from pikir.accounts.attestations.kinds import Level, Stage
from pikir.accounts.attestations.queries import attested_address, claim_of, running_of
from pikir.accounts.decorators import signed_in
from pikir.accounts.eid import eid_name


@never_cache
@require_safe
@signed_in
def overview(request: Request) -> HttpResponse:
    """What verifies the account, until when, and how to have more."""
    account_id = request.viewer.account_id or 0
    held = list(running_of(account_id))
    context = {
        "held": held,
        "best": held[0] if held else None,
        "allowed": can_be_attested(request.viewer),
        "by_address": attested_address(account_id),
        "waits": claim_of(account_id, Stage.CHECK),
        "moves": claim_of(account_id, Stage.MOVE),
        "eid": eid_name() if settings.OIDC_CLAIMS else "",
        "levels": [(level.value, level.label) for level in Level],
        "form": CodeForm(),
        "shown_from": Level.LETTER.value,
    }
    return render(request, "accounts/voice.html", context)


@require_POST
@signed_in
def by_address(request: Request) -> HttpResponse:
    """Take the confirmed address as a proof."""
    return _attest(request, lambda: actions.attest_address(actor=request.viewer))


@require_POST
@signed_in
def by_letter(request: Request) -> HttpResponse:
    """Take the code of a letter as a proof."""
    code = request.POST.get("code", "")
    return _attest(request, lambda: actions.use_code(actor=request.viewer, code=code[:100]), counted=True)


@require_POST
@signed_in
def ticket(request: Request) -> HttpResponse:
    """Give a code for the desk."""
    code = actions.give_ticket(actor=request.viewer)
    messages.success(request, _("Your code for the desk: %(code)s. It holds for one day.") % {"code": code})
    return redirect("voice")


@require_POST
@signed_in
def move(request: Request) -> HttpResponse:
    """Let another account of the same person have what verifies this one."""
    code = request.POST.get("code", "")[:100]
    try:
        _count(request)
        actions.consent(actor=request.viewer, code=code)
    except actions.AttestationError as fault:
        messages.error(request, str(fault))
    else:
        messages.success(request, _("Done. The other account is verified now, this one no longer by that."))
    return redirect("voice")


@require_POST
@signed_in
def keep(request: Request, attestation_id: int) -> HttpResponse:
    """Show one on the profile or not, or give it up."""
    act = request.POST.get("act")
    if act == "end":
        actions.give_up(actor=request.viewer, attestation_id=attestation_id)
        messages.success(request, _("It verifies you no longer."))
    else:
        actions.show(actor=request.viewer, attestation_id=attestation_id, shown=act == "show")
        messages.success(request, _("Saved."))
    return redirect("voice")


def _attest(request: Request, act: Callable[[], object], *, counted: bool = False) -> HttpResponse:
    try:
        if counted:
            _count(request)
        act()
    except actions.TakenError as fault:
        messages.warning(request, str(fault))
    except actions.AttestationError as fault:
        messages.error(request, str(fault))
    else:
        messages.success(request, pgettext("voice", "Your voice is verified."))
    return redirect("voice")


def _count(request: Request) -> None:
    """Count a try at a code, the same count for all workers. Raises AttestationError when there were too many."""
    if not ratelimit.consume(request, action="voice_code", key=str(request.viewer.user_id)):
        raise actions.AttestationError(_("Too many tries. Wait an hour."))
