"""Who takes up a position and leaves it. What was so stays so: an appointment ends, it is never rewritten."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer
from pikir.audit.actions import record
from pikir.kernel import events
from pikir.kernel.text import strip_controls
from pikir.offices.actions.badges import renew_badges
from pikir.offices.actions.register import Put, RegisterError, require_keeper
from pikir.offices.events import AppointmentChanged
from pikir.offices.kinds import SOURCE_LENGTH, URL_LENGTH
from pikir.offices.models import Appointment, Competence, Official, Position
from pikir.places.models import Territory
from pikir.posts.topics import Topic
from pikir.web.freshness import touch


@transaction.atomic
def appoint(
    *,
    actor: Viewer | None,
    position: Position,
    official: Official,
    first_day: date,
    last_day: date | None = None,
    acting: bool = False,
    source: str = "",
    source_url: str = "",
) -> Put[Appointment]:
    """Bind an official to a position from a day on; the same again changes its end and its source.

    Raises RegisterError for days out of order or a second holder who is not acting, or PermissionDenied.
    """
    require_keeper(actor, position.office)
    Position.objects.select_for_update().get(id=position.id)  # two at a time see each other's days
    _check_days(first_day, last_day)
    values: dict[str, Any] = {
        "last_day": last_day,
        "acting": acting,
        "source": _source(source),
        "source_url": _url(source_url),
    }
    found = Appointment.objects.filter(position=position, official=official, first_day=first_day).first()
    if not acting:
        _check_alone(position, first_day, last_day, found.pk if found else None)
    if found and all(getattr(found, name) == value for name, value in values.items()):
        return found, "same"
    row: Appointment = Appointment.objects.update_or_create(
        position=position, official=official, first_day=first_day, defaults=values
    )[0]
    _announce(actor, row, "appoint")
    return row, "changed" if found else "new"


@transaction.atomic
def end_appointment(*, actor: Viewer | None, appointment: Appointment, last_day: date) -> None:
    """Say which day was the last in office. Raises RegisterError or PermissionDenied."""
    require_keeper(actor, appointment.position.office)
    _check_days(appointment.first_day, last_day)
    Appointment.objects.filter(pk=appointment.pk).update(last_day=last_day)
    appointment.last_day = last_day
    _announce(actor, appointment, "end_appointment")


@transaction.atomic
def put_competence(
    *,
    actor: Viewer | None,
    topic: Topic,
    territory: Territory,
    position: Position,
    first_day: date,
    last_day: date | None = None,
    source: str = "",
    source_url: str = "",
) -> Put[Competence]:
    """Make a position responsible for a topic in a territory from a day on; the same again changes end and source.

    Raises RegisterError or PermissionDenied.
    """
    require_keeper(actor, position.office)
    _check_days(first_day, last_day)
    values: dict[str, Any] = {"last_day": last_day, "source": _source(source), "source_url": _url(source_url)}
    known: dict[str, Any] = {"topic": topic, "territory": territory, "position": position, "first_day": first_day}
    found = Competence.objects.filter(**known).first()
    if found and all(getattr(found, name) == value for name, value in values.items()):
        return found, "same"
    row: Competence = Competence.objects.update_or_create(**known, defaults=values)[0]
    _note(actor, position, "put_competence")
    return row, "changed" if found else "new"


@transaction.atomic
def end_competence(*, actor: Viewer | None, competence: Competence, last_day: date) -> None:
    """Say until which day a position was responsible. Raises RegisterError or PermissionDenied."""
    require_keeper(actor, competence.position.office)
    _check_days(competence.first_day, last_day)
    Competence.objects.filter(pk=competence.pk).update(last_day=last_day)
    competence.last_day = last_day
    _note(actor, competence.position, "end_competence")


def _check_days(first_day: date, last_day: date | None) -> None:
    if last_day is not None and last_day < first_day:
        raise RegisterError(_("The last day comes before the first."))


def _check_alone(position: Position, first_day: date, last_day: date | None, known: int | None) -> None:
    """Raise RegisterError where somebody else holds the position meanwhile."""
    others = Appointment.objects.filter(Q(last_day=None) | Q(last_day__gte=first_day), position=position, acting=False)
    if last_day is not None:
        others = others.filter(first_day__lte=last_day)
    one = others.exclude(pk=known or 0).select_related("official").first()
    if one is not None:
        raise RegisterError(
            _("%(name)s holds this position at that time. Say first on which day that ends.")
            % {"name": one.official.name}
        )


def _source(text: str) -> str:
    return strip_controls(text)[:SOURCE_LENGTH]


def _url(text: str) -> str:
    url = text.strip()
    if url and not (url.startswith(("https://", "http://")) and len(url) <= URL_LENGTH and url.isprintable()):
        raise RegisterError(_("The address of a source begins with %(beginning)s.") % {"beginning": "https://"})
    return url


def _announce(actor: Viewer | None, row: Appointment, verb: str) -> None:
    _note(actor, row.position, verb)
    renew_badges(id=row.id)
    events.send(AppointmentChanged(appointment_id=row.id, position_id=row.position_id))


def _note(actor: Viewer | None, position: Position, verb: str) -> None:
    data = {"position": position.name_in("en")}
    record(actor=actor.user_id if actor else None, verb=verb, kind="account", object_id=position.office_id, data=data)
    touch("offices")
