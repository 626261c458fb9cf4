"""What joining, parting and taking over change beside the question itself: links, supporters, whose it is.

Called by ``acting`` alone, within its transaction and under the lock of the question's row.
"""

from datetime import datetime

from django.db.models import F

from pikir.offices.questions.facts import Moment, proposed_link
from pikir.offices.questions.freshness import touch_question
from pikir.offices.questions.kinds import Link
from pikir.offices.questions.models import Question, QuestionLink, QuestionSupport


def propose(moment: Moment) -> None:
    """Note with what it is proposed to join a question."""
    if moment.given.into is None:
        raise AssertionError
    given = {"question": moment.question, "main": moment.given.into, "kind": Link.PROPOSED}
    QuestionLink.objects.create(**given, at=moment.now)
    touch_question(moment.given.into)


def drop_proposal(question: Question) -> None:
    """The two stay apart, whatever ended the proposal."""
    QuestionLink.objects.filter(question=question, kind=Link.PROPOSED).update(kind=Link.APART)


def hold_main(question: Question) -> None:
    """Lock the question with which one is to be joined: it stays open, and in its lane, until that is done."""
    links = QuestionLink.objects.filter(question=question, kind=Link.PROPOSED)
    list(Question.objects.select_for_update().filter(pk__in=links.values("main")).values_list("pk"))


def join(moment: Moment) -> None:
    """Let all who asked and supported the one support the other: one answer, and each is told and judges."""
    link = proposed_link(moment.question)
    if link is None:
        raise AssertionError
    QuestionLink.objects.filter(pk=link.pk).update(kind=Link.JOINED)
    bring_supporters(moment.question, link.main, moment.now)


def part(moment: Moment) -> None:
    """Take those away again who came with the question; who supports the other one by themselves stays."""
    links = QuestionLink.objects.filter(question=moment.question, kind=Link.JOINED)
    for one in links.select_related("main__office__account"):
        gone = QuestionSupport.objects.filter(question=one.main, through=moment.question).delete()[0]
        _count(one.main, -gone)
    links.update(kind=Link.APART)


def bring_supporters(question: Question, other: Question, now: datetime) -> None:
    """Let the author and the supporters of one question support another one as well."""
    people = set(QuestionSupport.objects.filter(question=question).values_list("user_id", flat=True))
    people |= {question.asker_id} if question.asker_id else set()
    locked = Question.objects.select_for_update(of=("self",)).get(pk=other.pk)
    there = set(QuestionSupport.objects.filter(question=other).values_list("user_id", flat=True))
    new = sorted(people - there - {locked.asker_id})
    QuestionSupport.objects.bulk_create(
        QuestionSupport(question=other, user_id=user_id, at=now, through=question) for user_id in new
    )
    _count(other, len(new))


def take_over(moment: Moment) -> None:
    """The question is the actor's from now on; who asked it first stays as they were named."""
    question, actor = moment.question, moment.actor
    if actor is None:
        raise AssertionError
    question.first_asker_id = question.first_asker_id or question.asker_id
    question.asker_id, question.carrier_id = actor.user_id, actor.account_id
    gone = QuestionSupport.objects.filter(question=question, user_id=actor.user_id or 0).delete()[0]
    question.supporter_count -= gone


def _count(question: Question, change: int) -> None:
    Question.objects.filter(pk=question.pk).update(supporter_count=F("supporter_count") + change)
    touch_question(question)
