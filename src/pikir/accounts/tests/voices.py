"""Short ways to what the tests of verified voices need."""

import re
from typing import Any

from django.test import Client

from pikir.accounts.attestations import actions
from pikir.accounts.attestations.blind import blind_number
from pikir.accounts.attestations.kinds import Adapter, Paper
from pikir.accounts.attestations.queries import running_of
from pikir.accounts.models import Account, Attestation
from pikir.places.models import Territory

VOICE, DESK = "/en/account/voice/", "/en/desk/voices/"
NUMBER = "900101300123"
_CODE = re.compile(r"\b[0-9A-Z]{4}-(?:[0-9A-Z]{4}-[0-9A-Z]{4}|[0-9A-Z]{2})\b(?!-)")


def place(code: str) -> Territory:
    return Territory.objects.get(code=code)


def said(client: Client, address: str, **form: object) -> str:
    """What a page answers to a form, after it led on."""
    return client.post(address, form, follow=True).content.decode()


def code_in(page: str) -> str:
    """The one code that a page tells."""
    (code,) = _CODE.findall(page)
    return code


def prove(account: Account, number: str = NUMBER, adapter: Adapter = Adapter.DESK, **more: Any) -> Attestation:
    """Attest an account without the way to it."""
    proof = actions.Proof(blind=blind_number(Paper.NUMBER, "KZ", number), adapter=adapter, **more)
    return actions.attest(account_id=account.id, proof=proof, actor=account.user.id)


def levels(account: Account) -> list[int]:
    """What an account has, the strongest first."""
    return [one.level for one in running_of(account.id)]
