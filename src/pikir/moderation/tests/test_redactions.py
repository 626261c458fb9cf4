"""Words taken out of texts for a person's sake, and put back when that was wrong."""

import pytest
from django.test import Client

from harness.people import make_person, viewer_of
from harness.posts import make_comment, make_post
from pikir.accounts.models import Account
from pikir.moderation.actions.cases import CaseError, open_case
from pikir.moderation.actions.deciding import Reasons, decide, lift
from pikir.moderation.kinds import Lifted, Measure
from pikir.moderation.models import Decision, Redaction
from pikir.moderation.queries import rules_in_force
from pikir.moderation.subjects import of_post
from pikir.posts.actions import Draft, edit_post
from pikir.posts.models import Post

pytestmark = pytest.mark.django_db
PHONE = "555-10-20"


@pytest.fixture
def author(db: None) -> Account:
    return make_person("redacted_author")


@pytest.fixture
def judge(db: None) -> Account:
    return make_person("redacting_judge", roles=["moderator"])


def take_out(judge: Account, post: Post, *phrases: str) -> Decision:
    actor = viewer_of(judge)
    case = open_case(actor=actor, subject=of_post(post))
    reasons = Reasons(rule=rules_in_force()[0])
    return decide(actor=actor, case=case, measure=Measure.REDACT, reasons=reasons, phrases=phrases)


def read(post: Post, *, history: int | None = None) -> str:
    address = f"/en/@{post.account.handle}/{post.id}/" + (f"history/{history}/" if history else "")
    return Client().get(address).content.decode()


def test_words_are_gone_from_page_history_feed_and_plain_text_and_come_back(author: Account, judge: Account) -> None:
    post = make_post(author, f"Call my neighbour Sauat at {PHONE}.", title="Sauat and the noise")
    text = Draft(source=f"Please call Sauat, {PHONE}, after six.", kind="entry", title="The noise", language="en")
    edit_post(actor=viewer_of(author), post=post, draft=text)
    before = {1: read(post, history=1), None: read(post)}
    decision = take_out(judge, post, PHONE, "Sauat")
    places = [read(post), read(post, history=1), Client().get(f"/feeds/en/@{author.handle}.rss").content.decode()]
    places.append(Client().get(f"/en/@{author.handle}/{post.id}.txt").content.decode())
    for place in places:
        assert PHONE not in place
        assert "Sauat" not in place
    assert "█ taken out 2 █" in places[0]
    lift(decision_id=decision.id, how=Lifted.REVIEW, by=None, reason="A mistake.")
    for number, words in before.items():
        assert ("Sauat" in read(post, history=number)) == ("Sauat" in words)
        assert (PHONE in read(post, history=number)) == (PHONE in words)
    post.refresh_from_db()
    assert (post.source, post.title) == (text.source, "The noise")


def test_what_is_kept_is_sealed(author: Account, judge: Account) -> None:
    post = make_post(author, f"Call {PHONE}.")
    take_out(judge, post, PHONE)
    row = Redaction.objects.get()
    assert PHONE not in row.sealed
    assert PHONE not in str(Decision.objects.get().__dict__) + str(row.decision.case.originals)


def test_an_author_may_write_around_a_mark_and_gets_the_words_back_in_their_new_place(
    author: Account, judge: Account
) -> None:
    post = make_post(author, f"Call {PHONE}.")
    decision = take_out(judge, post, PHONE)
    post.refresh_from_db()
    changed = Draft(source="Do not " + post.source.lower(), kind="entry", title="A title", language="en")
    edit_post(actor=viewer_of(author), post=post, draft=changed)
    lift(decision_id=decision.id, how=Lifted.APPEAL, by=None, reason="Right.")
    post.refresh_from_db()
    assert post.source == f"Do not call {PHONE}."


def test_two_decisions_end_in_any_order(author: Account, judge: Account) -> None:
    post = make_post(author, f"Sauat has {PHONE}.")
    first, second = take_out(judge, post, PHONE), take_out(judge, post, "Sauat")
    lift(decision_id=first.id, how=Lifted.REVIEW, by=None, reason="A mistake.")
    post.refresh_from_db()
    assert PHONE in post.source
    assert "Sauat" not in post.source
    lift(decision_id=second.id, how=Lifted.REVIEW, by=None, reason="A mistake.")
    post.refresh_from_db()
    assert post.source == f"Sauat has {PHONE}."


def test_comments_lose_words_too(author: Account, judge: Account) -> None:
    post = make_post(author, "Text")
    comment = make_comment(author, post, f"It is {PHONE}.")
    take_out(judge, comment, PHONE)
    assert PHONE not in read(post)


@pytest.mark.parametrize("phrases", [(), ("x",), ("not there at all",), tuple(f"word {n}" for n in range(30))])
def test_what_cannot_be_taken_out_changes_nothing(author: Account, judge: Account, phrases: tuple[str, ...]) -> None:
    post = make_post(author, f"Call x {PHONE}.")
    with pytest.raises(CaseError):
        take_out(judge, post, *phrases)
    post.refresh_from_db()
    assert PHONE in post.source
    assert not Decision.objects.exists()
