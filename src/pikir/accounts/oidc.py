"""The provider of eIDs, from one address."""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

_COUNTRY = re.compile("[A-Z]{2}")
_CLAIM = re.compile(r"[\w.:/-]{1,100}")


@dataclass(frozen=True, kw_only=True)
class Oidc:
    """An OpenID Connect provider: its address, what the square is called there, and what people call it."""

    issuer: str
    client: str
    secret: str = field(repr=False)
    name: str

    @property
    def key(self) -> str:
        """Which provider it is, beside ``sub``: people of another provider are other people."""
        return self.issuer.partition("://")[2].replace("/", "_")


@dataclass(frozen=True, kw_only=True)
class ClaimNames:
    """Which claims attest a person: that of the number, of which country (empty: a name of the provider's own), and
    that of the territory (empty: none).
    """

    number: str
    country: str
    territory: str


def read_claims(names: str) -> ClaimNames | None:
    """Return the claims of ``iin@KZ,territory``, ``iin@KZ`` or ``sub``; None for nothing. Raises ValueError."""
    if not names:
        return None
    person, _comma, territory = names.partition(",")
    number, at, country = person.strip().partition("@")
    territory = territory.strip()
    if not _CLAIM.fullmatch(number) or (territory and not _CLAIM.fullmatch(territory)):
        raise ValueError("is not the name of a claim, or two with a comma between")
    if at and not _COUNTRY.fullmatch(country):
        raise ValueError("has no country of two capitals after the @")
    return ClaimNames(number=number, country=country, territory=territory)


def read_oidc(address: str) -> Oidc | None:
    """Return the provider at ``https://client:secret@host/path#name``; None for an empty address."""
    if not address:
        return None
    parts = urlsplit(address)
    host = parts.netloc.rpartition("@")[2]
    return Oidc(
        issuer=f"{parts.scheme}://{host}{parts.path.rstrip('/')}",
        client=unquote(parts.username or ""),
        secret=unquote(parts.password or ""),
        name=unquote(parts.fragment) or host,
    )
