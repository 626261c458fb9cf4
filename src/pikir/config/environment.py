"""What an operator may set: one typed object, read from the environment and an optional ``pikir.toml``.

The environment wins over the file. A bad value stops the start with one line that names the setting, the fault and a
right example. ``docs/operate.md`` lists the same settings for people; a test keeps the two equal.
"""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pikir.accounts.oidc import read_claims
from pikir.kernel.languages import LANGUAGES


class BadSettingError(Exception):
    """A setting cannot be used; the message is one line for the operator."""

    def __init__(self, name: str, fault: str, example: str) -> None:
        """Name the setting, say what is wrong with its value, give a right one."""
        super().__init__(f"{name}: {fault}. For example: {name}={example}")


def _url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("is not an http or https address")
    _check_port(parts)
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        raise ValueError("has something after the host name; a square has a host name of its own")
    return value.rstrip("/")


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("is not a known time zone") from None
    return value


def _language(value: str) -> str:
    if value not in LANGUAGES:
        raise ValueError(f"is not one of {', '.join(LANGUAGES)}")
    return value


def _flag(value: str) -> bool:
    known = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    if value.lower() not in known:
        raise ValueError("is neither yes nor no")
    return known[value.lower()]


def _number(low: int, high: int) -> Callable[[str], int]:
    def parse(value: str) -> int:
        if not value.strip().isdecimal():
            raise ValueError("is not a whole number")
        number = int(value)
        if not low <= number <= high:
            raise ValueError(f"is not between {low} and {high}")
        return number

    return parse


def _database(value: str) -> str:
    scheme = urlsplit(value).scheme
    if value and scheme not in ("sqlite", "postgres", "postgresql"):
        raise ValueError("is neither a sqlite nor a postgresql address")
    _check_port(urlsplit(value))
    return value


def _mail(value: str) -> str:
    parts = urlsplit(value)
    if value and (parts.scheme not in ("smtp", "smtps", "smtp+tls") or not parts.hostname):
        raise ValueError("is not an smtp, smtps or smtp+tls address")
    _check_port(parts)
    return value


def _mail_box(value: str) -> str:
    parts = urlsplit(value)
    here = parts.scheme == "maildir" and parts.path.startswith("/") and not parts.netloc
    away = parts.scheme in ("imap", "imaps") and parts.hostname and parts.username and parts.password
    if value and not here and not away:
        raise ValueError("is neither maildir:/path nor an imap or imaps address with name and password")
    _check_port(parts)
    return value


def _address(value: str) -> str:
    local, _, host = value.partition("@")
    if value and (not re.fullmatch(r"[a-z0-9._-]{1,16}", local) or not re.fullmatch(r"[A-Za-z0-9.-]+", host)):
        raise ValueError("is not an address like reply@square.example.org, with at most 16 signs before the @")
    return value


def _check_port(parts: SplitResult) -> None:
    try:
        parts.port  # noqa: B018  # asking is what finds the fault
    except ValueError:
        raise ValueError("has a port that is not a number from 0 to 65535") from None


def _oidc(value: str) -> str:
    parts = urlsplit(value)
    _check_port(parts)
    if not parts.hostname or (parts.scheme != "https" and parts.hostname not in ("127.0.0.1", "localhost")):
        raise ValueError("is not an https address")
    if not parts.username or not parts.password:
        raise ValueError("lacks the name and the secret of the square before the host")
    return value


def _claims(value: str) -> str:
    read_claims(value)
    return value


def _proxies(value: str) -> tuple[str, ...]:
    addresses = tuple(part.strip() for part in value.split(",") if part.strip())
    for address in addresses:
        try:
            ip_network(address, strict=False)
        except ValueError:
            raise ValueError("names something that is no address or network of addresses") from None
    return addresses


@dataclass(frozen=True, kw_only=True)
class _Rule:
    variable: str
    parse: Callable[[str], object]
    example: str
    meaning: str


def _setting(variable: str, default: object, parse: Callable[[str], object], example: str, meaning: str) -> Any:
    # Any, since dataclasses read a field descriptor where the type checker must see a value of the field's own type.
    rule = _Rule(variable=variable, parse=parse, example=example, meaning=meaning)
    return field(default=default, metadata={"rule": rule})


def _text(value: str) -> str:
    return value


