"""Kept pages and pieces of questions against the same made anew, for all who read them while they live: what was taken
out, hidden or sealed is on no page after that, and nobody meets what another one sees.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django import Settings

from harness.edge import Got, Worker, differences
from harness.questions import Hall
from pikir.accounts.actions import edit_profile
from pikir.media.actions import keep_picture
from pikir.media.tests.samples import bytes_of, drawing
from pikir.moderation.actions.deciding import Reasons, decide
from pikir.moderation.kinds import Measure
from pikir.moderation.models import Case
from pikir.moderation.queries import rules_in_force
from pikir.offices.questions.actions.judging import judge, support
from pikir.offices.questions.actions.lanes import Wish
from pikir.offices.questions.actions.redacting import ask_redaction
from pikir.offices.questions.appeals.identity import Identity
from pikir.offices.questions.facts import Given
from pikir.offices.questions.models import Question
from pikir.offices.questions.photos.actions import open_photo
from pikir.offices.questions.photos.kinds import Photo
from pikir.posts.actions import hide_post, restore_post
from pikir.posts.models import Post
from pikir.web import pagecache

GUEST = "guest"
READERS = (GUEST, "sup1", "asker", "signer", "registrar", "arbiter")
WORDS = "lamps are dark"
SECRET = "Zhasyryn"  # stands in all that is private below
WHO = Identity(name=SECRET, iin="900101300007", address=SECRET, contact="sup2@example.org")


@pytest.fixture
def cookies(hall: Hall) -> dict[str, str]:
    """Browsers by handle; that of a guest knows nobody."""
    made = {GUEST: ""}
    for name in READERS[1:]:
        client = Client()
        client.force_login(hall.people[name].user)
        made[name] = "; ".join(f"{one.key}={one.value}" for one in client.cookies.values())
    return made


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Iterator[Worker]:
    monkeypatch.setattr(pagecache, "LONGEST", 3600.0)  # no second look: a page is as fresh as its tags say
    cache.clear()
    with Worker() as one:
        yield one


def look(worker: Worker, question: Question, cookies: dict[str, str]) -> dict[str, Got]:
    """What each reader gets, the guest in two languages; it is what would be made anew."""
    pages = [(name, f"/en/questions/{question.number}", cookie) for name, cookie in cookies.items()]
    pages.append(("guest in Kazakh", f"/kk/questions/{question.number}", ""))
    seen = {}
    for name, path, cookie in pages:
        got, anew = worker.get(path, cookie), worker.get_anew(path, cookie)
        assert (got.status, differences(got, anew)) == (anew.status, []), f"{name} at {path}"
        seen[name] = got
    return seen


def live(hall: Hall, question: Question) -> list[Callable[[], object]]:
    """What happens to a question, step by step."""
    asker = hall.people["asker"]
    return [
        lambda: support(actor=hall.viewer("sup1"), question=question),
        lambda: hall.act(question, "accept", "signer"),
        lambda: hall.answer(question),
        lambda: judge(actor=hall.viewer("sup1"), question=question, answered=2, solved="no"),
        lambda: hall.act(question, "send_back", "asker", reason="no_evidence", words="Where is the act?"),
        lambda: edit_profile(actor=hall.viewer("asker"), account_id=asker.pk, name="Aru", bio="", language="en"),
    ]


@pytest.mark.django_db(transaction=True)
def test_a_kept_question_is_what_would_be_made_anew(hall: Hall, worker: Worker, cookies: dict[str, str]) -> None:
    question = hall.ask()
    before = look(worker, question, cookies)
    for step in live(hall, question):
        step()
        after = look(worker, question, cookies)
        assert all(after[name].body != before[name].body for name in after)
        before = after
    assert "What you can do" in before["signer"].text
    assert all("What you can do" not in before[name].text for name in (GUEST, "sup1"))
    assert "Where is the act?" in before["guest in Kazakh"].text
    assert len({got.text for got in before.values()}) == len(before)


@pytest.mark.django_db(transaction=True)
def test_what_was_taken_out_or_hidden_is_kept_nowhere(hall: Hall, worker: Worker, cookies: dict[str, str]) -> None:
    question = hall.ask()
    assert all(WORDS in got.text for got in look(worker, question, cookies).values())
    ask_redaction(actor=hall.viewer("registrar"), question=question, given=Given(reason="insult", words=WORDS))
    reasons = Reasons(rule=rules_in_force()[0])
    decide(
        actor=hall.viewer("arbiter"), case=Case.objects.get(), measure=Measure.REDACT, reasons=reasons, phrases=[WORDS]
    )
    assert all(WORDS not in got.text for got in look(worker, question, cookies).values())
    hide_post(actor=hall.viewer("arbiter"), post=Post.objects.get(pk=question.pk), reason="Against rule 3.")
    hidden = look(worker, question, cookies)
    strangers = [hidden[name] for name in (GUEST, "sup1", "guest in Kazakh")]
    assert all(got.status == 410 and "lamps" not in got.text for got in strangers)
    assert "Against rule 3." in hidden["asker"].text
    restore_post(actor=hall.viewer("arbiter"), post=Post.objects.get(pk=question.pk), reason="Not against it.")
    assert all(got.status == 200 for got in look(worker, question, cookies).values())


@pytest.mark.django_db(transaction=True)
def test_what_is_sealed_is_kept_for_nobody_else(hall: Hall, worker: Worker, cookies: dict[str, str]) -> None:
    private = hall.ask(title=f"{SECRET} title", text=f"{SECRET} text", private=True)
    wish = Wish(identity=WHO, course_public=True)
    formal = hall.ask("sup1", title=f"{SECRET} appeal", text=f"{SECRET} words", private=True, appeal=wish)
    for question in (private, formal):
        hall.act(question, "accept", "signer")
    hall.act(formal, "hear", "signer", words=f"{SECRET} draft")
    worker.get(f"/en/questions/{formal.number}", cookies["sup1"])  # notes that its author has the draft
    for question, author in ((private, "asker"), (formal, "sup1")):
        seen = look(worker, question, cookies)
        assert {name for name, got in seen.items() if SECRET in got.text} == {author, "signer", "registrar"}


@pytest.mark.django_db(transaction=True)
def test_a_closed_photo_is_kept_for_the_office_alone(
    hall: Hall, worker: Worker, cookies: dict[str, str], settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    account_id, asker = hall.people["asker"].pk, hall.viewer("asker")
    picture = keep_picture(account_id=account_id, file=ContentFile(bytes_of(drawing(60))), alt="A dark lamp")
    question = hall.ask(photos=(Photo(picture_id=picture.pk),))
    photo, inside = question.photos.get(), {"asker", "signer", "registrar"}
    for everyone in (None, True, False):
        if everyone is not None:
            open_photo(actor=asker, question=question, photo=photo, everyone=everyone)
        seen = look(worker, question, cookies)
        assert {name for name, got in seen.items() if "A dark lamp" in got.text} == (set(seen) if everyone else inside)
