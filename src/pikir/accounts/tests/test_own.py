"""The page of one's own account."""

import pytest
from django.test import Client
from django.utils.translation import gettext, override

from pikir.accounts import actions
from pikir.accounts.models import Account
from pikir.accounts.queries import viewer_for

pytestmark = pytest.mark.django_db

PAGES = ["", "email/", "password/", "sign-out/", "again/"]


@pytest.mark.parametrize("page", PAGES)
def test_a_person_gets_the_page(client_for, alice: Account, lang: str, page: str) -> None:
    response = client_for(alice).get(f"/{lang}/account/{page}")
    assert response.status_code == 200
    assert f'<html lang="{lang}">' in response.content.decode()
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("page", ["", "email/", "password/", "again/"])
def test_a_guest_is_led_to_sign_in(client: Client, lang: str, page: str) -> None:
    response = client.get(f"/{lang}/account/{page}")
    assert (response.status_code, response["Location"]) == (
        302,
        f"/{lang}/account/sign-in/?next=/{lang}/account/{page}",
    )


@pytest.mark.parametrize("page", ["sign-in/", "sign-up/"])
def test_who_is_inside_is_not_asked_in_again(client_for, alice: Account, page: str) -> None:
    assert client_for(alice).get(f"/en/account/{page}")["Location"] == "/en/"


def test_a_profile_is_saved(client_for, alice: Account) -> None:
    client = client_for(alice)
    response = client.post("/en/account/", {"name": "Әлия", "bio": "Line\r\n\r\n\r\n\r\nLine", "language": "kk"})
    assert response.status_code == 302
    assert "Your profile is saved." in client.get(response["Location"]).content.decode()
    alice.refresh_from_db()
    assert (alice.name, alice.bio, alice.language) == ("Әлия", "Line\n\nLine", "kk")


@pytest.mark.parametrize(
    "changed",
    [{"name": ""}, {"name": "\u200b"}, {"name": "x" * 61}, {"bio": "x" * 501}, {"bio": "\0"}, {"language": "xx"}],
)
def test_a_wrong_profile_is_not_saved(client_for, alice: Account, changed: dict[str, str]) -> None:
    response = client_for(alice).post("/en/account/", {"name": "Alice", "bio": "New", "language": "en"} | changed)
    assert response.status_code == 200
    assert 'role="alert"' in response.content.decode()
    alice.refresh_from_db()
    assert alice.bio == ""


def test_who_is_suspended_reads_why_and_cannot_write(client_for, alice: Account, moderator: Account, lang: str) -> None:
    actions.suspend_account(actor=viewer_for(moderator.user), account_id=alice.id, reason="Ads <b>again</b>")
    client = client_for(alice)
    page = client.get(f"/{lang}/account/").content.decode()
    with override(lang):
        assert gettext("This account is suspended.") in page
    assert "Ads &lt;b&gt;again&lt;/b&gt;" in page
    assert 'name="bio"' not in page
    assert client.post(f"/{lang}/account/", {"name": "Alice", "bio": "New", "language": "en"}).status_code == 403


def test_what_one_acts_for_is_named(client_for, alice: Account, organisation) -> None:
    organisation("gazette", alice, name="The Gazette")
    assert "The Gazette" in client_for(alice).get("/en/account/").content.decode()


def test_a_page_costs_the_same_however_much_one_acts_for(
    client_for, alice: Account, organisation, assert_queries
) -> None:
    client = client_for(alice)
    client.get("/en/account/")
    with assert_queries(5):
        client.get("/en/account/")
    for handle in ("gazette", "school", "club"):
        organisation(handle, alice)
    with assert_queries(5):
        client.get("/en/account/")
