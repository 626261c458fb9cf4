"""What the page of a question shows, as plain data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from pikir.kernel.workdays import Calendar, CountedDay
from pikir.offices.holders import leaders_of
from pikir.offices.models import Position
from pikir.offices.questions import drawing
from pikir.offices.questions.kinds import Answered, Role, Solved
from pikir.offices.questions.models import Answer, Question, QuestionEvent
from pikir.offices.questions.queries import Tally
from pikir.offices.questions.states import Flag, Outcome, Part, State
from pikir.offices.questions.texts import FLAGS, HAPPENED, LANES, OUTCOMES, PARTS, REASONS, STATES
from pikir.offices.questions.watches import Watch, flags_of, waited, watch_of

_AUTHOR = {State.CLARIFYING, State.RETURNED, State.HEARING, State.ANSWERED, State.DRAFT}
_ABOVE = {State.ESCALATED, State.DISPUTED}
_TURNS = {
    "extend",
    "send_back",
    "dispute",
    "contest",
    "escalate",
    "ask_back",
    "transfer",
    "fall_silent",
    "break",
    "still_no",
}
_DONE = {"accept", "answer", "answer_above", "promise", "confirm", "keep", "still_yes"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One line of what happened. ``mark`` is what a sighted reader sees at its side, the words say it too."""

    title: str
    at: datetime
    day: int  # working days since the registration
    who: str
    reason: str
    words: str
    language: str
    mark: str
    until: date | None
    answer: Answer | None
    domain: str  # of the address to which the link went by which the office acted; empty: it did not


@dataclass(frozen=True, kw_only=True, slots=True)
class Face:
    """The first glance: where it stands, whose turn it is, the clock, why that day, what comes if nothing happens."""

    state: str
    tone: str  # of the tag: duty, late or nothing
    lane: str
    flags: list[str]
    turn: str  # moderators, author, office, above or nobody
    watch: Watch | None
    words: str
    waited: str  # how long, for the author; empty on the first day
    next_on: date | None
    next_words: str
    still_to_go: list[tuple[str, bool]]  # whose turn it may be, and whether it is now


def face_of(question: Question, calendar: Calendar, now: datetime, tallies: Sequence[Tally] = ()) -> Face:
    """Return the first glance of a question."""
    watch, state = watch_of(question, calendar, now), State(question.state)
    turn = _turn(question, state)
    turns = (
        *((("moderators", pgettext("whose turn", "Moderators")),) if turn == "moderators" else ()),
        ("author", pgettext("whose turn", "Author")),
        ("office", pgettext("whose turn", "Office")),
        ("above", pgettext("whose turn", "Above")),
    )
    flags = flags_of(question, calendar, now) | ({Flag.GAP} if _gapes(question, tallies) else set())
    late = Flag.OVERDUE in flags
    return Face(
        state=state_words(question),
        tone="late" if late else "duty" if turn in {"office", "above"} else "",
        lane=str(LANES[question.standing.lane]),
        flags=[str(FLAGS[flag]) for flag in Flag if flag in flags],
        turn=turn,
        watch=watch,
        words=drawing.watch_words(watch) if watch else "",
        waited=_waited(question, waited(question, calendar, now)),
        next_on=question.next_after if question.is_open and state != State.SCREENING else None,
        next_words=_next_words(question, now) if question.is_open else "",
        still_to_go=[(words, name == turn) for name, words in turns],
    )


def _turn(question: Question, state: State) -> str:
    """Whose turn it is."""
    if not question.is_open:
        return "nobody"
    if state == State.SCREENING:
        return "moderators"
    return "author" if state in _AUTHOR else "above" if state in _ABOVE else "office"


def _gapes(question: Question, tallies: Sequence[Tally]) -> bool:
    """Whether it counts as solved though more of those who did not ask say that it is not."""
    others = [tally.solved for tally in tallies if tally.role != Role.AUTHOR]
    said = question.outcome in {Outcome.SOLVED_CONFIRMED, Outcome.SOLVED_UNCHALLENGED}
    return said and sum(no for _yes, _partly, no in others) > sum(yes for yes, _partly, _no in others)


def state_words(question: Question) -> str:
    """Where a question stands, or how it ended, in the reader's language."""
    if question.outcome:
        return str(OUTCOMES[Outcome(question.outcome)])
    return str(STATES[State(question.state)])


def why_of(question: Question, calendar: Calendar) -> list[CountedDay]:
    """Return every day from the registration to the due one: counted, or why it is not."""
    if question.zero is None or question.due is None or question.due <= question.zero:
        return []
    return calendar.explain(question.zero, calendar.difference(question.zero, question.due))


