"""What offices give reason to tell: somebody wants to take one over, or may not."""

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext

from pikir.accounts.access import Viewer
from pikir.accounts.kinds import Role
from pikir.accounts.names import unquoted
from pikir.accounts.queries import role_holders
from pikir.notifications.actions import notify
from pikir.notifications.kinds import Category
from pikir.notifications.models import Notice
from pikir.notifications.registry import Kind, Shown, Told, register
from pikir.offices.models import Office, OfficeClaim


def register_kinds() -> None:
    """Make the kinds of this room known."""
    register(Kind(name="office_claim", category=Category.ORGANISATION, phrase=_waits, show=_show_waiting))
    register(Kind(name="office_claim_refused", category=Category.ORGANISATION, phrase=_refused, show=_show_refused))


def tell_operators(claim: OfficeClaim, *, account_id: int | None) -> None:
    """Tell the operators of the square that a claim waits for them; ``account_id`` is whose it is."""
    operators = {row.user_id for row in role_holders() if row.role == Role.OPERATOR}
    notify(receivers=operators, kind="office_claim", object_id=claim.pk, actor_account_id=account_id)


def tell_refused(claim: OfficeClaim) -> None:
    """Tell who asked for an office that they do not get it; who gets it is told of their role."""
    notify(receivers=[claim.user_id], kind="office_claim_refused", object_id=claim.pk, about_id=claim.office_id)


def _waits(told: Told) -> str:
    return gettext("%(name)s wants to take over “%(title)s”: it waits for your check") % told.words


def _refused(told: Told) -> str:
    return gettext("An operator did not hand “%(title)s” over to you") % told.words


def _show_waiting(viewer: Viewer, notices: Sequence[Notice]) -> Mapping[int, Shown]:
    """Claims that nobody has decided yet."""
    if not viewer.has(Role.OPERATOR):
        return {}
    claims = OfficeClaim.objects.select_related("office").in_bulk([notice.object_id for notice in notices])
    found = {notice.id: claims[notice.object_id] for notice in notices if notice.object_id in claims}
    url = reverse("desk-offices")
    return {notice_id: Shown(url=url, title=unquoted(claim.office.name)) for notice_id, claim in found.items()}


def _show_refused(_viewer: Viewer, notices: Sequence[Notice]) -> Mapping[int, Shown]:
    offices = Office.objects.select_related("account").in_bulk([notice.about_id for notice in notices])
    found = {notice.id: offices[notice.about_id] for notice in notices if notice.about_id in offices}
    return {
        notice_id: Shown(url=reverse("office", args=[office.account.handle]), title=unquoted(office.name))
        for notice_id, office in found.items()
    }
