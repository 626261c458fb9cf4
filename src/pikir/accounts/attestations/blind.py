"""Blind hashes: the same document gives the same one, and without the key nobody learns which document it was.

HMAC-SHA-256 with a key that lies beside the database (``secrets/attestations``). What is hashed begins with its domain,
so that the same digits in a passport and in a list, or of two countries, are two things. The domain is that of the
document and not of the way it came by: the personal number that an eID tells is the one that is shown at a desk.
"""

import hmac
import re
import unicodedata
from hashlib import sha256
from secrets import choice

from django.conf import settings
from django.utils.translation import gettext as _

from pikir.accounts.attestations.kinds import LIST, NUMBER_LENGTH, NUMBER_MINIMUM

# Digits and capitals without those that are taken for others (I, L, O) or make words (U).
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUP = 4  # characters that are read and typed at a time
# Cyrillic capitals that look like Latin ones: a number is typed on whatever keyboard is at hand.
_ALIKE = str.maketrans(
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0406\u0405\u0408", "ABEKMHOPCTYXISJ"
)
_SIGNS = re.compile(r"[\W_]+")
_MISREAD = str.maketrans("OIL", "011")


class NumberError(ValueError):
    """What was typed is no number of a document; the message says why."""


def blind(domain: str, value: str) -> str:
    """Return the blind hash of a value within a domain: 64 hexadecimal digits."""
    return hmac.new(settings.ATTESTATION_KEY.encode(), f"{domain}\0{value}".encode(), sha256).hexdigest()


def blind_number(paper: str, country: str, number: str) -> str:
    """Return the hash of a document by its kind, country (ISO 3166-1) and number. Raises NumberError."""
    return blind(f"{paper}:{country.upper()}", clean_number(number))


def blind_reference(source: str, reference: str) -> str:
    """Return the hash of a line of a list that is of no document. Raises NumberError."""
    clean = _of_length(_SIGNS.sub(" ", _capitals(reference)).strip())  # house 5, flat 12 is not house 51, flat 2
    return blind(f"{LIST}:{' '.join(source.casefold().split())}", clean)


def blind_address(address: str) -> str:
    """Return the hash of an e-mail address; what follows a plus sign is the same mailbox."""
    name, _at, host = address.strip().lower().rpartition("@")
    return blind("email", f"{name.partition('+')[0]}@{host}")


def blind_subject(provider: str, subject: str) -> str:
    """Return the hash of a person whom a provider of eIDs knows by a name of its own."""
    return blind(f"subject:{provider}", subject)


def clean_number(number: str) -> str:
    """Return a number in capitals without spaces and signs, Latin where letters look alike. Raises NumberError."""
    return _of_length(_SIGNS.sub("", _capitals(number)))


def _capitals(typed: str) -> str:
    return unicodedata.normalize("NFKC", typed).upper().translate(_ALIKE)


def _of_length(clean: str) -> str:
    if not NUMBER_MINIMUM <= len(clean) <= NUMBER_LENGTH:
        words = _("A number has from %(minimum)d to %(maximum)d letters and digits.")
        raise NumberError(words % {"minimum": NUMBER_MINIMUM, "maximum": NUMBER_LENGTH})
    return clean


def make_code(length: int) -> str:
    """Return a new code, of five bits a character."""
    return "".join(choice(ALPHABET) for _place in range(length))


def grouped(code: str) -> str:
    """Return a code as it is read: ``0000-0000-0000``."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def digest_of(stage: str, typed: str) -> str:
    """Return by what a code is known, however it was typed; ``stage`` keeps codes for different ends apart."""
    shown = _capitals(typed).translate(_MISREAD)
    return blind(f"code:{stage}", "".join(letter for letter in shown if letter in ALPHABET))
