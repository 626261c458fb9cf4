"""The public register: offices, positions, officials. Each act puts one thing as it is said to be, and writes nothing
where it stands so already: that is what makes an import safe to repeat."""

from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pikir.accounts import actions as account_actions
from pikir.accounts.access import Viewer, require
from pikir.accounts.kinds import (
    CONTACTS_LENGTH,
    NAME_LENGTH,
    AccountKind,
    Role,
)
from pikir.accounts.models import Account, Profile
from pikir.accounts.names import clean_bio
from pikir.accounts.queries import free_handle
from pikir.audit.actions import record
from pikir.kernel.languages import LANGUAGES
from pikir.kernel.text import strip_controls
from pikir.offices import naming
from pikir.offices.access import Act, may
from pikir.offices.actions.badges import renew_badges
from pikir.offices.kinds import (
    ACCESS_LENGTH,
    CODE,
    DEPTH_MAX,
    SERVICES_LENGTH,
    Access,
    Body,
)
from pikir.offices.kinds import NAME_LENGTH as TITLE_LENGTH
from pikir.offices.models import Office, Official, Position
from pikir.places.models import Territory
from pikir.web.freshness import touch

Row = TypeVar("Row", bound=models.Model)
Put = tuple[Row, str]  # what stands now, and what became of it: "new", "changed" or "same"


class RegisterError(ValueError):
    """Something cannot stand in the register so; the message says why."""


@dataclass(frozen=True, kw_only=True)
class OfficeFacts:
    """An office as a register tells it. ``hours`` are plain words for each weekday, Monday first, or nothing."""

    code: str
    names: dict[str, str]
    body: str
    parent: Office | None = None
    territory: Territory | None = None
    mail: str = ""
    contacts: str = ""
    hours: list[str] = field(default_factory=list)
    reads: list[str] = field(default_factory=list)
    zone: str = ""
    services: str = ""
    access: list[str] = field(default_factory=list)
    access_note: str = ""


@dataclass(frozen=True, kw_only=True)
class PositionFacts:
    """A position of an office as a register tells it."""

    code: str
    names: dict[str, str]
    is_head: bool = False
    rank: int = 0


def require_keeper(actor: Viewer | None, office: Office) -> None:
    """Raise PermissionDenied unless the actor keeps the register of an office; None is the command line."""
    require(actor is None or may(actor, office.pk, Act.KEEP_REGISTER))


@transaction.atomic
def put_office(
    *, actor: Viewer | None, facts: OfficeFacts, language: str, account: Account | None = None
) -> Put[Office]:
    """Have an office stand in the register as the facts say; a new one gets an account, or speaks through ``account``.

    A new office is not here yet until somebody acts for it. Raises RegisterError or PermissionDenied.
    """
    _check_code(facts.code)
    found = Office.objects.select_related("account").select_for_update(of=("self",)).filter(code=facts.code).first()
    require(actor is None or actor.has(Role.OPERATOR) or (found is not None and may(actor, found.pk, Act.EDIT_PAGE)))
    values = _columns(facts)
    if found is not None:
        outcome = _change(found, values | _place_in_tree(found, facts))
    else:
        found = Office(account=account or _new_account(actor, facts, language), code=facts.code, **values)
        _place_new(found, facts)
        found.save(force_insert=True)
        outcome = "new"
    if _fill_page(found, facts) and outcome == "same":
        outcome = "changed"
    if outcome != "same":
        _note(actor, "put_office", found.pk)
        renew_badges(position__office=found)
        touch("offices", f"account:{found.account.handle}")
    return found, outcome


@transaction.atomic
def put_position(*, actor: Viewer | None, office: Office, facts: PositionFacts) -> Put[Position]:
    """Have a position stand in an office as the facts say. Raises RegisterError or PermissionDenied."""
    require_keeper(actor, office)
    _check_code(facts.code)
    if facts.is_head:
        _check_head(office, facts.code)
    values = naming.named(_clean(facts.names)) | {"is_head": facts.is_head, "rank": facts.rank, "retired_on": None}
    found = Position.objects.select_for_update().filter(office=office, code=facts.code).first()
    if found is None:
        found, outcome = Position.objects.create(office=office, code=facts.code, **values), "new"
    else:
        outcome = _change(found, values)
    if outcome != "same":
        _note(actor, "put_position", office.pk, position=found.name_in("en"))
        renew_badges(position=found)
        touch("offices")
    return found, outcome


@transaction.atomic
def put_official(
    *, actor: Viewer | None, code: str, names: dict[str, str], account: Account | None = None
) -> Put[Official]:
    """Have an official stand in the register, with the account of the person where they are here.

    Without ``account`` the one they have stays. Raises RegisterError or PermissionDenied.
    """
    require(actor is None or actor.has(Role.OPERATOR))
    _check_code(code)
    if account is not None and not account.is_person:
        raise RegisterError(_("An official speaks through the account of a person."))
    values: dict[str, Any] = naming.named(_clean(names)) | ({"account": account} if account else {})
    found = Official.objects.select_for_update().filter(code=code).first()
    if found is None:
        found, outcome = Official.objects.create(code=code, **values), "new"
    else:
        outcome = _change(found, values)
    if outcome != "same":
        renew_badges(official=found)
        touch("offices")
    return found, outcome


