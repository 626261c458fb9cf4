"""As whom one speaks: chosen where one writes, visible, and remembered there."""

import pytest
from django.test import Client
from django.urls import reverse

from pikir.accounts import actions
from pikir.accounts.models import Account
from pikir.media.actions import keep_picture
from pikir.media.models import Attachment, Picture
from pikir.media.tests.samples import bytes_of, drawing, upload
from pikir.posts.models import Post

pytestmark = pytest.mark.django_db


@pytest.fixture
def gazette(carol: Account, alice: Account, organisation) -> Account:
    """Alice owns it, Carol writes for it."""
    made = organisation("gazette", alice)
    actions.add_operator(actor=None, account_id=made.id, user_id=carol.user.id, role="writer")
    return made


def test_one_comments_as_an_organisation_and_that_is_remembered_there(
    client_for, gazette, carol, alice, post_by, viewer_for
) -> None:
    post, note = post_by(alice, "Text"), post_by(alice, "Text", kind="note", title="")
    client = client_for(carol)
    client.post(f"/en/@alice/{post.pk}/comment/", {"source": "Ours", "account": str(gazette.pk)})
    assert Post.objects.get(root=post).account == gazette
    chosen = f'<option value="{gazette.pk}" selected>'
    assert chosen in client.get(f"/en/@alice/{post.pk}/").content.decode()
    assert chosen not in client.get(f"/en/@alice/{note.pk}/").content.decode()
    stranger = client.post(f"/en/@alice/{post.pk}/comment/", {"source": "Not mine", "account": str(alice.pk)})
    assert stranger.status_code == 422
    assert viewer_for(carol).account_id != gazette.pk


def choice(account: Account, *, chosen: bool = False) -> str:
    return f'<option value="{account.pk}"' + (" selected>" if chosen else ">")


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "You write as Dana"), ("ru", "Вы пишете от имени: Dana"), ("kk", "Сіз мына атпен жазасыз: Dana")],
)
def test_who_has_no_choice_reads_as_whom_they_write(client_for, person, alice, post_by, language, words) -> None:
    post, client = post_by(alice, "Text"), client_for(person("dana"))
    for address in ("write/", f"@alice/{post.pk}/", f"@alice/{post.pk}/comment/"):
        page = client.get(f"/{language}/{address}").content.decode()
        assert words in page, address


def test_a_suspended_organisation_cannot_be_chosen(
    client_for, gazette, carol, alice, post_by, moderator, viewer_for
) -> None:
    post, client = post_by(alice, "Text"), client_for(carol)
    given = {"account": str(gazette.pk), "act": "save", "kind": "note", "source": "Ours", "visibility": "public"}
    assert client.post("/en/write/", given).status_code == 302
    assert choice(gazette, chosen=True) in client.get("/en/write/").content.decode()
    draft = Post.objects.get(account=gazette)
    actions.suspend_account(actor=viewer_for(moderator), account_id=gazette.pk, reason="Spam")
    for address in ("/en/write/", f"/en/@alice/{post.pk}/"):
        page = client.get(address).content.decode()
        assert choice(gazette) not in page
        assert "You write as Carol" in page
    assert client.post("/en/write/", given).status_code == 422
    comment = {"account": str(gazette.pk), "source": "Ours"}
    assert client.post(f"/en/@alice/{post.pk}/comment/", comment).status_code == 422
    assert client.get(f"/en/write/{draft.pk}/").status_code == 403


