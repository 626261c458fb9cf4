"""What the page of an office shows, and the same for programs."""

import json
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from pikir.accounts.models import Profile
from pikir.offices.holders import Holder
from pikir.offices.hours import week_of, words_of
from pikir.offices.models import Office
from pikir.offices.queries import Branch
from pikir.offices.workdays import special_near
from pikir.posts.linked import linked_account

AHEAD = 14  # days for which the script knows whether one works: a page is made anew every night


def opening_of(office: Office, profile: Profile | None) -> str:
    """Return what the script that says "open now" needs, as JSON; empty where the hours are not plain enough.

    So the page is the same at every hour and may be kept; only the reader's device knows what time it is.
    """
    week = week_of(profile.hours) if profile else None
    if week is None:
        return ""
    zone = office.zone or timezone.get_current_timezone_name()
    near = special_near(office.territory, today() - timedelta(days=1), today() + timedelta(days=AHEAD))
    special = {day.isoformat(): works for day, works in near.items()}
    said = {state: words_of(state) for state in ("open", "later", "closed")}
    return json.dumps({"zone": zone, "week": week, "special": special, "words": said}, ensure_ascii=False)


def linked_office(office: Office, head: Holder | None) -> dict[str, Any]:
    """Return an office in the words of schema.org."""
    found = linked_account(office.account) | {
        "name": office.name,
        "url": whole("office", office.account.handle),
        "identifier": office.code,
        "alternateName": sorted(set(office.names.values()) - {office.name}),
    }
    if office.mail:
        found["email"] = office.mail
    if office.territory is not None:
        area = {"@type": "AdministrativeArea", "name": office.territory.name, "identifier": office.territory.code}
        found["areaServed"] = area
    if office.parent_id:
        found["parentOrganization"] = {"@type": "GovernmentOrganization", "identifier": office.ancestor_codes[-1]}
    if head is not None and head.appointment is not None:
        person = {"@type": "Person", "name": head.appointment.official.name, "jobTitle": head.position.name}
        found["employee"] = person
    return found


def data_of(office: Office, people: list[Holder], tree: list[Branch]) -> dict[str, Any]:
    """Return an office as plain data: names in all languages, identifiers as text, days as written by ISO 8601."""
    return {
        "id": str(office.pk),
        "code": office.code,
        "handle": office.account.handle,
        "url": whole("office", office.account.handle),
        "kind": office.body,
        "names": office.names,
        "here": office.here,
        "within": office.ancestor_codes,
        "territory": office.territory.code if office.territory else None,
        "mail": office.mail or None,
        "retired_on": office.retired_on,
        "positions": [_position(one) for one in people],
        "competences": [row for branch in tree for row in _competences(branch)],
    }


def _position(holder: Holder) -> dict[str, Any]:
    row = holder.appointment
    held = row and {
        "names": row.official.names,
        "handle": row.official.account.handle if row.official.account else None,
        "since": row.first_day,
        "until": row.last_day,
        "acting": row.acting,
        "source": row.source or None,
    }
    position = holder.position
    return {"code": position.code, "names": position.names, "leads": position.is_head, "held_by": held}


def _competences(branch: Branch) -> list[dict[str, Any]]:
    own = [
        {
            "topic": branch.topic.slug,
            "territory": row.territory.code,
            "position": row.position.code,
            "since": row.first_day,
            "until": row.last_day,
            "source": row.source or None,
        }
        for row in branch.competences
    ]
    return own + [row for below in branch.branches for row in _competences(below)]


def whole(name: str, *arguments: str) -> str:
    """Return the whole address of a page of this square."""
    return f"{settings.SQUARE_URL}{reverse(name, args=arguments)}"


def today() -> date:
    """Return the day in the zone of the square."""
    return timezone.localdate()


def language() -> str:
    """Return the language of the page."""
    return get_language() or "kk"
