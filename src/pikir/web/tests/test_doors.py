"""The language at the root."""

import pytest
from django.test import Client, override_settings

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
def test_the_root_leads_to_the_readers_language(client: Client, cookie: str, accepted: str, expected: str) -> None:
    if cookie:
        client.cookies["language"] = cookie
    answer = client.get("/", headers={"accept-language": accepted} if accepted else {})
    assert answer.status_code == 302
    assert answer["Location"] == f"/{expected}/"
    assert {"Cookie", "Accept-Language"} <= {part.strip() for part in answer["Vary"].split(",")}
    assert "private" in answer["Cache-Control"]
