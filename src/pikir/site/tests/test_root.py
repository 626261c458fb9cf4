"""The language at the root."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client, override_settings

from pikir.accounts.models import Account
from pikir.posts.actions import publish_post
from pikir.site.actions import SquareFacts, edit_square

LANGUAGE_CASES = [
    ("", "", "kk"),
    ("", "ru-KZ,ru;q=0.9,en;q=0.8", "ru"),
    ("", "en-GB,en;q=0.9", "en"),
    ("", "kk-Cyrl-KZ", "kk"),
    ("", "fr, en;q=0.3, ru;q=0.7", "ru"),
    ("", "uk-UA,uk;q=0.9", "ru"),
    ("", "ky", "kk"),
    ("", "en;q=0, ru;q=0.1", "ru"),
    ("", "*", "kk"),
    ("", "not a language at all ;;;", "kk"),
    ("en", "ru", "en"),
    ("de", "ru", "ru"),
    ("../evil", "", "kk"),
]


@pytest.mark.parametrize(("cookie", "accepted", "expected"), LANGUAGE_CASES)
@override_settings(LANGUAGE_CODE="kk")
def test_the_root_leads_to_the_readers_language(
    db: None, client: Client, cookie: str, accepted: str, expected: str
) -> None:
    if cookie:
        client.cookies["language"] = cookie
    answer = client.get("/", headers={"accept-language": accepted} if accepted else {})
    assert answer.status_code == 302
    assert answer["Location"] == f"/{expected}/"
    assert {"Cookie", "Accept-Language"} <= {part.strip() for part in answer["Vary"].split(",")}
    assert "private" in answer["Cache-Control"]


@pytest.mark.django_db(transaction=True)
def test_the_squares_own_language_is_for_those_who_ask_for_none_of_ours(
    operator: Account, viewer_for: Any, client: Client
) -> None:
    facts = SquareFacts(names={"ru": "Площадь"}, taglines={}, language="ru", zone="Asia/Almaty")
    edit_square(actor=viewer_for(operator), facts=facts)
    assert client.get("/", headers={"accept-language": "fr"})["Location"] == "/ru/"


@pytest.mark.django_db(transaction=True)
def test_moments_are_shown_in_the_zone_of_the_square(
    operator: Account, viewer_for: Any, client: Client, post_by: Any
) -> None:
    post = post_by(operator, "Text", state="draft", title="Late")
    publish_post(actor=viewer_for(operator), post=post, at=datetime(2026, 3, 1, 20, 30, tzinfo=UTC))
    for zone, local in (("Asia/Almaty", "2026-03-02T01:30+05:00"), ("Europe/London", "2026-03-01T20:30+00:00")):
        facts = SquareFacts(names={"en": "Square"}, taglines={}, language="en", zone=zone)
        edit_square(actor=viewer_for(operator), facts=facts)
        assert local in client.get(f"/en/@{operator.handle}/{post.pk}/").content.decode()
