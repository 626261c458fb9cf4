"""Binding a document to an account, letting go of it, and bringing it to another one: the core of all ways."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer, require, user_of
from pikir.accounts.attestations.access import can_be_attested, can_judge
from pikir.accounts.attestations.kinds import LEVELS, RENEW_AFTER, TERMS, Adapter, Level, State
from pikir.accounts.attestations.letters import write_moved, write_revoked
from pikir.accounts.attestations.models import Attestation, Document, Line, Register
from pikir.accounts.events import VoiceChanged
from pikir.accounts.kinds import REASON_LENGTH
from pikir.accounts.models import Account
from pikir.audit.actions import record
from pikir.kernel import events
from pikir.web.freshness import touch


class AttestationError(ValueError):
    """An account cannot be attested so; the message says why in the reader's language."""


class TakenError(AttestationError):
    """The document attests another account. ``code`` is what its holder types there to move it, if there is one."""

    def __init__(self, code: str = "") -> None:
        """Say what can be done, to someone who has proven that the document is theirs."""
        words = _(
            "This attests another account already. If that account is yours, sign in there, open “Verified voice” "
            "and enter this code within 7 days: %(code)s"
        )
        closed = _("This document attests another account. If the person wants to move, record it again and say so.")
        super().__init__(words % {"code": code} if code else closed)
        self.code = code


@dataclass(frozen=True, kw_only=True)
class Proof:
    """That someone has a document: its blind hash, by what way it was shown, and the territory it names."""

    blind: str
    adapter: Adapter
    territory_id: int | None = None

    @property
    def level(self) -> Level:
        """How much the way proves."""
        return LEVELS[self.adapter]


def bind(*, account_id: int, proof: Proof, actor: int | None, moves: bool = False) -> Attestation:
    """Attest an account inside the caller's transaction; by the same way again, renew.

    Raises TakenError when the document attests another account, unless it ``moves``.
    """
    now = timezone.now()
    document = _document(account_id, proof.blind)
    if document.account_id != account_id:
        if _counts(document, now) and not moves:
            raise TakenError
        move(document=document, to_account_id=account_id, actor=actor, now=now)
    return _attest(document, proof, actor, now)


def _document(account_id: int, blind: str) -> Document:
    """The row of a document, locked; the database alone decides which account was first."""
    held = Document.objects.select_for_update()
    document = held.filter(blind=blind).first()
    if document is not None:
        return document
    try:
        with transaction.atomic():
            return Document.objects.create(blind=blind, account_id=account_id)
    except IntegrityError:
        return held.get(blind=blind)


def _counts(document: Document, now: datetime) -> bool:
    return Attestation.objects.running(now).filter(document=document).exists()


def _attest(document: Document, proof: Proof, actor: int | None, now: datetime) -> Attestation:
    _use_letter(proof)
    same = Attestation.objects.filter(document=document, adapter=proof.adapter, state=State.LIVE)
    before: Attestation | None = same.first()
    until = now + TERMS[proof.adapter]
    if before and before.territory_id == proof.territory_id and before.until > until - RENEW_AFTER:
        return before
    same.update(state=State.ENDED, ended_at=now)
    made = Attestation.objects.create(
        account_id=document.account_id,
        document=document,
        adapter=proof.adapter,
        level=proof.level,
        territory_id=proof.territory_id,
        since=now,
        until=until,
        shown=before is not None and before.shown and before.territory_id == proof.territory_id,
    )
    _note(actor, "attest", made)
    if before and before.shown:
        touch(f"account:{before.account.handle}")  # the profile may say another territory now, or none
    if before is None:
        events.send(VoiceChanged(account_id=made.account_id, what="made"))
    return made


def _use_letter(proof: Proof) -> None:
    """A letter that was sent to the same one has done its work; it counts as used if it was what proved it."""
    line = Line.objects.filter(blind=proof.blind).first()
    if line is None:
        return
    line.delete()
    if proof.adapter == Adapter.LETTER:
        Register.objects.filter(id=line.register_id).update(used=F("used") + 1)


