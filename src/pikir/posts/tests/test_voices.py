"""As whom one speaks: chosen where one writes, visible, and remembered there."""

import pytest

from pikir.accounts import actions
from pikir.accounts.models import Account
from pikir.accounts.queries import viewer_for
from pikir.posts.models import Post

pytestmark = pytest.mark.django_db


@pytest.fixture
def gazette(carol: Account, alice: Account, organisation) -> Account:
    """Alice owns it, Carol writes for it."""
    made = organisation("gazette", alice)
    actions.add_operator(actor=None, account_id=made.id, user_id=carol.user.id, role="writer")
    return made


def test_one_comments_as_an_organisation_and_that_is_remembered_there(
    client_for, gazette, carol, alice, post_by
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
    assert viewer_for(carol.user).account_id != gazette.pk
