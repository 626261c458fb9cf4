"""Nothing waits unless a rule says so; what waits is in the queue, its author knows why, and a look lets it out."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from pikir.accounts.models import Account
from pikir.moderation.actions.deciding import Reasons, decide, dismiss
from pikir.moderation.actions.holds import HoldError, add_hold_rule, end_hold_rule
from pikir.moderation.models import Case
from pikir.moderation.queries import queue_page, rules_in_force
from pikir.moderation.trust_kinds import Level, Said
from pikir.moderation.trust_models import Hold, HoldRule
from pikir.posts.actions.topics import TopicFacts, make_topic
from pikir.posts.models import Post, Topic

REASON = "Elections are near."


@pytest.fixture
def rule(operator: Account, viewer_for: Callable[..., Any]) -> Callable[..., HoldRule]:
    """Makes a rule: ``rule(said="comments", first=1)``."""

    def make(**given: Any) -> HoldRule:
        whole: dict[str, Any] = {"level": Level.NEWCOMER, "said": Said.ALL, "reason": REASON} | given
        return add_hold_rule(actor=viewer_for(operator), **whole)

    return make


@pytest.fixture
def column(editor: Account, viewer_for: Callable[..., Any]) -> Topic:
    """A column that the editors keep."""
    facts = TopicFacts(names={"en": "Politics"}, about={}, is_column=True)
    return make_topic(actor=viewer_for(editor), facts=facts)


@pytest.fixture
def say(alice: Account, post_by: Callable[..., Post], client_for: Callable[..., Client]) -> Callable[..., Post]:
    """Have somebody comment below a text of alice's: ``say(bob, "Words")``."""
    root = post_by(alice, "Text")

    def send(who: Account, words: str = "Words.", lang: str = "en") -> Post:
        answer = client_for(who).post(f"/{lang}/@alice/{root.pk}/comment/", {"source": words})
        assert answer.status_code == 302
        made = Post.objects.filter(root=root).latest("id")
        assert isinstance(made, Post)
        return made

    return send


def test_without_a_rule_nothing_waits(say: Callable[..., Post], bob: Account) -> None:
    assert say(bob).state == "published"
    assert not Case.objects.exists()


def test_a_newcomers_comment_waits_is_seen_by_its_author_and_let_out(
    say: Callable[..., Post], rule: Callable[..., HoldRule], bob: Account, carol: Account, moderator: Account,
    viewer_for: Callable[..., Any], client_for: Callable[..., Client], lang: str,
) -> None:  # fmt: skip
    rule()
    held = say(bob, "My first words.", lang)
    assert (held.state, held.published_at, held.root and held.root.reply_count) == ("held", None, 0)
    page = f"/{lang}/@alice/{held.root_id}/"
    own = client_for(bob)
    assert REASON in own.get(f"/{lang}/drafts/").content.decode()
    assert "My first words." in own.get(page).content.decode()
    assert "My first words." not in client_for(carol).get(page).content.decode()
    (case,) = queue_page(viewer=viewer_for(moderator)).items
    shown = client_for(moderator).get(f"/{lang}/desk/queue/{case.pk}/").content.decode()
    assert REASON in shown
    dismiss(actor=viewer_for(moderator), case=case)
    held.refresh_from_db()
    assert (held.state, held.listed_at_id, Hold.objects.count()) == ("published", held.pk, 0)
    assert "My first words." in own.get(f"/{lang}/inbox/").content.decode()
    assert Post.objects.get(pk=held.root_id).reply_count == 1
    assert "My first words." in client_for(carol).get(page).content.decode()


def test_a_text_waits_and_comes_out_as_the_newest(
    rule: Callable[..., HoldRule], bob: Account, alice: Account, editor: Account, moderator: Account,
    post_by: Callable[..., Post],
    viewer_for: Callable[..., Any], client_for: Callable[..., Client],
) -> None:  # fmt: skip
    rule(said=Said.TEXTS)
    form = {"kind": "note", "account": bob.pk, "source": "My note.", "visibility": "public", "act": "publish"}
    answer = client_for(bob).post("/en/write/", form, follow=True)
    assert REASON in answer.content.decode()
    held = Post.objects.get(account=bob)
    assert held.state == "held"
    assert client_for(alice).get(f"/en/@bob/{held.pk}/").status_code in (404, 410)
    later = post_by(editor, "Later")
    dismiss(actor=viewer_for(moderator), case=Case.objects.get())
    held.refresh_from_db()
    assert held.state == "published"
    assert (held.listed_at_id or 0) > (later.listed_at_id or 0)
    assert "My note." in Client().get("/en/newest/").content.decode()


