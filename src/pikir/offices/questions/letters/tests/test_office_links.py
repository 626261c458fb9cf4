"""An office that is not here answers by the link in a letter to its public address."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from harness.offices import make_competence, make_holder, make_office, make_position
from harness.questions import GOOD, Hall
from pikir.mail.models import Letter
from pikir.offices.actions import give_duties
from pikir.offices.kinds import Duty
from pikir.offices.models import Office
from pikir.offices.questions import tasks
from pikir.offices.questions.letters.actions.answering import write_to_office
from pikir.offices.questions.letters.kinds import OFFICE_TERM
from pikir.offices.questions.letters.models import LinkedAct, OfficeLink
from pikir.offices.questions.models import Question

Enter = Callable[..., Client]
MAIL = "info@parks.example.org"


@pytest.fixture
def parks(hall: Hall) -> Office:
    """An office that is listed, has an address and a head, and nobody who acts for it."""
    office = make_office("parks", parent=hall.akimat, territory=hall.place)
    office.mail = MAIL
    office.save(update_fields=["mail"])
    office.account.language = "en"
    office.account.save(update_fields=["language"])
    hall.chief = make_position(office, "chief", is_head=True)
    make_holder(hall.chief, "gulnar", first_day=date(2020, 1, 1))
    make_competence(hall.chief, hall.topic, hall.place)
    return office


def asked(hall: Hall, **given: object) -> Question:
    question = hall.ask(**given)
    tell_of_all(question)
    return question


def tell_of_all(question: Question) -> None:
    for event in question.events.order_by("number"):
        tasks.tell.call(str(event.pk))


def link_of(address: str = MAIL) -> str:
    text = Letter.objects.filter(to=address).order_by("-id").first().text
    return re.search(r"https?://[^/\s]+(/\S+/letter/office/\S+)", text)[1]


def test_an_office_accepts_and_answers_by_its_link(hall: Hall, parks: Office, client_for: Enter) -> None:
    question, guest = asked(hall), client_for()
    assert Letter.objects.filter(to=MAIL).count() == 1
    path = link_of()
    assert "Nine lamps are dark." in guest.get(path).content.decode()
    assert guest.post(path, {"act": "accept"}).status_code == 302
    tell_of_all(question)
    assert guest.post(path, GOOD | {"act": "sign", "evidence": ""}).status_code == 422
    assert not question.answers.filter(signed_at__isnull=False).exists()
    assert guest.post(path, GOOD | {"act": "save"}).status_code == 302
    assert GOOD["one"] not in client_for().get(f"/en/questions/{question.number}").content.decode()
    assert guest.post(path, GOOD | {"act": "sign"}).status_code == 302
    question.refresh_from_db()
    assert question.state == "answered"
    parts = dict(question.events.filter(linked__isnull=False).values_list("act", "part"))
    assert parts == {"accept": "handler", "answer": "handler"}
    page = client_for().get(f"/en/questions/{question.number}").content.decode()
    assert "Answered by the signed link sent to parks.example.org" in page
    assert "by the signed link sent to parks.example.org" in page
    assert MAIL not in page


def test_telling_twice_writes_one_letter(hall: Hall, parks: Office) -> None:
    question = asked(hall)
    for event in question.events.all():
        write_to_office(event_id=event.pk)
    assert Letter.objects.filter(to=MAIL).count() == OfficeLink.objects.count() == 1


def test_a_question_that_comes_back_writes_again(hall: Hall, parks: Office, client_for: Enter) -> None:
    question, guest = asked(hall), client_for()
    path = link_of()
    guest.post(path, {"act": "accept"})
    guest.post(path, GOOD | {"act": "sign"})
    question.refresh_from_db()
    hall.act(question, "send_back", "asker", reason="no_evidence")
    tell_of_all(question)
    assert Letter.objects.filter(to=MAIL).count() == 2
    assert guest.get(path).status_code == 410
    page = guest.get(link_of()).content.decode()
    assert "It shows no evidence" in page


def test_an_office_passes_on_by_its_link_and_it_ends(hall: Hall, parks: Office, client_for: Enter) -> None:
    question, guest = asked(hall), client_for()
    path = link_of()
    given = {"act": "transfer", "to_office": hall.roads.pk, "ground": "competence", "words": "The lamps are theirs."}
    assert guest.post(path, given).status_code == 302
    question.refresh_from_db()
    assert question.office_id == hall.roads.pk
    after = guest.get(path)
    assert after.status_code == 410
    assert "with another office now" in after.content.decode()


def test_who_takes_the_office_over_ends_the_links(hall: Hall, parks: Office, client_for: Enter) -> None:
    asked(hall)
    path = link_of()
    give_duties(actor=None, office=parks, user_id=hall.people["head"].user.pk, duties=[Duty.HEAD])
    answer = client_for().post(path, {"act": "accept"})
    assert answer.status_code == 410
    assert "The office is here by now" in answer.content.decode()


def test_a_link_is_ended_by_who_has_it_and_by_an_operator(hall: Hall, parks: Office, client_for: Enter) -> None:
    question, guest = asked(hall), client_for()
    path = link_of()
    guest.post(path, {"act": "revoke"})
    assert guest.post(path, {"act": "accept"}).status_code == 410
    second = asked(hall, by="sup1")
    path = link_of()
    desk = f"/en/questions/{second.number}/links/"
    assert client_for(hall.people["head"]).get(desk).status_code == 403
    operator = client_for(hall.people["arbiter"])
    assert MAIL in operator.get(desk).content.decode()
    assert operator.post(desk, {"link": OfficeLink.objects.get(question=question).pk}).status_code == 404
    assert operator.post(desk, {"link": OfficeLink.objects.get(question=second).pk}).status_code == 302
    assert guest.post(path, {"act": "accept"}).status_code == 410
    assert not LinkedAct.objects.exists()


def test_a_link_that_ran_out_is_renewed_by_a_letter_to_the_office(hall: Hall, parks: Office, client_for: Enter) -> None:
    asked(hall)
    path, guest = link_of(), client_for()
    past = timezone.now() - OFFICE_TERM
    OfficeLink.objects.update(until=timezone.now(), made_at=past)
    assert guest.post(path, {"act": "accept"}).status_code == 410
    assert "on its way" in guest.post(path, {"act": "renew"}).content.decode()
    assert link_of() != path
    assert guest.get(link_of()).status_code == 200
    guest.post(path, {"act": "renew"})
    assert OfficeLink.objects.count() == 2


def test_a_forged_link_leads_nowhere(hall: Hall, parks: Office, client_for: Enter) -> None:
    asked(hall)
    path = link_of()
    forged = path[:-3] + ("A" if path[-3] != "A" else "B") + path[-2:]
    assert client_for().get(forged).status_code == 404
    OfficeLink.objects.update(address="info@evil.example.org")
    assert client_for().get(path).status_code == 404


def test_the_letter_about_a_private_question_has_its_number_alone(hall: Hall, parks: Office) -> None:
    question = asked(hall, private=True, title="My daughter is afraid of the dark yard.")
    letter = Letter.objects.get(to=MAIL)
    assert question.number in letter.subject
    assert "daughter" not in letter.text + letter.subject


def test_offices_that_are_here_get_no_link(hall: Hall) -> None:
    asked(hall)
    assert not OfficeLink.objects.exists()
