"""What can be true of a question: its states, how it can end, who acts on it, in which lane."""

from enum import StrEnum


class Lane(StrEnum):
    """Two ways of asking that are never mixed."""

    QUESTION = "question"  # in public, under the pledge that the office signed
    APPEAL = "appeal"  # under the law, registered by the office


class State(StrEnum):
    """Whose turn it is."""

    DRAFT = "draft"
    SCREENING = "screening"
    RETURNED = "returned"
    REGISTERED = "registered"
    ASSIGNED = "assigned"
    ACCEPTED = "accepted"
    CLARIFYING = "clarifying"
    HEARING = "hearing"
    ANSWERED = "answered"
    REWORK = "rework"
    PROMISED = "promised"
    DISPUTED = "disputed"
    ESCALATED = "escalated"
    CLOSED = "closed"
    REMOVED = "removed"


class Outcome(StrEnum):
    """How a question ended; nothing is closed without saying so."""

    SOLVED_CONFIRMED = "solved_confirmed"
    SOLVED_UNCHALLENGED = "solved_unchallenged"
    EXPLAINED = "explained"
    PARTLY = "partly"
    REFUSED_WITH_GROUND = "refused_with_ground"
    NOT_COMPETENT_NO_BODY = "not_competent_no_body"
    DUPLICATE_OF = "duplicate_of"
    WITHDRAWN = "withdrawn"
    PROMISE_KEPT = "promise_kept"
    PROMISE_BROKEN = "promise_broken"
    NEVER_ANSWERED = "never_answered"


class Flag(StrEnum):
    """What follows from clock and history; it is reckoned at reading and never stored as a state."""

    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    LONG_OVERDUE = "long_overdue"
    BOUNCED = "bounced"
    STALE = "stale"
    REPEAT = "repeat"
    GAP = "gap"


class Part(StrEnum):
    """In what part somebody acts on this very question. One person may have several."""

    AUTHOR = "author"
    SUPPORTERS = "supporters"  # enough of them together
    MODERATOR = "moderator"
    REGISTRAR = "registrar"
    HANDLER = "handler"  # the official whom it was routed to, and who drafts and signs for that position
    HEAD = "head"  # of the office, or the deputy; never the handler
    SUPERIOR = "superior"  # the position to which it went when it was disputed or escalated
    ARBITER = "arbiter"
    SQUARE = "square"  # by a clock or a rule, without a person


OPEN = frozenset(State) - {State.DRAFT, State.CLOSED, State.REMOVED}
# Between the number and the first answer the term of the answer runs.
AWAITING_ANSWER = frozenset(
    {State.REGISTERED, State.ASSIGNED, State.ACCEPTED, State.CLARIFYING, State.HEARING, State.REWORK, State.ESCALATED}
)
