"""The way of a question as data: every act, from where to where, by whom, on what condition, with what outcome.

Actions, forms, the API, the page that explains it and the tests all read this table; what it does not hold cannot be
done. Days are in ``guards`` and in the profile of a clock, rights of persons in ``access``.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import pgettext_lazy as _
from django_stubs_ext import StrOrPromise

from pikir.offices.questions import guards as g
from pikir.offices.questions.guards import Facts, Guard
from pikir.offices.questions.states import OPEN, Lane, Outcome, Part, State

BOTH = frozenset(Lane)


@dataclass(frozen=True, kw_only=True)
class Transition:
    """One act. Without ``target`` the question goes back to, or stays in, the state that its history names."""

    act: str
    label: StrOrPromise  # what the actor chooses
    sources: frozenset[State]
    target: State | None
    parts: frozenset[Part]
    guards: tuple[Guard, ...] = ()
    outcomes: frozenset[Outcome] = frozenset()  # one of them is set when it closes
    lanes: frozenset[Lane] = BOTH
    from_outcomes: frozenset[Outcome] = frozenset()  # what was closed so; empty: however

    @property
    def returns(self) -> bool:
        """Whether it undoes what was done: the question stands again where it stood before."""
        return self.act in UNDOING


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """Why an act does not happen. ``code`` is a guard's, or ``act`` when there is no such act here."""

    code: str
    words: StrOrPromise


NO_SUCH_ACT = Refusal(code="act", words=_("question", "This cannot be done with the question as it stands now."))
NO_OUTCOME = Refusal(code="outcome", words=_("question", "Say how the question ends."))
# Their words are for the author and the office, or for moderators, and never for the record.
WHISPERED = frozenset({"hear", "speak", "ask_redaction"})
RETURNABLE = frozenset({"merge", "remove", "withdraw"})  # what can be undone
UNDOING = frozenset({"part", "restore", "take_over"})


def _act(
    act: str,
    label: StrOrPromise,
    sources: Iterable[State],
    target: State | None,
    parts: Iterable[Part],
    *conditions: Guard,
    outcomes: Iterable[Outcome] = (),
    lanes: Iterable[Lane] = BOTH,
    from_outcomes: Iterable[Outcome] = (),
) -> Transition:
    return Transition(
        act=act,
        label=label,
        sources=frozenset(sources),
        target=target,
        parts=frozenset(parts),
        guards=conditions,
        outcomes=frozenset(outcomes),
        lanes=frozenset(lanes),
        from_outcomes=frozenset(from_outcomes),
    )


WITHDRAWABLE = (
    State.SCREENING,
    State.RETURNED,
    State.REGISTERED,
    State.ASSIGNED,
    State.ACCEPTED,
    State.CLARIFYING,
    State.HEARING,
    State.ESCALATED,
)
ROUTING = (State.REGISTERED, State.ASSIGNED)
OWED = (State.REGISTERED, State.ASSIGNED, State.ACCEPTED, State.CLARIFYING, State.HEARING, State.REWORK)

