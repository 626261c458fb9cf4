"""The inner log of an organisation: in words, by name for its people, page by page, and for nobody else."""

import pytest

from pikir.accounts import actions
from pikir.accounts.models import Account
from pikir.posts.actions import hide_post, publish_post
from pikir.posts.models import Post

pytestmark = pytest.mark.django_db
ADDRESS = "account/organisations/gazette/log/"


@pytest.fixture
def gazette(alice: Account, carol: Account, organisation) -> Account:
    """Alice owns it, Carol writes for it."""
    made = organisation("gazette", alice)
    actions.add_operator(actor=None, account_id=made.id, user_id=carol.user.id, role="writer")
    return made


@pytest.fixture
def report(gazette, carol, post_by) -> Post:
    return post_by(gazette, "Text", writer=carol, title="The tower")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Text published", "Comment written", "Invited to act for it", "Dana", "writer", "Carol")),
        ("ru", ("Текст опубликован", "Написан комментарий", "Приглашение действовать", "Dana", "автор", "Carol")),
        ("kk", ("Мәтін жарияланды", "Пікір жазылды", "Оның атынан әрекет етуге шақырылды", "Dana", "автор", "Carol")),
    ],
)
def test_its_people_read_who_did_what_with_what(
    language, words, client_for, gazette, alice, carol, person, report, comment_by, viewer_for
) -> None:
    comment_by(gazette, report, "Our answer", writer=carol)
    actions.invite_operator(actor=viewer_for(alice), account_id=gazette.pk, handle=person("dana").handle, role="writer")
    page = client_for(carol).get(f"/{language}/{ADDRESS}").content.decode()
    for expected in (*words, "The tower", "Our answer", f"/{language}/@gazette/{report.pk}/"):
        assert expected in page, expected
    assert "_post" not in page, "a verb without words"


def test_what_the_staff_did_is_told_without_a_name_but_to_the_staff(
    client_for, alice, moderator, report, viewer_for
) -> None:
    hide_post(actor=viewer_for(moderator), post=report, reason="Against rule 3.")
    seen = {who.handle: client_for(who).get(f"/en/{ADDRESS}").content.decode() for who in (alice, moderator)}
    assert all("Against rule 3." in page for page in seen.values())
    assert "the staff of the square" in seen["alice"]
    assert moderator.name not in seen["alice"]
    assert seen["murat"].count(moderator.name) > 0


def test_staff_does_not_read_the_titles_of_drafts(client_for, gazette, alice, moderator, post_by) -> None:
    post_by(gazette, "Text", writer=alice, title="Not yet", state="draft")
    assert "Not yet" in client_for(alice).get(f"/en/{ADDRESS}").content.decode()
    assert "Not yet" not in client_for(moderator).get(f"/en/{ADDRESS}").content.decode()


def test_a_log_is_for_its_people_and_the_staff(client_for, gazette, bob, alice, editor) -> None:
    assert client_for(None).get(f"/en/{ADDRESS}")["Location"].startswith("/en/account/sign-in/")
    for stranger in (bob, editor):
        assert client_for(stranger).get(f"/en/{ADDRESS}").status_code == 403
    assert client_for(bob).get("/en/account/organisations/bob/log/").status_code == 404


def test_a_log_is_read_page_by_page_with_a_fixed_number_of_queries(
    client_for, gazette, alice, post_by, viewer_for, assert_queries
) -> None:
    for number in range(30):
        draft = post_by(gazette, "Text", writer=alice, title=f"Text {number}", state="draft")
        publish_post(actor=viewer_for(alice), post=draft)
    client = client_for(alice)
    with assert_queries(8):
        first = client.get(f"/en/{ADDRESS}").content.decode()
    assert "Text 29" in first
    assert "Text 0<" not in first
    older = first.split('href="?before=')[1].split('"')[0]
    assert "Text 0<" in client.get(f"/en/{ADDRESS}?before={older}").content.decode()
