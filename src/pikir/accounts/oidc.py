"""The provider of eIDs, from one address."""

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit


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
