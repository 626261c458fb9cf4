"""How many statements the pages of appeals send: a list of many as many as a list of one."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client

from harness.questions import Hall
from pikir.offices.questions.appeals.tests.test_appeals import formal

Enter = Callable[..., Client]
Count = Callable[[int], AbstractContextManager[None]]
READERS = {"asker": 24, "registrar": 34, "sup1": 18}  # who made it, who keeps the register, who follows its course


@pytest.mark.parametrize("many", [1, 8])
def test_the_list_costs_the_same_for_many(hall: Hall, client_for: Enter, assert_queries: Count, many: int) -> None:
    for _ in range(many):
        formal(hall, public=True)
    client = client_for()
    client.get("/en/questions/appeals/")
    with assert_queries(3):
        assert client.get("/en/questions/appeals/").content.decode().count("Q-20") >= many


@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize("turns", [0, 20])
def test_an_appeal_costs_the_same_however_much_happened(
    hall: Hall, client_for: Enter, assert_queries: Count, who: str, turns: int
) -> None:
    question = formal(hall, public=True)
    hall.act(question, "accept", "signer")
    hall.act(question, "hear", "signer", words="We mean to refuse.")
    for _ in range(turns):
        hall.act(question, "recount")
    client, page = client_for(hall.people[who]), f"/en/questions/{question.number}"
    client.get(page)
    with assert_queries(READERS[who]):
        assert client.get(page).status_code == 200


def test_the_page_of_the_register_asks_few_queries(hall: Hall, client_for: Enter, assert_queries: Count) -> None:
    client, page = client_for(hall.people["registrar"]), f"/en/questions/{formal(hall).number}/register/"
    client.get(page)
    with assert_queries(9):
        assert client.get(page).status_code == 200
    with assert_queries(15):
        assert client.post(page, {"act": "open"}).status_code == 200
