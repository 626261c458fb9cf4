"""Being attested by a document that two operators have looked at. Its number is hashed at once and never stored."""

import hmac

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer, require
from pikir.accounts.attestations.access import can_attest, can_be_attested, can_confirm, can_judge
from pikir.accounts.attestations.actions.voices import AttestationError, Proof, bind
from pikir.accounts.attestations.blind import blind_number, digest_of, grouped, make_code
from pikir.accounts.attestations.kinds import (
    CHECK_TERM,
    CHECK_TRIES,
    TICKET_LENGTH,
    TICKET_TERM,
    Adapter,
    Stage,
)
from pikir.accounts.attestations.models import Attestation, Claim
from pikir.accounts.queries import account_by_handle
from pikir.audit.actions import record
from pikir.places.models import Territory


def give_ticket(*, actor: Viewer) -> str:
    """Return a code to read out at the desk, so that nobody is attested to an account that is not theirs.

    A new one takes the place of the one before.
    """
    require(can_be_attested(actor))
    code, now = make_code(TICKET_LENGTH), timezone.now()
    fresh = {"digest": digest_of(Stage.TICKET, code), "since": now, "until": now + TICKET_TERM}
    with transaction.atomic():
        Claim.objects.update_or_create(account_id=actor.account_id, stage=Stage.TICKET, defaults=fresh)
    return grouped(code)


def record_document(
    *,
    actor: Viewer,
    handle: str,
    ticket: str,
    paper: str,
    country: str,
    number: str,
    territory: Territory | None = None,
    moves: bool = False,
) -> Claim:
    """Note that the person with this account showed a document; it counts when a second operator has looked at it.

    Raises AttestationError for a ticket that does not fit, NumberError, PermissionDenied for one's own account.
    """
    require(can_attest(actor))
    blind, now = blind_number(paper, country, number), timezone.now()
    with transaction.atomic():
        claim = _ticket(handle, ticket)
        require(can_judge(actor, claim.account_id))
        Claim.objects.filter(account_id=claim.account_id, stage=Stage.CHECK).delete()
        claim.stage, claim.digest, claim.blind, claim.moves = Stage.CHECK, None, blind, moves
        claim.recorded_by_id, claim.territory = actor.user_id, territory
        claim.tries, claim.since, claim.until = 0, now, now + CHECK_TERM
        claim.save()
        record(actor=actor.user_id, verb="record_document", kind="account", object_id=claim.account_id)
    return claim


def _ticket(handle: str, ticket: str) -> Claim:
    account = account_by_handle(handle.strip().removeprefix("@"))
    waiting = Claim.objects.select_for_update().filter(stage=Stage.TICKET, until__gt=timezone.now())
    claim = waiting.filter(account=account, digest=digest_of(Stage.TICKET, ticket)).first() if account else None
    if claim is None:
        raise AttestationError(_("Handle and code do not fit together, or the code is over."))
    return claim


def confirm_document(*, actor: Viewer, claim_id: int, paper: str, country: str, number: str) -> Attestation:
    """Attest an account as the second operator who looked at the document; the number typed anew must be the same.

    Raises AttestationError when it is not, and after some tries the document must be recorded anew; TakenError when it
    attests another account that the person did not want to leave; NumberError; PermissionDenied.
    """
    blind = blind_number(paper, country, number)
    with transaction.atomic():
        claim = _waiting(claim_id)
        require(can_confirm(actor, account_id=claim.account_id, recorded_by=claim.recorded_by_id))
        fits = hmac.compare_digest(blind, claim.blind)
        if fits:
            proof = Proof(blind=blind, adapter=Adapter.DESK, territory_id=claim.territory_id)
            made = bind(account_id=claim.account_id, proof=proof, actor=actor.user_id, moves=claim.moves)
            claim.delete()
        else:
            _count(claim)
    if not fits:
        raise AttestationError(_("This is not what the first operator recorded. Look at the document once more."))
    return made


def _count(claim: Claim) -> None:
    claim.tries += 1
    if claim.tries >= CHECK_TRIES:
        claim.delete()
        return
    claim.save(update_fields=["tries"])


def drop_claim(*, actor: Viewer, claim_id: int) -> None:
    """Put away what waits for a second operator, as the first one or as the second."""
    with transaction.atomic():
        claim = _waiting(claim_id)
        require(can_judge(actor, claim.account_id))
        claim.delete()
        record(actor=actor.user_id, verb="drop_document", kind="account", object_id=claim.account_id)


def _waiting(claim_id: int) -> Claim:
    held = Claim.objects.select_for_update().filter(stage=Stage.CHECK, until__gt=timezone.now())
    return get_object_or_404(held, id=claim_id)
