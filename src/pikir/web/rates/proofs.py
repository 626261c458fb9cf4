"""A sum that the browser does in place of waiting: ALTCHA's proof of work, signed, short-lived, each good for once.

The browser looks for the number with which PBKDF2 gives the key whose beginning it was told: at most ``NUMBERS`` tries
of ``ROUNDS`` rounds, half of them on average, a few seconds of a telephone. Whoever sends a thousand texts pays for a
thousand sums. The square checks two HMACs.
"""

import json
import secrets
from functools import cache

from altcha import Payload, create_challenge, verify_solution
from django.utils.crypto import salted_hmac

from pikir.web import sharedcache

ROUNDS = 2_000  # of one try
NUMBERS = 1_000  # among which the right one lies
SECONDS = 20 * 60  # how long a sum is good for: somebody reads their text once more
LENGTH = 4_000  # of what a browser sends; a solution has about 600 letters
FIELD = "proof"  # of a form
# What of somebody's JSON may be of a wrong shape.
_ODD = (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError)


def challenge_for(purpose: str) -> str:
    """Return a new sum as JSON. It is good for one act of one sender: ``purpose`` names both."""
    made = create_challenge(
        "PBKDF2/SHA-256",
        ROUNDS,
        counter=secrets.randbelow(NUMBERS),
        expires_at=sharedcache.clock() + SECONDS,
        data={"for": purpose},
        hmac_secret=_secret("challenge"),
        hmac_key_secret=_secret("key"),
    )
    return json.dumps(made.to_dict(), separators=(",", ":"))


def solved(text: str, purpose: str) -> str:
    """Return what names a right and fresh solution for this purpose; empty for anything else.

    Whether it was used before is asked by whoever counts it under that name.
    """
    if not text or len(text) > LENGTH:
        return ""
    try:
        payload = Payload.from_base64(text)
        parameters = payload.challenge.parameters
        meant, until = (parameters.data or {}).get("for"), int(parameters.expires_at or 0)
    except _ODD:
        return ""
    if meant != purpose or until <= sharedcache.clock():
        return ""
    result = verify_solution(payload, _secret("challenge"), hmac_key_secret=_secret("key"))
    return str(parameters.nonce) if result.verified else ""


@cache
def _secret(use: str) -> str:
    return salted_hmac("pikir.web.rates.proofs", use, algorithm="sha256").hexdigest()
