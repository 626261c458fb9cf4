"""What is missing or comes too late is told in words, and nothing that was written is lost."""

from collections.abc import Callable

import pytest
from django.test import Client

from harness.people import make_person, viewer_of
from harness.posts import make_post
from pikir.accounts.models import Account
from pikir.moderation.actions.cases import open_case
from pikir.moderation.actions.deciding import Reasons, decide
from pikir.moderation.models import Appeal, ColumnModerator, Decision
from pikir.moderation.queries import rules_in_force
from pikir.moderation.subjects import of_post
from pikir.posts.models import Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(db: None) -> Account:
    return make_person("author_of_much")


def decided(author: Account, judge: Account, measure: str = "hide") -> Decision:
    actor = viewer_of(judge)
    case = open_case(actor=actor, subject=of_post(make_post(author, "Text", title="A title")))
    return decide(actor=actor, case=case, measure=measure, reasons=Reasons(rule=rules_in_force()[0]))


def test_who_decides_too_late_sees_that_and_may_send_the_same_words_again(
    author: Account, moderator: Account, client_for: Callable[..., Client]
) -> None:
    case = decided(author, moderator).case
    page, late = f"/en/desk/queue/{case.pk}/", client_for(moderator)
    given = {"act": "decide", "measure": "warn", "legal_ground": "Article 7", "facts": "Long thoughts.", "days": ""}
    answer = late.post(page, given | {"turn": case.turn - 1})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Somebody decided this a moment ago." in shown
    assert "Long thoughts." in shown
    case.refresh_from_db()
    assert f'name="turn" value="{case.turn}"' in shown
    assert late.post(page, given | {"turn": case.turn}).status_code == 302


def test_a_note_without_words_says_so(author: Account, moderator: Account, client_for: Callable[..., Client]) -> None:
    case = decided(author, moderator).case
    answer = client_for(moderator).post(f"/en/desk/queue/{case.pk}/", {"act": "note", "kind": "note", "words": " "})
    assert answer.status_code == 422


def test_an_appeal_sent_twice_is_one(author: Account, moderator: Account, client_for: Callable[..., Client]) -> None:
    page, client = f"/en/decisions/{decided(author, moderator).pk}/", client_for(author)
    for words in ("It was a quotation.", "Once more."):
        assert client.post(page, {"act": "appeal", "words": words}).status_code == 302
    assert Appeal.objects.get().words == "It was a quotation."


def test_nothing_chosen_in_the_queue_is_said(moderator: Account, client_for: Callable[..., Client]) -> None:
    answer = client_for(moderator).post("/en/desk/queue/bulk/", {"act": "claim"}, follow=True)
    assert "Choose a case first." in answer.content.decode()


def test_a_handle_that_nobody_has_stays_to_be_mended(operator: Account, client_for: Callable[..., Client]) -> None:
    column = Topic.objects.create(slug="city", name_en="City", is_column=True, kept=True)
    page, client = "/en/desk/column-staff/", client_for(operator)
    answer = client.post(page, {"act": "give", "handle": "nobody_here", "column": column.pk})
    assert answer.status_code == 422
    assert "Nobody has such a handle." in answer.content.decode()
    assert 'value="nobody_here"' in answer.content.decode()
    given = {"handle": "@author_two", "column": column.pk}
    make_person("author_two")
    assert client.post(page, given | {"act": "give"}).status_code == 302
    assert "@author_two" in client.get(page).content.decode()
    Topic.objects.update(is_column=False)
    assert client.post(page, given | {"act": "take"}).status_code == 302
    assert not ColumnModerator.objects.exists()
