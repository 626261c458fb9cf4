"""How many statements the pages of questions send: as many for two hundred events as for five."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

import pytest
from django.test import Client

from harness.questions import Hall

Enter = Callable[..., Client]
Count = Callable[[int], AbstractContextManager[None]]
READERS = {None: 10, "sup1": 18, "asker": 24, "signer": 26}


@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize("turns", [0, 60])
def test_a_question_costs_the_same_however_much_happened(
    hall: Hall, client_for: Enter, assert_queries: Count, clock: Callable[[str], datetime], who: str | None, turns: int
) -> None:
    question = hall.answered()
    for _ in range(turns):
        hall.act(question, "recount")
    client = client_for(hall.people[who] if who else None)
    page = f"/en/questions/{question.number}"
    client.get(page)
    with assert_queries(READERS[who]):
        assert client.get(page).status_code == 200
