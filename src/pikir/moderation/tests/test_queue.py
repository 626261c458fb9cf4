"""Reports and the queue: one row for a thing, its place, claims, and that two never decide at once."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from harness.people import make_person, viewer_of
from pikir.accounts.models import Account
from pikir.mail.models import Letter
from pikir.moderation.actions.cases import CaseError, claim_case, note_case, release_case
from pikir.moderation.actions.deciding import Reasons, decide, dismiss
from pikir.moderation.actions.flags import FlagError, flag
from pikir.moderation.kinds import CLAIM_FOR, POINTS_MAX, Category
from pikir.moderation.models import Case, Flag
from pikir.moderation.order import place_of, points_of, weight_of
from pikir.moderation.queries import queue_page, rules_in_force
from pikir.moderation.subjects import of_account, of_post
from pikir.posts.models import Post


def flagged(post: Post, by: Account, category: str = "abuse") -> Case:
    return flag(actor=viewer_of(by), subject=of_post(post), category=category).case


def why() -> Reasons:
    return Reasons(rule=rules_in_force()[0])


def test_one_person_one_flag_one_row_for_all(
    alice: Account, bob: Account, carol: Account, moderator: Account, post_by: Callable[..., Post]
) -> None:
    post = post_by(alice, "Text")
    for by in (bob, carol, bob):
        flagged(post, by)
    (case,) = queue_page(viewer=viewer_of(moderator)).items
    assert (case.flags_open, case.weight, Flag.objects.count()) == (2, 2.0, 2)


def test_what_is_graver_and_waits_longer_comes_first(
    alice: Account, bob: Account, moderator: Account, post_by: Callable[..., Post]
) -> None:
    posts = [post_by(alice, f"Text {number}") for number in range(4)]
    long_ago = timezone.now() - timedelta(days=3)
    flag(actor=viewer_of(bob), subject=of_post(posts[0]), category="spam", at=long_ago)
    flagged(posts[1], bob, "spam")
    flagged(posts[2], bob, "children")
    flagged(posts[3], bob, "abuse")
    order = [case.post_id for case in queue_page(viewer=viewer_of(moderator)).items]
    assert order == [posts[2].pk, posts[0].pk, posts[3].pk, posts[1].pk]


def test_pages_hold_every_case_once(
    alice: Account, bob: Account, moderator: Account, post_by: Callable[..., Post]
) -> None:
    for number in range(7):
        flagged(post_by(alice, f"Text {number}"), bob, list(Category)[number])
    seen, before = [], None
    for _ in range(4):
        page = queue_page(viewer=viewer_of(moderator), before=before, limit=2)
        seen += [case.place for case in page.items]
        before = page.older
    assert len(set(seen)) == 7
    assert seen == sorted(seen, reverse=True)
    assert before is None


def test_the_formula() -> None:
    assert points_of(category="abuse", weight=1, reach=0) == 48 + 12
    assert points_of(category="abuse", weight=3, reach=3) == 48 + 24 + 12
    assert points_of(category="children", weight=2**70, reach=2**20) == POINTS_MAX
    now = timezone.now()
    hour_earlier = place_of(points=0, opened_at=now - timedelta(hours=1), case_id=1)
    assert place_of(points=1, opened_at=now, case_id=1) == hour_earlier


def test_the_weight_follows_the_record(
    alice: Account, bob: Account, moderator: Account, post_by: Callable[..., Post]
) -> None:
    assert weight_of(account_id=bob.pk) == 1
    for number in range(3):
        dismiss(actor=viewer_of(moderator), case=flagged(post_by(alice, f"Good {number}"), bob))
    assert weight_of(account_id=bob.pk) == pytest.approx(0.4)
    for number in range(6):
        case = flagged(post_by(alice, f"Bad {number}"), bob)
        decide(actor=viewer_of(moderator), case=case, measure="warn", reasons=why())
    assert weight_of(account_id=bob.pk) == pytest.approx(14 / 11)


@pytest.mark.parametrize("given", [{"category": "illegal", "words": "It is."}, {"category": "other"}])
def test_a_report_says_enough(given: dict[str, str], alice: Account, bob: Account) -> None:
    with pytest.raises(FlagError):
        flag(actor=viewer_of(bob), subject=of_account(alice), **given)
    assert not Flag.objects.exists()


def test_what_is_claimed_is_left_to_one_person_for_a_while(
    alice: Account, bob: Account, moderator: Account, operator: Account, post_by: Callable[..., Post]
) -> None:
    case = flagged(post_by(alice, "Text"), bob)
    claim_case(actor=viewer_of(moderator), case=case)
    for act in (
        lambda: claim_case(actor=viewer_of(operator), case=case),
        lambda: dismiss(actor=viewer_of(operator), case=case),
        lambda: decide(actor=viewer_of(operator), case=case, measure="warn", reasons=why()),
    ):
        with pytest.raises(CaseError):
            act()
    Case.objects.update(claimed_until=timezone.now() - CLAIM_FOR)
    claim_case(actor=viewer_of(operator), case=case)
    release_case(actor=viewer_of(operator), case=Case.objects.get())
    dismiss(actor=viewer_of(moderator), case=case)


def test_two_never_decide_at_once(
    alice: Account, bob: Account, moderator: Account, operator: Account, post_by: Callable[..., Post]
) -> None:
    case = flagged(post_by(alice, "Text"), bob)
    decide(actor=viewer_of(moderator), case=case, measure="warn", reasons=why(), turn=case.turn)
    with pytest.raises(CaseError):
        decide(actor=viewer_of(operator), case=case, measure="hide", reasons=why(), turn=case.turn)
    assert Post.objects.get().state == "published"


def test_a_second_opinion_gives_the_case_back(
    alice: Account, bob: Account, moderator: Account, post_by: Callable[..., Post]
) -> None:
    case = flagged(post_by(alice, "Text"), bob)
    claim_case(actor=viewer_of(moderator), case=case)
    note_case(actor=viewer_of(moderator), case=case, kind="asked", words="What do you think?")
    case = Case.objects.get()
    assert (case.wants_opinion, case.claimed_by) == (True, None)
    note_case(actor=viewer_of(moderator), case=case, kind="opinion", words="Leave it.")
    assert not Case.objects.get().wants_opinion


def test_what_is_flagged_again_waits_again(
    alice: Account, bob: Account, carol: Account, moderator: Account, post_by: Callable[..., Post]
) -> None:
    post = post_by(alice, "Text")
    dismiss(actor=viewer_of(moderator), case=flagged(post, bob))
    assert not queue_page(viewer=viewer_of(moderator)).items
    flagged(post, carol)
    (case,) = queue_page(viewer=viewer_of(moderator)).items
    assert case.flags_open == 1


@pytest.mark.parametrize("act", ["dismiss", "claim"])
def test_several_at_once(
    act: str, alice: Account, bob: Account, moderator: Account, post_by: Callable[..., Post], client_for: Any
) -> None:
    cases = [flagged(post_by(alice, f"Text {number}"), bob) for number in range(3)]
    chosen = [str(case.pk) for case in cases[:2]]
    client_for(moderator).post("/en/desk/queue/bulk/", {"case": chosen, "act": act})
    left = Case.objects.filter(state="open", claimed_by=None)
    assert [case.pk for case in left] == [cases[2].pk]


def test_the_queue_costs_the_same_however_long_it_is(
    alice: Account,
    bob: Account,
    moderator: Account,
    post_by: Callable[..., Post],
    client_for: Callable[..., Client],
    assert_queries: Callable[[int], AbstractContextManager[None]],
) -> None:
    judge = client_for(moderator)
    for number in range(3):
        flagged(post_by(alice, f"Text {number}"), bob)
    judge.get("/en/desk/queue/")
    with assert_queries(4):  # session, viewer, bar, queue
        judge.get("/en/desk/queue/")


@pytest.mark.parametrize("page", ["desk/queue/", "desk/appeals/", "desk/workload/", "desk/rules/"])
def test_staff_needs_a_second_factor_where_the_square_is_public(
    page: str, operator: Account, alice: Account, client_for: Callable[..., Client], settings: Any
) -> None:
    assert client_for(alice).get(f"/en/{page}").status_code == 403
    assert client_for(operator).get(f"/en/{page}").status_code == 200
    settings.STAFF_SECOND_FACTOR = True
    answer = client_for(operator).get(f"/en/{page}")
    assert (answer.status_code, answer["Location"]) == (302, "/en/account/safety/")


def test_letters_speak_the_language_of_the_author(
    lang: str, moderator: Account, post_by: Callable[..., Post], run_jobs: Callable[[], object]
) -> None:
    author = make_person("dana", language=lang)
    case = flagged(post_by(author, "Text"), make_person("reader"))
    decide(actor=viewer_of(moderator), case=case, measure="remove", reasons=why(), days=7)
    run_jobs()
    letter = Letter.objects.get(to="dana@example.org")
    assert letter.language == lang
    assert f"/{lang}/decisions/" in letter.text
    assert str(rules_in_force()[0].titles[lang]) in letter.text


def test_who_is_flagged_is_not_told_by_whom_and_never_reads_the_case(
    alice: Account, bob: Account, operator: Account, client_for: Callable[..., Client], post_by: Callable[..., Post]
) -> None:
    own = post_by(operator, "My own text")
    case = flagged(own, bob)
    assert not queue_page(viewer=viewer_of(operator)).items
    assert client_for(operator).get(f"/en/desk/queue/{case.pk}/").status_code == 403
    with pytest.raises(PermissionDenied):
        dismiss(actor=viewer_of(operator), case=case)
