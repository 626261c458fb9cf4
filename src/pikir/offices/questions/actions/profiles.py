"""Profiles of clocks: those a square has from the start, which one a question gets, and how operators change them.

Terms of the file are working days unless their name says otherwise; nobody has verified them until a row says so.
A question keeps the terms that were in force when it was asked: no change here reaches one that runs.
"""

import json
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer, require, user_of
from pikir.accounts.kinds import Role
from pikir.audit.actions import record
from pikir.offices.models import Office
from pikir.offices.naming import named
from pikir.offices.questions.clocks import Terms
from pikir.offices.questions.models import ClockProfile
from pikir.offices.questions.states import Lane
from pikir.offices.questions.terms import as_stored, worse_than
from pikir.web.freshness import touch

READY = Path(__file__).parents[2] / "data" / "clocks.json"


class ProfileError(ValueError):
    """The profile is not kept; ``fields`` says of which terms, the message why."""

    def __init__(self, words: str, fields: list[str]) -> None:
        """Keep which terms are at fault."""
        super().__init__(words)
        self.fields = fields


@dataclass(frozen=True, kw_only=True)
class ProfileFacts:
    """What an operator fills in of a profile."""

    names: dict[str, str]
    terms: Terms
    closes: time | None = None
    source: str = ""
    source_url: str = ""
    verified_by: str = ""
    verified_on: date | None = None

    def as_row(self) -> dict[str, Any]:
        """The columns of the row."""
        same = ("closes", "source", "source_url", "verified_by", "verified_on")
        own = {name: getattr(self, name) for name in same}
        return own | named(self.names) | {"terms": as_stored(self.terms), "lane": self.terms.lane.value}


def profile_for(office: Office | None, lane: Lane) -> ClockProfile:
    """Return what an office promised for a lane, or what holds on the whole square; ready ones are made at need."""
    own: ClockProfile | None = ClockProfile.objects.filter(lane=lane, office=office).first() if office else None
    return own or _of_square(lane)


def _of_square(lane: Lane) -> ClockProfile:
    found: ClockProfile | None = ClockProfile.objects.filter(lane=lane, office=None).first()
    if found is not None:
        return found
    ready = json.loads(READY.read_text(encoding="utf-8"))
    code, row = next((code, row) for code, row in ready.items() if row["lane"] == lane)
    closes = time.fromisoformat(row["closes"]) if "closes" in row else None
    given = {"lane": lane.value, "terms": row["terms"], "closes": closes, "source": row.get("source", "")}
    made: ClockProfile = ClockProfile.objects.get_or_create(code=code, defaults=given | named(row["names"]))[0]
    return made


def change_profile(*, actor: Viewer | None, profile: ClockProfile, facts: ProfileFacts, why: str) -> bool:
    """Change a profile for questions that are asked from now on; the log says what was, what is, who and why.

    Returns whether anything changed. ``actor`` None is the system. Raises PermissionDenied, or ProfileError where an
    office would promise less than the square.
    """
    _check(actor, profile.office, facts.terms)
    with transaction.atomic():
        row = ClockProfile.objects.select_for_update().get(pk=profile.pk)
        was, new = _told(row), facts.as_row()
        for name, value in new.items():
            setattr(row, name, value)
        now = _told(row)
        changed = [name for name in now if now[name] != was[name]]
        if not changed:
            return False
        row.save()
        data = {"was": {name: was[name] for name in changed}, "is": {name: now[name] for name in changed}}
        _note(actor, "change_clock", row, why, data)
    return True


def promise_clock(*, actor: Viewer | None, office: Office, facts: ProfileFacts, why: str) -> ClockProfile:
    """Give an office a promise of its own for questions; it has one at most. Raises as ``change_profile``."""
    _check(actor, office, facts.terms)
    with transaction.atomic():
        code = f"{office.code}-{facts.terms.lane.value}"
        if ClockProfile.objects.filter(lane=facts.terms.lane, office=office).exists():
            raise ProfileError(_("This office has a promise of its own already; change that one."), ["office"])
        made: ClockProfile = ClockProfile.objects.create(code=code, office=office, **facts.as_row())
        _note(actor, "promise_clock", made, why, {"is": _told(made)})
    return made


def end_promise(*, actor: Viewer, profile: ClockProfile, why: str) -> None:
    """Let an office go back to the promise of the square. Raises PermissionDenied."""
    require(actor.has(Role.OPERATOR) and not actor.suspended and profile.office_id is not None)
    with transaction.atomic():
        _note(actor, "end_clock", profile, why, {"was": _told(profile)})
        profile.delete()


def _check(actor: Viewer | None, office: Office | None, terms: Terms) -> None:
    if actor is not None:
        require(actor.has(Role.OPERATOR) and not actor.suspended)
    if office is None:
        return
    worse = worse_than(terms, profile_for(None, terms.lane).as_terms())
    if worse:
        raise ProfileError(
            _("An office promises citizens what the square does, or better."), [term.name for term in worse]
        )


def _told(row: ClockProfile) -> dict[str, Any]:
    """A profile as the log keeps it: plain values, each term by its name."""
    plain = {name: str(getattr(row, name) or "") for name in _PLAIN}
    return {**as_stored(row.as_terms()), **plain}


_PLAIN = ("name_kk", "name_ru", "name_en", "closes", "source", "source_url", "verified_by", "verified_on")


def _note(actor: Viewer | None, verb: str, row: ClockProfile, why: str, data: dict[str, Any]) -> None:
    account_id = row.office.pk if row.office else None
    user_id = user_of(actor) if actor else None
    record(
        actor=user_id, verb=verb, kind="clock", object_id=row.pk, account_id=account_id, reason=why.strip(), data=data
    )
    touch("offices")
