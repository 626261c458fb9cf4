"""What the people of an office say of it themselves: how it is reached, what one can get there, the building."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from pikir.accounts import actions as account_actions
from pikir.accounts.access import Viewer, require
from pikir.accounts.models import Profile
from pikir.audit.actions import record
from pikir.kernel.text import strip_controls
from pikir.offices.access import Act, may
from pikir.offices.kinds import ACCESS_LENGTH, SERVICES_LENGTH, Access
from pikir.offices.models import Office
from pikir.web.freshness import touch


@dataclass(frozen=True, kw_only=True)
class PageFacts:
    """The page of an office. ``hours`` are plain words for each weekday, ``access`` codes of the building."""

    contacts: str
    habits: str
    hours: list[str]
    reads: list[str]
    services: str
    access: list[str]
    access_note: str


def describe_office(*, actor: Viewer, office: Office, facts: PageFacts) -> None:
    """Put on the page of an office what its people say. Raises PermissionDenied."""
    require(may(actor, office.pk, Act.EDIT_PAGE))
    values: dict[str, Any] = {
        "services": facts.services.strip()[:SERVICES_LENGTH],
        "access": [one for one in facts.access if one in Access.values],
        "access_note": strip_controls(facts.access_note)[:ACCESS_LENGTH],
    }
    with transaction.atomic():
        Office.objects.filter(pk=office.pk).update(**values)
        page = Profile.objects.filter(account_id=office.pk).first()
        account_actions.describe_service(
            actor=None, account_id=office.pk, hours=facts.hours, contacts=facts.contacts, habits=facts.habits
        )
        place = page.place_id if page else None
        account_actions.describe_account(actor=None, account_id=office.pk, reads=facts.reads, place_id=place)
        record(actor=actor.user_id, verb="describe_office", kind="account", object_id=office.pk)
        touch("offices", f"account:{office.account.handle}")
