"""What an eID tells of a person: the number that attests them, as a hash, and the territory where they live."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from pikir.accounts.attestations.actions import Proof
from pikir.accounts.attestations.blind import NumberError, blind_number, blind_subject
from pikir.accounts.attestations.kinds import NUMBER_LENGTH, Adapter, Paper
from pikir.accounts.oidc import ClaimNames
from pikir.places.models import Territory
from pikir.places.queries import territory_by_code


def proof_of(claims: Mapping[str, Any]) -> Proof | None:
    """Return what the claims of a verified token prove; None where the operator named no claim, or it is missing."""
    names: ClaimNames | None = settings.OIDC_CLAIMS
    if names is None or settings.OIDC is None:
        return None
    told = _text(claims.get(names.number))
    if not told:
        return None
    try:
        blind = (
            blind_number(Paper.NUMBER, names.country, told) if names.country else blind_subject(settings.OIDC.key, told)
        )
    except NumberError:
        return None
    territory = _territory(_text(claims.get(names.territory)), names.country) if names.territory else None
    return Proof(blind=blind, adapter=Adapter.CLAIM, territory_id=territory.pk if territory else None)


def _text(told: object) -> str:
    """A claim as text; a provider may write numbers as numbers, and anything else is none."""
    if isinstance(told, bool) or not isinstance(told, str | int):
        return ""
    return str(told).strip() if len(str(told)) <= 4 * NUMBER_LENGTH else ""


def _territory(code: str, country: str) -> Territory | None:
    """The territory of today with this code, written with the country before it or without."""
    found = territory_by_code(code) or territory_by_code(f"{country}-{code}") if code else None
    return None if found is None or found.retired else found
