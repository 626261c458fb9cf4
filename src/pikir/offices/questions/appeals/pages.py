"""What pages show of lanes, appeals and hearings, as plain data."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pikir.accounts.access import Viewer
from pikir.kernel.workdays import Calendar
from pikir.offices.pages import today
from pikir.offices.questions.access import parts_of
from pikir.offices.questions.actions.profiles import profile_for
from pikir.offices.questions.appeals.access import can_convert, can_register
from pikir.offices.questions.appeals.models import Appeal, AppealOpening, HearingWords
from pikir.offices.questions.machine import moves_of
from pikir.offices.questions.models import ClockProfile, Question, QuestionEvent
from pikir.offices.questions.pages import Step, steps_of
from pikir.offices.questions.sealing import SealError
from pikir.offices.questions.states import Lane, Outcome, Part, State
from pikir.offices.questions.texts import PARTS
from pikir.offices.questions.watches import Watch

OPENINGS_SHOWN = 100  # on the page of the author; a registrar opens an appeal a few times
_SAID_NO = {Outcome.REFUSED_WITH_GROUND, Outcome.PARTLY, Outcome.NEVER_ANSWERED}
_BY_AUTHOR = {State.ANSWERED, State.DISPUTED, State.ESCALATED}


@dataclass(frozen=True, kw_only=True, slots=True)
class Pledge:
    """The clock that an appeal had while it was a public question."""

    zero: date | None
    due: date | None
    ended: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class LaneFace:
    """In which lane a question goes, for everyone. The rest is of appeals only."""

    formal: bool
    words: str
    profile: ClockProfile | None = None
    pledge: Pledge | None = None
    number: str = ""
    number_on: date | None = None
    silent: bool = False  # the term is over without an answer
    may_complain: bool = False


def lane_of(question: Question, watch: Watch | None) -> LaneFace:
    """Return what the banner says; two queries for an appeal, none for a question."""
    if question.lane == Lane.QUESTION:
        return LaneFace(
            formal=False, words=_("Its term is the promise of the office; the term of the law does not run.")
        )
    appeal = Appeal.objects.get(pk=question.pk)
    silent = question.outcome == Outcome.NEVER_ANSWERED or (question.answered_at is None and bool(watch and watch.late))
    return LaneFace(
        formal=True,
        words=_term(question),
        profile=profile_for(question.office, Lane.APPEAL),
        pledge=_pledge(appeal),
        number=appeal.number,
        number_on=appeal.number_on,
        silent=silent,
        may_complain=silent or question.outcome in _SAID_NO or question.state in _BY_AUTHOR,
    )


def _term(question: Question) -> str:
    if question.due is None:
        return _("Its term is that of the law.")
    day = date_format(question.due, "DATE_FORMAT")
    over = question.due < today()
    return _("Its term ended on %(day)s.") % {"day": day} if over else _("Its term ends on %(day)s.") % {"day": day}


def _pledge(appeal: Appeal) -> Pledge | None:
    if not appeal.pledge:
        return None
    zero, due, ended = (_day(appeal.pledge[name]) for name in ("zero", "due", "ended"))
    return Pledge(zero=zero, due=due, ended=ended)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """What was said at a hearing."""

    head: str
    words: str
    hearing: HearingWords


@dataclass(frozen=True, kw_only=True, slots=True)
class Sealed:
    """What the author of an appeal and its office see of it beside what everyone sees."""

    author: bool
    registrar: bool
    convertible: bool
    appeal: Appeal | None
    openings: list[AppealOpening]
    said: list[Said]

    @property
    def unseen(self) -> bool:
        """Whether its author has a draft before them for the first time."""
        return self.author and any(one.hearing.act == "hear" and one.hearing.seen_at is None for one in self.said)


def sealed_of(viewer: Viewer, question: Question) -> Sealed:
    """Return what the viewer sees of what is sealed; who is neither author nor of the office sees nothing."""
    author = question.asker_id == viewer.user_id
    parts = parts_of(viewer, question) - {Part.ARBITER}
    formal = question.lane == Lane.APPEAL and bool(parts)
    moves = moves_of(question.standing, parts)
    return Sealed(
        author=author,
        registrar=formal and can_register(viewer, question),
        convertible=can_convert(viewer, question) and any(move.act == "convert" for move in moves),
        appeal=Appeal.objects.filter(pk=question.pk).select_related("slip").first() if formal else None,
        openings=_openings(question) if formal and author else [],
        said=_said(question) if formal else [],
    )


def _openings(question: Question) -> list[AppealOpening]:
    rows = AppealOpening.objects.filter(appeal_id=question.pk).select_related("office")
    return list(rows.order_by("-at")[:OPENINGS_SHOWN])


def _said(question: Question) -> list[Said]:
    heads = {
        "hear": pgettext("hearing", "The draft of the office"),
        "speak": pgettext("hearing", "What the author says"),
    }
    rows = HearingWords.objects.filter(question=question).order_by("pk")
    return [Said(head=heads[one.act], words=_words(one), hearing=one) for one in rows]


def _words(one: HearingWords) -> str:
    try:
        return one.words
    except SealError as fault:
        return str(fault)


def bare_steps(question: Question, events: Sequence[QuestionEvent], calendar: Calendar) -> list[Step]:
    """Return what happened to an appeal whose text is not public: acts, days and grounds, no names and no words."""
    steps = steps_of(question, events, calendar)
    return [_bare(step, event) for step, event in zip(steps, events, strict=True)]


def _bare(step: Step, event: QuestionEvent) -> Step:
    who = str(PARTS[Part(event.part)]) if event.part in {Part.AUTHOR, Part.SUPPORTERS} else step.who
    return replace(step, words="", answer=None, who=who)
