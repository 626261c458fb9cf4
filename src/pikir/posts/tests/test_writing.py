"""Writing: drafts, publishing, editing, taking back, and what the form says when something is wrong."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from pikir.accounts.models import Account
from pikir.posts.kinds import COMMENT_LENGTH, NOTE_LENGTH, State
from pikir.posts.models import Post

FORM = {"kind": "entry", "title": "", "lead": "", "source": "", "language": "", "visibility": "public", "cover": ""}


@pytest.fixture
def write(client_for: Callable[[Account], Client], alice: Account) -> Callable[..., Any]:
    """Sends the composer's form as alice."""

    def send(address: str = "/en/write/", **fields: Any) -> Any:
        return client_for(alice).post(address, FORM | {"account": str(alice.pk)} | fields)

    return send


def test_a_saved_text_is_a_draft_that_only_its_author_sees(
    write: Callable[..., Any], client_for: Any, alice: Account
) -> None:
    answer = write(title="The tower", source="It measured us.")
    post = Post.objects.get()
    assert answer["Location"] == f"/en/write/{post.pk}/"
    assert (post.state, post.listed_at_id, post.language) == (State.DRAFT, None, "en")
    assert b"The tower" in client_for(alice).get("/en/drafts/").content
    assert client_for(None).get(f"/en/@alice/{post.pk}/").status_code == 404


def test_publishing_shows_it_to_everyone_at_its_address_and_in_the_lists(
    write: Callable[..., Any], client: Client
) -> None:
    answer = write(title="The tower", lead="Read it once.", source="It *measured* us.", act="publish")
    post = Post.objects.get()
    assert answer["Location"] == f"/en/@alice/{post.pk}/"
    page = client.get(answer["Location"]).content.decode()
    assert "<em>measured</em>" in page
    for address in ("/en/", "/kk/newest/", "/ru/@alice/"):
        assert "The tower" in client.get(address).content.decode(), address


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Бүгін қар жауды, көше аппақ болып қалды.", "kk"),
        ("Сегодня выпал снег, и улица стала белой.", "ru"),
        ("It snowed today, and the street turned white.", "en"),
    ],
)
def test_the_language_of_a_text_is_guessed_and_said_in_the_page(
    write: Callable[..., Any], client: Client, text: str, language: str
) -> None:
    write(title=text, source=text, act="publish")
    post = Post.objects.get()
    assert post.language == language
    other = "ru" if language == "kk" else "kk"
    assert f'lang="{language}"' in client.get(f"/{other}/@alice/{post.pk}/").content.decode()


def test_the_language_can_be_set(write: Callable[..., Any]) -> None:
    write(title="OK", source="OK OK", language="kk")
    assert Post.objects.get().language == "kk"


def test_editing_keeps_the_address_and_says_that_it_was_edited(write: Callable[..., Any], client: Client) -> None:
    write(title="The tower", source="Old words.", act="publish")
    post = Post.objects.get()
    write(f"/en/write/{post.pk}/", title="The tower", source="New words.", act="publish")
    page = client.get(f"/en/@alice/{post.pk}/").content.decode()
    assert "New words." in page
    assert "Old words." not in page
    assert Post.objects.get().edited_at is not None
    assert Post.objects.get().listed_at_id == post.listed_at_id


def test_a_published_text_does_not_change_its_kind_or_its_readers(write: Callable[..., Any]) -> None:
    write(title="The tower", source="Words.", act="publish")
    post = Post.objects.get()
    write(f"/en/write/{post.pk}/", kind="note", visibility="private", source="Words.", title="The tower")
    assert (Post.objects.get().kind, Post.objects.get().visibility) == ("entry", "public")


def test_a_note_has_no_title_and_a_limit(write: Callable[..., Any], lang: str) -> None:
    answer = write(f"/{lang}/write/", kind="note", source="x" * (NOTE_LENGTH + 1), act="publish")
    assert answer.status_code == 422
    assert "x" * (NOTE_LENGTH + 1) in answer.content.decode(), "what was typed is not lost"
    assert str(NOTE_LENGTH + 1) in answer.content.decode()
    assert not Post.objects.exists()
    write(kind="note", title="Ignored", source="x" * NOTE_LENGTH, act="publish")
    assert (Post.objects.get().title, Post.objects.get().state) == ("", State.PUBLISHED)


