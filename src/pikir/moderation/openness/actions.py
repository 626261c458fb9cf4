"""Writing the public log. It names no person: neither whom a decision met, nor who made it or asked for it."""

from datetime import UTC, date, datetime
from typing import Any

from django.db import transaction

from pikir.moderation.events import AppealAnswered, Appealed, Decided, DecisionLifted
from pikir.moderation.kinds import Lifted
from pikir.moderation.models import Decision
from pikir.moderation.openness.chain import hash_of
from pikir.moderation.openness.kinds import Logged
from pikir.moderation.openness.models import LogDay, LogEntry, LogHead
from pikir.web.freshness import touch
from pikir.web.inserts import insert
from pikir.web.statements import Statement


def on_decided(event: Decided) -> None:
    """Note a new decision."""
    _note(Logged.DECIDED, _decision(event.decision_id))


def on_lifted(event: DecisionLifted) -> None:
    """Note that a decision holds no longer; an appeal that did it has an entry of its own."""
    if event.how != Lifted.APPEAL:
        _note(Logged.LIFTED, _decision(event.decision_id))


def on_appealed(event: Appealed) -> None:
    """Note that there is an appeal."""
    _note(Logged.APPEALED, _decision(event.decision_id))


def on_answered(event: AppealAnswered) -> None:
    """Note what an appeal led to."""
    _note(Logged.OVERTURNED if event.overturned else Logged.UPHELD, _decision(event.decision_id))


def close_day(*, day: date) -> LogDay:
    """Keep where the log ends when a day of the square is over; a second time changes nothing."""
    with transaction.atomic():
        head = _head()
        row, _made = LogDay.objects.get_or_create(day=day, defaults={"number": head.number, "hash": head.hash})
        touch("moderation-log")
    return row


def _decision(decision_id: int) -> Decision:
    return _DECISION.rows(decision_id)[0]


_DECISION = Statement[Decision](
    lambda decision_id: Decision.objects.filter(pk=decision_id).select_related("rule__rule", "case")
)


def _note(what: Logged, decision: Decision) -> None:
    at = _moment(what, decision)
    body = _body(what, decision, at)
    with transaction.atomic(savepoint=False):
        head = _head()
        number, before = head.number + 1, head.hash
        entry = LogEntry(
            number=number,
            at=at,
            what=what,
            decision_id=decision.id,
            body=body,
            before=before,
            hash=hash_of(number, body, before),
        )
        insert(entry)
        LogHead.objects.filter(pk=head.pk).update(number=number, hash=entry.hash)
        touch("moderation-log")


def _head() -> LogHead:
    """The end of the log, held until the caller's transaction ends."""
    head = _HEAD.first()
    if head is None:
        LogHead.objects.get_or_create(pk=1)
        head = _HEAD.rows()[0]
    return head


_HEAD = Statement[LogHead](lambda: LogHead.objects.select_for_update().filter(pk=1))


def _moment(what: Logged, decision: Decision) -> datetime:
    match what:
        case Logged.DECIDED:
            return decision.at
        case Logged.APPEALED:
            return decision.appeal.at
        case Logged.LIFTED:
            return decision.lifted_at or decision.at
        case _:
            return decision.appeal.answered_at or decision.appeal.at


def _body(what: Logged, decision: Decision, at: datetime) -> dict[str, Any]:
    """What the entry says. Times are to the minute: a second would lead back to one text."""
    body: dict[str, Any] = {
        "what": str(what),
        "at": _minute(at),
        "decision": str(decision.id),
        "thing": decision.case.kind,
        "measure": decision.measure,
        "scope": decision.scope,
        "until": _minute(decision.until) if decision.until else None,
        "source": decision.source,
        "automation": {"detected": decision.detected_by_machine, "decided": decision.decided_by_machine},
        "legal_ground": decision.legal_ground,
    }
    if decision.rule:
        body["rule"] = {"key": decision.rule.rule.key, "version": decision.rule.number}
    if what == Logged.LIFTED:
        body["how"] = decision.lifted_how
    return body


def _minute(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")
