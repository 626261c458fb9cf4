"""Photos of a question are for its office until who sent one opens it; what is closed is nowhere to be had."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from harness.questions import Hall
from pikir.accounts.kinds import Fate
from pikir.audit.models import Entry
from pikir.kernel.belongings import Owner, parts
from pikir.media.actions import hide_picture, keep_picture, sweep_pictures
from pikir.media.models import Picture
from pikir.media.tests.samples import bytes_of, drawing, fetch, upload
from pikir.offices.questions.actions.joining import Piece, split
from pikir.offices.questions.letters.models import OfficeLink
from pikir.offices.questions.letters.tests.test_office_links import asked as asked_by_link
from pikir.offices.questions.letters.tests.test_office_links import link_of as link_in
from pikir.offices.questions.letters.tests.test_office_links import parks
from pikir.offices.questions.letters.tests.test_wishes import GUEST, fill, link_of
from pikir.offices.questions.models import Question
from pikir.offices.questions.photos.actions import keep_photos
from pikir.offices.questions.photos.kinds import Photo
from pikir.offices.questions.photos.models import QuestionPhoto
from pikir.offices.questions.tests.test_leaving import leave

__all__ = ["parks"]
Enter = Callable[..., Client]
ASK = "/en/questions/ask/"


@pytest.fixture(autouse=True)
def media_root(tmp_path: Path, settings: Settings) -> None:
    """Photos of these tests lie in a folder of their own."""
    settings.MEDIA_ROOT = tmp_path / "media"


def sent(hall: Hall, **given: object) -> dict[str, object]:
    form = fill(hall, naming="name", position=hall.chief.pk, **given)
    return {name: value for name, value in form.items() if name not in ("email", "name")}


def photo(width: int = 60) -> Any:
    return upload(bytes_of(drawing(width)))


@pytest.fixture
def question(hall: Hall, client_for: Enter) -> Question:
    """A question with two photos, of which everyone may see the second."""
    form = sent(hall, file=photo(), alt="A dark lamp", file_2=photo(61), alt_2="The street", everyone_2="on")
    assert client_for(hall.people["asker"]).post(ASK, form).status_code == 302
    made: Question = Question.objects.get()
    return made


def two(question: Question) -> tuple[QuestionPhoto, QuestionPhoto]:
    closed, opened = question.photos.select_related("picture").order_by("pk")
    return closed, opened


def page_of(client: Client, question: Question) -> str:
    return client.get(f"/en/questions/{question.number}").content.decode()


def test_the_office_sees_all_and_everyone_what_is_open(hall: Hall, question: Question, client_for: Enter) -> None:
    closed, opened = two(question)
    for name in ("asker", "registrar", "signer"):
        client = client_for(hall.people[name])
        page = page_of(client, question)
        assert closed.picture.src in page
        assert opened.picture.src in page
        seen = fetch(client, closed.picture.src)
        assert (seen.status_code, seen["Cache-Control"]) == (200, "private, no-store")
    for person in (None, hall.people["sup1"], hall.people["waterman"], hall.people["arbiter"]):
        client = client_for(person) if person else client_for()
        page = page_of(client, question)
        assert closed.picture.name not in page
        assert "A dark lamp" not in page
        assert opened.picture.src in page
        assert fetch(client, closed.picture.src).status_code == 404
        assert fetch(client, opened.picture.src).status_code == 200
    assert "picture:" not in question.post.source


def test_no_feed_file_or_list_leads_to_what_is_closed(hall: Hall, question: Question, client_for: Enter) -> None:
    closed, _opened = two(question)
    guest, number = client_for(), question.number
    addresses = ["/feeds/en/questions/newest.rss", "/feeds/en/questions/newest.atom", "/feeds/en/questions/newest.json"]
    addresses += ["/data/questions.csv", "/data/questions.json", "/data/question-events.json", "/en/questions/"]
    addresses += [f"/en/questions/{number}", f"/ru/questions/{number}", "/en/", "/en/offices/@roads/questions/"]
    for address in addresses:
        answer = guest.get(address, follow=True)
        assert answer.status_code == 200, address
        body = answer.getvalue()
        assert closed.picture.name.encode() not in body, address
        assert str(closed.picture.pk).encode() not in body, address


def test_the_sender_opens_and_closes_and_the_old_address_is_gone(
    hall: Hall, question: Question, client_for: Enter
) -> None:
    closed, _opened = two(question)
    mine, guest = client_for(hall.people["asker"]), client_for()
    way = f"/en/questions/{question.number}/photos/{closed.pk}/"
    assert way in page_of(mine, question)
    for name in ("registrar", "sup1", "arbiter"):
        assert client_for(hall.people[name]).post(way, {"act": "open"}).status_code == 404
    assert guest.post(way, {"act": "open"}).status_code == 302
    assert closed.picture.name not in page_of(guest, question)
    assert mine.post(way, {"act": "open"})["Location"] == f"/en/questions/{question.number}#photos"
    assert closed.picture.src in page_of(guest, question)
    assert fetch(guest, closed.picture.src).status_code == 200
    mine.post(way, {"act": "close"})
    assert closed.picture.name not in page_of(guest, question)
    assert fetch(guest, closed.picture.src).status_code == 410
    closed.picture.refresh_from_db()
    assert fetch(guest, closed.picture.src).status_code == 404
    assert fetch(mine, closed.picture.src).status_code == 200
    verbs = Entry.objects.filter(object_id=closed.picture_id).order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["add_picture", "open_photo", "close_photo"]


def test_a_private_question_has_nothing_to_open(hall: Hall, client_for: Enter) -> None:
    mine = client_for(hall.people["asker"])
    mine.post(ASK, sent(hall, file=photo(), everyone="on", private="on"))
    question, kept = Question.objects.get(), QuestionPhoto.objects.select_related("picture").get()
    way = f"/en/questions/{question.number}/photos/{kept.pk}/"
    assert way not in page_of(mine, question)
    assert mine.post(way, {"act": "open"}).status_code == 404
    assert fetch(client_for(), kept.picture.src).status_code == 404
    assert fetch(client_for(hall.people["signer"]), kept.picture.src).status_code == 200


def test_what_moderators_hide_is_gone_for_the_office_too(hall: Hall, question: Question, client_for: Enter) -> None:
    _closed, opened = two(question)
    hide_picture(actor=hall.viewer("arbiter"), picture_id=opened.picture_id, reason="A face")
    for person in (client_for(), client_for(hall.people["signer"])):
        assert "The street" not in page_of(person, question)
    assert fetch(client_for(hall.people["signer"]), opened.picture.src).status_code == 410


def test_photos_of_a_guest_wait_with_the_question_and_are_closed_unless_chosen(hall: Hall, client_for: Enter) -> None:
    guest = client_for()
    assert guest.post(ASK, fill(hall, file=photo(), file_3=photo(61), everyone_3="on")).status_code == 302
    assert "With 2 photos." in guest.get(link_of()).content.decode()
    assert all(fetch(guest, one.src).status_code == 404 for one in Picture.objects.all())
    guest.post(link_of(), {"act": "confirm"})
    closed, opened = two(Question.objects.get())
    assert closed.sender.email == GUEST
    assert fetch(guest, closed.picture.src).status_code == 404
    assert fetch(guest, opened.picture.src).status_code == 200
    owner = Owner(user_id=closed.sender_id, account_id=closed.sender.account_id, email=GUEST)
    part = next(one for one in parts() if one.name == "question_photos")
    assert [row["question"] for row in part.rows(owner)] == [closed.question.number] * 2
    assert part.files is not None
    files = dict(part.files(owner))
    assert len(files) == 2
    for opened in files.values():
        with opened() as file:
            assert file.read(4) == b"RIFF"


def test_a_file_that_is_no_picture_is_told_where_it_came(hall: Hall, client_for: Enter) -> None:
    answer = client_for(hall.people["asker"]).post(ASK, sent(hall, file=photo(), file_2=upload(b"no picture")))
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"file_2"}
    assert not Question.objects.exists()


def test_who_leaves_takes_along_what_was_for_the_office_alone(hall: Hall, question: Question) -> None:
    closed, opened = two(question)
    leave(hall, "asker", Fate.KEEP)
    assert set(Picture.objects.values_list("pk", flat=True)) == {opened.picture_id}
    assert not QuestionPhoto.objects.filter(pk=closed.pk).exists()


def test_photos_are_never_swept_as_unused(question: Question) -> None:
    sweep_pictures(now=timezone.now() + timedelta(days=400))
    assert Picture.objects.count() == 2


def test_each_part_of_a_question_has_its_photos(hall: Hall, question: Question, client_for: Enter) -> None:
    part = split(
        actor=hall.viewer("registrar"),
        question=question,
        pieces=[Piece(office=hall.water, about="The pipe")],
        words="Two matters",
    )[0]
    closed, opened = two(part)
    assert fetch(client_for(hall.people["waterman"]), closed.picture.src).status_code == 200
    mine, guest = client_for(hall.people["asker"]), client_for()
    assert opened.picture.src in page_of(guest, part)
    mine.post(f"/en/questions/{part.number}/photos/{opened.pk}/", {"act": "close"})
    assert "The street" not in page_of(guest, question)
    assert "The street" not in page_of(guest, part)


def test_an_office_that_is_not_here_yet_sees_them_by_its_link(hall: Hall, parks: Any, client_for: Enter) -> None:
    question = asked_by_link(hall)
    picture = keep_picture(account_id=question.post.account_id, file=photo())
    keep_photos(question=question, photos=[Photo(picture_id=picture.pk)], sender_id=question.asker_id)
    guest, way = client_for(), link_in()
    kept = QuestionPhoto.objects.get()
    address = f"{way}photos/{kept.pk}/"
    assert address in guest.get(way).content.decode()
    answer = fetch(guest, address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert fetch(guest, picture.src).status_code == 404
    OfficeLink.objects.update(revoked_at="2026-01-01T00:00Z")
    assert fetch(guest, address).status_code == 404
