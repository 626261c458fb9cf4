"""Being attested by a proof at hand, and moving what another account of the same person holds."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer, require
from pikir.accounts.attestations.access import can_be_attested
from pikir.accounts.attestations.actions.voices import AttestationError, Proof, TakenError, bind
from pikir.accounts.attestations.blind import digest_of, grouped, make_code
from pikir.accounts.attestations.kinds import CODE_LENGTH, MOVE_TERM, Adapter, Stage
from pikir.accounts.attestations.models import Attestation, Claim, Document
from pikir.accounts.kinds import KEEP_UNCONFIRMED


def attest(*, account_id: int, proof: Proof, actor: int | None) -> Attestation:
    """Attest an account by a proof that its own person gave.

    When the document attests another account, what was proven waits a week for that account to agree: raises TakenError
    with the code to type there.
    """
    try:
        with transaction.atomic():
            return bind(account_id=account_id, proof=proof, actor=actor)
    except TakenError:
        raise TakenError(ask_to_move(account_id=account_id, proof=proof)) from None


def ask_to_move(*, account_id: int, proof: Proof) -> str:
    """Keep a proof until the account that the document attests agrees; return the code to type there."""
    code = make_code(CODE_LENGTH)
    fresh = _kept(proof, MOVE_TERM) | {"digest": digest_of(Stage.MOVE, code)}
    with transaction.atomic():
        Claim.objects.update_or_create(account_id=account_id, stage=Stage.MOVE, defaults=fresh)
    return grouped(code)


def keep_proof(*, account_id: int, proof: Proof) -> None:
    """Keep what the person of a new account proved until they prove their address too; it attests nobody before."""
    Claim.objects.create(account_id=account_id, stage=Stage.ADDRESS, **_kept(proof, KEEP_UNCONFIRMED))


def attest_by_kept(*, account_id: int, actor: int) -> None:
    """Attest an account by what its person proved at signing up, if anything. Raises TakenError as ``attest`` does."""
    with transaction.atomic():
        claim = Claim.objects.select_for_update().filter(account_id=account_id, stage=Stage.ADDRESS).first()
        if claim is None:
            return
        claim.delete()
    attest(account_id=account_id, proof=_proof(claim), actor=actor)


def _kept(proof: Proof, term: timedelta) -> dict[str, Any]:
    now = timezone.now()
    what = {"adapter": proof.adapter, "blind": proof.blind, "territory_id": proof.territory_id}
    return what | {"since": now, "until": now + term}


def _proof(claim: Claim) -> Proof:
    return Proof(blind=claim.blind, adapter=Adapter(claim.adapter), territory_id=claim.territory_id)


def consent(*, actor: Viewer, code: str) -> Attestation:
    """Let another account have what one's document attests here; that account has shown the document and got the code.

    Raises AttestationError: the same for a code that never was, is over, or is about somebody else's document.
    """
    require(can_be_attested(actor))
    wrong = AttestationError(_("This code is not right, or it is over."))
    with transaction.atomic():
        waiting = Claim.objects.select_for_update().filter(stage=Stage.MOVE, until__gt=timezone.now())
        claim = waiting.filter(digest=digest_of(Stage.MOVE, code)).first()
        if claim is None:
            raise wrong
        held = Document.objects.select_for_update().filter(blind=claim.blind, account_id=actor.account_id or 0)
        if held.first() is None or claim.account_id == actor.account_id:
            raise wrong
        made = bind(account_id=claim.account_id, proof=_proof(claim), actor=actor.user_id, moves=True)
        claim.delete()
    return made
