"""Who may do what: the table in ``kinds.RIGHTS``, and what depends on the case."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from pikir.accounts.access import Viewer, user_of
from pikir.accounts.access import can_suspend as can_suspend_account
from pikir.accounts.kinds import Role
from pikir.accounts.models import Account, SquareRole
from pikir.media.kinds import PictureUse
from pikir.moderation.kinds import APPEAL_DAYS, MEASURES, OF_COMMENTS, OF_FACES, RIGHTS, Act, Grade, Measure, Thing
from pikir.moderation.models import Appeal, Case, ColumnModerator, Decision
from pikir.web.statements import Statement

_GRADES = {
    Role.OPERATOR: Grade.OPERATOR,
    Role.SENIOR: Grade.SENIOR,
    Role.ARBITER: Grade.ARBITER,
    Role.MODERATOR: Grade.MODERATOR,
}


def grades_of(viewer: Viewer) -> frozenset[Grade]:
    """What somebody is by their roles for the whole square; who moderates a column is asked of ``columns_of``."""
    if not viewer.signed_in:
        return frozenset({Grade.GUEST})
    return frozenset({Grade.MEMBER, *(grade for role, grade in _GRADES.items() if role in viewer.roles)})


def columns_of(viewer: Viewer) -> frozenset[int]:
    """The columns that somebody moderates, in one query; none while they are suspended."""
    if not viewer.signed_in or viewer.suspended:
        return frozenset()
    rows = ColumnModerator.objects.filter(user_id=user_of(viewer))
    return frozenset(rows.values_list("column_id", flat=True))


def may(viewer: Viewer, act: Act) -> bool:
    """Whether the viewer may do this by what they are for the whole square; no query."""
    return not RIGHTS[act].isdisjoint(grades_of(viewer))


def may_in(viewer: Viewer, act: Act, case: Case) -> bool:
    """Whether the viewer may do this with a case: by their role, or as a moderator of its column."""
    if may(viewer, act):
        return True
    return Grade.COLUMN in RIGHTS[act] and case.column_id is not None and case.column_id in columns_of(viewer)


def is_own(viewer: Viewer, case: Case) -> bool:
    """Whether the case is about the viewer, or an account for which they act: then they never judge."""
    return case.account_id is not None and case.account_id in viewer.operates


def is_staff(viewer: Viewer) -> bool:
    """Whether the viewer comes to the queue at all; a query for who has no role."""
    return may(viewer, Act.READ) or bool(columns_of(viewer))


def can_read(viewer: Viewer, case: Case) -> bool:
    """Whether the viewer may open a case: never their own, where they would learn who flagged them."""
    return may_in(viewer, Act.READ, case) and not is_own(viewer, case)


def can_claim(viewer: Viewer, case: Case) -> bool:
    """Whether the viewer may take a case for themselves."""
    return may_in(viewer, Act.CLAIM, case) and not is_own(viewer, case)


def can_release(viewer: Viewer, case: Case) -> bool:
    """Whether the viewer may give a case back that somebody else claimed."""
    return may(viewer, Act.RELEASE) and not is_own(viewer, case)


def can_note(viewer: Viewer, case: Case) -> bool:
    """Whether the viewer may write beside a case."""
    return may_in(viewer, Act.NOTE, case) and not is_own(viewer, case)


def can_decide(viewer: Viewer, case: Case) -> bool:
    """Whether the viewer may judge what a case is about."""
    return may_in(viewer, Act.DECIDE, case) and not is_own(viewer, case)


def can_take(viewer: Viewer, case: Case, measure: str) -> bool:
    """Whether the viewer may take a measure in a case."""
    if measure not in possible_measures(case) or not can_decide(viewer, case):
        return False
    return measure != Measure.SUSPEND or _can_suspend(viewer, case)


def _can_suspend(viewer: Viewer, case: Case) -> bool:
    """Who holds a role is only suspended by an operator."""
    if case.account is None or not may(viewer, Act.SUSPEND):
        return False
    return can_suspend_account(viewer, case.account)


def possible_measures(case: Case) -> tuple[Measure, ...]:
    """What may be done about the thing of a case, whoever does it; nothing where it is gone."""
    if case.account is None or case.account.left:
        return ()
    if case.kind == Thing.POST:
        if case.post is None:
            return ()
        return OF_COMMENTS if case.post.is_comment else MEASURES[Thing.POST]
    if case.picture is not None and case.picture.use != PictureUse.POST:
        return OF_FACES
    return MEASURES[Thing(case.kind)]


def can_reverse(viewer: Viewer, decision: Decision) -> bool:
    """Whether the viewer may take a decision back: who made it, while nobody appealed, and seniors."""
    if is_own(viewer, decision.case) or decision.lifted_at or hasattr(decision, "appeal"):
        return False
    if decision.by_id == viewer.user_id:
        return can_decide(viewer, decision.case)
    return may(viewer, Act.REVERSE)


def appeal_until(decision: Decision) -> datetime:
    """Until when one may appeal."""
    return decision.at + timedelta(days=APPEAL_DAYS)


def can_appeal(viewer: Viewer, decision: Decision) -> bool:
    """Whether the viewer may appeal: who acts for the account, in time, and once. A suspended one may."""
    if decision.account_id not in viewer.operates or timezone.now() > appeal_until(decision):
        return False
    return decision.lifted_at is None and not hasattr(decision, "appeal")


def can_answer(viewer: Viewer, appeal: Appeal) -> bool:
    """Whether the viewer may answer an appeal: never who decided, nor about themselves."""
    if appeal.answered_at is not None or not may(viewer, Act.ANSWER):
        return False
    return appeal.decision.by_id != viewer.user_id and not is_own(viewer, appeal.decision.case)


def can_pin(viewer: Viewer, account: Account) -> bool:
    """Whether the viewer may set somebody's level of trust: never their own, nor that of whoever holds a role."""
    if not may(viewer, Act.PIN) or account.id in viewer.operates or account.left:
        return False
    return not SquareRole.objects.filter(user__account=account).exists()


def access_case(viewer: Viewer, case_id: int) -> Case:
    """Return a case for who may read it. Raises Http404 or PermissionDenied."""
    case = _CASE.first(case_id)
    if case is None:
        raise Http404
    if not can_read(viewer, case):
        raise PermissionDenied
    return case


def access_appeal(decision_id: int) -> Appeal:
    """Return an appeal with all that is shown beside it, for staff that ``may`` answer; Http404 otherwise."""
    beside = ("case__post__account", "case__account", "case__picture", "rule__rule", "account")
    whole = Appeal.objects.select_related(*(f"decision__{path}" for path in beside))
    return get_object_or_404(whole, pk=decision_id)


def access_standing(account_id: int) -> Account:
    """Return an account of this square whose standing staff looks at; Http404 otherwise."""
    return get_object_or_404(Account.objects.local(), id=account_id)


def access_decision(viewer: Viewer, decision_id: int) -> Decision:
    """Return a decision for whom it met, or who may read its case. Raises Http404 or PermissionDenied."""
    found = Decision.objects.select_related(
        "case__post__account",
        "case__post__root__account",
        "case__account",
        "case__picture",
        "account",
        "rule__rule",
        "appeal",
    )
    decision = get_object_or_404(found, id=decision_id)
    if decision.account_id in viewer.operates or can_read(viewer, decision.case):
        return decision
    raise PermissionDenied


def _whole(case_id: int) -> "QuerySet[Case, Case]":
    found = Case.objects.filter(id=case_id)
    return found.select_related("account", "post__account", "post__root__account", "picture__account", "column")


_CASE = Statement[Case](_whole)
