"""The formal lane: asking by law, becoming an appeal, what is sealed and who opens it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from harness.questions import GOOD, Hall
from pikir.accounts.actions import ask_to_leave, carry_out_departures
from pikir.accounts.kinds import LEAVE_AFTER, Fate
from pikir.audit.models import Entry
from pikir.kernel.belongings import Owner, parts
from pikir.offices.questions import ticking
from pikir.offices.questions.actions.acting import ActError
from pikir.offices.questions.actions.lanes import Wish
from pikir.offices.questions.appeals.actions import convert
from pikir.offices.questions.appeals.identity import Identity, is_iin
from pikir.offices.questions.appeals.models import Appeal, AppealOpening, HearingWords
from pikir.offices.questions.guards import HEARING_DAYS
from pikir.offices.questions.models import Question, QuestionEvent
from pikir.offices.questions.sealing import SealedFile
from pikir.offices.questions.states import Lane, Outcome, State
from pikir.offices.questions.watches import calendar_of_question
from pikir.posts.actions import remove_post

Enter = Callable[..., Client]
Clock = Callable[[str], datetime]
IIN = "900101300007"  # made up: its last digit follows from the others
WHO = Identity(name="Asel Nur", iin=IIN, address="Ozen, Abai 1, flat 2", contact="+7 700 000 00 00")
FIELDS = {
    "full_name": WHO.name,
    "iin": IIN,
    "address": WHO.address,
    "contact": WHO.contact,
    "understood": "on",
}
SECRETS = (WHO.name, IIN, WHO.address, WHO.contact)


def wish(*, public: bool = False) -> Wish:
    return Wish(identity=WHO, course_public=public)


def formal(hall: Hall, *, public: bool = False, **given: object) -> Question:
    """An appeal with a private text."""
    return hall.ask(appeal=wish(public=public), private=True, **given)


def fill(hall: Hall, **given: str) -> dict[str, str]:
    facts = {"title": "When will the lamps burn again?", "text": "Nine lamps are dark.", "kind": "complaint"}
    facts |= {"topic": hall.topic.slug, "place": "Ozen", "place-code": "XA-11", "naming": "name"}
    return facts | FIELDS | {"act": "ask"} | given


@pytest.mark.parametrize("number", ["900101300018", "90010130001", "9001013000071", "abc", ""])
def test_a_mistyped_personal_number_is_none(number: str) -> None:
    assert is_iin(IIN)
    assert not is_iin(number)


def test_an_appeal_is_made_on_a_form_of_its_own(hall: Hall, client_for: Enter) -> None:
    citizen = client_for(hall.people["asker"])
    choice = citizen.get("/en/questions/ask/").content.decode()
    assert "/en/questions/ask/appeal/" in choice
    wrong = citizen.post("/en/questions/ask/appeal/", fill(hall, iin="900101300018"))
    assert wrong.status_code == 422
    assert WHO.address in wrong.content.decode()
    sent = citizen.post("/en/questions/ask/appeal/", fill(hall))
    question = Question.objects.get()
    assert sent["Location"] == f"/en/questions/{question.number}?asked=1"
    assert (question.lane, question.state, question.post.visibility) == (Lane.APPEAL, State.ASSIGNED, "private")
    calendar = calendar_of_question(question)
    assert question.due == calendar.add(question.zero, 15)
    page = citizen.get(f"/en/questions/{question.number}").content.decode()
    assert "This is a formal appeal." in page
    assert "Nobody has verified this with the law for this square." in page
    sealed = Appeal.objects.get().sealed
    assert not any(word in sealed for word in SECRETS)


def test_nobody_may_refuse_to_take_an_appeal(hall: Hall, clock: Clock) -> None:
    now = clock("2026-03-02 10:00")
    first = formal(hall, at=now)
    second = formal(hall, at=now + timedelta(seconds=1))
    assert (first.state, second.state) == (State.ASSIGNED, State.ASSIGNED)
    remove_post(actor=hall.viewer("arbiter"), post=first.post, reason="Names of children.")
    first.refresh_from_db()
    assert first.state == State.ASSIGNED
    late = formal(hall, at=clock("2026-03-06 19:10"))
    assert str(late.zero) == "2026-03-09"  # Friday after hours


def test_a_question_becomes_an_appeal_and_keeps_its_history(hall: Hall, clock: Clock) -> None:
    now = clock("2026-03-02 10:00")
    question = hall.ask(at=now)
    due, later = question.due, now + timedelta(days=4)
    with pytest.raises(ActError) as refused:
        hall.act(question, "convert", "asker", at=later)
    assert refused.value.code == "identified"
    convert(actor=hall.viewer("asker"), question=question, wish=wish(public=True), at=later)
    question.refresh_from_db()
    calendar = calendar_of_question(question)
    assert (question.lane, question.state, question.zero) == (Lane.APPEAL, State.ASSIGNED, later.date())
    assert question.due == calendar.add(question.zero, 15)
    assert Appeal.objects.get().pledge["due"] == due.isoformat()
    acts = [event.act for event in question.events.order_by("number")]
    assert acts == ["ask", "register", "assign", "convert", "assign"]


def test_a_late_question_may_go_to_the_law(hall: Hall, clock: Clock) -> None:
    now = clock("2026-03-02 10:00")
    question = hall.ask(at=now)
    for days in range(30):
        ticking.move_clocks(now=now + timedelta(days=days))
    question.refresh_from_db()
    assert question.state == State.ESCALATED
    convert(actor=hall.viewer("asker"), question=question, wish=wish(), at=now + timedelta(days=30))
    question.refresh_from_db()
    assert (question.state, question.above, question.level) == (State.ASSIGNED, None, 0)


def test_converting_on_the_page_loses_nothing(hall: Hall, client_for: Enter) -> None:
    question = hall.ask()
    page = f"/en/questions/{question.number}/convert/"
    assert client_for(hall.people["sup1"]).get(page).status_code == 403
    citizen = client_for(hall.people["asker"])
    assert "Make it a formal appeal" in citizen.get(f"/en/questions/{question.number}").content.decode()
    wrong = citizen.post(page, FIELDS | {"contact": ""})
    assert wrong.status_code == 422
    assert WHO.address in wrong.content.decode()
    assert citizen.post(page, FIELDS).status_code == 302
    shown = client_for().get(f"/en/questions/{question.number}").content.decode()
    assert "This is a formal appeal." in shown
    assert "As a public question it was registered on" in shown
    assert "Nine lamps are dark." in shown
    assert not any(word in shown for word in SECRETS)
    assert question.number not in client_for().get("/en/questions/").content.decode()
    assert question.number in client_for().get("/en/questions/appeals/").content.decode()


def test_the_registrar_alone_opens_the_seal_and_the_author_sees_it(hall: Hall, client_for: Enter) -> None:
    question = formal(hall)
    page = f"/en/questions/{question.number}/register/"
    for name in ("signer", "drafter", "head", "waterman", "arbiter", "asker"):
        assert client_for(hall.people[name]).post(page, {"act": "open"}).status_code == 404, name
    registrar = client_for(hall.people["registrar"])
    assert not any(word in registrar.get(page).content.decode() for word in SECRETS)
    opened = registrar.post(page, {"act": "open"})
    assert all(word in opened.content.decode() for word in SECRETS)
    assert "no-store" in opened["Cache-Control"]
    assert AppealOpening.objects.get().office == hall.roads
    assert Entry.objects.filter(verb="open_identity", object_id=question.pk).count() == 1
    own = client_for(hall.people["asker"]).get(f"/en/questions/{question.number}").content.decode()
    assert "Opened by a registrar" in own
    assert "Opened by a registrar" not in registrar.get(f"/en/questions/{question.number}").content.decode()


def test_a_key_that_is_lost_opens_nothing_and_says_so(hall: Hall, client_for: Enter, settings: object) -> None:
    question = formal(hall)
    settings.SEAL_KEY = "another"  # type: ignore[attr-defined]  # a fixture without a class to name
    answer = client_for(hall.people["registrar"]).post(f"/en/questions/{question.number}/register/", {"act": "open"})
    assert answer.status_code == 500
    assert "The key to it is missing." in answer.content.decode()
    assert not AppealOpening.objects.exists()


def test_the_registrar_enters_number_and_slip(hall: Hall, client_for: Enter) -> None:
    question = formal(hall)
    page = f"/en/questions/{question.number}/register/"
    registrar = client_for(hall.people["registrar"])
    bad = SimpleUploadedFile("slip.exe", b"MZ")
    wrong = registrar.post(page, {"act": "enter", "number": "ZT-77", "on": "2026-03-02", "slip": bad})
    assert wrong.status_code == 422
    assert "ZT-77" in wrong.content.decode()
    slip = SimpleUploadedFile("slip.pdf", b"%PDF-1.7 slip of " + WHO.name.encode())
    due = question.due
    sent = registrar.post(page, {"act": "enter", "number": "ZT-77", "on": "2026-03-02", "slip": slip})
    assert sent.status_code == 302
    kept = SealedFile.objects.get()
    with default_storage.open(kept.path, "rb") as file:
        assert WHO.name.encode() not in file.read()
    question.refresh_from_db()
    assert (question.events.last().act, question.due) == ("enter", due)
    citizen = client_for(hall.people["asker"])
    assert "ZT-77" in citizen.get(f"/en/questions/{question.number}").content.decode()
    fetched = citizen.get(f"/en/questions/{question.number}/registration/")
    assert fetched.content.startswith(b"%PDF-1.7")
    assert "no-store" in fetched["Cache-Control"]
    assert client_for(hall.people["signer"]).get(f"/en/questions/{question.number}/registration/").status_code == 404


def test_of_an_appeal_everyone_sees_what_its_author_lets_them(hall: Hall, client_for: Enter) -> None:
    question = formal(hall, title="My daughter is afraid.")
    page = f"/en/questions/{question.number}"
    assert client_for().get(page).status_code == 404
    citizen = client_for(hall.people["asker"])
    assert citizen.post(f"{page}/course/", {"act": "on"}).status_code == 302
    hall.act(question, "accept", "signer")
    hall.act(question, "ask_back", "signer", words="Which flat is yours?")
    for reader in (client_for(), client_for(hall.people["sup1"]), client_for(hall.people["arbiter"])):
        seen = reader.get(page)
        assert seen.status_code == 200
        words = seen.content.decode()
        assert "Formal appeal" in words
        assert "Lamps" in words
        assert "Dina" in words
        hidden = (*SECRETS, "My daughter", "Nine lamps", "Which flat", "Asker")
        assert not any(word in words for word in hidden)
    assert question.number in client_for().get("/en/questions/appeals/").content.decode()
    assert "My daughter" not in client_for().get("/en/questions/appeals/").content.decode()
    citizen.post(f"{page}/course/", {"act": "off"})
    assert client_for().get(page).status_code == 404
    assert client_for(hall.people["sup1"]).post(f"{page}/course/", {"act": "on"}).status_code == 404


def test_silence_counts_as_the_law_says_and_nobody_verified_it(hall: Hall, clock: Clock, client_for: Enter) -> None:
    now = clock("2026-03-02 10:00")
    question = formal(hall, at=now, public=True)
    for days in range(120):
        ticking.move_clocks(now=now + timedelta(days=days))
    question.refresh_from_db()
    assert question.outcome == Outcome.NEVER_ANSWERED
    shown = client_for().get(f"/en/questions/{question.number}").content.decode()
    assert "silence after the term counts as a refusal" in shown


def test_a_hearing_is_for_the_author_and_the_office(hall: Hall, clock: Clock, client_for: Enter) -> None:
    now = clock("2026-03-02 10:00")
    question = formal(hall, at=now, public=True)
    hall.act(question, "accept", "signer", at=now)
    hall.act(question, "hear", "signer", at=now, words="We mean to refuse.")
    assert question.state == State.HEARING
    hall.act(question, "speak", "asker", at=now, words="The act of 2024 says otherwise.")
    assert not any(QuestionEvent.objects.exclude(words="").filter(act__in=("hear", "speak")))
    assert "refuse" not in "".join(HearingWords.objects.values_list("sealed", flat=True))
    page = f"/en/questions/{question.number}"
    assert "We mean to refuse." not in client_for().get(page).content.decode()
    assert "We mean to refuse." in client_for(hall.people["asker"]).get(page).content.decode()
    assert HearingWords.objects.get(act="hear").seen_at is not None
    assert "The act of 2024" in client_for(hall.people["signer"]).get(page).content.decode()
    with pytest.raises(ActError) as early:
        hall.answer(question, at=now + timedelta(days=1), **GOOD)
    assert early.value.code == "heard"
    day = calendar_of_question(question).add(now.date(), HEARING_DAYS)
    hall.answer(question, at=clock(f"{day} 12:00"))
    assert question.state == State.ANSWERED


def test_a_public_question_has_no_hearing(hall: Hall) -> None:
    question = hall.ask()
    hall.act(question, "accept", "signer")
    with pytest.raises(ActError):
        hall.act(question, "hear", "signer", words="We mean to refuse.")


def test_who_leaves_takes_along_what_was_sealed(hall: Hall, client_for: Enter) -> None:
    question = formal(hall)
    slip = SimpleUploadedFile("slip.pdf", b"%PDF-1.7")
    page = f"/en/questions/{question.number}/register/"
    entered = {"act": "enter", "number": "ZT-77", "on": "2026-03-02", "slip": slip}
    client_for(hall.people["registrar"]).post(page, entered)
    own = Owner(user_id=hall.people["asker"].user.pk, account_id=hall.people["asker"].pk, email="a@example.org")
    rows = [row for part in parts() if part.name == "appeals" for row in part.rows(own)]
    assert rows[0]["iin"] == IIN
    ask_to_leave(actor=hall.viewer("asker"), fate=Fate.KEEP)
    carry_out_departures(now=timezone.now() + LEAVE_AFTER + timedelta(minutes=1))
    appeal = Appeal.objects.get()
    assert (appeal.sealed, appeal.number, appeal.slip) == ("", "", None)
    assert not SealedFile.objects.exists()


def test_every_page_of_appeals_speaks_every_language(hall: Hall, client_for: Enter, lang: str) -> None:
    question, public = formal(hall), hall.ask("sup1")
    citizen, registrar = client_for(hall.people["asker"]), client_for(hall.people["registrar"])
    for path in ("ask/appeal/", "appeals/", question.number, f"{question.number}/slip/"):
        assert citizen.get(f"/{lang}/questions/{path}").status_code == 200, path
    assert registrar.get(f"/{lang}/questions/{question.number}/register/").status_code == 200
    other = client_for(hall.people["sup1"])
    assert other.get(f"/{lang}/questions/{public.number}/convert/").status_code == 200
