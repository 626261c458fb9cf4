"""What questions do when lower rooms tell, and when something happens to one."""

from pikir.offices.events import AppointmentChanged, CalendarChanged, QuestionMoved
from pikir.offices.questions import tasks
from pikir.offices.questions.actions.acting import ActError, act
from pikir.offices.questions.actions.asking import release
from pikir.offices.questions.facts import Given
from pikir.offices.questions.models import Question
from pikir.offices.questions.states import Part, State
from pikir.posts.events import PostMoved

_TAKEN_DOWN = {"hide", "remove"}
_LET_OUT = {"release", "restore"}


def on_post_moved(event: PostMoved) -> None:
    """Follow what moderators decided of the text of a question."""
    question = Question.objects.filter(pk=event.post_id).only("state").first()
    if question is None:
        return
    try:
        _follow(question, event.verb)
    except ActError:  # it stands where the decision leaves nothing to do
        return


def _follow(question: Question, verb: str) -> None:
    decided = Given(decision=True)
    if verb in _TAKEN_DOWN:
        act(question.pk, "remove", part=Part.MODERATOR, given=decided)
    elif verb in _LET_OUT and question.state == State.SCREENING:
        release(question.pk)
    elif verb in _LET_OUT:
        act(question.pk, "restore", part=Part.ARBITER, given=decided)


def on_question_moved(event: QuestionMoved) -> None:
    """Have those told whom it concerns."""
    tasks.tell.enqueue(str(event.event_id))


def on_appointment_changed(event: AppointmentChanged) -> None:
    """Let the successor inherit what is open."""
    tasks.hand_over.enqueue(str(event.position_id))


def on_calendar_changed(event: CalendarChanged) -> None:
    """Reckon the days of open questions anew."""
    tasks.recount.enqueue(event.code)
