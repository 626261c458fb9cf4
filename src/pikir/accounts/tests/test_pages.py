"""Every page of signing up and in answers, in three languages."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

DOORS = [
    "sign-in",
    "sign-up",
    "confirm",
    "password/reset",
    "password/reset/sent",
    "password/reset/done",
    "inactive",
    "confirm/wrong",
]


@pytest.mark.parametrize("page", DOORS)
def test_a_guest_gets_the_page(client: Client, lang: str, page: str) -> None:
    response = client.get(f"/{lang}/account/{page}/")
    assert response.status_code == 200
    assert f'<html lang="{lang}">' in response.content.decode()
