"""The set-up of an empty square: once, by whoever has its address, in three languages."""

from typing import Any

import pytest
from django.test import Client

from pikir.accounts.kinds import Role
from pikir.accounts.models import Account, SquareRole, User
from pikir.site.models import Square, Text
from pikir.site.setup import setup_address
from pikir.web.freshness import SITE, raise_now

pytestmark = pytest.mark.django_db
FIRST = {"operator_name": "Olga", "handle": "@olga", "email": "Olga@Example.org", "password": "seven grey geese 11"}


def address(language: str) -> str:
    found = setup_address()
    assert found
    return found[found.index("/kk/") :].replace("/kk/", f"/{language}/")


@pytest.fixture(autouse=True)
def forget_the_square() -> None:
    """The row of the square is remembered by the process; what another test made is gone."""
    raise_now(SITE)


def send(client: Client, page_language: str, **changes: str) -> Any:
    """The form as it stands when it is opened, with names, an operator and these changes."""
    where = address(page_language)
    page = client.get(where)
    assert page.status_code == 200
    form = page.context["form"]
    data = {bound.name: bound.value() or "" for bound in form}
    names = {"name_kk": "Алаң", "name_ru": "Площадь", "name_en": "Square"}
    return client.post(where, data | names | FIRST | changes)


def test_it_names_the_square_writes_its_texts_and_leads_the_operator_to_the_desk(client: Client, lang: str) -> None:
    where = address(lang)
    answer = send(client, lang, tagline_en="A <b>town</b>", zone="Asia/Aqtau", rules_en="Be *kind*.", language="ru")
    assert answer["Location"] == f"/{lang}/desk/"
    assert client.get(answer["Location"]).status_code == 200
    row = Square.objects.get()
    assert (row.names, row.language, row.zone) == (
        {"kk": "Алаң", "ru": "Площадь", "en": "Square"}, "ru", "Asia/Aqtau"
    )  # fmt: skip
    assert Text.objects.count() == 6
    assert "<em>kind</em>" in client.get("/en/rules/").content.decode()
    user = User.objects.get()
    assert (user.account.handle, user.email) == ("olga", "olga@example.org")
    assert list(SquareRole.objects.values_list("user_id", "role")) == [(user.pk, Role.OPERATOR)]
    raise_now(SITE)  # the transaction of a test never ends, so nothing told the process
    assert "A &lt;b&gt;town&lt;/b&gt;" in client.get("/en/").content.decode()
    assert Client().get(where).status_code == 404
    assert setup_address() is None


def test_a_wrong_address_opens_nothing(client: Client) -> None:
    assert client.get("/en/set-up/wrong/").status_code == 404
    assert client.post("/en/set-up/wrong/", FIRST).status_code == 404
    assert not User.objects.exists()


def test_a_stranger_who_signs_up_early_locks_nobody_out(client: Client, alice: Account) -> None:
    taken = send(client, "en", email="alice@example.org", handle="alice")
    assert taken.status_code == 422
    assert set(taken.context["form"].errors) == {"handle", "password"}
    taken = send(client, "en", email="alice@example.org")
    assert taken.status_code == 422
    assert set(taken.context["form"].errors) == {"email", "password"}
    assert not Square.objects.exists()
    assert send(client, "en").status_code == 302
    assert User.objects.get(account__handle="olga").pk != alice.user.pk


def test_wrong_input_is_said_beside_each_box_and_nothing_typed_is_lost(client: Client, lang: str) -> None:
    answer = send(client, lang, name_ru="", handle="admin", email="nonsense", about_kk="", operator_name="Ольга <i>")
    assert answer.status_code == 422
    form = answer.context["form"]
    assert set(form.errors) == {"name_ru", "handle", "email", "about_kk", "password"}
    page = answer.content.decode()
    for name in form.errors:
        assert f'id="id_{name}_error"' in page
    assert 'value="Ольга &lt;i&gt;"' in page
    assert 'value="admin"' in page
    assert FIRST["password"] not in page
    assert not User.objects.exists()


def test_before_it_the_foot_leads_to_no_page_that_is_not_there(client: Client) -> None:
    assert "/en/rules/" not in client.get("/en/").content.decode()
