"""What questions do when lower rooms tell, and when something happens to one."""

from contextlib import suppress

from django.utils.translation import gettext as _

from pikir.moderation.actions.cases import CaseError
from pikir.offices.events import AppointmentChanged, CalendarChanged, QuestionMoved
from pikir.offices.questions import tasks
from pikir.offices.questions.actions.acting import ActError, act
from pikir.offices.questions.actions.asking import release
from pikir.offices.questions.facts import Given
from pikir.offices.questions.models import Question
from pikir.offices.questions.states import Part, State
from pikir.posts.events import PostMoved
from pikir.web.statements import Statement

_TAKEN_DOWN = {"hide", "remove"}
_LET_OUT = {"release", "restore"}


def on_post_moved(event: PostMoved) -> None:
    """Follow what moderators decided of the text of a question."""
    for (state,) in _STATE.rows(event.post_id):  # one at most: a question has the key of its text
        with suppress(ActError):  # it stands where the decision leaves nothing to do
            _follow(event.post_id, state, event.verb)


_STATE = Statement[tuple[str]](lambda post_id: Question.objects.filter(pk=post_id).values_list("state"))


def _follow(question_id: int, state: str, verb: str) -> None:
    decided = Given(decision=True)
    if verb in _TAKEN_DOWN:
        act(question_id, "remove", part=Part.MODERATOR, given=decided)
    elif verb == "release" and state == State.RETURNED:
        raise CaseError(_("It is with its author to be mended. Publish it once they send it again."))
    elif verb in _LET_OUT and state == State.SCREENING:
        release(question_id)
    elif verb in _LET_OUT:
        act(question_id, "restore", part=Part.ARBITER, given=decided)
        if (State.SCREENING,) in _STATE.rows(question_id):  # its text is public now, so nobody looks at it again
            release(question_id)


def on_question_moved(event: QuestionMoved) -> None:
    """Have those told whom it concerns."""
    tasks.tell.enqueue(str(event.event_id))


def on_appointment_changed(event: AppointmentChanged) -> None:
    """Let the successor inherit what is open."""
    tasks.hand_over.enqueue(str(event.position_id))


def on_calendar_changed(event: CalendarChanged) -> None:
    """Reckon the days of open questions anew."""
    tasks.recount.enqueue(event.code)
