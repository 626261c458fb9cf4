"""What a stranger can tell two answers apart by: status, headers, cookies, words, and how much work they cost."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from difflib import unified_diff
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from harness.hashers import CheapArgon2
from pikir.mail.models import Letter

_TOKENS = (r'name="csrfmiddlewaretoken" value="[^"]*"', r'"challenge": "[^"]*"')
_OWN = {"X-Request-Id", "Expires", "Content-Length"}  # differ from answer to answer; the length is that of the words
STATEMENTS = 8  # so many more make no difference that could be measured from outside; a hash of a password would


@dataclass(frozen=True)
class Answer:
    """An answer as far as somebody outside can see it, and what it took to make."""

    status: int
    headers: frozenset[tuple[str, str]]
    cookies: frozenset[tuple[str, str, str]]
    words: str = field(repr=False)
    hashes: int  # of passwords: each takes as long as hundreds of statements
    letters: int
    statements: int = field(compare=False)


Ask = Callable[..., Answer]


def alike(*answers: Answer) -> None:
    """Fail unless these answers cannot be told apart; say by what they can."""
    first = answers[0]
    for other in answers[1:]:
        assert (first.status, first.hashes, first.letters) == (other.status, other.hashes, other.letters)
        assert first.headers == other.headers, first.headers ^ other.headers
        assert first.cookies == other.cookies
        assert first.words == other.words, list(unified_diff(first.words.split("\n"), other.words.split("\n"), n=0))
    counted = [answer.statements for answer in answers]
    assert max(counted) - min(counted) <= STATEMENTS, counted


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ask]:
    """``ask(client, "post", "/en/…", {"email": …}, hidden=("alice",))``: no limits used up, ``hidden`` left out."""
    Client().get("/en/account/sign-in/")  # what a process learns once costs the first answer more
    hashed: list[str] = []
    for act in ("encode", "verify"):
        plain = getattr(CheapArgon2, act)
        monkeypatch.setattr(CheapArgon2, act, lambda *given, plain=plain: hashed.append("") or plain(*given))

    def send(
        client: Client, method: str, address: str, data: Any = None, *, hidden: tuple[str, ...] = (), **more: Any
    ) -> Answer:
        cache.clear()
        hashed.clear()
        before = Letter.objects.count()
        with CaptureQueriesContext(connection) as sent:
            response = getattr(client, method)(address, data, **more)
        body = b"".join(response) if response.streaming else response.content
        return Answer(
            status=response.status_code,
            headers=frozenset((name, _plain(value, hidden)) for name, value in response.items() if name not in _OWN),
            cookies=frozenset((one.key, one["path"], one["samesite"]) for one in response.cookies.values()),
            words=_plain(body.decode(errors="replace"), hidden),
            hashes=len(hashed),
            letters=Letter.objects.count() - before,
            statements=len(sent.captured_queries),
        )

    return send


def _plain(text: str, hidden: tuple[str, ...]) -> str:
    for token in _TOKENS:
        text = re.sub(token, "", text)
    for word in sorted(hidden, key=len, reverse=True):
        text = text.replace(word, "…")
    return text
