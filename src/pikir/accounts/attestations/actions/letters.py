"""Being attested by a code that came in a letter."""

from datetime import timedelta

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer, require
from pikir.accounts.attestations.access import can_attest, can_be_attested
from pikir.accounts.attestations.actions.moving import ask_to_move
from pikir.accounts.attestations.actions.voices import AttestationError, Proof, TakenError, bind
from pikir.accounts.attestations.blind import digest_of, make_code
from pikir.accounts.attestations.files import Sheet
from pikir.accounts.attestations.kinds import CHUNK, CODE_LENGTH, LETTERS_TERM, Adapter
from pikir.accounts.attestations.models import Attestation, Line, Register
from pikir.audit.actions import record
from pikir.kernel.text import strip_controls
from pikir.places.models import id_of

LETTER = "letter"  # the domain of its codes


def add_register(
    *, actor: Viewer | None, source: str, sheet: Sheet, term: timedelta = LETTERS_TERM
) -> tuple[Register, list[str]]:
    """Keep the hashes of a register's lines and return it with a new code for each; the codes are nowhere else.

    Whoever was written to before and has not answered gets a new code; the old one is worth nothing from now on.
    """
    require(actor is None or can_attest(actor))
    codes = [make_code(CODE_LENGTH) for _row in sheet.rows]
    digests = [digest_of(LETTER, code) for code in codes]
    now = timezone.now()
    with transaction.atomic():
        register = Register.objects.create(
            source=strip_controls(source), size=len(sheet.rows), since=now, until=now + term
        )
        for start in range(0, len(codes), CHUNK):
            rows = list(zip(sheet.rows, digests, strict=True))[start : start + CHUNK]
            Line.objects.filter(blind__in=[row.blind for row, _digest in rows]).delete()
            Line.objects.bulk_create(
                Line(
                    register=register,
                    digest=digest,
                    blind=row.blind,
                    territory_id=id_of(row.territory) if row.territory else None,
                )
                for row, digest in rows
            )
        by = actor.user_id if actor else None
        data = {"lines": register.size}
        record(actor=by, verb="add_register", kind="register", object_id=register.id, data=data)
    return register, codes


def remove_register(*, actor: Viewer, register_id: int) -> None:
    """Forget a register; codes that were not used are worth nothing any more, who used one stays attested."""
    require(can_attest(actor))
    with transaction.atomic():
        register = get_object_or_404(Register, id=register_id)
        register.delete()
        record(actor=actor.user_id, verb="remove_register", kind="register", object_id=register_id)


def use_code(*, actor: Viewer, code: str) -> Attestation:
    """Attest the actor's account by the code of a letter; it works once.

    Raises AttestationError, the same for codes that never were, were used or are over; TakenError when the one to whom
    the letter went is attested by another account, and the code then stays good.
    """
    require(can_be_attested(actor))
    account_id = actor.account_id or 0
    with transaction.atomic():
        line = Line.objects.select_for_update().filter(digest=digest_of(LETTER, code)).first()
        if line is None or line.register.until <= timezone.now():
            raise AttestationError(_("This code is not right, or it was used already, or it is over."))
        proof = Proof(blind=line.blind, adapter=Adapter.LETTER, territory_id=line.territory_id)
        try:
            return bind(account_id=account_id, proof=proof, actor=actor.user_id)  # deletes the line
        except TakenError:
            taken = ask_to_move(account_id=account_id, proof=proof)
    raise TakenError(taken)