def test_a_held_post_is_removed_with_reasons_or_covered_and_published(
    say: Callable[..., Post], rule: Callable[..., HoldRule], bob: Account, moderator: Account,
    viewer_for: Callable[..., Any],
) -> None:  # fmt: skip
    rule()
    reasons = Reasons(rule=rules_in_force()[0])
    for measure, state in (("remove", "removed"), ("hide", "hidden"), ("warn", "published")):
        held = say(bob, f"Words for {measure}.")
        case = Case.objects.get(object_id=held.pk)
        decide(actor=viewer_for(moderator), case=case, measure=measure, reasons=reasons)
        held.refresh_from_db()
        assert held.state == state
        assert not Hold.objects.filter(post=held).exists()
    assert Post.objects.get(pk=held.root_id).reply_count == 1


def test_what_waits_waits_on_when_its_author_is_suspended(
    say: Callable[..., Post], rule: Callable[..., HoldRule], bob: Account, moderator: Account,
    viewer_for: Callable[..., Any],
) -> None:  # fmt: skip
    rule()
    held = say(bob)
    reasons = Reasons(rule=rules_in_force()[0])
    decide(actor=viewer_for(moderator), case=Case.objects.get(), measure="suspend", reasons=reasons)
    held.refresh_from_db()
    assert (held.state, Case.objects.get().state) == ("held", "open")


def test_only_the_first_ones_wait_where_the_rule_says_so(
    say: Callable[..., Post], rule: Callable[..., HoldRule], bob: Account, moderator: Account,
    viewer_for: Callable[..., Any],
) -> None:  # fmt: skip
    rule(first=1, level=Level.TRUSTED)
    assert say(bob).state == "held"
    assert say(bob).state == "held", "the first was not looked at yet"
    dismiss(actor=viewer_for(moderator), case=Case.objects.order_by("id")[0])
    assert say(bob).state == "published"


def test_a_rule_of_a_column_meets_what_stands_in_it(
    rule: Callable[..., HoldRule], bob: Account, alice: Account, client_for: Callable[..., Client],
    column: Any, post_by: Callable[..., Post],
) -> None:  # fmt: skip
    rule(column_id=column.pk)
    form = {"kind": "note", "account": bob.pk, "visibility": "public", "act": "publish"}
    client = client_for(bob)
    client.post("/en/write/", form | {"source": "Elsewhere."})
    client.post("/en/write/", form | {"source": "Here.", "topics": column.name})
    states = dict(Post.objects.filter(account=bob).values_list("source", "state"))
    assert states == {"Elsewhere.": "published", "Here.": "held"}


def test_staff_never_waits(say: Callable[..., Post], rule: Callable[..., HoldRule], editor: Account) -> None:
    rule(level=Level.TRUSTED)
    assert say(editor).state == "published"


def test_the_author_takes_back_what_waits(
    say: Callable[..., Post], rule: Callable[..., HoldRule], bob: Account, client_for: Callable[..., Client]
) -> None:
    rule()
    held = say(bob)
    assert client_for(bob).post(f"/en/withdraw/{held.pk}/").status_code == 302
    held.refresh_from_db()
    assert (held.state, Hold.objects.count()) == ("withdrawn", 0)
    assert Post.objects.get(pk=held.root_id).reply_count == 0


@pytest.mark.parametrize(
    ("who", "allowed"), [("alice", False), ("editor", False), ("moderator", False), ("operator", True)]
)
def test_who_may_make_rules(
    who: str, allowed: bool, request: pytest.FixtureRequest, viewer_for: Callable[..., Any]
) -> None:
    viewer = viewer_for(request.getfixturevalue(who))
    if allowed:
        made = add_hold_rule(actor=viewer, level=Level.NEWCOMER, said=Said.ALL, reason="x")
        end_hold_rule(actor=viewer, rule_id=made.pk)
        assert not HoldRule.objects.exists()
        return
    with pytest.raises(PermissionDenied):
        add_hold_rule(actor=viewer, level=Level.NEWCOMER, said=Said.ALL, reason="x")
    with pytest.raises(PermissionDenied):
        end_hold_rule(actor=viewer, rule_id=1)


def test_the_desk_makes_and_ends_rules_that_everyone_can_read(
    operator: Account, client_for: Callable[..., Client], lang: str
) -> None:
    client = client_for(operator)
    page = f"/{lang}/desk/holds/"
    form = {"level": "0", "said": "all", "reason": REASON, "first": "", "column": "", "act": "add"}
    assert client.post(page, form | {"reason": ""}).status_code == 422
    assert client.post(page, form).status_code == 302
    assert client.post(page, form).status_code == 422, "one rule for one thing"
    assert REASON in Client().get(f"/{lang}/limits/").content.decode()
    client.post(page, {"act": "end", "rule": HoldRule.objects.get().pk})
    assert REASON not in Client().get(f"/{lang}/limits/").content.decode()


def test_a_rule_needs_a_reason_and_a_small_number(rule: Callable[..., HoldRule]) -> None:
    with pytest.raises(HoldError):
        rule(reason="  ")
    with pytest.raises(HoldError):
        rule(first=1_000)
