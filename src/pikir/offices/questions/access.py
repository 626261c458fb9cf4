"""In what part somebody acts on a question, and who may read it."""

from django.db import connection
from django.db.models import Q, QuerySet
from django.http import Http404

from pikir.accounts.access import Viewer
from pikir.accounts.kinds import Role
from pikir.offices.access import MAY, Act, duties_of, may
from pikir.offices.kinds import Duty
from pikir.offices.models import Office
from pikir.offices.questions.kinds import NUMBER
from pikir.offices.questions.machine import moves_of
from pikir.offices.questions.models import Question, QuestionSupport
from pikir.offices.questions.states import Part, State
from pikir.posts.access import access_post
from pikir.posts.kinds import Visibility
from pikir.web.statements import Statement

# What one person may do alone in a part that else takes several, or a decision of moderation.
ALONE = {
    Part.SUPPORTERS: frozenset({"reopen", "take_over"}),
    Part.MODERATOR: frozenset({"return", "propose_merge", "keep_apart", "part"}),
}


def parts_of(viewer: Viewer, question: Question) -> frozenset[Part]:
    """Return in what parts the viewer acts; nobody acts for an office whose account is suspended."""
    if not viewer.signed_in or viewer.suspended:
        return frozenset()
    found = {Part.AUTHOR} if question.asker_id == viewer.user_id else set()
    duties = _duties(viewer, question.office_id)
    acts = {act for duty in duties for act in MAY[duty]}
    mine = is_official(viewer, question)
    if Act.ROUTE in acts:
        found.add(Part.REGISTRAR)
    if mine or Act.DRAFT_ANSWER in acts:
        found.add(Part.HANDLER)
    if Duty.HEAD in duties and not mine:
        found.add(Part.HEAD)
    if question.above is not None and _signs(viewer, question.above.office_id):
        found.add(Part.SUPERIOR)
    if viewer.has(Role.OPERATOR):
        found.add(Part.ARBITER)
    return frozenset(found)


def alone(viewer: Viewer, question: Question) -> frozenset[Part]:
    """Return the parts of ``ALONE`` that the viewer has; one query where a question is closed."""
    if not viewer.signed_in or viewer.suspended:
        return frozenset()
    found = {Part.MODERATOR} if viewer.has(Role.MODERATOR) else set()
    if question.state == State.CLOSED and place_among_supporters(viewer, question) is not None:
        found.add(Part.SUPPORTERS)
    return frozenset(found)


def narrowed(parts: frozenset[Part], single: frozenset[Part], act: str) -> frozenset[Part]:
    """Return in what parts one act is done by who has ``parts``, and ``single`` ones by ``alone``."""
    as_desk = Part.REGISTRAR in parts and act != "return"  # who sits at the desk acts as such; no desk gives back
    if as_desk or Part.AUTHOR in parts:
        single -= {Part.MODERATOR}
    return parts | {part for part in single if act in ALONE[part]}


def parts_for(viewer: Viewer, question: Question, act: str) -> frozenset[Part]:
    """Return in what parts the viewer does one act."""
    single = alone(viewer, question) if any(act in acts for acts in ALONE.values()) else frozenset()
    return narrowed(parts_of(viewer, question), single, act)


def may_join(viewer: Viewer, question: Question) -> bool:
    """Whether the viewer may propose to join a question with another one."""
    move = next((one for one in moves_of(question.standing, Part) if one.act == "propose_merge"), None)
    return move is not None and bool(move.parts & parts_for(viewer, question, move.act))


def place_among_supporters(viewer: Viewer, question: Question) -> int | None:
    """Return how many supported a question before the viewer did, None when the viewer does not."""
    rows = QuestionSupport.objects.filter(question=question)
    mine = rows.filter(user_id=viewer.user_id or 0).values_list("at", "pk").first()
    if mine is None:
        return None
    return rows.filter(Q(at__lt=mine[0]) | Q(at=mine[0], pk__lt=mine[1])).count()


def may_sign(viewer: Viewer, question: Question) -> bool:
    """Whether the viewer may sign the answer that is owed now."""
    office_id = question.above.office_id if question.above else question.office_id
    return _signs(viewer, office_id) or (question.above is None and is_official(viewer, question))


def may_draft(viewer: Viewer, question: Question) -> bool:
    """Whether the viewer may write the draft of the answer that is owed now."""
    return bool(parts_of(viewer, question) & {Part.HANDLER, Part.SUPERIOR})


def is_staff(viewer: Viewer, question: Question) -> bool:
    """Whether the viewer works for an office that has the question: they do not judge its answer."""
    above = question.above.office_id if question.above else 0
    return bool({question.office_id, above} & viewer.operates) or is_official(viewer, question)


def can_see_desk(viewer: Viewer, office: Office) -> bool:
    """Whether the viewer may open what an office was asked."""
    return may(viewer, office.pk, Act.SEE_DESK)


def access_question(viewer: Viewer, number: str, *, to_read: bool = False) -> Question:
    """Return a question that the viewer may read: as any post, or because they asked it or have to answer it.

    ``to_read``: as it is shared by all who read it, never to be changed. Raises Http404, or PostGone for what everybody
    could read once.
    """
    question = called(number, to_read=to_read)
    if not _reads_by_part(viewer, question):
        access_post(viewer, question.post_id, to_read=True)
    return question


def _reads_by_part(viewer: Viewer, question: Question) -> bool:
    parts = parts_of(viewer, question)
    if question.post.visibility == Visibility.PRIVATE:
        parts -= {Part.ARBITER}  # who runs the square routes what is private without reading it
    return bool(parts)


def called(number: str, *, to_read: bool = False) -> Question:
    """Return the question of a number, whoever may read it. Raises Http404."""
    post_id = post_of_number(number)
    found = (_READ if to_read else _CALLED).first(post_id) if post_id else None
    if found is None or found.number != number:
        raise Http404
    return found


def post_of_number(number: str) -> int | None:
    """Return the post of a question by its number, None for a number that was never given."""
    match = NUMBER.fullmatch(number)
    if match is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute(_NUMBERED, [int(match[1]), int(match[2])])
        row = cursor.fetchone()
    return row[0] if row else None


# Written out: numbers are smaller than those by which a kept statement marks its places.
_NUMBERED = "SELECT post_id FROM offices_question WHERE year = %s AND serial = %s"


def _called(post_id: int) -> "QuerySet[Question]":
    rows: QuerySet[Question] = Question.objects.select_related(
        "post__account__profile", "post__picture", "post__thread_rules", "topic", "territory", "office__account",
        "position__office__account", "appointment__official__account", "above__office__account", "carrier",
    )  # fmt: skip
    return rows.filter(pk=post_id)


_CALLED = Statement[Question](_called)
_READ = Statement[Question](_called, shared=True)


def _duties(viewer: Viewer, office_id: int) -> frozenset[Duty]:
    return frozenset() if office_id in viewer.silenced else duties_of(viewer, office_id)


def _signs(viewer: Viewer, office_id: int) -> bool:
    return any(Act.SIGN_ANSWER in MAY[duty] for duty in _duties(viewer, office_id))


def is_official(viewer: Viewer, question: Question) -> bool:
    """Whether the viewer is the very person whom the question was routed to."""
    if question.appointment is None or viewer.account_id is None:
        return False
    return question.appointment.official.account_id == viewer.account_id