def test_a_draft_goes_with_its_pictures_into_another_name_until_it_is_public(
    client_for, gazette, carol, alice, post_by, settings, tmp_path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    picture = keep_picture(account_id=carol.pk, file=upload(bytes_of(drawing(40, 30))), alt="View")
    draft = post_by(carol, f"Text\n\n![View](picture:{picture.pk})", state="draft")
    client, address = client_for(carol), f"/en/write/{draft.pk}/"
    given = {"kind": "entry", "title": "Ours", "source": draft.source, "visibility": "public"}
    assert client.post(address, given | {"account": str(gazette.pk), "act": "save"}).status_code == 302
    draft.refresh_from_db()
    picture.refresh_from_db()
    assert (draft.account, draft.writer, picture.account) == (gazette, carol.user, gazette)
    assert picture.src in draft.html
    assert choice(carol) not in client_for(alice).get(address).content.decode(), "an owner takes no colleague's draft"
    assert choice(carol) in client.get(address).content.decode()
    assert client.post(address, given | {"account": str(gazette.pk), "act": "publish"}).status_code == 302
    assert choice(carol) not in client.get(address).content.decode()
    assert client.post(address, given | {"account": str(carol.pk), "act": "publish"}).status_code == 422


def test_the_list_of_drafts_names_the_colleague_who_began_one(client_for, gazette, carol, alice) -> None:
    given = {"account": str(gazette.pk), "act": "save", "kind": "note", "source": "Ours", "visibility": "public"}
    assert client_for(carol).post("/en/write/", given).status_code == 302
    assert "begun by Carol" in client_for(alice).get("/en/drafts/").content.decode()
    assert "begun by" not in client_for(carol).get("/en/drafts/").content.decode()


def test_what_was_added_before_the_author_was_chosen_goes_with_the_text(
    client_for, gazette, carol, bob, settings, tmp_path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    client = client_for(carol)
    picture = client.post("/media/", {"file": upload(bytes_of(drawing(40, 30)))}).json()
    file = client.post("/media/", {"file": upload(b"%PDF-1.7", name="plan.pdf")}).json()
    strange = client_for(bob).post("/media/", {"file": upload(bytes_of(drawing(30, 40)))}).json()
    source = f"![View](picture:{picture['id']}) [plan](file:{file['id']}) ![Not hers](picture:{strange['id']})"
    given = {"kind": "entry", "title": "Ours", "source": source, "visibility": "public", "account": str(gazette.pk)}
    preview = client.post("/en/write/preview/", given).content.decode()
    assert client.post("/en/write/", given | {"act": "publish"}).status_code == 302
    page = Client().get(f"/en/@gazette/{Post.objects.get().pk}/").content.decode()
    for seen in (preview, page):
        assert picture["src"] in seen
        assert file["address"] in seen
        assert strange["src"] not in seen
    assert Picture.objects.get(id=picture["id"]).account == Attachment.objects.get().account == gazette
    again = client.post("/en/write/", given | {"account": str(carol.pk), "act": "publish"})
    assert again.status_code == 422, "it is the organisation's now"
    assert "stands in another one too" in again.content.decode()


def test_who_writes_for_what_was_suspended_meanwhile_gets_the_words_back(
    client_for, gazette, carol, post_by, moderator, viewer_for
) -> None:
    post = post_by(gazette, "Text", title="T", writer=carol)
    actions.suspend_account(actor=viewer_for(moderator), account_id=gazette.pk, reason="Spam")
    given = {"kind": "entry", "title": "T", "source": "Many words.", "visibility": "public", "act": "publish"}
    answer = client_for(carol).post(f"/en/write/{post.pk}/", given | {"account": str(gazette.pk)})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Many words." in page
    assert "This account is suspended" in page


def test_a_picture_of_two_texts_goes_with_neither(client_for, gazette, carol, post_by, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    picture = keep_picture(account_id=carol.pk, file=upload(bytes_of(drawing(40, 30))), alt="View")
    draft, _other = (post_by(carol, f"![View](picture:{picture.pk})", state="draft") for _ in range(2))
    given = {"kind": "entry", "title": "Ours", "source": draft.source, "visibility": "public", "act": "save"}
    answer = client_for(carol).post(f"/en/write/{draft.pk}/", given | {"account": str(gazette.pk)})
    assert answer.status_code == 422
    assert "stands in another one too" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.account == carol


def test_who_is_not_let_in_as_an_organisation_keeps_the_words(client_for, gazette, carol, alice, post_by, viewer_for):
    post = post_by(alice, "Text")
    actions.block(actor=viewer_for(alice), target_id=gazette.pk)
    answer = client_for(carol).post(f"/en/@alice/{post.pk}/comment/", {"source": "Ours", "account": str(gazette.pk)})
    assert answer.status_code == 422
    assert "Ours" in answer.content.decode()
    assert not Post.objects.filter(root=post).exists()


def test_readers_never_learn_who_wrote_for_an_organisation(client_for, gazette, carol, alice, post_by, comment_by):
    post = post_by(gazette, "Text", writer=carol)
    comment_by(gazette, post, "Words", writer=carol)
    for address in (f"/en/@gazette/{post.pk}/", "/en/@gazette/", "/en/newest/", "/feeds/en/@gazette.json"):
        page = Client().get(address).content.decode()
        assert "Carol" not in page, address
        assert str(carol.user.pk) not in page, address


def test_who_shares_is_asked_as_whom_too(client_for, gazette, carol, alice, bob, post_by) -> None:
    post = post_by(alice, "Text")
    address = f"/en/@alice/{post.pk}/share/"
    assert "You write as Bob" in client_for(bob).get(address).content.decode()
    client = client_for(carol)
    client.post(address, {"source": "Read this", "account": str(gazette.pk)})
    assert Post.objects.get(quote_of=post).account == gazette
    assert choice(gazette, chosen=True) in client.get(address).content.decode()


@pytest.mark.parametrize("act", ["correct", "withdraw"])
def test_who_acts_for_others_reads_in_whose_name(client_for, gazette, alice, post_by, act) -> None:
    client, post = client_for(alice), post_by(alice, "Text")
    for account, said in ((alice, False), (gazette, True)):
        Post.objects.update(account=account)
        page = client.get(f"/en{reverse(act, args=[post.pk])[3:]}").content.decode()
        assert ("in the name of" in page) is said
