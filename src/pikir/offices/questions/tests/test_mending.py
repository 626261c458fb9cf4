"""A moderator gives a held question back; its author mends it; looked at again, it is public in its new words."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from harness.people import make_person
from harness.questions import Hall
from pikir.accounts.actions import give_role
from pikir.media.actions import add_picture
from pikir.media.tests.samples import bytes_of, drawing, upload
from pikir.moderation.actions.appeals import answer, appeal
from pikir.moderation.actions.cases import open_case
from pikir.moderation.actions.deciding import Reasons, decide
from pikir.moderation.actions.holds import add_hold_rule
from pikir.moderation.kinds import Measure
from pikir.moderation.models import Case
from pikir.moderation.queries import rules_in_force
from pikir.moderation.subjects import of_post
from pikir.moderation.trust_kinds import Level, Said
from pikir.notifications.models import Notice
from pikir.offices.questions import notices, ticking
from pikir.offices.questions.actions.acting import ActError
from pikir.offices.questions.actions.mending import mend
from pikir.offices.questions.models import Question
from pikir.offices.questions.photos.actions import keep_photos
from pikir.offices.questions.photos.kinds import Photo
from pikir.offices.questions.states import Outcome, State
from pikir.posts.life import Revision
from pikir.posts.models import PostPicture

Enter = Callable[..., Client]
WHY = "Ask without the neighbour."
OLD, NEW = "Nine lamps are dark", "All lamps of the street are dark since Monday."


@pytest.fixture
def held(hall: Hall) -> Question:
    """A question that waits for a look; ``judge`` of the hall is a moderator."""
    hall.people["judge"] = make_person("judge", roles=["moderator"])
    add_hold_rule(actor=hall.viewer("arbiter"), level=Level.TRUSTED, said=Said.TEXTS, reason="Elections are near.")
    return hall.ask()


@pytest.fixture
def returned(hall: Hall, held: Question) -> Question:
    """The same, given back to be mended."""
    hall.act(held, "return", "judge", reason="person", words=WHY)
    return held


def page_of(question: Question) -> str:
    return f"/en/questions/{question.number}"


def seen(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_question_goes_back_is_mended_and_public_in_its_new_words(
    hall: Hall, held: Question, client_for: Enter
) -> None:
    page, judge, author = page_of(held), client_for(hall.people["judge"]), client_for(hall.people["asker"])
    assert "Send back to be mended" in seen(judge, page)
    assert judge.post(f"{page}/act/return/", {"ground": "person", "words": ""}).status_code == 422
    assert judge.post(f"{page}/act/return/", {"ground": "person", "words": WHY}).status_code == 302
    event = held.events.get(act="return")
    notices.tell_of_event(event_id=event.pk)
    assert Notice.objects.get(object_id=event.pk).receiver_id == hall.people["asker"].user.pk
    assert WHY in seen(author, "/en/inbox/")
    own = seen(author, page)
    assert WHY in own
    assert f"{page}/mend/" in own
    assert f"{page}/mend/" not in seen(judge, page)
    form = seen(author, f"{page}/mend/")
    assert WHY in form
    assert OLD in form
    faulty = author.post(f"{page}/mend/", {"title": "", "text": NEW})
    assert faulty.status_code == 422
    assert NEW in faulty.content.decode()
    held.refresh_from_db()
    assert held.state == State.RETURNED
    assert OLD in held.post.source
    assert author.post(f"{page}/mend/", {"title": "Why is it dark?", "text": NEW}).status_code == 302
    held.refresh_from_db()
    assert held.state == State.SCREENING
    assert held.post.state == "held"
    assert client_for().get(page).status_code == 404
    assert "Send back to be mended" in seen(judge, page)
    case = Case.objects.get(post_id=held.pk)
    assert NEW in seen(judge, f"/en/desk/queue/{case.pk}/")
    judge.post(f"/en/desk/queue/{case.pk}/", {"act": "dismiss"})
    public = seen(client_for(), page)
    assert NEW in public
    assert "Why is it dark?" in public
    assert OLD not in public
    held.refresh_from_db()
    assert held.state == State.ASSIGNED
    assert held.zero is not None
    assert not Revision.objects.filter(post_id=held.pk).exists()


def test_nobody_else_sends_back_or_mends(hall: Hall, returned: Question, client_for: Enter) -> None:
    page, given = page_of(returned), {"title": "Mine", "text": "Mine now."}
    for name, status in (("sup1", 404), ("signer", 403), ("judge", 403)):
        client = client_for(hall.people[name])
        assert client.get(f"{page}/mend/").status_code == status
        assert client.post(f"{page}/mend/", given).status_code == status
        with pytest.raises(ActError):
            mend(actor=hall.viewer(name), question=returned, title="Mine", text="Mine now.")
    fresh = hall.ask("sup2")
    for name in ("sup2", "signer"):
        client_for(hall.people[name]).post(f"{page_of(fresh)}/act/return/", {"ground": "person", "words": WHY})
    fresh.refresh_from_db()
    returned.refresh_from_db()
    assert (fresh.state, returned.state) == (State.SCREENING, State.RETURNED)
    assert OLD in returned.post.source


def test_only_what_was_given_back_is_mended(hall: Hall, held: Question, client_for: Enter) -> None:
    author, page = client_for(hall.people["asker"]), page_of(held)
    assert author.post(f"{page}/mend/", {"title": "Other", "text": NEW}).status_code == 302
    with pytest.raises(ActError):
        mend(actor=hall.viewer("asker"), question=held, title="Other", text=NEW)
    held.refresh_from_db()
    assert held.state == State.SCREENING
    assert OLD in held.post.source


def test_what_is_with_its_author_is_not_published(hall: Hall, returned: Question, client_for: Enter) -> None:
    case = Case.objects.get(post_id=returned.pk)
    answer = client_for(hall.people["judge"]).post(f"/en/desk/queue/{case.pk}/", {"act": "dismiss"}, follow=True)
    assert "It is with its author to be mended" in answer.content.decode()
    returned.refresh_from_db()
    assert (returned.state, returned.post.state) == (State.RETURNED, "held")


def test_what_was_removed_before_its_look_is_registered_when_that_is_taken_back(hall: Hall, held: Question) -> None:
    judge, author = hall.viewer("judge"), hall.viewer("asker")
    case = open_case(actor=judge, subject=of_post(held.post))
    reasons = Reasons(rule=rules_in_force()[0], facts="It names a child.")
    made = decide(actor=judge, case=case, measure=Measure.REMOVE, reasons=reasons)
    asked = appeal(actor=author, decision=made, words="It does not.")
    answer(actor=hall.viewer("arbiter"), appeal=asked, overturned=True, words="True.")
    held.refresh_from_db()
    assert (held.state, held.post.state) == (State.ASSIGNED, "published")
    assert held.zero is not None


def test_what_is_not_mended_in_time_lapses(hall: Hall, returned: Question, client_for: Enter) -> None:
    assert returned.next_after is not None
    late = returned.last_at.replace(year=returned.last_at.year + 1)
    ticking.move_clocks(now=late)
    returned.refresh_from_db()
    assert (returned.state, returned.outcome) == (State.CLOSED, Outcome.WITHDRAWN)
    author, page = client_for(hall.people["asker"]), page_of(returned)
    assert author.post(f"{page}/mend/", {"title": "Late", "text": NEW}).status_code == 302
    returned.post.refresh_from_db()
    assert OLD in returned.post.source


def test_open_photos_stay_with_mended_words(
    hall: Hall, returned: Question, client_for: Enter, tmp_path: Path, settings: Settings
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    asker = hall.viewer("asker")
    file = upload(bytes_of(drawing(60)))
    picture = add_picture(actor=asker, account_id=asker.account_id or 0, file=file, alt="A dark lamp")
    photo = Photo(picture_id=picture.pk, everyone=True)
    keep_photos(question=returned, photos=[photo], sender_id=returned.asker_id)
    author = client_for(hall.people["asker"])
    author.post(f"{page_of(returned)}/mend/", {"title": "Why is it dark?", "text": NEW})
    returned.refresh_from_db()
    assert returned.state == State.SCREENING
    assert PostPicture.objects.filter(post_id=returned.pk, picture=picture).exists()


def test_moderators_give_back_what_they_have_at_their_desk_but_not_what_they_asked(
    hall: Hall, held: Question
) -> None:
    give_role(actor=None, user_id=hall.people["asker"].user.pk, role="moderator")
    with pytest.raises(ActError):
        hall.act(held, "return", "asker", reason="person", words=WHY)
    give_role(actor=None, user_id=hall.people["registrar"].user.pk, role="moderator")
    assert hall.act(held, "return", "registrar", reason="unclear", words=WHY).part == "moderator"
