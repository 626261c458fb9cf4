"""One case from the report to the answer of an appeal, by the pages that people use."""

from collections.abc import Callable

import pytest
from django.test import Client

from harness.people import make_person
from pikir.accounts.models import Account
from pikir.mail.models import Letter
from pikir.moderation.models import Appeal, Case, Decision
from pikir.posts.models import Post


def post_to(client: Client, address: str, **fields: object) -> int:
    return client.post(address, {name: value for name, value in fields.items() if value is not None}).status_code


@pytest.fixture
def arbiter(db: None) -> Account:
    """A person who answers appeals."""
    return make_person("aru", roles=["arbiter"])


def test_a_report_a_decision_an_appeal_and_everything_as_before(
    alice: Account,
    bob: Account,
    moderator: Account,
    arbiter: Account,
    post_by: Callable[..., Post],
    client_for: Callable[..., Client],
    run_jobs: Callable[[], object],
) -> None:
    post = post_by(alice, "You are all fools.", title="To my neighbours")
    reader, judge, author, other = (client_for(one) for one in (bob, moderator, alice, arbiter))
    assert "/en/report/" in reader.get(f"/en/@alice/{post.pk}/").content.decode()

    report = f"/en/report/post/{post.pk}/"
    assert post_to(reader, report, category="abuse", words="He insults the whole house.") == 302
    assert "You reported this" in reader.get(report).content.decode()
    assert "You reported this" in reader.get(f"/en/@alice/{post.pk}/").content.decode()
    assert "You reported this" not in other.get(f"/en/@alice/{post.pk}/").content.decode()

    assert "To my neighbours" in judge.get("/en/desk/queue/").content.decode()
    case = Case.objects.get()
    page = f"/en/desk/queue/{case.pk}/"
    assert "He insults the whole house." in judge.get(page).content.decode()
    rule = case_rule(judge.get(page).content.decode())
    assert post_to(judge, page, act="decide", measure="hide", rule=rule, turn=case.turn, days="") == 302
    assert Client().get(f"/en/@alice/{post.pk}/").status_code == 410

    run_jobs()
    decision = Decision.objects.get()
    letter = Letter.objects.get(to="alice@example.org")
    assert f"/en/decisions/{decision.pk}/" in letter.text
    assert "Do not belittle a person" in letter.text
    assert "a rule was broken" in reader.get("/en/inbox/").content.decode()
    assert "Hidden from others under the rules" in author.get("/en/inbox/").content.decode()

    mine = f"/en/decisions/{decision.pk}/"
    assert "decided by a person" in author.get(mine).content.decode()
    assert post_to(author, mine, act="appeal", words="It was a quotation.") == 302
    assert judge.get("/en/desk/appeals/").status_code == 403
    assert "To my neighbours" in other.get("/en/desk/appeals/").content.decode()
    answer = f"/en/desk/appeals/{decision.pk}/"
    assert post_to(other, answer, overturned="yes", words="It was indeed.") == 302
    assert Client().get(f"/en/@alice/{post.pk}/").status_code == 200
    assert Appeal.objects.get().overturned
    assert "The appeal was right." in author.get(mine).content.decode()


def case_rule(page: str) -> str:
    """The value of the first rule that the form offers."""
    return page.split('name="rule"')[1].split('<option value="')[2].split('"')[0]
