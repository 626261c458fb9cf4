"""Decisions with their reasons: made, ended by their term, taken back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer, require
from pikir.audit.actions import record
from pikir.kernel.events import send
from pikir.kernel.languages import guess_language
from pikir.kernel.text import strip_controls
from pikir.media.kinds import Mask
from pikir.moderation.access import can_decide, can_reverse, can_take
from pikir.moderation.actions.areas import keep_areas
from pikir.moderation.actions.cases import CaseError
from pikir.moderation.actions.effects import is_in_force, settle
from pikir.moderation.actions.holds import let_out
from pikir.moderation.actions.redactions import seal_phrases
from pikir.moderation.events import Decided, DecisionLifted, Dismissed
from pikir.moderation.kinds import (
    LASTING,
    LEGAL_LENGTH,
    REPEATED,
    TERMS,
    TEXT_LENGTH,
    CaseState,
    Lifted,
    Measure,
    Outcome,
    Source,
)
from pikir.moderation.models import Case, Decision, Flag, RuleVersion
from pikir.posts.kinds import State
from pikir.web.freshness import touch
from pikir.web.inserts import insert
from pikir.web.statements import Statement


@dataclass(frozen=True, kw_only=True)
class Reasons:
    """Why something is decided: by which rule or law, and what was found. Empty ``facts``: as the rule has them."""

    rule: RuleVersion | None = None
    legal_ground: str = ""
    facts: str = ""


def decide(
    *,
    actor: Viewer,
    case: Case,
    measure: str,
    reasons: Reasons,
    days: int | None = None,
    turn: int | None = None,
    phrases: Iterable[str] = (),
    areas: Sequence[Mask] = (),
    at: datetime | None = None,
) -> Decision:
    """Take a measure for some days or for good, answer all flags of the case, and close it.

    ``turn`` is that of the case as the actor saw it: who decides at the same time meets CaseError, like who gives no
    reason or judges what somebody else has claimed. ``phrases`` are the words that a redaction takes out, ``areas``
    what is painted over; ``at`` is given by demo content. Raises PermissionDenied for what the actor may not do.
    """
    now = at or timezone.now()
    if days is not None and days not in TERMS:
        raise CaseError(_("Choose one of the terms."))
    with transaction.atomic():
        case = _case_to_decide(actor, case, turn, now)
        require(can_take(actor, case, measure))
        _check_new(case, measure)
        facts, language = _facts(case, reasons)
        source = Source.NOTICE if case.flags_open else Source.OWN
        made = Decision(
            case=case,
            account=case.account,
            measure=measure,
            rule_id=reasons.rule.pk if reasons.rule else None,
            legal_ground=strip_controls(reasons.legal_ground)[:LEGAL_LENGTH],
            facts=facts,
            language=language,
            source=source,
            by_id=actor.user_id,
            at=now,
            until=now + timedelta(days=days) if days and measure in LASTING else None,
        )
        insert(made)
        if measure == Measure.REDACT:
            seal_phrases(case, made, phrases)
        elif measure == Measure.MASK:
            keep_areas(made, areas)
        settle(case, measure, by=actor.user_id, reason=facts)
        _close(case, Outcome.UPHELD, now)
        _note(actor.user_id, "decide_case", made, facts)
        send(Decided(decision_id=made.id, case_id=case.id))
    return made


def dismiss(*, actor: Viewer, case: Case, turn: int | None = None) -> None:
    """Answer all flags of a case: no rule was broken. What was held is published by who hears of it.

    Raises PermissionDenied, or CaseError as ``decide`` does.
    """
    now = timezone.now()
    with transaction.atomic():
        case = _case_to_decide(actor, case, turn, now)
        held = case.post is not None and case.post.state == State.HELD
        if case.state != CaseState.OPEN and not held:
            raise CaseError(_("This case is decided."))
        let_out(case=case, by=actor.user_id)
        _close(case, Outcome.DISMISSED, now)
        record(actor=actor.user_id, verb="dismiss_case", kind="case", object_id=case.id)
        send(Dismissed(case_id=case.id))


def reverse(*, actor: Viewer, decision: Decision, reason: str) -> None:
    """Take a decision back and undo what it did. Raises PermissionDenied, or CaseError without a reason."""
    require(can_reverse(actor, decision))
    reason = strip_controls(reason)[:TEXT_LENGTH]
    if not reason:
        raise CaseError(_("Give the reason: the author will read it."))
    lift(decision_id=decision.id, how=Lifted.REVIEW, by=actor.user_id, reason=reason)


def lift(*, decision_id: int, how: str, by: int | None, reason: str) -> bool:
    """End a decision and what it did, once; return whether it still held. The right was asked before."""
    now = timezone.now()
    with transaction.atomic():
        found = Decision.objects.filter(id=decision_id, lifted_at__isnull=True)
        if not found.update(lifted_at=now, lifted_how=how, lifted_reason=reason):
            return False
        decision = Decision.objects.get(id=decision_id)
        case = _locked(decision.case_id)
        if decision.measure in LASTING:
            settle(case, decision.measure, by=by, reason=reason)
        _note(by, "lift_decision", decision, reason, how=str(how))
        send(DecisionLifted(decision_id=decision.id, how=how))
    return True


def lift_due(*, now: datetime, limit: int = 200) -> int:
    """End the decisions whose term has passed, the oldest first; return how many. Safe to run twice."""
    due = Decision.objects.filter(until__lte=now, lifted_at__isnull=True).order_by("until")
    ids = list(due.values_list("id", flat=True)[:limit])
    reason = gettext("The term of the decision has passed.")
    return sum(lift(decision_id=one, how=Lifted.TERM, by=None, reason=reason) for one in ids)


def _locked(case_id: int) -> Case:
    found = _LOCKED.first(case_id)
    if found is None:
        raise Case.DoesNotExist
    return found


def _for_update(case_id: int) -> "QuerySet[Case, Case]":
    rows = Case.objects.select_for_update(of=("self",)).filter(id=case_id)
    return rows.select_related("account", "post__account", "post__root__account", "picture")


_LOCKED = Statement[Case](_for_update)


def _case_to_decide(actor: Viewer, case: Case, turn: int | None, now: datetime) -> Case:
    """The case, locked, unless somebody decided since the actor looked or has it in hand."""
    require(can_decide(actor, case))
    case = _locked(case.id)
    if turn is not None and case.turn != turn:
        raise CaseError(_("Somebody decided this a moment ago. Look at it again."))
    if case.held_by(now) not in (None, actor.user_id):
        raise CaseError(_("Somebody else has this case in hand."))
    return case


def _check_new(case: Case, measure: str) -> None:
    if measure not in REPEATED and is_in_force(case, measure):
        raise CaseError(_("This measure is in force already."))


def _facts(case: Case, reasons: Reasons) -> tuple[str, str]:
    """What the author reads, and its language: as written, else as the rule has it in the author's language."""
    if reasons.rule is None and not reasons.legal_ground.strip():
        raise CaseError(_("Name the rule or the law."))
    language = case.account.language if case.account else "kk"
    written = strip_controls(reasons.facts)[:TEXT_LENGTH]
    if written:
        return written, guess_language(written, language)
    if reasons.rule is None:
        raise CaseError(_("Give the reason: the author will read it."))
    return str(reasons.rule.reasons.get(language) or reasons.rule.reasons["kk"]), language


_CLOSING = ("state", "turn", "flags_open", "weight", "wants_opinion", "claimed_by", "claimed_until")


def _close(case: Case, outcome: Outcome, now: datetime) -> None:
    Flag.objects.filter(case=case, outcome="").update(outcome=outcome, answered_at=now)
    case.state, case.turn = CaseState.CLOSED, case.turn + 1
    case.flags_open, case.weight, case.wants_opinion = 0, 0.0, False
    case.claimed_by, case.claimed_until = None, None
    case.save(update_fields=_CLOSING)
    touch("moderation")


def _note(by: int | None, verb: str, decision: Decision, reason: str, **data: str) -> None:
    about = {"decision": str(decision.id), "measure": decision.measure, **data}
    record(actor=by, verb=verb, kind="case", object_id=decision.case_id, reason=reason, data=about)
    touch("moderation")