def move(*, document: Document, to_account_id: int, actor: int | None, now: datetime) -> None:
    """Bring a document and what it attests to another account, with the terms it has; both are told."""
    old_account_id = document.account_id
    lives = list(Attestation.objects.running(now).filter(document=document))
    Attestation.objects.filter(document=document, state=State.LIVE).update(state=State.MOVED, ended_at=now)
    document.account_id = to_account_id
    document.save(update_fields=["account"])
    for old in lives:
        Attestation.objects.create(
            account_id=to_account_id,
            document=document,
            adapter=old.adapter,
            level=old.level,
            territory_id=old.territory_id,
            since=now,
            until=old.until,
        )
    if not lives:  # its term was over: nobody loses anything
        return
    accounts = {account.id: account for account in Account.objects.filter(id__in=(old_account_id, to_account_id))}
    for verb, account_id in (("move_attestation_away", old_account_id), ("move_attestation_here", to_account_id)):
        record(actor=actor, verb=verb, kind="account", object_id=account_id)
        write_moved(accounts[account_id], away=account_id == old_account_id)
    events.send(VoiceChanged(account_id=old_account_id, what="moved_away"))
    events.send(VoiceChanged(account_id=to_account_id, what="moved_here"))
    touch(f"account:{accounts[old_account_id].handle}")


def end(rows: list[Attestation], *, now: datetime) -> None:
    """End attestations of one document, and forget the document when nothing rests on it any more."""
    Attestation.objects.filter(id__in=[one.id for one in rows]).update(state=State.ENDED, ended_at=now)
    for one in rows:
        rest = Attestation.objects.filter(document_id=one.document_id, state=State.LIVE)
        if not rest.exists():
            Document.objects.filter(blind=one.document_id).delete()


def give_up(*, actor: Viewer, attestation_id: int) -> None:
    """End an attestation of one's own; what it rested on may then attest another account."""
    require(can_be_attested(actor))  # not while suspended: nobody leaves a decision behind with a new account
    with transaction.atomic():
        one = _own(actor, attestation_id)
        end([one], now=timezone.now())
        _note(actor.user_id, "give_up_attestation", one)
        touch(f"account:{actor.handle}")


def show(*, actor: Viewer, attestation_id: int, shown: bool) -> None:
    """Have the profile say of which territory one is a verified resident, or say it no longer."""
    with transaction.atomic():
        one = _own(actor, attestation_id)
        Attestation.objects.filter(account_id=one.account_id).update(shown=False)
        one.shown = shown and one.territory_id is not None and one.level >= Level.LETTER
        one.save(update_fields=["shown"])
        touch(f"account:{actor.handle}")


def revoke(*, actor: Viewer, attestation_id: int, reason: str) -> None:
    """End an attestation that was wrong; its person is told the reason. Raises AttestationError without one."""
    reason = reason.strip()[:REASON_LENGTH]
    if not reason:
        raise AttestationError(_("Give a reason. The account’s people will read it."))
    with transaction.atomic():
        one = _held(Attestation.objects.select_related("account__user"), attestation_id)
        require(can_judge(actor, one.account_id))
        end([one], now=timezone.now())
        record(actor=actor.user_id, verb="revoke_attestation", kind="account", object_id=one.account_id, reason=reason)
        write_revoked(one.account, reason)
        events.send(VoiceChanged(account_id=one.account_id, what="revoked"))
        touch(f"account:{one.account.handle}")


def _own(actor: Viewer, attestation_id: int) -> Attestation:
    user_of(actor)
    return _held(Attestation.objects.filter(account_id=actor.account_id or 0), attestation_id)


def _held(rows: QuerySet[Attestation], attestation_id: int) -> Attestation:
    """One that is in force, with its document locked: the lock that every other way takes first."""
    live = rows.filter(state=State.LIVE)
    seen = get_object_or_404(live, id=attestation_id)
    list(Document.objects.select_for_update().filter(blind=seen.document_id))
    return get_object_or_404(live.all(), id=attestation_id)


def _note(actor: int | None, verb: str, one: Attestation) -> None:
    data = {"way": str(one.adapter), "level": int(one.level)}
    record(actor=actor, verb=verb, kind="account", object_id=one.account_id, data=data)