TRANSITIONS: tuple[Transition, ...] = (
    # Asking
    _act("ask", _("act", "Ask"), [State.DRAFT], State.SCREENING, [Part.AUTHOR], g.IDENTIFIED, g.NO_TWIN),
    _act("pass", _("act", "Publish"), [State.SCREENING], State.REGISTERED, [Part.MODERATOR]),
    _act("register", _("act", "Let the clock run"), [State.SCREENING], State.REGISTERED, [Part.SQUARE], g.CLEAN),
    _act(
        "return",
        _("act", "Send back to be mended"),
        [State.SCREENING],
        State.RETURNED,
        [Part.MODERATOR],
        g.REASON,
        g.WORDS,
    ),
    _act("mend", _("act", "Send again"), [State.RETURNED], State.SCREENING, [Part.AUTHOR]),
    _act(
        "lapse",
        _("act", "Lapse"),
        [State.RETURNED],
        State.CLOSED,
        [Part.SQUARE],
        g.RAN_OUT,
        outcomes=[Outcome.WITHDRAWN],
    ),
    _act("withdraw", _("act", "Withdraw"), WITHDRAWABLE, State.CLOSED, [Part.AUTHOR], outcomes=[Outcome.WITHDRAWN]),
    _act(
        "take_over",
        _("act", "Take it over"),
        [State.CLOSED],
        None,
        [Part.SUPPORTERS],
        g.STOOD,
        g.JUST_CLOSED,
        g.THEIR_TURN,
        from_outcomes=[Outcome.WITHDRAWN],
    ),
    _act(
        "convert",
        _("act", "Make it a formal appeal"),
        (*OWED, State.ESCALATED, State.DISPUTED),
        State.REGISTERED,
        [Part.AUTHOR],
        g.IDENTIFIED,
        lanes=[Lane.QUESTION],
    ),
    _act(
        "enter",
        _("act", "Enter into the register of the office"),
        (*OPEN, State.CLOSED),
        None,
        [Part.REGISTRAR],
        lanes=[Lane.APPEAL],
    ),
    _act(
        "ask_redaction",
        _("act", "Ask to take words out"),
        (*OPEN, State.CLOSED),
        None,
        [Part.REGISTRAR, Part.HANDLER],
        g.REASON,
        g.WORDS,
    ),
    # Finding who owes the answer. The law joins no appeal with another one, and leaves none to nobody.
    _act(
        "assign",
        _("act", "Route"),
        [State.REGISTERED],
        State.ASSIGNED,
        [Part.SQUARE, Part.REGISTRAR, Part.ARBITER],
        g.LIVE,
    ),
    _act(
        "transfer",
        _("act", "Pass on to another office"),
        [State.REGISTERED, State.ASSIGNED],
        State.REGISTERED,
        [Part.REGISTRAR, Part.HANDLER, Part.ARBITER],
        g.REASON,
        g.WORDS,
        g.OTHER_OFFICE,
        g.IN_TRANSFER_TIME,
        g.FEW_TRANSFERS,
    ),
    _act(
        "delegate",
        _("act", "Hand to a colleague"),
        [State.ASSIGNED],
        State.ASSIGNED,
        [Part.HANDLER],
        g.SAME_OFFICE,
        g.LIVE,
    ),
    _act("accept", _("act", "Accept"), [State.ASSIGNED], State.ACCEPTED, [Part.HANDLER]),
    _act("inherit", _("act", "Go to the successor"), OPEN, None, [Part.SQUARE], g.LIVE),
    _act("recount", _("act", "Reckon the days anew"), OPEN, None, [Part.SQUARE]),
    _act(
        "propose_merge",
        _("act", "Propose to join it with the same question"),
        ROUTING,
        None,
        [Part.REGISTRAR, Part.MODERATOR],
        g.WORDS,
        g.NOT_DECLINED,
        g.SAME_MATTER,
        lanes=[Lane.QUESTION],
    ),
    _act(
        "keep_apart",
        _("act", "Keep it apart"),
        ROUTING,
        None,
        [Part.AUTHOR, Part.REGISTRAR, Part.MODERATOR, Part.SQUARE],
        g.PROPOSED,
        lanes=[Lane.QUESTION],
    ),
    _act(
        "merge",
        _("act", "Join with the same question"),
        ROUTING,
        State.CLOSED,
        [Part.AUTHOR, Part.REGISTRAR, Part.MODERATOR, Part.SQUARE],
        g.PROPOSED,
        g.SAME_MATTER,
        g.AGREED,
        outcomes=[Outcome.DUPLICATE_OF],
        lanes=[Lane.QUESTION],
    ),
    _act(
        "part",
        _("act", "Take out of the joined"),
        [State.CLOSED],
        None,
        [Part.AUTHOR, Part.REGISTRAR, Part.MODERATOR],
        g.STOOD,
        g.JUST_CLOSED,
        from_outcomes=[Outcome.DUPLICATE_OF],
    ),
    _act(
        "split",
        _("act", "Split into parts"),
        ROUTING,
        None,
        [Part.REGISTRAR, Part.HANDLER, Part.ARBITER],
        g.WORDS,
        g.WHOLE,
        g.DIVIDED,
        g.IN_TRANSFER_TIME,
    ),
    _act("split_off", _("act", "Begin as a part"), [State.DRAFT], State.REGISTERED, [Part.SQUARE], g.OF_WHOLE),
    _act(
        "leave_to_nobody",
        _("act", "State that nobody is competent"),
        [State.REGISTERED],
        State.CLOSED,
        [Part.ARBITER],
        g.REASON,
        g.WORDS,
        outcomes=[Outcome.NOT_COMPETENT_NO_BODY],
        lanes=[Lane.QUESTION],
    ),
    # On the way to the answer
    _act(
        "ask_back",
        _("act", "Ask the author"),
        [State.ACCEPTED],
        State.CLARIFYING,
        [Part.HANDLER],
        g.WORDS,
        g.FEW_CLARIFICATIONS,
    ),
    _act("clarify", _("act", "Answer what was asked back"), [State.CLARIFYING], State.ACCEPTED, [Part.AUTHOR], g.WORDS),
    _act("go_on", _("act", "Go on without the author"), [State.CLARIFYING], State.ACCEPTED, [Part.SQUARE], g.RAN_OUT),
    _act(
        "extend",
        _("act", "Extend the time"),
        [State.ACCEPTED],
        State.ACCEPTED,
        [Part.HEAD, Part.ARBITER],
        g.GRANTED,
        g.IN_TIME,
        g.REASON,
        g.WORDS,
        g.NOT_EXTENDED,
        g.WITHIN_CAP,
    ),
    _act(
        "hear",
        _("act", "Show the author the draft"),
        [State.ACCEPTED],
        State.HEARING,
        [Part.HANDLER],
        g.WORDS,
        lanes=[Lane.APPEAL],
    ),
    _act(
        "speak",
        _("act", "Answer the draft"),
        [State.HEARING],
        State.HEARING,
        [Part.AUTHOR],
        g.WORDS,
        lanes=[Lane.APPEAL],
    ),
    _act(
        "answer",
        _("act", "Answer"),
        [State.ACCEPTED, State.HEARING, State.REWORK],
        State.ANSWERED,
        [Part.HANDLER],
        g.LIVE,
        g.COMPLETE,
        g.SIGNED,
        g.HEARD,
        g.ADDRESSES,
    ),
    _act(
        "answer_above",
        _("act", "Answer instead"),
        [State.ESCALATED, State.DISPUTED],
        State.ANSWERED,
        [Part.SUPERIOR],
        g.LIVE,
        g.COMPLETE,
        g.SIGNED,
        g.ADDRESSES,
    ),
    _act("promise", _("act", "Promise"), [State.ANSWERED], State.PROMISED, [Part.HANDLER, Part.SUPERIOR], g.PROMISED),
    # After the answer
    _act(
        "confirm",
        _("act", "Confirm"),
        [State.ANSWERED],
        State.CLOSED,
        [Part.AUTHOR],
        g.SATISFIED,
        outcomes=[Outcome.SOLVED_CONFIRMED, Outcome.EXPLAINED],
    ),
    _act(
        "settle",
        _("act", "Accept the answer"),
        [State.ANSWERED],
        State.CLOSED,
        [Part.AUTHOR],
        g.MODEST,
        outcomes=[Outcome.PARTLY, Outcome.REFUSED_WITH_GROUND],
    ),
    _act(
        "hold",
        _("act", "Stand unchallenged"),
        [State.ANSWERED],
        State.CLOSED,
        [Part.SQUARE],
        g.RAN_OUT,
        g.UNCONTESTED,
        outcomes=[Outcome.SOLVED_UNCHALLENGED, Outcome.EXPLAINED, Outcome.PARTLY, Outcome.REFUSED_WITH_GROUND],
    ),
    _act(
        "send_back",
        _("act", "Send back"),
        [State.ANSWERED],
        State.REWORK,
        [Part.AUTHOR, Part.SUPPORTERS, Part.MODERATOR],
        g.CRITERION,
        g.NOT_SENT_BACK,
    ),
    _act("dispute", _("act", "Dispute"), [State.ANSWERED], State.DISPUTED, [Part.AUTHOR], g.WORDS, g.REWORKED),
    _act(
        "contest",
        _("act", "Contest together"),
        [State.ANSWERED],
        State.DISPUTED,
        [Part.SQUARE],
        g.RAN_OUT,
        g.CONTESTED,
    ),
    _act(
        "uphold",
        _("act", "Let the answer stand"),
        [State.DISPUTED],
        State.CLOSED,
        [Part.SUPERIOR],
        g.WORDS,
        g.NOT_OWN,
        outcomes=[Outcome.PARTLY, Outcome.REFUSED_WITH_GROUND],
    ),
    _act(
        "keep",
        _("act", "Confirm that the promise was kept"),
        [State.PROMISED],
        State.CLOSED,
        [Part.AUTHOR, Part.SUPPORTERS, Part.HANDLER],
        g.EVIDENCE,
        outcomes=[Outcome.PROMISE_KEPT],
    ),
    _act(
        "break",
        _("act", "Break the promise"),
        [State.PROMISED],
        State.CLOSED,
        [Part.SQUARE],
        g.RAN_OUT,
        outcomes=[Outcome.PROMISE_BROKEN],
    ),
    # When nothing happens
    _act(
        "escalate",
        _("act", "Send above"),
        (*OWED, State.DISPUTED, State.ESCALATED),
        State.ESCALATED,
        [Part.SQUARE],
        g.LATE_ENOUGH,
    ),
    _act(
        "fall_silent",
        _("act", "Close unanswered"),
        [State.ESCALATED],
        State.CLOSED,
        [Part.SQUARE],
        g.RAN_OUT,
        outcomes=[Outcome.NEVER_ANSWERED],
    ),
    # Again
    _act("follow_up", _("act", "Ask whether it is solved still"), [State.CLOSED], None, [Part.SQUARE], g.RAN_OUT),
    _act("still_yes", _("act", "Yes, it is solved still"), [State.CLOSED], None, [Part.AUTHOR], g.ASKED_STILL),
    _act("still_no", _("act", "No, not any more"), [State.CLOSED], None, [Part.AUTHOR], g.ASKED_STILL),
    _act("still_early", _("act", "Too early to say"), [State.CLOSED], None, [Part.AUTHOR], g.ASKED_STILL),
    _act(
        "reopen",
        _("act", "Reopen"),
        [State.CLOSED],
        State.ASSIGNED,
        [Part.AUTHOR, Part.SUPPORTERS],
        g.WORDS,
        g.EVIDENCE,
        g.LATELY_CLOSED,
        g.FEW_REOPENINGS,
        from_outcomes=frozenset(Outcome) - {Outcome.DUPLICATE_OF, Outcome.WITHDRAWN},
    ),
    # An appeal by law goes on where its text is taken down: nobody may refuse to take it.
    _act(
        "remove",
        _("act", "Remove"),
        (*OPEN, State.CLOSED),
        State.REMOVED,
        [Part.MODERATOR],
        g.DECIDED,
        lanes=[Lane.QUESTION],
    ),
    _act("restore", _("act", "Restore"), [State.REMOVED], None, [Part.ARBITER], g.DECIDED),
)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where a question stands, and stood ``before`` it was joined or removed, so that this can be undone."""

    state: State
    lane: Lane
    outcome: Outcome | None = None
    before: "Standing | None" = None


def moves_of(standing: Standing, parts: Iterable[Part]) -> list[Transition]:
    """Return what somebody in these parts may try with a question, in the order of the table; guards come later."""
    held = frozenset(parts)
    return [one for one in TRANSITIONS if _fits(one, standing) and one.parts & held]


def try_act(
    standing: Standing, *, act: str, parts: Iterable[Part], facts: Facts, outcome: Outcome | None = None
) -> Standing | Refusal:
    """Return where a question stands after an act, or why it does not happen.

    ``outcome`` is what it ends with; it may be left out where the table knows only one. The first guard that does not
    hold gives the refusal. Nothing is changed here: whoever calls this under the lock of the question's row writes it.
    """
    move = next((one for one in moves_of(standing, parts) if one.act == act), None)
    if move is None:
        return NO_SUCH_ACT
    failed = next((guard for guard in move.guards if not guard.holds(facts)), None)
    if failed is not None:
        return Refusal(code=failed.code, words=failed.refusal)
    ending = outcome or (next(iter(move.outcomes)) if len(move.outcomes) == 1 else None)
    if move.outcomes and ending not in move.outcomes:
        return NO_OUTCOME
    return _after(standing, move, ending if move.outcomes else None)


def _fits(move: Transition, standing: Standing) -> bool:
    if standing.state not in move.sources or standing.lane not in move.lanes:
        return False
    return not move.from_outcomes or standing.outcome in move.from_outcomes


def _after(standing: Standing, move: Transition, outcome: Outcome | None) -> Standing:
    if move.returns:
        return standing.before or standing
    if move.target is None:
        return standing
    before = standing if move.act in RETURNABLE else None
    lane = Lane.APPEAL if move.act == "convert" else standing.lane
    return Standing(state=move.target, lane=lane, outcome=outcome, before=before)
