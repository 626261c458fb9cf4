"""What an act on a question is asked before it happens: each guard one condition, with the words of its refusal."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from pikir.offices.questions.states import Outcome

TRANSFER_DAYS = 3  # working days from the receipt; Administrative Procedural Code of Kazakhstan, article 65
TRANSFERS = 2  # a third one shows that nobody wants it: the arbiter names the owner
CLARIFICATIONS = 1  # one question back is free; a second one could be a way to win time
HEARING_DAYS = 3  # working days to answer an unfavourable draft; the same code, article 73
CONTESTING = 3  # supporters who say "not solved" and so send an answer back though the author is silent
REOPEN_DAYS = 180  # half a year shows whether a repair holds
REOPENINGS = 2  # after that a new question tells the story better
UNMERGE_DAYS = 30  # in which a merging that was a mistake is undone, and a withdrawn question taken over
SPLIT_MOST = 4  # parts of one question; more of them are questions of their own


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What guards know of a question and an act at one moment. Days are whole; "working" is said where it matters.

    Only what an act needs is filled in; the rest keeps its defaults, which let nothing pass that is doubtful.
    """

    identified: bool = False  # as the office, or the law of the lane, wants it
    has_twin: bool = False  # the author has an open question to this position on this topic
    flagged: bool = True  # something found in the text wants a person to look
    reason: str = ""  # why, chosen from a list
    words: str = ""  # what the actor says in own words
    live: bool = False  # exactly one appointment to the position lives
    same_office: bool = False  # as the one that has the question
    working_days: int = 10**6  # since the receipt
    transfers: int = 10**6  # so far
    arbiter: bool = False  # has named the owner
    clarifications: int = 10**6  # so far
    superior: bool = False  # has consented
    in_time: bool = False  # the due date has not passed
    extended: bool = True  # once before
    within_cap: bool = False  # the new date is allowed by the profile of the clock
    heard: bool = True  # no hearing was due
    hearing_days: int = 0  # working days since the draft was shown
    answer_faults: int = 1  # of the answer's form
    signatures_missing: int = 1
    addresses: bool = True  # what it was sent back for
    carries: Outcome | None = None  # outcome that the answer named
    promised: bool = False  # the answer holds a promise with owner, date and measure
    answered: int | None = None  # the author's verdict: 0 no, 1 partly, 2 yes
    solved: int | None = None  # likewise; None: not that kind of question, or too early
    contesting: int = 0  # supporters who say that it is not solved
    criterion: str = ""  # of the list of reasons for sending back
    sent_back: bool = True  # by this part before
    reworked: bool = False  # the author had it sent back before
    ran_out: bool = False  # the time that this state has is over
    late_enough: bool = False  # for the next step of the ladder
    agreed: bool = False  # the author agrees, or was silent long enough
    evidence: bool = False  # a photo, an act, a link, a number
    days_closed: int = 10**6
    reopenings: int = 10**6
    own: bool = False  # the actor handled this very question before
    decision: bool = False  # of moderation, with its reasons
    same_matter: bool = False  # topic and place are those of the other question, which is public and open
    proposed: bool = False  # to join it, and nobody has said no
    declined: bool = True  # joining was proposed before
    stood: bool = False  # it is known where it stood before
    named_parts: int = 0  # into which it is to be split
    whole: bool = False  # it is no part of another and was not split before
    of_whole: bool = False  # it is the part of a question that is being split
    their_turn: bool = False  # the actor supports it, and it was offered to them
    asked_still: bool = False  # the square asked whether it is solved still, and waits for the reply
    granted: bool = False  # whom the profile of the clock lets extend acts


@dataclass(frozen=True, kw_only=True)
class Guard:
    """One condition: ``holds`` of the facts, or the act is refused with ``refusal``. ``code`` is for programs."""

    code: str
    holds: Callable[[Facts], bool]
    refusal: StrOrPromise


def _guard(code: str, holds: Callable[[Facts], bool], refusal: StrOrPromise) -> Guard:
    return Guard(code=code, holds=holds, refusal=refusal)


