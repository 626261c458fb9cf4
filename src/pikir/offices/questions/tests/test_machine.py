"""The way of a question, as data: what can happen, and what cannot."""

from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from pikir.offices.questions.guards import Facts
from pikir.offices.questions.machine import TRANSITIONS, Refusal, Standing, moves_of, try_act
from pikir.offices.questions.states import OPEN, Lane, Outcome, Part, State

ACTS = sorted({one.act for one in TRANSITIONS})
KIND = {bool: st.booleans(), int: st.integers(0, 4), str: st.sampled_from(["", "words"])}
FACTS = st.builds(
    Facts,
    **{
        field.name: KIND.get(field.type, st.none() | st.sampled_from(list(Outcome)))  # type: ignore[call-overload]
        for field in fields(Facts)
        if field.name not in {"answered", "solved"}
    },
    answered=st.none() | st.integers(0, 2),
    solved=st.none() | st.integers(0, 2),
)
STEPS = st.lists(
    st.tuples(st.sampled_from(ACTS), st.sampled_from(list(Part)), FACTS, st.none() | st.sampled_from(list(Outcome))),
    max_size=40,
)


def begun() -> Standing:
    return Standing(state=State.DRAFT, lane=Lane.QUESTION)


@given(steps=STEPS)
def test_however_it_is_pushed_a_question_stays_where_the_table_allows(steps: list[tuple]) -> None:
    stands = begun()
    for act, part, facts, outcome in steps:
        after = try_act(stands, act=act, parts=[part], facts=facts, outcome=outcome)
        if isinstance(after, Refusal):
            continue
        move = next(one for one in moves_of(stands, [part]) if one.act == act)
        assert all(guard.holds(facts) for guard in move.guards)
        assert (after.state == State.CLOSED) == (after.outcome is not None)
        assert move.target in {after.state, None}
        assert not (stands.lane == Lane.APPEAL and after.lane == Lane.QUESTION)
        stands = after


def test_every_state_is_reached_and_only_a_draft_is_begun() -> None:
    reached, grown = {State.DRAFT}, True
    while grown:
        new = {one.target for one in TRANSITIONS if one.target and one.sources & reached} - reached
        reached, grown = reached | new, bool(new)
    assert reached == set(State)
    assert not [one.act for one in TRANSITIONS if one.target == State.DRAFT]


def test_no_open_question_is_left_to_one_who_may_stay_silent() -> None:
    waits_for_ever = {State.ASSIGNED} - {
        state for one in TRANSITIONS if Part.SQUARE in one.parts and one.target for state in one.sources
    }
    assert not waits_for_ever
    for state in OPEN - {State.PROMISED}:
        assert [one.act for one in TRANSITIONS if state in one.sources and Part.SQUARE in one.parts and one.target], (
            state
        )


def test_nothing_is_closed_without_saying_how() -> None:
    for one in TRANSITIONS:
        assert bool(one.outcomes) == (one.target == State.CLOSED), one.act
    assert {outcome for one in TRANSITIONS for outcome in one.outcomes} == set(Outcome)


def test_who_keeps_silent_about_the_facts_gets_nothing_that_needs_them() -> None:
    for one in TRANSITIONS:
        if not one.guards:
            continue
        assert any(not guard.holds(Facts()) for guard in one.guards), one.act


def test_a_removal_is_undone_to_where_it_stood() -> None:
    closed = Standing(state=State.CLOSED, lane=Lane.QUESTION, outcome=Outcome.PARTLY)
    removed = try_act(closed, act="remove", parts=[Part.MODERATOR], facts=Facts(decision=True))
    assert isinstance(removed, Standing)
    assert (removed.state, removed.outcome) == (State.REMOVED, None)
    assert try_act(removed, act="restore", parts=[Part.ARBITER], facts=Facts(decision=True)) == closed


def test_a_refusal_names_the_first_condition_that_fails() -> None:
    stands = Standing(state=State.ASSIGNED, lane=Lane.QUESTION)
    facts = Facts(reason="competence", words="Water is theirs.", working_days=4, transfers=0)
    refused = try_act(stands, act="transfer", parts=[Part.HANDLER], facts=facts)
    assert isinstance(refused, Refusal)
    assert refused.code == "transfer_time"
    assert isinstance(try_act(stands, act="transfer", parts=[Part.AUTHOR], facts=facts), Refusal)