@transaction.atomic
def retire(*, actor: Viewer | None, row: Office | Position) -> None:
    """Say that an office or a position is over from today; it stays with all that was said of it."""
    office = row if isinstance(row, Office) else row.office
    require_keeper(actor, office)
    if row.retired_on is None:
        row.retired_on = timezone.localdate()
        row.save(update_fields=["retired_on"])
        _note(actor, "retire_office" if row is office else "retire_position", office.pk)
        touch("offices", f"account:{office.account.handle}")


def _check_code(code: str) -> None:
    if not CODE.fullmatch(code):
        raise RegisterError(_("“%(code)s” is no code: small Latin letters, digits and hyphens.") % {"code": code[:60]})


def _check_head(office: Office, code: str) -> None:
    other = Position.objects.filter(office=office, is_head=True, retired_on=None).exclude(code=code).first()
    if other is not None:
        raise RegisterError(_("“%(position)s” leads this office already.") % {"position": other.name})


def _clean(names: dict[str, str]) -> dict[str, str]:
    cleaned = {language: strip_controls(names.get(language, ""))[:TITLE_LENGTH] for language in LANGUAGES}
    if missing := [language for language, name in cleaned.items() if not name]:
        raise RegisterError(_("The name is missing in: %(languages)s.") % {"languages": ", ".join(missing)})
    return cleaned


def _columns(facts: OfficeFacts) -> dict[str, Any]:
    names = _clean(facts.names)
    return naming.named(names) | naming.sorted_by(names) | {
        "body": Body(facts.body),
        "territory": facts.territory,
        "mail": facts.mail.strip(),
        "zone": facts.zone,
        "services": facts.services.strip()[:SERVICES_LENGTH],
        "access": [one for one in facts.access if one in Access.values],
        "access_note": strip_controls(facts.access_note)[:ACCESS_LENGTH],
        "retired_on": None,
    }  # fmt: skip


def _place_in_tree(office: Office, facts: OfficeFacts) -> dict[str, Any]:
    """The columns of an office's place; everything below it moves along."""
    path = _path(facts)
    if facts.parent is not None and facts.parent.path.startswith(office.path):
        raise RegisterError(_("An office cannot stand below itself."))
    if path != office.path:
        for one in Office.objects.below(office).exclude(pk=office.pk):
            one.path = path + one.path.removeprefix(office.path)
            one.save(update_fields=["path"])
    return {"parent": facts.parent, "path": path}


def _place_new(office: Office, facts: OfficeFacts) -> None:
    office.parent, office.path = facts.parent, _path(facts)


def _path(facts: OfficeFacts) -> str:
    path = f"{facts.parent.path if facts.parent else '/'}{facts.code}/"
    if path.count("/") > DEPTH_MAX + 1:
        raise RegisterError(_("The tree of offices has at most %(maximum)d levels.") % {"maximum": DEPTH_MAX})
    return path


def _new_account(actor: Viewer | None, facts: OfficeFacts, language: str) -> Account:
    return account_actions.create_account(
        actor=actor,
        kind=AccountKind.OFFICE,
        handle=free_handle(facts.code),
        name=facts.names[language][:NAME_LENGTH],
        language=language,
        claimed=False,
    )


def _fill_page(office: Office, facts: OfficeFacts) -> bool:
    """Put contacts, hours and languages on the page of the account; what a register leaves out stays."""
    page = Profile.objects.filter(account_id=office.pk).first() or Profile(account_id=office.pk)
    place = facts.territory if not office.is_abroad else None
    service: dict[str, Any] = {
        "contacts": clean_bio(facts.contacts)[:CONTACTS_LENGTH] or page.contacts,
        "hours": facts.hours or page.hours,
    }
    described: dict[str, Any] = {"reads": facts.reads or page.reads, "place_id": place.pk if place else page.place_id}
    told = [name for name, value in (service | described).items() if getattr(page, name) != value]
    if told and not service.keys().isdisjoint(told):
        account_actions.describe_service(actor=None, account_id=office.pk, habits=page.habits, **service)
    if told and not described.keys().isdisjoint(told):
        account_actions.describe_account(actor=None, account_id=office.pk, **described)
    return bool(told)


def _change(row: models.Model, values: dict[str, Any]) -> str:
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save(update_fields=changed)
    return "changed" if changed else "same"


def _note(actor: Viewer | None, verb: str, office_id: int, **data: str) -> None:
    user_id = actor.user_id if actor else None
    record(actor=user_id, verb=verb, kind="account", object_id=office_id, data=data)
