"""Trust is counted from what people do, lost the same way, pinned by few; newcomers' texts have bounds."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from pikir.accounts.models import Account
from pikir.kernel.schedules import plans
from pikir.moderation.access import can_pin
from pikir.moderation.actions.cases import case_of
from pikir.moderation.actions.deciding import Reasons, decide, reverse
from pikir.moderation.actions.standing import StandingError, count_standing, pin_standing, recount_standings
from pikir.moderation.queries import rules_in_force
from pikir.moderation.subjects import of_account
from pikir.moderation.trust import Record, level_from, level_of
from pikir.moderation.trust_kinds import (
    MEMBER_ACTIVE,
    MEMBER_DAYS,
    MEMBER_SAID,
    NEWCOMER_LINKS,
    NEWCOMER_MENTIONS,
    TRUSTED_ACTIVE,
    TRUSTED_DAYS,
    TRUSTED_SAID,
    TRUSTED_SUPPORTERS,
    Level,
)
from pikir.moderation.trust_models import Standing
from pikir.posts.models import Post

MEMBER = {"days": MEMBER_DAYS, "said": MEMBER_SAID, "active": MEMBER_ACTIVE}
TRUSTED = {
    "days": TRUSTED_DAYS, "said": TRUSTED_SAID, "active": TRUSTED_ACTIVE, "supporters": TRUSTED_SUPPORTERS,
}  # fmt: skip


def record(**given: Any) -> Record:
    """A record with nothing in it but what is given."""
    zero = {"days": 0, "said": 0, "active": 0, "supporters": 0, "upheld": 0, "answered": 0, "strikes": 0}
    return Record(**{**zero, "suspended": False, **given})


@pytest.mark.parametrize(
    ("given", "level"),
    [
        ({}, Level.NEWCOMER),
        (MEMBER, Level.MEMBER),
        *((MEMBER | {name: value - 1}, Level.NEWCOMER) for name, value in MEMBER.items()),
        (MEMBER | {"said": 0, "upheld": MEMBER_SAID}, Level.MEMBER),
        (MEMBER | {"strikes": 1}, Level.MEMBER),
        (MEMBER | {"strikes": 2}, Level.NEWCOMER),
        (MEMBER | {"suspended": True, "strikes": 1}, Level.NEWCOMER),
        (TRUSTED, Level.TRUSTED),
        *((TRUSTED | {name: value - 1}, Level.MEMBER) for name, value in TRUSTED.items()),
        (TRUSTED | {"strikes": 1}, Level.MEMBER),
        (TRUSTED | {"answered": 10, "upheld": 4}, Level.MEMBER),
        (TRUSTED | {"answered": 10, "upheld": 5}, Level.TRUSTED),
        (TRUSTED | {"answered": 4, "upheld": 0}, Level.TRUSTED),
    ],
)
def test_levels_by_record(given: dict[str, Any], level: Level) -> None:
    assert level_from(record(**given)) == level


def grow_old(account: Account, days: int) -> None:
    """Let an account have signed up so long ago, with what it said spread over the days since."""
    now = timezone.now()
    Account.objects.filter(pk=account.pk).update(created_at=now - timedelta(days=days))
    for number, post in enumerate(Post.objects.filter(account=account)):
        Post.objects.filter(pk=post.pk).update(published_at=now - timedelta(days=number % days))
    account.refresh_from_db()


def test_a_newcomer_becomes_a_member_and_decisions_cost_that(
    alice: Account,
    moderator: Account,
    post_by: Callable[..., Post],
    viewer_for: Callable[..., Any],
    run_jobs: Callable[[], object],
) -> None:
    assert level_of(alice.pk) == Level.NEWCOMER
    for number in range(MEMBER_SAID):
        post_by(alice, f"Text {number}")
    now = timezone.now()
    assert count_standing(account=alice, now=now) == Level.NEWCOMER, "all on the first day"
    grow_old(alice, MEMBER_DAYS)
    assert recount_standings(now=now + timedelta(minutes=90)) == 1
    assert level_of(alice.pk) == Level.MEMBER
    case = case_of(of_account(alice), now=now)
    rule = rules_in_force()[0]
    judge, why = viewer_for(moderator), Reasons(rule=rule)
    made = [decide(actor=judge, case=case, measure="warn", reasons=why) for _ in range(2)]
    run_jobs()
    assert level_of(alice.pk) == Level.NEWCOMER
    reverse(actor=judge, decision=made[1], reason="A mistake.")
    run_jobs()
    assert level_of(alice.pk) == Level.MEMBER


def test_after_an_upgrade_everyone_is_counted_at_once(
    alice: Account,
    bob: Account,
    post_by: Callable[..., Post],
    run_jobs: Callable[[], object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for account in (alice, bob):
        for number in range(MEMBER_SAID):
            post_by(account, f"Text {number}")
        grow_old(account, MEMBER_DAYS)
    run_jobs()
    for place in ("tasks", "actions.standing"):
        monkeypatch.setattr(f"pikir.moderation.{place}.RECOUNT_BATCH", 1)
    Standing.objects.all().delete()
    assert plans()["moderation.recount_standings"].at_once
    plans()["moderation.recount_standings"].task.enqueue()
    run_jobs()
    assert [level_of(account.pk) for account in (alice, bob)] == [Level.MEMBER] * 2


def test_staff_is_trusted_and_nobody_else_by_asking(alice: Account, editor: Account) -> None:
    assert (level_of(editor.pk), level_of(alice.pk)) == (Level.TRUSTED, Level.NEWCOMER)


PINNERS = {"guest": False, "alice": False, "editor": False, "moderator": False, "operator": True}


@pytest.mark.parametrize(("who", "allowed"), PINNERS.items())
def test_who_may_pin(
    who: str, allowed: bool, bob: Account, request: pytest.FixtureRequest, viewer_for: Callable[..., Any]
) -> None:
    viewer = viewer_for(None if who == "guest" else request.getfixturevalue(who))
    assert can_pin(viewer, bob) == allowed
    if not allowed:
        with pytest.raises(PermissionDenied):
            pin_standing(actor=viewer, account_id=bob.pk, level=Level.TRUSTED, reason="x")


def test_seniors_pin_others_but_neither_themselves_nor_staff(
    person: Callable[..., Account], bob: Account, editor: Account, viewer_for: Callable[..., Any]
) -> None:
    senior = person("sabit", roles=["senior"])
    viewer = viewer_for(senior)
    assert can_pin(viewer, bob)
    assert not can_pin(viewer, senior)
    assert not can_pin(viewer, editor)


def test_a_pinned_level_counts_until_it_is_taken_off(
    bob: Account, operator: Account, client_for: Callable[..., Client], viewer_for: Callable[..., Any]
) -> None:
    client = client_for(operator)
    page = f"/en/desk/standing/{bob.pk}/"
    assert client.post(page, {"level": "2", "reason": ""}).status_code == 422
    assert client.post(page, {"level": "2", "reason": "Known to everyone."}).status_code == 302
    assert level_of(bob.pk) == Level.TRUSTED
    assert "Known to everyone." in client_for(bob).get("/en/account/standing/").content.decode()
    count_standing(account=bob, now=timezone.now())
    assert level_of(bob.pk) == Level.TRUSTED
    assert client.post(page, {"level": "", "reason": "No need any more."}).status_code == 302
    assert level_of(bob.pk) == Level.NEWCOMER
    assert Standing.objects.get(account=bob).pinned_reason == ""
    with pytest.raises(StandingError):
        pin_standing(actor=viewer_for(operator), account_id=bob.pk, level=Level.MEMBER, reason=" ")


def test_a_newcomers_comment_has_bounds_and_stays_in_the_form(
    alice: Account, bob: Account, post_by: Callable[..., Post], client_for: Callable[..., Client], lang: str
) -> None:
    post, client = post_by(alice, "Text"), client_for(bob)
    links = [f"https://example.org/{number}" for number in range(NEWCOMER_LINKS + 1)]
    page = f"/{lang}/@alice/{post.pk}/comment/"
    answer = client.post(page, {"source": " ".join(links)})
    assert answer.status_code == 422
    assert answer.context["form"]["source"].value() == " ".join(links)
    assert client.post(page, {"source": " ".join(links[:-1])}).status_code == 302
    Standing.objects.create(account=bob, level=Level.MEMBER, since=timezone.now(), counted_at=timezone.now())
    assert client.post(page, {"source": " ".join(links)}).status_code == 302


def test_a_newcomers_text_is_kept_as_a_draft_where_it_calls_too_many(
    bob: Account, person: Callable[..., Account], client_for: Callable[..., Client]
) -> None:
    names = [f"friend{number}" for number in range(NEWCOMER_MENTIONS + 1)]
    for name in names:
        person(name)
    text = {
        "kind": "note", "account": bob.pk, "source": " ".join(f"@{name}" for name in names),
        "visibility": "public", "act": "publish",
    }  # fmt: skip
    client = client_for(bob)
    answer = client.post("/en/write/", text, follow=True)
    assert f"mentions at most {NEWCOMER_MENTIONS} people" in answer.content.decode()
    assert Post.objects.get(account=bob).state == "draft"


def test_newcomers_are_counted_by_their_own_numbers(
    alice: Account, bob: Account, post_by: Callable[..., Post], client_for: Callable[..., Client]
) -> None:
    post, client = post_by(alice, "Text"), client_for(bob)
    page = f"/en/@alice/{post.pk}/comment/"
    sent = [client.post(page, {"source": f"Word {number}."}).status_code for number in range(10)]
    assert sent == [302] * 9 + [429]
    pinned = Standing(account=bob, since=timezone.now(), counted_at=timezone.now(), pinned=Level.TRUSTED)
    pinned.save()
    assert client.post(page, {"source": "One more."}).status_code == 302