def _waited(question: Question, days: int) -> str:
    """How long the author has waited or had to wait."""
    if days <= 0:
        return ""
    if question.is_open:
        words = ngettext(
            "%(count)s working day since it was asked, pauses included",
            "%(count)s working days since it was asked, pauses included",
            days,
        )
    else:
        words = ngettext(
            "%(count)s working day from the asking to the end, pauses included",
            "%(count)s working days from the asking to the end, pauses included",
            days,
        )
    return words % {"count": days}


def _next_words(question: Question, now: datetime) -> str:
    """What the square does by itself if nobody does anything."""
    if question.next_act == "escalate":
        above = _leader(question.above or question.position, now)
        if above:
            return _("If nothing is heard, it goes above: %(name)s") % {"name": above}
    words = {
        "escalate": _("If nothing is heard, it goes above."),
        "hold": _("If nobody objects, the answer stands."),
        "go_on": _("If the author does not reply, the office answers on what is known."),
        "fall_silent": _("If nothing is heard, it is closed as never answered and stands on the list of silence."),
        "break": _("If no evidence is shown, the promise counts as broken."),
        "lapse": _("If it is not mended, it lapses."),
        "register": _("A moderator looks at it first; then it is public, and its clock begins."),
    }
    return words.get(question.next_act, "")


def _leader(position: Position, now: datetime) -> str:
    above = leaders_of([position], timezone.localdate(now)).get(position.pk)
    if above is None or above.appointment is None:
        return ""
    return f"{above.appointment.official.name}, {above.position.name}"


def steps_of(question: Question, events: Sequence[QuestionEvent], calendar: Calendar) -> list[Step]:
    """Return what happened, the oldest first; an event needs its appointment, position and office."""
    zero = question.zero
    taken = [event.number for event in events if event.act == "take_over"]
    return [
        Step(
            title=_title(event, question),
            at=event.at,
            day=calendar.difference(zero, event.at.astimezone(calendar.zone).date()) if zero else 0,
            who=_who(event, question, taken),
            reason=str(REASONS.get(event.reason, "")),
            words=event.words,
            language=question.post.language,
            mark="turn" if event.act in _TURNS else "act" if event.act in _DONE else "",
            until=event.until if event.act in {"extend", "promise", "propose_merge"} else None,
            answer=event.answer,
            domain=event.linked.domain if hasattr(event, "linked") else "",
        )
        for event in events
    ]


def _title(event: QuestionEvent, question: Question) -> str:
    words = str(HAPPENED[event.act])
    if event.act in {"register", "pass"}:
        return f"{words}, {question.number}"
    if event.act in {"assign", "inherit", "escalate", "delegate", "reopen", "dispute"}:
        return f"{words}: {event.position.name}"
    if event.act == "transfer":
        return f"{words}: {event.office.name}"
    return words


def _who(event: QuestionEvent, question: Question, taken: Sequence[int]) -> str:
    """Who acted, as the public knows them: people of an office stand behind the official who answers for it."""
    part = Part(event.part)
    if taken and event.number >= taken[-1] and (part == Part.AUTHOR or event.number == taken[-1]):
        return question.carrier.shown_name if question.carrier else str(PARTS[part])
    if part == Part.AUTHOR and not (taken and event.number > taken[0]):
        return question.post.account.shown_name
    if hasattr(event, "linked"):  # who read the mailbox of the office nobody knows
        return str(event.office.name)
    if part in {Part.HANDLER, Part.SUPERIOR} and event.appointment is not None:
        return f"{event.appointment.official.name}, {event.position.name}"
    return str(PARTS[part])


def meters_of(tallies: Sequence[Tally]) -> list[dict[str, Any]]:
    """Return the two questions with a bar for each group of people; no per cent, the counts say it all."""
    questions = (
        (_("Was the question answered?"), "answered"),
        (_("Is the problem solved?"), "solved"),
    )
    return [
        {"title": title, "rows": [_meter(tally, getattr(tally, name), name) for tally in tallies]}
        for title, name in questions
        if tallies
    ]


def _meter(tally: Tally, counts: tuple[int, int, int], name: str) -> dict[str, Any]:
    labels = (
        (Answered.YES, Answered.PARTLY, Answered.NO) if name == "answered" else (Solved.YES, Solved.PARTLY, Solved.NO)
    )
    said = " · ".join(f"{label.label} {count}" for label, count in zip(labels, counts, strict=True))
    number = ngettext("%(count)s voice", "%(count)s voices", tally.people) % {"count": tally.people}
    return {"role": tally.role.label, "number": number, "said": said, "bar": drawing.meter(counts, said)}
