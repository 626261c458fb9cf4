"""Sharing in the name of an organisation, as its people choose; supporting is a person's own word."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from pikir.accounts.actions import add_operator, block, follow, suspend_account
from pikir.accounts.models import Account
from pikir.audit.models import Entry
from pikir.posts.actions import boost_post, choose_sharing, unboost_post
from pikir.posts.models import Boost, Post, Support


@pytest.fixture
def root(alice: Account, post_by: Any) -> Post:
    return post_by(alice, "Text of alice", title="Zqtitle")


@pytest.fixture
def gazette(bob: Account, organisation: Any) -> Account:
    """Bob acts for it."""
    return organisation("gazette", bob)


def test_one_shares_as_an_organisation_to_its_followers(
    client_for: Any, root: Post, bob: Account, carol: Account, gazette: Account, viewer_for: Any
) -> None:
    follow(actor=viewer_for(carol), target_id=gazette.pk)
    bobs, reader, address = client_for(bob), client_for(carol), f"/en/@alice/{root.pk}/share/"
    assert "You write as" in bobs.get(address).content.decode()
    assert bobs.post(address, {"account": str(gazette.pk)}).status_code == 302
    home = reader.get("/en/home/").content.decode()
    assert "Zqtitle" in home
    assert "Shared by Gazette" in home
    page = bobs.get(address).content.decode()
    assert f'<option value="{gazette.pk}" selected>' in page, "the choice is remembered where one shares"
    assert "You shared it with those who follow Gazette." in page
    assert "Shared by you" in bobs.get(f"/en/@alice/{root.pk}/").content.decode()
    assert "Text shared" in bobs.get("/en/account/organisations/gazette/log/").content.decode()
    bobs.post(address, {"account": str(bob.pk)})
    assert Post.objects.get(pk=root.pk).boost_count == 2, "each name counts by itself"
    bobs.post(address, {"account": str(gazette.pk), "act": "off"})
    assert "Zqtitle" not in reader.get("/en/home/").content.decode()
    assert Boost.objects.get().account == bob
    verbs = Entry.objects.filter(account_id=gazette.pk).order_by("id").values_list("verb", flat=True)
    assert list(verbs)[-2:] == ["share_post", "unshare_post"]


def test_an_organisation_shares_what_its_people_said_but_never_its_own(
    client_for: Any, bob: Account, gazette: Account, post_by: Any
) -> None:
    bobs = client_for(bob)
    for author, other in ((gazette, bob), (bob, gazette)):
        address = f"/en/@{author.handle}/{post_by(author, 'Text', writer=bob).pk}/share/"
        assert bobs.post(address, {"account": str(author.pk)}).status_code == 422
        assert bobs.post(address, {"account": str(other.pk)}).status_code == 302
    assert Boost.objects.count() == 2


def test_only_its_people_share_in_its_name_and_only_while_it_is_welcome(
    client_for: Any, root: Post, alice: Account, bob: Account, carol: Account, gazette: Account, viewer_for: Any,
    moderator: Account,
) -> None:  # fmt: skip
    address = f"/en/@alice/{root.pk}/share/"
    for words in ("", "Look"):
        sent = {"account": str(gazette.pk), "source": words}
        assert client_for(carol).post(address, sent).status_code == 422
        assert client_for(carol).post(address, {**sent, "act": "off"}).status_code == 403
    for act in (boost_post, unboost_post):
        with pytest.raises(PermissionDenied):
            act(actor=viewer_for(carol), account_id=gazette.pk, post=root)
    block(actor=viewer_for(alice), target_id=gazette.pk)
    for words in ("", "Look"):
        answer = client_for(bob).post(address, {"account": str(gazette.pk), "source": words})
        assert answer.status_code == 422
        assert "This account cannot share this." in answer.content.decode()
    suspend_account(actor=viewer_for(moderator), account_id=gazette.pk, reason="Spam")
    assert "Gazette" not in client_for(bob).get(address).content.decode()
    assert not Boost.objects.exists()
    assert not Post.objects.filter(quote_of=root).exists()


def test_a_share_is_taken_back_although_the_author_lets_nobody_share_any_more(
    client_for: Any, root: Post, alice: Account, bob: Account, viewer_for: Any
) -> None:
    boost_post(actor=viewer_for(bob), account_id=bob.pk, post=root)
    choose_sharing(actor=viewer_for(alice), account_id=alice.pk, circle="nobody")
    assert client_for(bob).post(f"/en/@alice/{root.pk}/share/", {"act": "off"}).status_code == 302
    assert not Boost.objects.exists()


def test_a_person_supports_once_whatever_they_act_for(
    client_for: Any, root: Post, bob: Account, carol: Account, gazette: Account
) -> None:
    add_operator(actor=None, account_id=gazette.pk, user_id=carol.user.pk)
    client_for(bob).post(f"/en/support/{root.pk}/", {"account": str(gazette.pk)})
    client_for(bob).post(f"/en/support/{root.pk}/")
    assert [row.account for row in Support.objects.all()] == [bob]
