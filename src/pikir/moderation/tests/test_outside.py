"""Reports of people without an account."""

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from harness.people import make_person, viewer_of
from harness.posts import make_comment, make_post
from pikir.mail.models import Letter
from pikir.moderation.actions.deciding import dismiss
from pikir.moderation.models import Case, Flag, Outsider
from pikir.posts.models import Post

pytestmark = pytest.mark.django_db
FORM = "/en/report/"


@pytest.fixture(autouse=True)
def _letters_go_out(settings: Settings) -> None:
    settings.MAIL_SERVER_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []


@pytest.fixture
def post(db: None) -> Post:
    return make_post(make_person("reported_author"), "Text", title="What is reported")


def send(place: str, **more: str) -> object:
    given = {"place": place, "category": "spam", "email": "neighbour@example.org", "words": "Look."}
    return Client().post(FORM, given | more)


def address(post: Post) -> str:
    return f"/en/@{post.account.handle}/{post.id}/"


def test_a_report_comes_into_the_queue_and_a_letter_goes_out(post: Post) -> None:
    assert send(address(post)).status_code == 302
    case = Case.objects.get()
    assert (case.post_id, case.flags_open, case.state) == (post.id, 1, "open")
    letter = Letter.objects.get()
    assert letter.to == "neighbour@example.org"
    assert str(Flag.objects.get().id) in letter.text
    assert "What is reported" in letter.text


def test_the_answer_goes_out_and_the_address_is_forgotten(post: Post, run_jobs) -> None:  # type: ignore[no-untyped-def]
    send(address(post))
    dismiss(actor=viewer_of(make_person("answering_judge", roles=["moderator"])), case=Case.objects.get())
    run_jobs()
    run_jobs()
    assert [letter.subject.startswith("What came of") for letter in mail.outbox] == [False, True]
    assert not Letter.objects.exists()
    assert not Outsider.objects.exists()
    assert Flag.objects.get().outcome == "dismissed"


def test_comments_pictures_and_profiles_are_reported_by_their_addresses(post: Post) -> None:
    comment = make_comment(make_person("reported_speaker"), post, "A comment")
    assert send(f"{address(post)}#c{comment.id}").status_code == 302
    assert send(f"/en/@{post.account.handle}/").status_code == 302
    assert set(Case.objects.values_list("kind", "object_id")) == {
        ("post", comment.id),
        ("account", post.account_id),
    }


@pytest.mark.parametrize("where", ["/ru{}", "{}", "{host}/kk{}", "http://{host}/en{}", " /en{}?sort=newest "])
def test_an_address_counts_in_every_language_and_without_its_beginning(
    post: Post, where: str, settings: Settings
) -> None:
    host = settings.SQUARE_URL.partition("//")[2].rstrip("/")
    place = where.format(address(post).removeprefix("/en"), host=host)
    assert send(place).status_code == 302
    assert Case.objects.get().post_id == post.id


def test_the_same_address_again_changes_nothing(post: Post) -> None:
    send(address(post))
    send(address(post), email="Neighbour@example.org")
    assert Flag.objects.count() == 1
    assert Letter.objects.count() == 1


@pytest.mark.parametrize(
    "place", ["https://elsewhere.example/en/", "/en/", "", "/en/@nobody_here/", "javascript:alert(1)", "http://[bad"]
)
def test_what_is_not_here_cannot_be_reported(post: Post, place: str) -> None:
    answer = send(place)
    assert answer.status_code == 422
    assert "Look." in answer.content.decode()
    assert not Flag.objects.exists()


def test_what_a_stranger_may_not_see_is_not_there(post: Post) -> None:
    secret = make_post(make_person("secret_author"), "Text", visibility="followers")
    assert send(address(secret)).status_code == 422


def test_a_guest_who_presses_report_is_led_to_the_form_with_the_address(post: Post) -> None:
    answer = Client().get(f"/en/report/post/{post.id}/", follow=True)
    assert answer.redirect_chain
    assert address(post) in answer.content.decode()


def test_a_flood_is_refused_and_nothing_is_lost(post: Post) -> None:
    for number in range(10):
        send(address(post), email=f"neighbour{number}@example.org", proof="x")
    last = send(address(post), email="another@example.org")
    assert last.status_code in {422, 429}
    assert "another@example.org" in last.content.decode()
