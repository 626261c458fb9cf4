"""Who may do what in an office: one table."""

from collections.abc import Iterable

from django.db import models
from django.http import Http404

from pikir.accounts.access import Viewer, user_of
from pikir.accounts.kinds import OperatorRole, Role
from pikir.offices.kinds import Duty
from pikir.offices.models import DeskDuty, Office, Position
from pikir.web.statements import Statement


class Act(models.TextChoices):
    """What is done in the name of an office or about it."""

    SEE_DESK = "see_desk"  # its desk and its log
    ROUTE = "route"  # what citizens send, to a position
    DRAFT_ANSWER = "draft_answer"
    SIGN_ANSWER = "sign_answer"
    DRAFT_NEWS = "draft_news"
    SIGN_NEWS = "sign_news"
    EDIT_PAGE = "edit_page"  # contacts, hours, services, the building
    KEEP_REGISTER = "keep_register"  # positions, appointments, competences
    GIVE_DUTIES = "give_duties"


MAY: dict[Duty, frozenset[Act]] = {
    Duty.REGISTRAR: frozenset({Act.SEE_DESK, Act.ROUTE, Act.DRAFT_NEWS}),
    Duty.DRAFTER: frozenset({Act.SEE_DESK, Act.DRAFT_ANSWER, Act.DRAFT_NEWS}),
    Duty.SIGNER: frozenset(
        {Act.SEE_DESK, Act.DRAFT_ANSWER, Act.SIGN_ANSWER, Act.DRAFT_NEWS, Act.SIGN_NEWS, Act.EDIT_PAGE}
    ),
    Duty.HEAD: frozenset(Act),
    Duty.PRESS: frozenset({Act.SEE_DESK, Act.DRAFT_NEWS, Act.EDIT_PAGE}),
    Duty.SEALED: frozenset({Act.SEE_DESK, Act.DRAFT_NEWS}),  # and what is sealed, which no other duty opens
}
# Those who run the square keep the register and see that somebody is at the desk; they do not speak for an office.
STAFF_MAY = frozenset({Act.SEE_DESK, Act.KEEP_REGISTER, Act.GIVE_DUTIES})


def may(viewer: Viewer, office_id: int, act: Act) -> bool:
    """Whether the viewer may do something in an office; one query for those who act for it, none for others."""
    if viewer.suspended:
        return False
    if viewer.has(Role.OPERATOR) and act in STAFF_MAY:
        return True
    if office_id in viewer.silenced and act != Act.SEE_DESK:
        return False
    return any(act in MAY[duty] for duty in duties_of(viewer, office_id))


def can_claim(viewer: Viewer, office: Office) -> bool:
    """Whether the viewer may ask to take an office over: one that is listed, not here yet and has a public address."""
    listed = bool(office.mail) and office.retired_on is None and not office.here
    return viewer.signed_in and not viewer.suspended and listed


def can_judge_claim(viewer: Viewer, user_id: int) -> bool:
    """Whether the viewer may decide about a claim of somebody: operators do, nobody about their own."""
    return viewer.has(Role.OPERATOR) and not viewer.suspended and viewer.user_id != user_id


def duties_of(viewer: Viewer, office_id: int) -> frozenset[Duty]:
    """Return what the viewer does in an office; who owns its account is a head of it."""
    if office_id not in viewer.operates:
        return frozenset()
    if office_id in viewer.owns:
        return fitting(OperatorRole.OWNER, ())
    role = OperatorRole.EDITOR if office_id in viewer.edits else OperatorRole.WRITER
    return fitting(role, [duty for (duty,) in _DUTIES.rows(office_id, user_of(viewer))])


_DUTIES = Statement[tuple[str]](
    lambda office_id, user_id: DeskDuty.objects.filter(
        operator__account_id=office_id, operator__user_id=user_id
    ).values_list("duty")
)


def fitting(role: str, given: Iterable[str]) -> frozenset[Duty]:
    """Return the duties of who acts for an office in a role: what was given, as far as it fits the role.

    A role is given without duties too, by an invitation say: an owner is a head then, an editor signs, and a writer
    drafts news. So this table and the roles of the account say the same.
    """
    duties = frozenset(map(Duty, given))
    if role == OperatorRole.OWNER:
        return duties | {Duty.HEAD}
    if role == OperatorRole.EDITOR:
        return (duties - {Duty.HEAD}) | {Duty.SIGNER}
    return duties - {Duty.HEAD, Duty.SIGNER} or frozenset({Duty.PRESS})


def position_or_404(office: Office, code: str) -> Position:
    """Return a position of an office, over or not; Http404 when there is none."""
    found = Position.objects.filter(office=office, code=code.lower()).first()
    if found is None:
        raise Http404
    found.office = office
    return found
