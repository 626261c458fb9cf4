"""What a letter offers its reader to do with a question, without signing in: for each act a link of its own."""

from collections.abc import Mapping, Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pikir.accounts.access import Viewer, user_of
from pikir.accounts.models import User
from pikir.notifications.models import Notice
from pikir.notifications.registry import Link
from pikir.offices.questions.access import is_staff
from pikir.offices.questions.actions.judging import JUDGED
from pikir.offices.questions.facts import latest_answer
from pikir.offices.questions.kinds import Says
from pikir.offices.questions.letters.addresses import reply_address
from pikir.offices.questions.letters.tokens import make_link, person_tag
from pikir.offices.questions.machine import TRANSITIONS
from pikir.offices.questions.models import Answer, Question
from pikir.offices.questions.offers import offers_to
from pikir.offices.questions.queries import events_of, supports
from pikir.offices.questions.states import Part, State
from pikir.offices.questions.watches import calendar_of_question

READ, LEAVE = "read", "leave"
CONFIRM, JUDGE, SUPPORT, STOP = "confirm", "judge", "support", "stop"
HELD = (Says.SOLVED, Says.EXPLAINED)  # answers that are confirmed; others are accepted
_EVENTS = 500


def words_of(act: str) -> str:
    """What a link does, in the reader's language."""
    words = {
        READ: _("Read it, and see what you can do"),
        LEAVE: _("Have the square forget me"),
        CONFIRM: _("Confirm: answered and solved"),
        JUDGE: _("Judge the answer"),
        SUPPORT: _("It concerns me too"),
        STOP: _("It concerns me no longer"),
    }
    if act in words:
        return words[act]
    return next((str(move.label) for move in TRANSITIONS if move.act == act), "")


def acts_for(viewer: Viewer, question: Question, answer: Answer | None) -> list[str]:
    """Return what somebody can do by link now: the author what the table allows them, others support and judge."""
    found = []
    judged = question.state in JUDGED and answer is not None and not is_staff(viewer, question)
    if question.asker_id == viewer.user_id:
        confirmed = judged and question.state == State.ANSWERED and answer is not None and answer.says in HELD
        found = [CONFIRM] if confirmed else []
        events, now = events_of(question, _EVENTS), timezone.now()
        offered = offers_to(viewer, question, events, calendar_of_question(question), now)
        found += [one.move.act for one in offered if Part.AUTHOR in one.move.parts and one.move.act != CONFIRM]
    elif supports(viewer, question):
        found = [STOP]
    return [*([JUDGE] if judged else []), *found]


def links_for(viewer: Viewer, user: User, question: Question) -> list[Link]:
    """Return the links of a letter to one reader of one question; who has no password can read it by one, too."""
    return _links(viewer, user, question, READ)


def links_to_all(viewer: Viewer, user: User, question: Question) -> list[Link]:
    """Return links for all that somebody can do with a question now; who has no password can be forgotten by one."""
    return _links(viewer, user, question, LEAVE)


def _links(viewer: Viewer, user: User, question: Question, without_password: str) -> list[Link]:
    answer = latest_answer(question)
    acts = acts_for(viewer, question, answer)
    if not user.has_usable_password():
        acts.append(without_password)
    number = answer.number if answer else 0
    return [Link(words=words_of(act), url=address_of_link(user, question, act, number)) for act in acts]


def address_of_link(user: User, question: Question, act: str, answer: int = 0) -> str:
    """Return the whole address of a link, in the language that is active."""
    token = make_link(user, question_id=question.pk, act=act, answer=answer)
    return settings.SQUARE_URL + reverse("question-letter", args=[token])


def links_of_notices(viewer: Viewer, notices: Sequence[Notice]) -> Mapping[int, Sequence[Link]]:
    """Return what a letter offers, by the notice: of each question once, at its newest line."""
    newest: dict[int, int] = {}
    for notice in notices:
        newest.setdefault(notice.about_id, notice.id)
    user = User.objects.get(pk=user_of(viewer))
    rows = Question.objects.select_related("post", "office__account", "position", "appointment__official", "above")
    questions = rows.filter(pk__in=newest).exclude(state=State.REMOVED)
    return {newest[one.pk]: [*links_for(viewer, user, one), *_reply(user, one)] for one in questions}


def _reply(user: User, question: Question) -> list[Link]:
    """Whose turn it is can answer by letter as well, where the square takes letters."""
    if question.state != State.CLARIFYING or question.asker_id != user.pk:
        return []
    address = reply_address(person_tag(user, question.pk))
    return [Link(words=pgettext("letter", "Or answer by letter to"), url=address, reply=True)] if address else []
