"""Who may do what: every act by everyone, on somebody else's case, on one in one's column, and on one's own."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from harness.people import make_organisation, make_person, viewer_of
from harness.posts import make_post
from pikir.accounts.access import Viewer
from pikir.accounts.models import Account
from pikir.moderation.access import columns_of, is_staff, may_in
from pikir.moderation.actions.appeals import answer, appeal
from pikir.moderation.actions.cases import case_of, claim_case, note_case, open_case, release_case
from pikir.moderation.actions.deciding import Reasons, decide, dismiss, reverse
from pikir.moderation.actions.flags import flag
from pikir.moderation.actions.holds import add_hold_rule, end_hold_rule
from pikir.moderation.actions.rules import add_rule, end_rule, write_rule
from pikir.moderation.actions.staff import give_column, take_column
from pikir.moderation.actions.standing import pin_standing
from pikir.moderation.kinds import RIGHTS, Act, Grade, Measure
from pikir.moderation.models import Case, Decision, Rule
from pikir.moderation.queries import queue_page, rules_in_force
from pikir.moderation.subjects import of_account, of_post
from pikir.moderation.trust_kinds import Level, Said
from pikir.posts.models import PostTopic, Topic

ROLES = {
    Grade.MODERATOR: "moderator", Grade.SENIOR: "senior", Grade.ARBITER: "arbiter", Grade.OPERATOR: "operator",
}  # fmt: skip
WORDS = dict.fromkeys(("kk", "ru", "en"), "Words")


class World:
    """A flagged text in a column, its author, and somebody of each grade."""

    def __init__(self, where: str, grade: Grade) -> None:
        self.column = Topic.objects.create(slug="city", name_en="City", is_column=True, kept=True)
        roles = {one: [ROLES[one]] if one in ROLES else [] for one in Grade}
        self.people = {one: make_person(f"p_{one}", roles=roles[one]) for one in {grade, Grade.COLUMN}}
        self.gazette = make_organisation("gazette", self.people[grade])
        self.boss, self.judge = make_person("boss", roles=["operator"]), make_person("first", roles=["operator"])
        give_column(actor=viewer_of(self.boss), user_id=self.people[Grade.COLUMN].user.pk, column_id=self.column.pk)
        self.where = where

    def viewer(self, grade: Grade) -> Viewer:
        return Viewer.guest() if grade == Grade.GUEST else viewer_of(self.people[grade])

    def case_for(self, grade: Grade) -> Case:
        """A flagged text: of somebody else, in or out of the column, or of an office for which this person acts."""
        own = self.where == "own" and grade != Grade.GUEST
        author = self.gazette if own else make_person("author")
        writer = self.people[grade] if own else author
        post = make_post(author, "Rude", writer=writer)
        if self.where != "elsewhere":
            PostTopic.objects.create(post=post, topic=self.column, editor=self.boss, listed_at_id=post.listed_at_id)
        return flag(actor=viewer_of(make_person("reader")), subject=of_post(post), category="abuse").case

    def decision_for(self, grade: Grade) -> Decision:
        reasons = Reasons(rule=rules_in_force()[0])
        return decide(actor=viewer_of(self.judge), case=self.case_for(grade), measure="hide", reasons=reasons)


def _flag(world: World, grade: Grade) -> None:
    flag(actor=world.viewer(grade), subject=of_post(world.case_for(grade).post), category="spam")


def _appeal(world: World, grade: Grade) -> None:
    decision = world.decision_for(grade)
    author = decision.account
    assert author is not None
    actor = world.viewer(grade)
    if actor.signed_in:  # the one whom it met has this grade
        actor = Viewer(**{**vars(actor), "operates": actor.operates | {author.pk}})
    appeal(actor=actor, decision=Decision.objects.select_related("case").get(pk=decision.pk), words="No.")


def _read(world: World, grade: Grade) -> None:
    case, actor = world.case_for(grade), world.viewer(grade)
    if not is_staff(actor) or case not in queue_page(viewer=actor).items:
        raise PermissionDenied


def _release(world: World, grade: Grade) -> None:
    case = world.case_for(grade)
    claim_case(actor=viewer_of(world.judge), case=case)
    release_case(actor=world.viewer(grade), case=Case.objects.get(pk=case.pk))


def _decide(world: World, grade: Grade) -> None:
    case = world.case_for(grade)
    decide(actor=world.viewer(grade), case=case, measure="warn", reasons=Reasons(rule=rules_in_force()[0]))


def _suspend(world: World, grade: Grade) -> None:
    case = world.case_for(grade)
    decide(actor=world.viewer(grade), case=case, measure="suspend", reasons=Reasons(rule=rules_in_force()[0]))


def _answer(world: World, grade: Grade) -> None:
    decision = world.decision_for(grade)
    author = decision.account
    assert author is not None
    voice = Viewer(user_id=world.boss.user.pk, operates=frozenset({author.pk}))
    made = appeal(actor=voice, decision=Decision.objects.select_related("case").get(pk=decision.pk), words="No.")
    answer(actor=world.viewer(grade), appeal=made, overturned=True, words="Yes.")


def _rules(world: World, grade: Grade) -> None:
    actor = world.viewer(grade)
    add_rule(actor=actor, key="more", titles=WORDS, words=WORDS, reasons=WORDS)
    rule = Rule.objects.get(key="more")
    write_rule(actor=actor, rule=rule, titles=WORDS, words=WORDS, reasons=WORDS)
    end_rule(actor=actor, rule=rule, ended=True)


def _staff(world: World, grade: Grade) -> None:
    given: dict[str, Any] = {"user_id": world.judge.user.pk, "column_id": world.column.pk}
    give_column(actor=world.viewer(grade), **given)
    take_column(actor=world.viewer(grade), **given)


def _pin(world: World, grade: Grade) -> None:
    account = world.gazette if world.where == "own" else make_person("author")
    pin_standing(actor=world.viewer(grade), account_id=account.pk, level=Level.TRUSTED, reason="Known here.")


def _holds(world: World, grade: Grade) -> None:
    actor = world.viewer(grade)
    made = add_hold_rule(actor=actor, level=Level.NEWCOMER, said=Said.ALL, reason="A flood.")
    end_hold_rule(actor=actor, rule_id=made.pk)


DOINGS: dict[Act, Callable[[World, Grade], object]] = {
    Act.FLAG: _flag,
    Act.APPEAL: _appeal,
    Act.READ: _read,
    Act.CLAIM: lambda world, grade: claim_case(actor=world.viewer(grade), case=world.case_for(grade)),
    Act.NOTE: lambda world, grade: note_case(
        actor=world.viewer(grade), case=world.case_for(grade), kind="note", words="Look."
    ),
    Act.RELEASE: _release,
    Act.DECIDE: _decide,
    Act.SUSPEND: _suspend,
    Act.REVERSE: lambda world, grade: reverse(
        actor=world.viewer(grade),
        decision=Decision.objects.select_related("case").get(pk=world.decision_for(grade).pk),
        reason="A mistake.",
    ),
    Act.ANSWER: _answer,
    Act.RULES: _rules,
    Act.STAFF: _staff,
    Act.PIN: _pin,
    Act.HOLDS: _holds,
}
ABOUT_SOMEBODY = {
    Act.PIN, Act.READ, Act.CLAIM, Act.NOTE, Act.RELEASE, Act.DECIDE, Act.SUSPEND, Act.REVERSE, Act.ANSWER, Act.FLAG,
}  # fmt: skip


def test_every_act_is_tried() -> None:
    assert set(DOINGS) | {Act.WORKLOAD} == set(Act)  # the workload is a page: see test_pages.py


@pytest.mark.parametrize("where", ["elsewhere", "column", "own"])
@pytest.mark.parametrize("act", DOINGS)
def test_the_table_says_who_may(act: Act, where: str, db: None) -> None:
    for grade in Grade:
        may = grade in RIGHTS[act]
        if where == "elsewhere" and grade == Grade.COLUMN and act in {Act.READ, Act.CLAIM, Act.NOTE, Act.DECIDE}:
            may = False
        if where == "own" and act in ABOUT_SOMEBODY:
            may = False  # nobody judges, flags or even reads in their own cause
        assert _tried(act, where, grade) == may, f"{grade} {act} {where}"


def _tried(act: Act, where: str, grade: Grade) -> bool:
    """Whether somebody could do it, in a world of its own that goes away again."""
    done = False
    with transaction.atomic():
        try:
            with transaction.atomic():
                DOINGS[act](World(where, grade), grade)
                done = True
        except PermissionDenied:
            done = False
        transaction.set_rollback(True)
    return done


@pytest.mark.parametrize("role", ["moderator", "senior", "arbiter", "operator", "editor"])
def test_only_an_operator_suspends_who_holds_a_role(role: str, moderator: Account, operator: Account) -> None:
    held = make_person("held", roles=[role])
    case = open_case(actor=viewer_of(operator), subject=of_account(held))
    reasons = Reasons(rule=rules_in_force()[0])
    with pytest.raises(PermissionDenied):
        decide(actor=viewer_of(moderator), case=case, measure=Measure.SUSPEND, reasons=reasons)
    decide(actor=viewer_of(operator), case=case, measure=Measure.SUSPEND, reasons=reasons)
    assert Account.objects.get(pk=held.pk).suspended


def test_nobody_answers_the_appeal_against_their_own_decision(operator: Account, alice: Account) -> None:
    case = open_case(actor=viewer_of(operator), subject=of_post(make_post(alice, "Text")))
    made = decide(actor=viewer_of(operator), case=case, measure="hide", reasons=Reasons(rule=rules_in_force()[0]))
    asked = appeal(actor=viewer_of(alice), decision=made, words="No.")
    with pytest.raises(PermissionDenied):
        answer(actor=viewer_of(operator), appeal=asked, overturned=True, words="Yes.")


def test_who_is_suspended_moderates_no_column_but_may_appeal(operator: Account, alice: Account) -> None:
    column = Topic.objects.create(slug="city", name_en="City", is_column=True, kept=True)
    give_column(actor=viewer_of(operator), user_id=alice.user.pk, column_id=column.pk)
    case = case_of(of_account(alice), now=timezone.now())
    made = decide(actor=viewer_of(operator), case=case, measure="suspend", reasons=Reasons(rule=rules_in_force()[0]))
    assert not columns_of(viewer_of(alice))
    assert not may_in(viewer_of(alice), Act.READ, case)
    assert appeal(actor=viewer_of(alice), decision=made, words="It was not me.").due_at > timezone.now()


def test_dismissing_asks_the_same_right_as_deciding(alice: Account, bob: Account, arbiter_only: Account) -> None:
    case = flag(actor=viewer_of(bob), subject=of_post(make_post(alice, "Text")), category="spam").case
    for nobody in (bob, arbiter_only):
        with pytest.raises(PermissionDenied):
            dismiss(actor=viewer_of(nobody), case=case)


@pytest.fixture
def arbiter_only(db: None) -> Account:
    """A person who answers appeals and nothing else."""
    return make_person("aru", roles=["arbiter"])
