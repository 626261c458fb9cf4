"""Every address answers everyone, in three languages, with a page or a refusal and never with a fault."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import override

from pikir.accounts.models import Account
from pikir.posts.models import Post

ANSWERS = {200, 301, 302, 303, 403, 404, 405, 410, 451}


def patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every pattern of the square with its name."""
    for item in resolver.url_patterns:
        if isinstance(item, URLResolver):
            yield from patterns(item, before + str(item.pattern))
        else:
            yield before + str(item.pattern), item


def addresses(values: dict[str, object], lang: str) -> Iterator[str]:
    """The address of every pattern, each argument filled in; a new argument needs a value in this test."""
    resolver = get_resolver()
    for name in {pattern.name for _, pattern in patterns(resolver) if pattern.name}:
        for possible in resolver.reverse_dict.getlist(name):
            for template, arguments in possible[0]:
                unknown = set(arguments) - set(values)
                assert not unknown, f"{name} needs a value for {unknown}"
                yield "/" + template % {key: values[key] for key in arguments}


@pytest.mark.parametrize("who", ["guest", "reader", "operator"])
def test_every_address_answers(
    who: str,
    lang: str,
    alice: Account,
    operator: Account,
    post_by: Callable[..., Post],
    client_for: Callable[..., Client],
) -> None:
    post = post_by(alice, "Text", kind="entry")
    values = {
        "handle": "alice", "post_id": post.pk, "account_id": alice.pk, "pk": 1, "letter_id": 1, "job_id": 1,
        "notice_id": 1, "key": "rules", "language": lang, "token": "no-such-token", "uidb36": "1", "name": "a" * 16,
        "width": 320, "kind": "rss", "format": "rss", "form": "rss", "extension": "rss", "code": 404,
        "path": "no-such-file", "which": "following", "act": "block", "slug": "friends",
        "year": 2026, "month": 11, "attestation_id": 1, "claim_id": 1, "number": 1, "stamp": "a" * 10,
        "version_id": 1, "formula": "read", "object_id": alice.pk, "decision_id": 1, "case_id": 1,
        "part_id": 1,
    }  # fmt: skip
    client = client_for({"guest": None, "reader": alice, "operator": operator}[who])
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = lang
    seen = 0
    with override(lang):
        todo = sorted(set(addresses(values, lang)))
    for address in todo:
        answer = client.get(address)
        assert answer.status_code in ANSWERS, f"{address} answered {answer.status_code}"
        b"".join(answer)  # a file is closed by reading it
        seen += answer.status_code == 200
    assert seen > 5
