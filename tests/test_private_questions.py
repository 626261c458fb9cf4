"""Acceptance: of what is private no word stands at any address, in any feed, file, letter or notice of others."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import override

from harness.questions import Hall
from pikir.mail.models import Letter
from pikir.notifications.models import Notice
from pikir.offices.questions.actions.lanes import Wish
from pikir.offices.questions.appeals.identity import Identity
from pikir.offices.questions.models import Question

Enter = Callable[..., Client]
WORD = "Zhasyryn"  # stands in every title, text and field below
WHO = Identity(name=f"{WORD} Asel", iin="900101300007", address=f"{WORD} street 1", contact=f"{WORD}@example.org")


def named(resolver: URLResolver) -> Iterator[str]:
    for item in resolver.url_patterns:
        if isinstance(item, URLResolver):
            yield from named(item)
        elif isinstance(item, URLPattern) and item.name:
            yield item.name


def addresses(question: Question) -> list[str]:
    """Every address of the square, each argument so that it leads as near to the question as it can."""
    values: dict[str, Any] = {
        "handle": "roads", "post_id": question.pk, "number": question.number, "slug": question.topic.slug,
        "code": question.territory.code, "token": "none", "kind": "post", "form": "json", "format": "json",
        "extension": "json", "language": "en", "act": "accept", "name": "questions", "which": "overdue",
        "object_id": question.pk, "year": 2026, "month": 3, "path": "none", "key": "rules", "formula": "read",
        "stamp": "a" * 10, "uidb36": "1", "width": 320, "account_id": question.post.account_id,
    }  # fmt: skip
    resolver, found = get_resolver(), set()
    with override("en"):
        for name in set(named(resolver)):
            for possible in resolver.reverse_dict.getlist(name):
                for template, arguments in possible[0]:
                    found.add("/" + template % {key: values.get(key, question.pk) for key in arguments})
    return sorted(found)


@pytest.fixture
def secrets(hall: Hall) -> list[Question]:
    """A private question and a private appeal whose course everyone sees."""
    asked = hall.ask(title=f"{WORD} title", text=f"{WORD} text", private=True, naming="anonymous")
    wish = Wish(identity=WHO, course_public=True)
    formal = hall.ask("sup1", title=f"{WORD} appeal", text=f"{WORD} words", private=True, appeal=wish)
    for question in (asked, formal):
        hall.act(question, "accept", "signer")
    hall.act(formal, "hear", "signer", words=f"{WORD} draft")
    return [asked, formal]


@pytest.mark.parametrize("who", [None, "sup2", "waterman", "arbiter"])
def test_no_address_tells_a_word(hall: Hall, secrets: list[Question], client_for: Enter, who: str | None) -> None:
    client = client_for(hall.people[who] if who else None)
    seen = 0
    for question in secrets:
        for address in addresses(question):
            answer = client.get(address)
            said = b"".join(answer)
            assert WORD.encode() not in said, address
            seen += answer.status_code == 200
        found = client.get("/en/search/", {"q": WORD})
        assert WORD not in b"".join(found).decode().replace(f'value="{WORD}"', "")
        for kind in ("questions", "events"):
            for form in ("csv", "json"):
                assert WORD.encode() not in b"".join(client.get(f"/data/{kind}.{form}"))
    assert seen > 40


def test_no_letter_and_no_notice_tells_a_word(hall: Hall, secrets: list[Question], run_jobs: Any) -> None:
    run_jobs()
    assert Notice.objects.exists()
    assert not any(WORD in str(row) for row in Notice.objects.values())
    assert not any(WORD in str(row) for row in Letter.objects.values())
    assert not any(WORD in f"{one.subject}{one.body}" for one in mail.outbox)


def test_no_similar_question_is_a_private_one(hall: Hall, secrets: list[Question], client_for: Enter) -> None:
    given = {"title": f"{WORD} title", "topic": hall.topic.slug, "place": "Ozen", "place-code": "XA-11", "act": "look"}
    page = client_for(hall.people["sup2"]).post("/en/questions/ask/", given).content.decode()
    assert all(question.number not in page for question in secrets)
