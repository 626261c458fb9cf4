"""Opening cases, claiming and releasing them, writing beside them."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer, require
from pikir.accounts.kinds import AccountState
from pikir.audit.actions import record
from pikir.kernel.languages import guess_language
from pikir.kernel.text import strip_controls
from pikir.moderation.access import can_claim, can_note, can_release, may_in
from pikir.moderation.kinds import CLAIM_FOR, TEXT_LENGTH, Act, CaseState, Measure, Remark, Source, Thing
from pikir.moderation.models import Case, CaseNote, Decision
from pikir.moderation.subjects import Subject, column_of
from pikir.posts.kinds import State

_TAKEN = {State.HIDDEN: Measure.HIDE, State.REMOVED: Measure.REMOVE}


class CaseError(ValueError):
    """Something cannot be done with a case now; the message is for whoever tried."""


def case_of(subject: Subject, *, now: datetime) -> Case:
    """Return the case of a thing, made closed and empty where there is none, locked, in the caller's transaction."""
    made: dict[str, Any] = {"state": CaseState.CLOSED, "opened_at": now, "column_id": column_of(subject.post)}
    made |= {"account": subject.account, "post": subject.post, "picture": subject.picture}
    case, new = Case.objects.get_or_create(kind=subject.kind, object_id=subject.object_id, defaults=made)
    if new:
        _take_over(case, now)
    locked: Case = Case.objects.select_for_update().get(id=case.id)
    locked.account, locked.post, locked.picture = subject.account, subject.post, subject.picture
    return locked


def _take_over(case: Case, now: datetime) -> None:
    """Keep as a decision what was taken down before there were decisions, so that it can be taken back as one."""
    measure, words = None, ""
    if case.post is not None and case.post.state in _TAKEN:
        measure, words = _TAKEN[State(case.post.state)], case.post.state_reason
    elif case.kind == Thing.ACCOUNT and case.account and case.account.state == AccountState.SUSPENDED:
        decided = Decision.objects.in_force(now).filter(account=case.account, measure=Measure.SUSPEND)
        if not decided.exists():  # in the case of something that the account said
            measure, words = Measure.SUSPEND, case.account.state_reason
    if measure:
        Decision.objects.create(
            case=case,
            account=case.account,
            measure=measure,
            facts=words,
            language=guess_language(words, "kk"),
            source=Source.OWN,
            at=now,
        )


def open_case(*, actor: Viewer, subject: Subject) -> Case:
    """Look at something that nobody flagged. Raises PermissionDenied."""
    with transaction.atomic():
        case = case_of(subject, now=timezone.now())
        require(may_in(actor, Act.DECIDE, case))
        record(actor=actor.user_id, verb="open_case", kind="case", object_id=case.id)
    return case


def claim_case(*, actor: Viewer, case: Case) -> None:
    """Keep a case for the actor for a while. Raises PermissionDenied, or CaseError when somebody else has it."""
    require(can_claim(actor, case))
    now = timezone.now()
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=now) | Q(claimed_by_id=actor.user_id)
    with transaction.atomic():
        mine = Case.objects.filter(free, id=case.id, state=CaseState.OPEN)
        if not mine.update(claimed_by_id=actor.user_id, claimed_until=now + CLAIM_FOR):
            raise CaseError(_("Somebody else has claimed this case, or it is decided."))
        record(actor=actor.user_id, verb="claim_case", kind="case", object_id=case.id)


def release_case(*, actor: Viewer, case: Case) -> None:
    """Give a case back: one's own, or as a senior anybody's. Raises PermissionDenied."""
    own = case.claimed_by_id == actor.user_id
    require(can_claim(actor, case) if own else can_release(actor, case))
    with transaction.atomic():
        Case.objects.filter(id=case.id).update(claimed_by=None, claimed_until=None)
        record(actor=actor.user_id, verb="release_case", kind="case", object_id=case.id)


def note_case(*, actor: Viewer, case: Case, kind: str, words: str) -> None:
    """Write beside a case what only the staff reads; asking for a second opinion gives the case back to the queue.

    Raises PermissionDenied, or CaseError for empty words.
    """
    require(can_note(actor, case))
    words = strip_controls(words)[:TEXT_LENGTH]
    if not words:
        raise CaseError(_("Write a few words."))
    changes: dict[str, Any] = {}
    if kind == Remark.ASKED:
        changes = {"wants_opinion": True, "claimed_by": None, "claimed_until": None}
    elif kind == Remark.OPINION:
        changes = {"wants_opinion": False}
    with transaction.atomic():
        CaseNote.objects.create(case=case, kind=Remark(kind), by_id=actor.user_id, words=words, at=timezone.now())
        Case.objects.filter(id=case.id).update(**changes) if changes else None
        record(actor=actor.user_id, verb="note_case", kind="case", object_id=case.id, data={"kind": str(kind)})


def reopen(case: Case, *, now: datetime) -> None:
    """Let a case wait in the queue, as new if it was decided before; whoever calls has it locked, and saves it."""
    if case.state == CaseState.CLOSED:
        case.state, case.opened_at, case.flags_open, case.weight = CaseState.OPEN, now, 0, 0.0
        case.claimed_by, case.claimed_until, case.wants_opinion = None, None, False
