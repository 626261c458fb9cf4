"""The mail server, as the operator names it in one address."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

_PORTS = {"smtp": 25, "smtps": 465, "smtp+tls": 587}


@dataclass(frozen=True, kw_only=True)
class MailServer:
    """Where outgoing mail is handed over."""

    host: str
    port: int
    user: str
    password: str
    starttls: bool
    tls: bool


def read_mail_server(address: str) -> MailServer:
    """Read ``smtp+tls://user:password@host:port``.

    ``smtp`` speaks openly, ``smtps`` encrypts from the first byte, ``smtp+tls`` after STARTTLS. An empty address gives
    a server without host. Raises ValueError for an impossible port.
    """
    parts = urlsplit(address)
    return MailServer(
        host=parts.hostname or "",
        port=parts.port or _PORTS.get(parts.scheme, 25),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=parts.scheme == "smtp+tls",
        tls=parts.scheme == "smtps",
    )
