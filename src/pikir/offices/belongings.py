"""What this room adds to a person's archive."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from pikir.kernel.belongings import Owner, Part, register
from pikir.offices.models import Appointment, BlogText, DeskDuty, GapVoice, OfficeClaim


def register_parts() -> None:
    """Make the parts of this room known."""
    register(Part(name="appointments", title=lambda: gettext("Public positions you held"), rows=_appointments))
    register(Part(name="position_texts", title=lambda: gettext("What you said in public positions"), rows=_texts))
    register(Part(name="duties", title=lambda: gettext("What you do in offices"), rows=_duties))
    register(Part(name="gaps", title=lambda: gettext("Where you missed somebody responsible"), rows=_gaps))
    register(Part(name="office_claims", title=lambda: gettext("Offices you asked to take over"), rows=_claims))


def _appointments(owner: Owner) -> Iterator[dict[str, Any]]:
    found = Appointment.objects.filter(official__account_id=owner.account_id).order_by("first_day", "id")
    names = ("position__name_kk", "position__name_ru", "position__name_en", "position__office__code")
    yield from map(dict, found.values(*names, "first_day", "last_day", "acting", "source").iterator())


def _texts(owner: Owner) -> Iterator[dict[str, Any]]:
    found = BlogText.objects.filter(post__account_id=owner.account_id).order_by("post_id")
    names = ("post_id", "appointment__position__code", "appointment__position__office__code")
    yield from map(dict, found.values(*names).iterator())


def _duties(owner: Owner) -> Iterator[dict[str, Any]]:
    found = DeskDuty.objects.filter(operator__user_id=owner.user_id).order_by("id")
    yield from map(dict, found.values("operator__account__handle", "duty", "since").iterator())


def _gaps(owner: Owner) -> Iterator[dict[str, Any]]:
    found = GapVoice.objects.filter(user_id=owner.user_id).order_by("id")
    yield from map(dict, found.values("gap__topic__slug", "gap__territory__code").iterator())


def _claims(owner: Owner) -> Iterator[dict[str, Any]]:
    found = OfficeClaim.objects.filter(user_id=owner.user_id).order_by("id")
    yield from map(dict, found.values("office__code", "words", "until", "proved_at").iterator())
