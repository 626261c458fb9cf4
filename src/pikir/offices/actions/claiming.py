"""Taking over an office that is not here yet: a code to its public address, then an operator's check."""

from datetime import datetime
from secrets import compare_digest

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer, require, user_of
from pikir.accounts.attestations.blind import digest_of, grouped, make_code
from pikir.accounts.queries import own_account
from pikir.audit.actions import record
from pikir.mail.actions import send_mail
from pikir.offices.access import can_claim, can_judge_claim
from pikir.offices.actions.duties import give_duties
from pikir.offices.kinds import CLAIM_CODE, CLAIM_TERM, CLAIM_TRIES, CLAIMS_OPEN, Duty
from pikir.offices.models import Office, OfficeClaim
from pikir.offices.notices import tell_operators, tell_refused

FIRST_DUTIES = (Duty.HEAD, Duty.REGISTRAR)  # of who takes an office over: all others get theirs from them


class ClaimError(ValueError):
    """An office cannot be claimed so; the message says why."""


def ask_for_office(*, actor: Viewer, office: Office, words: str) -> OfficeClaim:
    """Send a code to the public address of an office; the one before is worth nothing then.

    Raises ClaimError, or PermissionDenied where nothing is to be claimed.
    """
    require(can_claim(actor, office))
    now, code = timezone.now(), make_code(CLAIM_CODE)
    with transaction.atomic():
        Office.objects.select_for_update().get(pk=office.pk)  # two who ask at once are counted one after the other
        others = OfficeClaim.objects.filter(office=office, proved_at=None, until__gt=now)
        if others.exclude(user_id=user_of(actor)).count() >= CLAIMS_OPEN:
            raise ClaimError(_("Several codes are on their way to this office already. Ask again in some days."))
        given = {
            "words": words,
            "digest": digest_of(_stage(office, actor), code),
            "until": now + CLAIM_TERM,
            "tries": 0,
            "proved_at": None,
        }
        claim: OfficeClaim = OfficeClaim.objects.update_or_create(
            office=office, user_id=user_of(actor), defaults=given
        )[0]
        _note(actor, "ask_for_office", claim)
        _write(actor, office, code)
    return claim


def prove_claim(*, actor: Viewer, office: Office, code: str) -> None:
    """Take the code from the letter; an operator has to look then. Each wrong one counts, also at once.

    Raises ClaimError, or PermissionDenied where nothing is to be claimed.
    """
    require(can_claim(actor, office))
    mine = OfficeClaim.objects.filter(office=office, user_id=user_of(actor), proved_at=None)
    now = timezone.now()
    if not mine.filter(until__gt=now, tries__lt=CLAIM_TRIES).update(tries=F("tries") + 1):
        raise ClaimError(_("This code is worth nothing any more. Ask for another one."))
    claim = mine.get()
    if not compare_digest(claim.digest, digest_of(_stage(office, actor), code)):
        raise ClaimError(_("This is not the code of the letter."))
    with transaction.atomic():
        if mine.update(proved_at=now):
            _note(actor, "prove_claim", claim)
            tell_operators(claim, account_id=actor.account_id)


def confirm_claim(*, actor: Viewer, claim_id: int) -> Office:
    """Hand an office over to who asked for it; whoever else asked for it is refused.

    Raises ClaimError when it is here by now, or PermissionDenied.
    """
    with transaction.atomic():
        claim = _to_judge(actor, claim_id)
        if claim.office.here or claim.office.retired_on:
            raise ClaimError(_("Somebody acts for this office by now, or it is no more."))
        give_duties(actor=actor, office=claim.office, user_id=claim.user_id, duties=FIRST_DUTIES)
        _note(actor, "confirm_claim", claim)
        for other in OfficeClaim.objects.filter(office=claim.office).exclude(pk=claim.pk):
            tell_refused(other)
        OfficeClaim.objects.filter(office=claim.office).delete()
    return claim.office


def refuse_claim(*, actor: Viewer, claim_id: int) -> None:
    """Put a claim away; who asked is told. Raises PermissionDenied."""
    with transaction.atomic():
        claim = _to_judge(actor, claim_id)
        _note(actor, "refuse_claim", claim)
        tell_refused(claim)
        claim.delete()


def forget_old_claims(*, now: datetime) -> None:
    """Delete claims whose code nobody typed in time."""
    OfficeClaim.objects.filter(proved_at=None, until__lte=now).delete()


def _to_judge(actor: Viewer, claim_id: int) -> OfficeClaim:
    waiting = OfficeClaim.objects.select_for_update(of=("self",)).select_related("office__account")
    claim = get_object_or_404(waiting, pk=claim_id, proved_at__isnull=False)
    require(can_judge_claim(actor, claim.user_id))
    return claim


def _stage(office: Office, actor: Viewer) -> str:
    """A code is good for one person and one office."""
    return f"office:{office.pk}:{user_of(actor)}"


def _note(actor: Viewer, verb: str, claim: OfficeClaim) -> None:
    data = {"user": str(claim.user_id)}
    if actor.user_id != claim.user_id:
        data["staff"] = "yes"
    record(actor=actor.user_id, verb=verb, kind="account", object_id=claim.office_id, data=data)


def _write(actor: Viewer, office: Office, code: str) -> None:
    language = office.account.language
    with translation.override(language):
        address = settings.SQUARE_URL + reverse("office", args=[office.account.handle])
        words = {"office": office.name, "who": own_account(actor).name, "code": grouped(code), "address": address}
    send_mail(to=office.mail, language=language, template="offices/mail/claim", context=words)
