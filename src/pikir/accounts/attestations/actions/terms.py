"""What is over: terms, codes, and people who leave."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from pikir.accounts.attestations.actions.voices import end
from pikir.accounts.attestations.kinds import KEEP_ENDED, WARN_BEFORE, State
from pikir.accounts.attestations.letters import write_ending
from pikir.accounts.attestations.models import Attestation, Claim, Document, Line
from pikir.accounts.attestations.queries import ending, over
from pikir.accounts.events import VoiceChanged
from pikir.accounts.models import Account
from pikir.audit.actions import record
from pikir.kernel import events
from pikir.web.freshness import touch


def sweep(*, now: datetime) -> int:
    """End what is over, tell those whose term is near, forget codes and old rows; return how many ended."""
    ended = 0
    while documents := over(now):
        ended += sum(_end_term(blind, now) for blind in documents)
    while soon := ending(now, now + WARN_BEFORE):
        for one in soon:
            _warn(one, now)
    with transaction.atomic():
        Claim.objects.filter(until__lte=now).delete()
        Line.objects.filter(register__until__lte=now).delete()
        Attestation.objects.filter(~Q(state=State.LIVE), ended_at__lte=now - KEEP_ENDED).delete()
    return ended


def _end_term(blind: str, now: datetime) -> int:
    with transaction.atomic():
        list(Document.objects.select_for_update().filter(blind=blind))  # nobody renews or moves it meanwhile
        rows = list(
            Attestation.objects.filter(document_id=blind, state=State.LIVE, until__lte=now).select_related("account")
        )
        end(rows, now=now)
        for one in rows:
            record(actor=None, verb="end_attestation", kind="account", object_id=one.account_id)
            events.send(VoiceChanged(account_id=one.account_id, what="ended"))
            touch(f"account:{one.account.handle}")
    return len(rows)


def _warn(one: Attestation, now: datetime) -> None:
    with transaction.atomic():
        one.warned_at = now
        one.save(update_fields=["warned_at"])
        write_ending(one)
        events.send(VoiceChanged(account_id=one.account_id, what="ending"))


def forget_attestations(account: Account) -> None:
    """Let go of all that attests an account, inside the caller's transaction; its documents may attest another one."""
    Attestation.objects.filter(account=account).delete()
    Document.objects.filter(account=account).delete()
    Claim.objects.filter(account=account).delete()
