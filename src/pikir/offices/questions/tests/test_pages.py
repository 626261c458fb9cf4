"""Asking, answering, judging on the pages."""

from collections.abc import Callable

from django.test import Client

from harness.questions import GOOD, Hall
from pikir.offices.questions.models import Question

Enter = Callable[..., Client]


def fill(hall: Hall, **given: str) -> dict[str, str]:
    facts = {"title": "When will the lamps burn again?", "text": "Nine lamps are dark.", "kind": "complaint"}
    facts |= {"topic": hall.topic.slug, "place": "Ozen", "place-code": "XA-11", "naming": "name", "understood": "on"}
    return facts | {"act": "ask"} | given


def test_a_question_is_asked_answered_sent_back_and_confirmed(hall: Hall, client_for: Enter) -> None:
    citizen, signer = client_for(hall.people["asker"]), client_for(hall.people["signer"])
    blank = citizen.get(f"/en/questions/ask/?topic={hall.topic.slug}&place-code=XA-11").content.decode()
    assert 'value="Ozen"' in blank
    looked = citizen.post("/en/questions/ask/", fill(hall, act="look"))
    assert "Dina, Chief, Roads" in looked.content.decode()
    sent = citizen.post("/en/questions/ask/", fill(hall))
    question = Question.objects.get()
    page = f"/en/questions/{question.number}"
    assert sent["Location"] == f"{page}?asked=1"
    assert question.number.endswith("-000001")
    assert question.number in citizen.get(sent["Location"]).content.decode()
    guest = client_for().get(page).content.decode()
    assert "Dina" in guest
    assert "working days left" in guest
    assert "This is a public question, not a legal appeal." in guest
    assert signer.post(f"{page}/act/accept/").status_code == 302
    assert signer.post(f"{page}/answer/", GOOD | {"act": "sign", "evidence": ""}).status_code == 422
    assert signer.post(f"{page}/answer/", GOOD | {"act": "sign"}).status_code == 302
    assert GOOD["one"] in client_for().get(page).content.decode()
    assert citizen.post(f"{page}/act/send_back/", {"criterion": "no_evidence"}).status_code == 302
    assert "It shows no evidence" in signer.get(f"{page}/answer/").content.decode()
    again = GOOD | {"act": "sign", "addresses": "The act is linked now."}
    assert signer.post(f"{page}/answer/", again).status_code == 302
    assert citizen.post(f"{page}/verdict/", {"answered": "2", "solved": "yes"}).status_code == 302
    assert citizen.post(f"{page}/act/confirm/").status_code == 302
    assert "Solved, confirmed by the author" in client_for().get(page).content.decode()


def test_every_page_speaks_every_language(hall: Hall, client_for: Enter, lang: str) -> None:
    question = hall.answered()
    staff = client_for(hall.people["head"])
    for path in (
        f"questions/{question.number}",
        "questions/",
        "questions/how/",
        "offices/@roads/desk/",
        "questions/mine/",
    ):
        assert staff.get(f"/{lang}/{path}").status_code == 200, path
    for tab in ("overdue", "long", "answered"):
        assert staff.get(f"/{lang}/offices/@roads/questions/{tab}/").status_code == 200


def test_similar_questions_come_while_one_is_written_and_with_the_button(hall: Hall, client_for: Enter) -> None:
    there, private = hall.ask(), hall.ask("sup1", title="When will the lamps of my flat burn?", private=True)
    writer = client_for(hall.people["sup2"])
    typed = {"title": "The lamps do not burn", "text": "", "topic": hall.topic.slug, "place": "Ozen"}
    found = writer.post("/en/questions/similar/", typed | {"place-code": "XA-11"}).content.decode()
    assert there.number in found
    assert private.number not in found
    assert there.number in writer.post("/en/questions/ask/", fill(hall, title="Lamps", act="look")).content.decode()
    assert there.number in writer.post("/en/questions/similar/", {"title": "Lamps that burn"}).content.decode()
    for nothing in ({}, {"title": "  "}, {"title": "Geese on the runway"}, {"topic": hall.topic.slug}):
        assert writer.post("/en/questions/similar/", nothing).content.decode().strip() == ""
    assert client_for().post("/en/questions/similar/", typed).status_code == 302


def test_me_too_stands_beside_what_is_similar(hall: Hall, client_for: Enter) -> None:
    there = hall.ask()
    support = f'formaction="/en/questions/{there.number}/support/"'
    typed = {"title": "The lamps do not burn"}
    assert support in client_for(hall.people["sup2"]).post("/en/questions/similar/", typed).content.decode()
    assert support not in client_for(hall.people["asker"]).post("/en/questions/similar/", typed).content.decode()
    written = fill(hall, act="on")  # the button sends all that is typed along
    assert client_for(hall.people["sup2"]).post(f"/en/questions/{there.number}/support/", written).status_code == 302
    there.refresh_from_db()
    assert there.supporter_count == 1
