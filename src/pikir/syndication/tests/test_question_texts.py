"""A question as plain words: what its page says to the same reader, and never more."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from harness.questions import Hall
from pikir.moderation.actions.cases import case_of
from pikir.moderation.actions.deciding import Reasons, decide
from pikir.moderation.subjects import of_post
from pikir.offices.questions.actions.judging import judge
from pikir.offices.questions.appeals.tests.test_appeals import SECRETS, formal
from pikir.offices.questions.models import Question
from pikir.posts.actions import remove_post
from pikir.posts.models import Post

Enter = Callable[..., Client]


def twin(question: Question, lang: str = "en") -> str:
    return f"/{lang}/questions/{question.number}.txt"


def test_it_says_who_asked_whom_where_it_stands_and_what_happened(hall: Hall, client: Client, lang: str) -> None:
    question = hall.answered(checked="Nine lamps, on Monday.")
    judge(actor=hall.viewer("asker"), question=question, answered=2, solved="partly")
    answer = client.get(twin(question, lang))
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Link"] == f'<{settings.SQUARE_URL}/{lang}/questions/{question.number}>; rel="canonical"'
    assert answer["Content-Language"] == "en"
    words = answer.content.decode()
    assert words.startswith("When will the lamps burn again?\n")
    for part in ("Asker", question.number, "Dina", "Nine lamps are dark.", "The street is lit again.", "on Monday"):
        assert part in words
    assert "<" not in words


def test_the_page_leads_to_it_and_so_does_the_index(hall: Hall, client: Client) -> None:
    question = hall.ask()
    page = client.get(f"/en/questions/{question.number}").content.decode()
    assert f'<link rel="alternate" type="text/plain" href="{twin(question)}">' in page
    assert twin(question) in client.get("/en/llms.txt").content.decode()
    moved = client.get(f"/en/@asker/{question.pk}.txt")
    assert (moved.status_code, moved["Location"]) == (301, twin(question))


def test_what_is_private_stays_with_its_author_and_the_office(hall: Hall, client_for: Enter) -> None:
    question = hall.ask(private=True)
    for name in (None, "sup1", "waterman", "arbiter"):
        reader = client_for(hall.people[name] if name else None)
        assert reader.get(twin(question)).status_code == 404, name
    for name in ("asker", "signer"):
        mine = client_for(hall.people[name]).get(twin(question))
        assert "Nine lamps" in mine.content.decode()
        assert mine["X-Robots-Tag"] == "noindex"
    assert question.number not in client_for(None).get("/en/llms.txt").content.decode()


def test_of_an_appeal_it_says_what_its_author_lets_everyone_see(hall: Hall, client_for: Enter) -> None:
    question = formal(hall, public=True, title="My daughter is afraid.")
    hall.act(question, "accept", "signer")
    hall.act(question, "ask_back", "signer", words="Which flat is yours?")
    words = client_for(None).get(twin(question)).content.decode()
    assert "Formal appeal" in words
    assert "Dina" in words
    hidden = (*SECRETS, "My daughter", "Nine lamps", "Which flat", "Asker")
    assert not any(word in words for word in hidden)
    assert "Which flat is yours?" in client_for(hall.people["asker"]).get(twin(question)).content.decode()
    silent = formal(hall)
    assert client_for(None).get(twin(silent)).status_code == 404


def test_words_that_were_taken_out_are_not_there_either(hall: Hall, client_for: Enter) -> None:
    question = hall.ask(text="Nine lamps are dark, ask Mr Omarov.")
    assert "Omarov" in client_for(None).get(twin(question)).content.decode()
    case = case_of(of_post(Post.objects.with_authors().get(pk=question.pk)), now=timezone.now())
    reasons = Reasons(legal_ground="Law on persons", facts="A name.")
    decide(actor=hall.viewer("arbiter"), case=case, measure="redact", reasons=reasons, phrases=["Omarov"])
    words = client_for(None).get(twin(question)).content.decode()
    assert "Nine lamps" in words
    assert "Omarov" not in words


@pytest.mark.parametrize("who", [None, "sup1"])
def test_what_was_taken_down_is_gone(hall: Hall, client_for: Enter, who: str | None) -> None:
    question = hall.ask()
    reader = client_for(hall.people[who] if who else None)
    assert reader.get(twin(question)).status_code == 200
    remove_post(actor=hall.viewer("arbiter"), post=question.post, reason="Names of children.")
    answer = reader.get(twin(question))
    assert answer.status_code == 410
    assert "Nine lamps" not in answer.content.decode()


def test_it_is_kept_like_the_page_and_made_anew_when_something_happens(hall: Hall, client_for: Enter) -> None:
    question, guest = hall.ask(), client_for(None)
    before = guest.get(twin(question)).content
    assert guest.get(twin(question)).content == before
    hall.act(question, "accept", "signer")
    assert guest.get(twin(question)).content != before
