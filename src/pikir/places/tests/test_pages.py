"""Pages of territories, and the same for programs."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from django.test import Client

from pikir.places.models import Territory
from pikir.web.pages import mark_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kazakhstan")]
Counted = Callable[[int], AbstractContextManager[None]]


def test_the_page_of_all_shows_every_territory(client: Client, lang: str) -> None:
    html = client.get(f"/{lang}/places/").content.decode()
    for one in Territory.objects.all():
        assert f'href="/{lang}/places/{one.code}/"' in html
        assert one.name_in(lang) in html


def test_pages_send_a_fixed_number_of_queries(client: Client, assert_queries: Counted) -> None:
    client.get("/en/places/")  # the square's own row is remembered
    with assert_queries(1):
        client.get("/en/places/")
    with assert_queries(3):
        client.get("/en/places/?q=abai")
    with assert_queries(7):  # four of the territory, three of who is there
        client.get("/en/places/KZ-103200000/")
    with assert_queries(2):
        client.get("/en/places/search/?q=abai")


def test_who_looks_for_one_is_led_there(client: Client) -> None:
    assert client.get("/ru/places/?q=оскемен").headers["location"] == "/ru/places/KZ-631000000/"
    chosen = client.get("/ru/places/?q=Абай&q-code=KZ-791110000")
    assert chosen.headers["location"] == "/ru/places/KZ-791110000/"


def test_who_looks_for_several_chooses(client: Client) -> None:
    html = client.get("/en/places/?q=abai").content.decode()
    found = html.split('id="found"')[1].split("</section>")[0]
    assert found.count("<li>") == 4
    assert "district of a city · Shymkent" in found
    assert "No territory is called so" in client.get("/en/places/?q=atlantis").content.decode()


def test_a_territory_tells_its_names_and_what_is_around(client: Client, lang: str) -> None:
    html = client.get(f"/{lang}/places/KZ-10/").content.decode()
    for text in ("Абай облысы", "область Абай", "Abai Region", f'href="/{lang}/places/KZ/"', "/places/KZ-101000000/"):
        assert text in html
    assert f'<link rel="alternate" type="application/json" href="/{lang}/places/KZ-10.json">' in html


def test_a_territory_that_is_over_names_its_heir(client: Client) -> None:
    old, heir = Territory.objects.get(code="KZ-103200000"), Territory.objects.get(code="KZ-101000000")
    Territory.objects.filter(pk=old.pk).update(retired_on=date(2030, 1, 2), successor=heir)
    html = client.get(f"/en/places/{old.code}/").content.decode()
    assert "has ceased to exist" in html
    assert "In its place:" in html
    assert old.name_en in client.get(f"/en/places/{heir.code}/").content.decode()
    assert old.code not in client.get("/en/places/KZ-10/").content.decode()


def test_a_code_has_one_address(client: Client) -> None:
    answer = client.get("/en/places/kz-10/")
    assert (answer.status_code, answer.headers["location"]) == (301, "/en/places/KZ-10/")
    assert client.get("/en/places/XX-1/").status_code == 404
    assert client.get("/en/places/XX-1.json").status_code == 404


def test_programs_read_the_same(client: Client) -> None:
    region = client.get("/en/places/KZ-62.json").json()
    assert region["names"] == {"kk": "Ұлытау облысы", "ru": "область Ұлытау", "en": "Ulytau Region"}
    assert (region["within"], region["kind"], region["retired_on"]) == (["KZ"], "region", None)
    assert len(region["children"]) == 5
    assert region["id"] == str(Territory.objects.get(code="KZ-62").pk)


def test_the_box_asks_for_names(client: Client) -> None:
    first = client.get("/en/places/search/?q=оскем").json()["results"][0]
    assert first == {
        "code": "KZ-631000000",
        "name": "Oskemen",
        "about": "city · East Kazakhstan Region",
        "url": "/en/places/KZ-631000000/",
    }
    assert client.get("/en/places/search/").json() == {"results": []}


@pytest.mark.parametrize(
    ("address", "parameters"),
    [("", ("q", "q-code")), ("search/?q=a", ("q",)), ("KZ-10/", ("before",)), ("KZ-10.json", ())],
)
def test_every_page_may_be_kept(client: Client, address: str, parameters: tuple[str, ...]) -> None:
    answer = client.get(f"/en/places/{address}")
    mark = mark_of(answer)
    assert mark is not None
    assert mark.parameters == parameters
    assert not answer.cookies


def test_nothing_is_written_from_outside(client: Client) -> None:
    for address in ("", "search/", "KZ-10/", "KZ-10.json"):
        assert client.post(f"/en/places/{address}").status_code == 405