@dataclass(frozen=True, kw_only=True)
class Environment:
    """Every setting of a square, parsed and checked. Field names are the keys of ``pikir.toml``."""

    data: Path = _setting(  # noqa: RUF009  # makes a field, not a value
        "PIKIR_DATA", Path("data"), Path, "/srv/pikir", "Folder of the database, the media files and the secrets."
    )
    url: str = _setting(
        "PIKIR_URL",
        "http://127.0.0.1:8000",
        _url,
        "https://square.example.org",
        "Address of the square as readers type it. Production begins when it is https.",
    )
    database: str = _setting(
        "DATABASE_URL",
        "",
        _database,
        "postgresql://pikir@127.0.0.1/pikir",
        "Database; SQLite in PIKIR_DATA when unset.",
    )
    mail: str = _setting(
        "PIKIR_MAIL",
        "",
        _mail,
        "smtp+tls://name:password@mail.example.org:587",
        "Server for outgoing mail. Unset: mail is kept in the outbox that operators (in demo mode everyone) can open.",
    )
    mail_from: str = _setting(
        "PIKIR_MAIL_FROM", "", _text, "square@example.org", "Sender of outgoing mail; square@HOST when unset."
    )
    mail_reply: str = _setting(
        "PIKIR_MAIL_REPLY",
        "",
        _address,
        "reply@square.example.org",
        "Address that letters are answered to; what comes to reply+ANYTHING@ it must reach PIKIR_MAIL_IN or "
        "`pikir mail-in`. Unset: letters have links only.",
    )
    mail_in: str = _setting(
        "PIKIR_MAIL_IN",
        "",
        _mail_box,
        "imaps://name:password@mail.example.org/INBOX",
        "Box in which letters to the square arrive, looked into every minute: an IMAP box or maildir:/path. "
        "Unset: none.",
    )
    silence: int = _setting(
        "PIKIR_SILENCE",
        36,
        _number(1, 600),
        "36",
        "Months after their last question is closed in which somebody without a password stays a user; then the square "
        "lets go of their address.",
    )
    oidc: str = _setting(
        "PIKIR_OIDC",
        "",
        _oidc,
        "https://client:secret@id.example.org/realm#eID",
        "OpenID Connect provider for signing in: its address with the square's name and secret there; "
        "after # what people call it. Its answers come to PIKIR_URL/eid/.",
    )
    oidc_claims: str = _setting(
        "PIKIR_OIDC_CLAIMS",
        "",
        _claims,
        "iin@KZ,territory",
        "Which claim of the eID attests a person: that of the personal number with its country, and after a comma "
        "that of the territory's code. Unset: an eID attests nobody.",
    )
    zone: str = _setting(
        "PIKIR_ZONE",
        "Asia/Almaty",
        _zone,
        "Asia/Almaty",
        "Time zone of a new square; the operator's desk can change it.",
    )
    language: str = _setting(
        "PIKIR_LANGUAGE", "kk", _language, "kk", "Language for those whose browser asks for none of kk, ru, en."
    )
    proxies: tuple[str, ...] = _setting(
        "PIKIR_PROXIES",
        (),
        _proxies,
        "127.0.0.1,10.0.0.5",
        "Addresses of trusted reverse proxies, whose X-Forwarded-For and -Proto are believed.",
    )
    demo: bool = _setting(
        "PIKIR_DEMO", False, _flag, "yes", "Demo mode: an invented town, open outbox, three sign-ins."
    )
    debug: bool = _setting("PIKIR_DEBUG", False, _flag, "no", "Show faults in full; never on a public square.")
    workers: int = _setting("PIKIR_WORKERS", 2, _number(1, 64), "2", "Web processes. One a core is right.")

    @property
    def production(self) -> bool:
        """Production begins with https: secure cookies, HSTS, proxies named."""
        return self.url.startswith("https:")

    @property
    def host(self) -> str:
        """The host name of the square, without port."""
        return urlsplit(self.url).hostname or "localhost"


def rules() -> dict[str, _Rule]:
    """Rule of every setting by its field name, in the order of the documentation."""
    return {item.name: item.metadata["rule"] for item in fields(Environment)}


def read_environment(variables: Mapping[str, str] | None = None, file: Path | None = None) -> Environment:
    """Read all settings.

    ``variables`` are the process's own when not given; ``file`` is ``pikir.toml`` in the working folder, or the path
    in ``PIKIR_CONFIG``. Raises BadSettingError for the first setting that cannot be used.
    """
    variables = os.environ if variables is None else variables
    file = file or Path(variables.get("PIKIR_CONFIG", "pikir.toml"))
    written = _read_file(file)
    values: dict[str, object] = {}
    for name, rule in rules().items():
        raw = variables.get(rule.variable, written.get(name))
        if raw is None or raw == "":
            continue
        try:
            values[name] = rule.parse(str(raw))
        except ValueError as fault:
            shown = "the value" if "://" in str(raw) and "@" in str(raw) else repr(str(raw))
            raise BadSettingError(rule.variable, f"{shown} {fault}", rule.example) from None
    return Environment(**values)  # type: ignore[arg-type]  # each value was parsed by the rule of its own field


def _read_file(file: Path) -> dict[str, str]:
    if not file.is_file():
        return {}
    import tomllib  # many squares have no file

    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise BadSettingError("PIKIR_CONFIG", f"{file.name} cannot be read ({fault})", "pikir.toml") from None
    unknown = sorted(set(content) - set(rules()))
    if unknown:
        raise BadSettingError("PIKIR_CONFIG", f"{file.name} has an unknown key {unknown[0]!r}", "pikir.toml")
    return {key: ",".join(map(str, value)) if isinstance(value, list) else str(value) for key, value in content.items()}