def test_a_draft_is_measured_by_the_kind_it_becomes(write: Callable[..., Any]) -> None:
    write(title="Long", source="x" * (NOTE_LENGTH + 1))
    draft = Post.objects.get()
    assert write(f"/en/write/{draft.pk}/", kind="note", source=draft.source, act="publish").status_code == 422
    assert Post.objects.get().state == State.DRAFT
    write(f"/en/write/{draft.pk}/", kind="note", source="Short")
    write(f"/en/write/{draft.pk}/", kind="entry", source="x" * (NOTE_LENGTH + 1))
    assert (Post.objects.get().kind, len(Post.objects.get().source)) == ("entry", NOTE_LENGTH + 1)


def test_a_line_break_counts_as_one_character(write: Callable[..., Any]) -> None:
    write(kind="note", source="x\r\n" * (NOTE_LENGTH // 2 - 1) + "xx", act="publish")  # as browsers send it
    assert len(Post.objects.get().source) == NOTE_LENGTH


@pytest.mark.parametrize("fields", [{"kind": "note", "title": "A title alone"}, {"source": "\u202e"}])
def test_what_would_show_nothing_is_not_kept(write: Callable[..., Any], fields: dict[str, str]) -> None:
    assert write(**fields, act="publish").status_code == 422
    assert not Post.objects.exists()


def test_an_empty_text_is_not_kept(write: Callable[..., Any]) -> None:
    answer = write(source="  \n ", act="publish")
    assert answer.status_code == 422
    assert "Write something first." in answer.content.decode()


def test_nobody_writes_for_somebody_else(write: Callable[..., Any], bob: Account, post_by: Callable[..., Post]) -> None:
    assert write(account=str(bob.pk), title="T", source="S").status_code == 422
    assert write(f"/en/write/{post_by(bob, 'Text').pk}/", title="T", source="S").status_code == 403
    assert not Post.objects.filter(title="T").exists()


def test_an_operator_writes_for_the_organisation(write: Callable[..., Any], organisation: Any, alice: Account) -> None:
    gazette = organisation("gazette", alice)
    answer = write(account=str(gazette.pk), title="News", source="Today.", act="publish")
    assert answer["Location"].startswith("/en/@gazette/")


def picture() -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (640, 480), "navy").save(content, "JPEG")
    return SimpleUploadedFile("sea.jpg", content.getvalue(), content_type="image/jpeg")


def test_a_picture_is_added_to_the_text_with_its_words(
    write: Callable[..., Any], client: Client, tmp_path: Any, settings: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    write(title="The sea", source="Look:", file=picture(), alt="A dark [blue] sea", caption="At six")
    post = Post.objects.get()
    assert "picture:" in post.source
    write(f"/en/write/{post.pk}/", title="The sea", source=post.source, act="publish")
    page = client.get(f"/en/@alice/{post.pk}/").content.decode()
    assert 'alt="A dark (blue) sea"' in page
    assert Post.objects.get().picture is not None


def test_a_picture_that_came_without_words_takes_those_of_the_text(
    write: Callable[..., Any], client_for: Any, alice: Account, tmp_path: Any, settings: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    added = client_for(alice).post("/media/", {"file": picture()}).json()
    write(title="The sea", source=f"![A dark sea](picture:{added['id']})")
    found = Post.objects.get().picture
    assert found is not None
    assert (found.alt, found.language) == ("A dark sea", "en")


def test_a_broken_picture_loses_nothing_that_was_typed(write: Callable[..., Any], lang: str) -> None:
    broken = SimpleUploadedFile("sea.jpg", b"no picture at all", content_type="image/jpeg")
    answer = write(f"/{lang}/write/", title="The sea", source="Many words.", file=broken, alt="Sea")
    assert answer.status_code == 422
    assert "Many words." in answer.content.decode()


def test_taking_back_asks_first_and_then_nobody_reads_it(
    write: Callable[..., Any], client_for: Any, alice: Account, client: Client
) -> None:
    write(title="The tower", source="Words.", act="publish")
    post = Post.objects.get()
    author = client_for(alice)
    assert author.get(f"/en/withdraw/{post.pk}/").status_code == 200
    assert Post.objects.get().state == State.PUBLISHED
    author.post(f"/en/withdraw/{post.pk}/")
    gone = client.get(f"/en/@alice/{post.pk}/")
    assert gone.status_code == 410
    assert "Words." not in gone.content.decode()
    assert "The tower" not in client.get("/en/newest/").content.decode()
    assert "Words." in author.get(f"/en/@alice/{post.pk}/").content.decode()


def test_a_suspended_account_reads_and_does_not_write(write: Callable[..., Any], alice: Account) -> None:
    alice.state = "suspended"
    alice.save(update_fields=["state"])
    assert write(title="T", source="S").status_code == 403


@pytest.mark.django_db
def test_guests_are_led_to_sign_in(db: None, client: Client) -> None:
    for address in ("/en/write/", "/en/drafts/"):
        assert client.get(address)["Location"] == f"/en/account/sign-in/?next={address}"


@pytest.mark.parametrize("odd", ["\x00", "\u202eabc", "a" * 300_000, "]]>", "{{ 7*7 }}", "%s %(x)s", "\ud83d"])
def test_odd_input_is_answered_calmly(write: Callable[..., Any], odd: str) -> None:
    text = odd.encode("utf-8", "ignore").decode()
    assert write(title=text[:150], source=f"text {text}").status_code in (302, 422)


def test_the_list_of_drafts_takes_the_same_queries_for_one_as_for_many(
    client_for: Any, alice: Account, post_by: Callable[..., Post], assert_queries: Any
) -> None:
    post_by(alice, "Draft", state="draft")
    author = client_for(alice)
    author.get("/en/drafts/")
    with assert_queries(4):
        author.get("/en/drafts/")
    for _ in range(10):
        post_by(alice, "Draft", state="draft")
    with assert_queries(4):
        author.get("/en/drafts/")


def test_two_windows_do_not_overwrite_each_other_unasked(
    write: Callable[..., Any], client_for: Any, alice: Account
) -> None:
    write(title="The tower", source="At first.")
    post = Post.objects.get()
    address = f"/en/write/{post.pk}/"
    opened = str(client_for(alice).get(address).context["form"]["seen"].value())
    assert write(address, title="One window", source="First.", seen=opened).status_code == 302
    late = write(address, title="Another window", source="Second.", seen=opened)
    assert late.status_code == 422
    assert late.context["form"]["title"].value() == "Another window"
    post.refresh_from_db()
    assert post.title == "One window"
    again = str(late.context["form"]["seen"].value())
    assert write(address, title="Another window", source="Second.", seen=again).status_code == 302
    post.refresh_from_db()
    assert (post.title, post.source) == ("Another window", "Second.")


def test_who_is_suspended_while_writing_is_told_and_gets_the_text_back(
    write: Callable[..., Any], client_for: Any, alice: Account
) -> None:
    alice.state = "suspended"
    alice.save(update_fields=["state"])
    answer = write(title="An hour of work", source="Dear to me.")
    assert answer.status_code == 403
    assert "Your account is suspended" in answer.content.decode()
    assert answer.context["form"]["source"].value() == "Dear to me."
    refused = client_for(alice).get("/en/write/")
    assert refused.status_code == 403
    assert "/en/account/" in refused.content.decode()
    assert not Post.objects.exists()


@pytest.mark.parametrize(("source", "words"), [("", "Write something first."), ("a" * (NOTE_LENGTH + 1), "at most")])
def test_what_is_wrong_with_a_text_stands_beside_it(write: Callable[..., Any], source: str, words: str) -> None:
    answer = write(kind="note", source=source, act="publish")
    assert answer.status_code == 422
    assert words in str(answer.context["form"].errors["source"])
    assert answer.context["form"]["source"].value() == source


def test_a_line_break_counts_once(client_for: Any, alice: Account, bob: Account, post_by: Callable[..., Post]) -> None:
    """Browsers count it as one character and send two."""
    post = post_by(alice, "Text")
    client, address = client_for(bob), f"/en/@alice/{post.pk}/comment/"
    lines = "\r\n".join(["a"] * (COMMENT_LENGTH // 2))
    assert client.post(address, {"source": lines}).status_code == 302
    assert client.post(address, {"source": lines + "\r\naa"}).status_code == 422
