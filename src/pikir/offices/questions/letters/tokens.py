"""Signed links in letters, and signed reply addresses.

A link names who acts, on which question, what they do, and after which answer; it is bound to the address that the
letter went to, runs out, and works once (``actions.use_link``). A link of an office names its row, which can be
revoked. Reply addresses hold the same in signs that mail servers leave alone: small letters and digits.
"""

import re
from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import base36_to_int, int_to_base36

from pikir.accounts.models import User
from pikir.offices.questions.letters.kinds import LINK_TERM, OFFICE_TERM, TAG_BYTES

_PERSON = "pikir.questions.letters.person"
_OFFICE = "pikir.questions.letters.office"
_NUMBER = re.compile(r"[0-9a-z]{1,13}")
_TAG = re.compile(r"([ao])-([0-9a-z]{1,13})-(?:([0-9a-z]{1,13})-)?([a-z2-7]{16})")


class ExpiredError(ValueError):
    """The link was right once and has run out."""


@dataclass(frozen=True, kw_only=True)
class Link:
    """What a link in a letter to a person can do. ``digest`` is by what its use is remembered."""

    user: User
    question_id: int
    act: str
    answer: int  # number of the newest answer when the letter was written
    digest: str


@dataclass(frozen=True, kw_only=True)
class Tag:
    """What a reply address says: a letter of a person about a question, or of an office by its link."""

    user_id: int = 0
    question_id: int = 0
    link_id: int = 0


def make_link(user: User, *, question_id: int, act: str, answer: int = 0) -> str:
    """Return the token of a link for this user's present address."""
    content = "-".join((int_to_base36(user.pk), int_to_base36(question_id), act, int_to_base36(answer)))
    _, at, signature = _signer(_PERSON).sign(f"{content} {user.email}").rsplit(":", 2)
    return f"{content}-{at}-{signature}"


def read_link(token: str, user: User | None) -> Link | None:
    """Return what a token for this user says; None for a forged one or one for an address since given up.

    Raises ExpiredError.
    """
    parts = token.split("-", 5)
    if user is None or len(parts) != 6:
        return None
    who, question, act, answer, at, signature = parts
    content = "-".join((who, question, act, answer))
    try:
        _signer(_PERSON).unsign(f"{content} {user.email}:{at}:{signature}", max_age=LINK_TERM)
    except SignatureExpired:
        raise ExpiredError from None
    except BadSignature:
        return None
    digest = sha256(f"{content}-{at}".encode()).hexdigest()
    return Link(user=user, question_id=base36_to_int(question), act=act, answer=base36_to_int(answer), digest=digest)


def number_of(token: str) -> int:
    """Return for which user, or of which office's link, a token says it is, unchecked; 0 for none."""
    return _number(token.partition("-")[0])


def question_id_of(token: str) -> int:
    """Return which question a token says it is about, unchecked; 0 for none."""
    parts = token.split("-", 2)
    return _number(parts[1]) if len(parts) > 2 else 0


def make_office_link(link_id: int, address: str) -> str:
    """Return the token of an office's link, bound to the address it goes to."""
    number = int_to_base36(link_id)
    _, at, signature = _signer(_OFFICE).sign(f"{number} {address}").rsplit(":", 2)
    return f"{number}-{at}-{signature}"


def is_office_link(token: str, address: str) -> bool:
    """Whether a token was made for a link to this address. When it runs out, its row says."""
    number, _, rest = token.partition("-")
    at, _, signature = rest.partition("-")
    try:
        _signer(_OFFICE).unsign(f"{number} {address}:{at}:{signature}")
    except BadSignature:
        return False
    return True


def person_tag(user: User, question_id: int) -> str:
    """Return the tag of a reply address for what this user has to say about a question."""
    content = f"a-{int_to_base36(user.pk)}-{int_to_base36(question_id)}"
    return f"{content}-{_short(content, user.email)}"


def office_tag(link_id: int, address: str) -> str:
    """Return the tag of a reply address for an office that has a link."""
    content = f"o-{int_to_base36(link_id)}"
    return f"{content}-{_short(content, address)}"


def read_tag(text: str) -> Tag | None:
    """Return whom a tag says it is for, unchecked."""
    match = _TAG.fullmatch(text.lower())
    if match is None or (match[1] == "a") != (match[3] is not None):
        return None
    if match[1] == "o":
        return Tag(link_id=_number(match[2]))
    return Tag(user_id=_number(match[2]), question_id=_number(match[3]))


def is_tag_for(text: str, address: str) -> bool:
    """Whether a tag was made for this address."""
    content, _, signature = text.lower().rpartition("-")
    return constant_time_compare(signature, _short(content, address))


def digest_of(secret: str) -> str:
    """Return by what a secret of a letter is found; the secret itself is kept nowhere."""
    return salted_hmac("pikir.questions.letters.secret", secret, algorithm="sha256").hexdigest()


def office_until(now: datetime) -> datetime:
    """Return when the link of an office runs out that is made now."""
    return now + OFFICE_TERM


def _short(content: str, address: str) -> str:
    digest = salted_hmac("pikir.questions.letters.tag", f"{content} {address}", algorithm="sha256").digest()
    return b32encode(digest[:TAG_BYTES]).decode().lower()


def _number(text: str) -> int:
    found = base36_to_int(text) if _NUMBER.fullmatch(text) else 0
    return found if found < 2**63 else 0


def _signer(salt: str) -> TimestampSigner:
    return TimestampSigner(salt=salt)
