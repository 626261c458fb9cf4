"""Who does what at the desk of an office."""

from collections.abc import Collection

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from pikir.accounts import actions as account_actions
from pikir.accounts.access import Viewer, require
from pikir.accounts.kinds import OperatorRole
from pikir.accounts.models import User
from pikir.audit.actions import record
from pikir.offices.access import Act, may
from pikir.offices.kinds import Duty
from pikir.offices.models import DeskDuty, Office
from pikir.web.freshness import touch

# What a duty lets somebody do with the texts of the account: who signs publishes, who drafts has it signed.
ROLES = {Duty.HEAD: OperatorRole.OWNER, Duty.SIGNER: OperatorRole.EDITOR}


def give_duties(*, actor: Viewer | None, office: Office, user_id: int, duties: Collection[str]) -> None:
    """Have somebody do this and nothing else at the desk of an office; nobody keeps an empty place there.

    Raises LastOwnerError where the office would be left without a head, or PermissionDenied.
    """
    require(actor is None or may(actor, office.pk, Act.GIVE_DUTIES))
    given = {Duty(duty) for duty in duties}
    with transaction.atomic():
        if not given:
            account_actions.remove_operator(actor=actor, account_id=office.pk, user_id=user_id)
            return
        role = _role(given)
        get_object_or_404(User, id=user_id, is_active=True)
        operator = account_actions.add_operator(actor=actor, account_id=office.pk, user_id=user_id, role=role)
        DeskDuty.objects.filter(operator=operator).exclude(duty__in=given).delete()
        known = set(operator.duties.values_list("duty", flat=True))
        now = timezone.now()
        DeskDuty.objects.bulk_create(
            DeskDuty(operator=operator, duty=duty, since=now) for duty in sorted(given) if duty not in known
        )
        data = {"user": str(user_id), "duties": ", ".join(sorted(given))}
        if actor and office.pk not in actor.operates:
            data["staff"] = "yes"  # who of the staff it was stays with the staff
        by = actor.user_id if actor else None
        touch("offices", f"account:{office.account.handle}")  # with the first duty it is here
        record(actor=by, verb="give_duties", kind="account", object_id=office.pk, data=data)


def _role(duties: set[Duty]) -> OperatorRole:
    return next((role for duty, role in ROLES.items() if duty in duties), OperatorRole.WRITER)
