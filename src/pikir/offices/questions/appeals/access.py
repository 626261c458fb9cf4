"""Who opens what is sealed of an appeal."""

from pikir.accounts.access import Viewer, user_of
from pikir.offices.kinds import Duty
from pikir.offices.models import DeskDuty
from pikir.offices.questions.models import Question
from pikir.offices.questions.states import Lane


def has_duty(viewer: Viewer, office_id: int, duty: Duty) -> bool:
    """Whether somebody was given this very duty: nobody has it by another one, not even the head. One query."""
    if not viewer.signed_in or viewer.suspended or office_id in viewer.silenced or office_id not in viewer.operates:
        return False
    rows = DeskDuty.objects.filter(operator__account_id=office_id, operator__user_id=user_of(viewer), duty=duty)
    return rows.exists()


def can_register(viewer: Viewer, question: Question) -> bool:
    """Whether the viewer keeps the register of the office that has an appeal: they alone open who made it."""
    return question.lane == Lane.APPEAL and has_duty(viewer, question.office_id, Duty.REGISTRAR)


def can_convert(viewer: Viewer, question: Question) -> bool:
    """Whether the viewer may make a public question an appeal; the machine says whether it can be one now."""
    return question.asker_id == viewer.user_id and question.lane == Lane.QUESTION and not viewer.suspended


def can_read_slip(viewer: Viewer, question: Question) -> bool:
    """Whether the viewer may have the slip of the registration: its author and the registrar."""
    return question.asker_id == viewer.user_id or can_register(viewer, question)
