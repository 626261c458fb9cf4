"""What acts of the formal lane change beside the state: called by ``acting`` under the lock of the question."""

from dataclasses import dataclass
from datetime import date, datetime

from pikir.offices.questions.actions.profiles import profile_for
from pikir.offices.questions.appeals.identity import Identity
from pikir.offices.questions.appeals.models import Appeal, HearingWords
from pikir.offices.questions.facts import Moment
from pikir.offices.questions.sealing import seal_words
from pikir.offices.questions.states import Lane


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What somebody fills in who wants a formal appeal. ``course_public``: everyone sees that it is there."""

    identity: Identity
    course_public: bool


def keep_appeal(question_id: int, wish: Wish, now: datetime) -> Appeal:
    """Keep who makes an appeal, inside the caller's transaction."""
    sealed = wish.identity.seal()
    made: Appeal = Appeal.objects.create(
        question_id=question_id, sealed=sealed, course_public=wish.course_public, begun_at=now
    )
    return made


def copy_appeal(question_id: int, part_id: int, now: datetime) -> None:
    """Let the part of an appeal be one too: the office that answers it opens who made it, and notes its own number."""
    whole = Appeal.objects.filter(question=question_id).first()
    if whole is not None:
        Appeal.objects.create(question_id=part_id, sealed=whole.sealed, course_public=whole.course_public, begun_at=now)


def become_appeal(moment: Moment) -> None:
    """Put a question under the terms of the law; the clock of the pledge is kept as it stood."""
    question = moment.question
    profile = profile_for(question.office, Lane.APPEAL)
    days = {name: _text(getattr(question, name)) for name in ("zero", "due", "first_due")}
    ended = {"ended": _text(moment.today)}
    Appeal.objects.filter(question=question).update(pledge=days | ended)
    question.terms, question.closes, question.above = profile.terms, profile.closes, None


def hear(moment: Moment) -> None:
    """Keep the draft that the author is shown."""
    _keep_words(moment, "hear")


def speak(moment: Moment) -> None:
    """Keep what the author says of the draft."""
    _keep_words(moment, "speak")


def _keep_words(moment: Moment, act: str) -> None:
    sealed = seal_words({"words": moment.given.words.strip()})
    HearingWords.objects.create(question=moment.question, act=act, sealed=sealed, at=moment.now)


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""
