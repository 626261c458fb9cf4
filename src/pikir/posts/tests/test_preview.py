"""The preview: what publishing would make of a text, kept nowhere."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from pikir.accounts.models import Account
from pikir.posts.kinds import NOTE_LENGTH
from pikir.posts.models import Post

FORM = {"kind": "entry", "title": "", "lead": "", "source": "", "language": "", "visibility": "public", "cover": ""}


@pytest.fixture
def look(client_for: Callable[[Account], Client], alice: Account) -> Callable[..., Any]:
    """Sends the composer's form of alice to the preview."""

    def send(address: str = "/en/write/preview/", **fields: Any) -> Any:
        return client_for(alice).post(address, FORM | {"account": str(alice.pk)} | fields)

    return send


def test_it_is_what_publishing_makes_and_it_is_kept_nowhere(
    look: Callable[..., Any], client_for: Any, alice: Account
) -> None:
    text = {"title": "The tower", "lead": "Read it.", "source": "## A pulse\n\nIt *measured* us, <b>truly</b>."}
    page = look(**text).content.decode()
    assert not Post.objects.exists()
    client_for(alice).post("/en/write/", FORM | text | {"account": alice.pk, "act": "publish"})
    post = Post.objects.get()
    assert post.html in page
    assert "The tower" in page
    assert "Read it." in page


def test_one_goes_on_writing_from_it_without_script(look: Callable[..., Any], client_for: Any, alice: Account) -> None:
    page = look(title="The tower", source="Words.", copy="c" * 32)
    assert 'action="/en/write/"' in page.content.decode()
    sent = {bound.name: bound.value() or "" for bound in page.context["form"]}
    back = client_for(alice).post("/en/write/", sent | {"act": "write"})
    assert back.status_code == 200
    assert back.context["form"]["source"].value() == "Words."
    assert not Post.objects.exists()
    assert client_for(alice).post("/en/write/", sent | {"act": "publish"}).status_code == 302
    assert Post.objects.get().title == "The tower"


def test_from_a_published_text_one_goes_back_to_it(
    look: Callable[..., Any], alice: Account, post_by: Callable[..., Post]
) -> None:
    post = post_by(alice, "Words.", kind="entry", title="T")
    page = look(f"/en/write/preview/?post={post.pk}", title="T", source="Other words.")
    assert f'action="/en/write/{post.pk}/"' in page.content.decode()


@pytest.mark.parametrize(
    "fields", [{"source": ""}, {"kind": "note", "source": "x" * (NOTE_LENGTH + 1)}, {"title": "x" * 201, "source": "x"}]
)
def test_what_could_not_be_published_is_said_in_words(look: Callable[..., Any], fields: dict[str, str]) -> None:
    answer = look(**fields)
    assert answer.status_code == 422
    assert answer.context["form"].errors


def test_nobody_looks_in_the_name_of_others_or_unsigned(look: Callable[..., Any], bob: Account, client: Client) -> None:
    assert look(source="Words.", account=str(bob.pk)).status_code == 422
    assert client.post("/en/write/preview/", FORM).status_code == 302
    assert client.get("/en/write/preview/").status_code == 405


def test_it_is_limited_in_a_minute(look: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pikir.web.sharedcache.clock", lambda: 1_000)
    for _ in range(30):
        assert look(source="Words.").status_code == 200
    answer = look(source="Words.")
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert answer.context["form"]["source"].value() == "Words."
    monkeypatch.setattr("pikir.web.sharedcache.clock", lambda: 1_060)
    assert look(source="Words.").status_code == 200
