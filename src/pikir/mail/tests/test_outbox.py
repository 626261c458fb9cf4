"""The pages of the outbox: who sees them, and what they show."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from pikir.mail import queries
from pikir.mail.actions import store_letter
from pikir.mail.kinds import PAGE
from pikir.mail.models import Letter

pytestmark = pytest.mark.django_db
ClientFor = Callable[[object], Client]


@pytest.fixture
def letter() -> Letter:
    words = "Open https://square.example.org/en/account/x?a=1&b=2\n\n<script>"
    store_letter(to="bob@example.org", language="ru", subject="Ключ & замок", text=words)
    return Letter.objects.get()


def addresses(letter: Letter) -> list[str]:
    return [reverse("outbox"), reverse("outbox_mail", args=[letter.id])]


def test_in_demo_mode_everyone_reads_the_outbox(letter: Letter, client_for: ClientFor, settings: Settings) -> None:
    settings.DEMO = True
    assert [client_for(None).get(address).status_code for address in addresses(letter)] == [200, 200]


def test_else_only_operators_read_the_outbox(
    letter: Letter, client_for: ClientFor, settings: Settings, operator: object, moderator: object, alice: object
) -> None:
    settings.DEMO = False
    for address in addresses(letter):
        assert client_for(operator).get(address).status_code == 200
        for other in (moderator, alice, None):
            assert client_for(other).get(address).status_code == 403


def test_the_list_names_each_letter(letter: Letter, client_for: ClientFor, settings: Settings) -> None:
    settings.DEMO = True
    response = client_for(None).get(reverse("outbox"))
    page = response.content.decode()
    assert "Ключ &amp; замок" in page
    assert "bob@example.org" in page
    assert reverse("outbox_mail", args=[letter.id]) in page
    assert "no-store" in response["Cache-Control"]


def test_a_letter_shows_its_words_and_opens_its_links(
    letter: Letter, client_for: ClientFor, settings: Settings
) -> None:
    settings.DEMO = True
    page = client_for(None).get(reverse("outbox_mail", args=[letter.id])).content.decode()
    assert 'href="https://square.example.org/en/account/x?a=1&amp;b=2"' in page
    assert "&lt;script&gt;" in page
    assert 'lang="ru"' in page


def test_a_letter_without_words_says_so(letter: Letter, client_for: ClientFor, settings: Settings) -> None:
    settings.DEMO = True
    Letter.objects.update(text="")
    page = client_for(None).get("/en" + reverse("outbox_mail", args=[letter.id])[3:]).content.decode()
    assert "deleted after 30 days" in page


def test_an_unknown_letter_is_missing(letter: Letter, client_for: ClientFor, settings: Settings) -> None:
    settings.DEMO = True
    assert client_for(None).get(reverse("outbox_mail", args=[letter.id + 1])).status_code == 404


def test_an_empty_outbox_is_a_page_too(client_for: ClientFor, settings: Settings) -> None:
    settings.DEMO = True
    assert client_for(None).get(reverse("outbox")).status_code == 200


def test_a_long_outbox_is_read_in_pages_of_one_query(
    client_for: ClientFor, settings: Settings, assert_queries: Callable[[int], AbstractContextManager[None]]
) -> None:
    now = timezone.now()
    Letter.objects.bulk_create(
        Letter(id=number, to="bob@example.org", language="en", subject=f"{number}", text="x", created_at=now)
        for number in range(1, PAGE + 4)
    )
    settings.DEMO = True
    with assert_queries(1):
        page = queries.letters()
    assert [letter.id for letter in page.items] == list(range(PAGE + 3, 3, -1))
    with assert_queries(1):
        rest = queries.letters(before=page.older)
    assert [letter.id for letter in rest.items] == [3, 2, 1]
    assert rest.older is None
    assert f"?before={page.older}" in client_for(None).get(reverse("outbox")).content.decode()