IDENTIFIED = _guard("identified", lambda it: it.identified, _("Say first who you are, as this way of asking needs it."))
NO_TWIN = _guard(
    "no_twin",
    lambda it: not it.has_twin,
    _("You have an open question to this position on this topic. Support it, or wait."),
)
CLEAN = _guard("clean", lambda it: not it.flagged, _("A person must look at this text before it is published."))
REASON = _guard("reason", lambda it: bool(it.reason), _("Choose a reason."))
WORDS = _guard("words", lambda it: bool(it.words.strip()), _("Say it in your own words."))
LIVE = _guard("live", lambda it: it.live, _("Nobody holds this position now."))
SAME_OFFICE = _guard(
    "same_office", lambda it: it.same_office, _("Inside an office only; to another one it is a transfer.")
)
OTHER_OFFICE = _guard(
    "other_office", lambda it: not it.same_office, _("Choose another office; inside one it needs no transfer.")
)
IN_TRANSFER_TIME = _guard(
    "transfer_time",
    lambda it: it.working_days <= TRANSFER_DAYS or it.arbiter,
    _("A question may be passed on within 3 working days from its receipt. Now it must be answered here."),
)
FEW_TRANSFERS = _guard(
    "few_transfers",
    lambda it: it.transfers < TRANSFERS or it.arbiter,
    _("It was passed on twice. Only the arbiter can name another owner."),
)
FEW_CLARIFICATIONS = _guard(
    "few_clarifications",
    lambda it: it.clarifications < CLARIFICATIONS or it.superior,
    _("The author was asked once. A second time needs the consent of your superior."),
)
IN_TIME = _guard("in_time", lambda it: it.in_time, _("The due date has passed; what is overdue cannot be extended."))
NOT_EXTENDED = _guard(
    "not_extended", lambda it: not it.extended, _("The time was extended once; there is no second time.")
)
WITHIN_CAP = _guard("within_cap", lambda it: it.within_cap, _("The new date is later than the rule allows."))
HEARD = _guard(
    "heard",
    lambda it: it.heard or it.hearing_days >= HEARING_DAYS,
    _("The author has 3 working days to answer the draft."),
)
COMPLETE = _guard("complete", lambda it: it.answer_faults == 0, _("The answer is not complete yet."))
SIGNED = _guard("signed", lambda it: it.signatures_missing == 0, _("A signature is missing."))
ADDRESSES = _guard("addresses", lambda it: it.addresses, _("Say what you did about the reason for which it came back."))
PROMISED = _guard("promised", lambda it: it.promised, _("A promise needs an owner, a date and a measurable sentence."))
SATISFIED = _guard(
    "satisfied",
    lambda it: it.answered == 2 and it.solved in {2, None},
    _("This closes what you call answered and solved."),
)
MODEST = _guard(
    "modest",
    lambda it: it.carries in {Outcome.PARTLY, Outcome.REFUSED_WITH_GROUND},
    _("Only an answer that says “partly” or “refused” is accepted in this way."),
)
UNCONTESTED = _guard("uncontested", lambda it: it.contesting < CONTESTING, _("Supporters say that it is not solved."))
CONTESTED = _guard(
    "contested", lambda it: it.contesting >= CONTESTING, _("Too few supporters say that it is not solved.")
)
CRITERION = _guard("criterion", lambda it: bool(it.criterion), _("Choose what is wrong with the answer."))
NOT_SENT_BACK = _guard("not_sent_back", lambda it: not it.sent_back, _("It was sent back in this way once before."))
REWORKED = _guard(
    "reworked", lambda it: it.reworked, _("Send the answer back first; dispute it if the next one does not hold.")
)
RAN_OUT = _guard("ran_out", lambda it: it.ran_out, _("There is time left."))
LATE_ENOUGH = _guard("late_enough", lambda it: it.late_enough, _("It is not late enough for that."))
AGREED = _guard(
    "agreed", lambda it: it.agreed, _("The author has 3 working days to say whether it is the same matter.")
)
EVIDENCE = _guard("evidence", lambda it: it.evidence, _("Show a photo, a document or a link."))
LATELY_CLOSED = _guard(
    "lately_closed",
    lambda it: it.days_closed <= REOPEN_DAYS,
    _("It was closed more than 180 days ago. Ask a new question."),
)
JUST_CLOSED = _guard(
    "just_closed", lambda it: it.days_closed <= UNMERGE_DAYS, _("It was closed more than 30 days ago.")
)
FEW_REOPENINGS = _guard(
    "few_reopenings",
    lambda it: it.reopenings < REOPENINGS,
    _("It was reopened twice. Ask a new question and link this one."),
)
NOT_OWN = _guard("not_own", lambda it: not it.own, _("Who handled a question does not decide a dispute about it."))
SAME_MATTER = _guard(
    "same_matter",
    lambda it: it.same_matter,
    _("Only public questions on the same topic in the same place are joined, and the other one must still be open."),
)
PROPOSED = _guard("proposed", lambda it: it.proposed, _("Nobody proposes to join it."))
NOT_DECLINED = _guard(
    "not_declined", lambda it: not it.declined, _("It was proposed once; the author is not asked a second time.")
)
STOOD = _guard("stood", lambda it: it.stood, _("It is not known any more where it stood."))
DIVIDED = _guard(
    "divided",
    lambda it: 1 <= it.named_parts <= SPLIT_MOST,
    _("Name at least one part and the office that answers it; four at most."),
)
WHOLE = _guard("whole", lambda it: it.whole, _("It was split before, or is a part itself."))
OF_WHOLE = _guard("of_whole", lambda it: it.of_whole, _("A part comes of a question that is split."))
THEIR_TURN = _guard(
    "their_turn",
    lambda it: it.their_turn,
    _("It is offered to those who support it, one after the other. Look again tomorrow."),
)
ASKED_STILL = _guard("asked_still", lambda it: it.asked_still, _("Nobody waits for that reply."))
GRANTED = _guard("granted", lambda it: it.granted, _("By the promise of the clock somebody else grants more time."))
DECIDED = _guard("decided", lambda it: it.decision, _("A question is removed by a decision with reasons only."))
