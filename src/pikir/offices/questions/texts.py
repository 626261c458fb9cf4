"""Words of questions: where one stands, how it ended, what happened, who acted. All for readers, none for programs."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from pikir.offices.questions.kinds import CONTESTED, Criterion, Ground
from pikir.offices.questions.states import Flag, Lane, Outcome, Part, State

STATES: Mapping[State, StrOrPromise] = {
    State.DRAFT: pgettext_lazy("state of a question", "draft"),
    State.SCREENING: pgettext_lazy("state of a question", "being checked"),
    State.RETURNED: pgettext_lazy("state of a question", "to be mended by the author"),
    State.REGISTERED: pgettext_lazy("state of a question", "received"),
    State.ASSIGNED: pgettext_lazy("state of a question", "with the responsible"),
    State.ACCEPTED: pgettext_lazy("state of a question", "accepted"),
    State.CLARIFYING: pgettext_lazy("state of a question", "waiting for the author"),
    State.HEARING: pgettext_lazy("state of a question", "preliminary decision"),
    State.ANSWERED: pgettext_lazy("state of a question", "answered: does it hold?"),
    State.REWORK: pgettext_lazy("state of a question", "answer returned"),
    State.PROMISED: pgettext_lazy("state of a question", "promised by a day"),
    State.DISPUTED: pgettext_lazy("state of a question", "disputed"),
    State.ESCALATED: pgettext_lazy("state of a question", "sent above"),
    State.CLOSED: pgettext_lazy("state of a question", "closed"),
    State.REMOVED: pgettext_lazy("state of a question", "removed"),
}

OUTCOMES: Mapping[Outcome, StrOrPromise] = {
    Outcome.SOLVED_CONFIRMED: pgettext_lazy("outcome", "solved, confirmed by the author"),
    Outcome.SOLVED_UNCHALLENGED: pgettext_lazy("outcome", "solved, nobody objected"),
    Outcome.EXPLAINED: pgettext_lazy("outcome", "explained"),
    Outcome.PARTLY: pgettext_lazy("outcome", "solved in part"),
    Outcome.REFUSED_WITH_GROUND: pgettext_lazy("outcome", "refused, with the ground"),
    Outcome.NOT_COMPETENT_NO_BODY: pgettext_lazy("outcome", "no office is responsible"),
    Outcome.DUPLICATE_OF: pgettext_lazy("outcome", "joined with the same question"),
    Outcome.WITHDRAWN: pgettext_lazy("outcome", "withdrawn by the author"),
    Outcome.PROMISE_KEPT: pgettext_lazy("outcome", "the promise was kept"),
    Outcome.PROMISE_BROKEN: pgettext_lazy("outcome", "the promise was broken"),
    Outcome.NEVER_ANSWERED: pgettext_lazy("outcome", "never answered"),
}

LANES: Mapping[Lane, StrOrPromise] = {
    Lane.QUESTION: _("Public question, not a legal appeal"),
    Lane.APPEAL: _("Formal appeal by law"),
}

FLAGS: Mapping[Flag, StrOrPromise] = {
    Flag.DUE_SOON: pgettext_lazy("mark of a question", "due soon"),
    Flag.OVERDUE: pgettext_lazy("mark of a question", "overdue"),
    Flag.LONG_OVERDUE: pgettext_lazy("mark of a question", "long overdue"),
    Flag.BOUNCED: pgettext_lazy("mark of a question", "passed on twice"),
    Flag.STALE: pgettext_lazy("mark of a question", "nothing happened for two weeks"),
    Flag.REPEAT: pgettext_lazy("mark of a question", "asked again"),
    Flag.GAP: pgettext_lazy("mark of a question", "the office says solved, citizens say not"),
}

PARTS: Mapping[Part, StrOrPromise] = {
    Part.AUTHOR: pgettext_lazy("who acts", "author"),
    Part.SUPPORTERS: pgettext_lazy("who acts", "supporters"),
    Part.MODERATOR: pgettext_lazy("who acts", "moderator"),
    Part.REGISTRAR: pgettext_lazy("who acts", "registrar of the office"),
    Part.HANDLER: pgettext_lazy("who acts", "the responsible"),
    Part.HEAD: pgettext_lazy("who acts", "head of the office"),
    Part.SUPERIOR: pgettext_lazy("who acts", "superior"),
    Part.ARBITER: pgettext_lazy("who acts", "arbiter of the square"),
    Part.SQUARE: pgettext_lazy("who acts", "by itself"),
}

HAPPENED: Mapping[str, StrOrPromise] = {
    "ask": pgettext_lazy("happened to a question", "Asked"),
    "pass": pgettext_lazy("happened to a question", "Checked and registered"),
    "register": pgettext_lazy("happened to a question", "Registered: the clock runs"),
    "return": pgettext_lazy("happened to a question", "Sent back to be mended"),
    "mend": pgettext_lazy("happened to a question", "Mended and sent again"),
    "lapse": pgettext_lazy("happened to a question", "Lapsed: it was not mended in time"),
    "withdraw": pgettext_lazy("happened to a question", "Withdrawn by the author"),
    "convert": pgettext_lazy("happened to a question", "Made a formal appeal"),
    "take_over": pgettext_lazy("happened to a question", "Taken over by who supported it"),
    "propose_merge": pgettext_lazy("happened to a question", "Is it the same matter? The author is asked"),
    "keep_apart": pgettext_lazy("happened to a question", "Stays a question of its own"),
    "split": pgettext_lazy("happened to a question", "Split into parts"),
    "split_off": pgettext_lazy("happened to a question", "Began as a part"),
    "follow_up": pgettext_lazy("happened to a question", "The author is asked whether it is solved still"),
    "still_yes": pgettext_lazy("happened to a question", "The author says: it is solved still"),
    "still_no": pgettext_lazy("happened to a question", "The author says: it is not solved any more"),
    "still_early": pgettext_lazy("happened to a question", "The author says: too early to say"),
    "assign": pgettext_lazy("happened to a question", "Routed to the responsible"),
    "transfer": pgettext_lazy("happened to a question", "Passed on to another office"),
    "delegate": pgettext_lazy("happened to a question", "Handed to a colleague"),
    "accept": pgettext_lazy("happened to a question", "Accepted"),
    "inherit": pgettext_lazy("happened to a question", "Went to the successor in office"),
    "recount": pgettext_lazy("happened to a question", "The calendar changed: the days were reckoned anew"),
    "merge": pgettext_lazy("happened to a question", "Joined with the same question"),
    "part": pgettext_lazy("happened to a question", "Taken out of the joined"),
    "leave_to_nobody": pgettext_lazy("happened to a question", "No office is responsible"),
    "ask_back": pgettext_lazy("happened to a question", "The author was asked back"),
    "clarify": pgettext_lazy("happened to a question", "The author replied"),
    "go_on": pgettext_lazy("happened to a question", "Goes on without the author’s reply"),
    "extend": pgettext_lazy("happened to a question", "The time was extended"),
    "enter": pgettext_lazy("happened to a question", "Entered into the register of the office"),
    "ask_redaction": pgettext_lazy("happened to a question", "The office asked moderators to take words out"),
    "hear": pgettext_lazy("happened to a question", "The author was shown the draft"),
    "speak": pgettext_lazy("happened to a question", "The author answered the draft"),
    "answer": pgettext_lazy("happened to a question", "Answered"),
    "answer_above": pgettext_lazy("happened to a question", "Answered by the superior"),
    "promise": pgettext_lazy("happened to a question", "Promised by a day"),
    "confirm": pgettext_lazy("happened to a question", "The author confirmed it"),
    "settle": pgettext_lazy("happened to a question", "The author accepted the answer"),
    "hold": pgettext_lazy("happened to a question", "Nobody objected in time: the answer stands"),
    "send_back": pgettext_lazy("happened to a question", "The answer was sent back"),
    "dispute": pgettext_lazy("happened to a question", "The author disputes the answer"),
    "contest": pgettext_lazy("happened to a question", "Supporters dispute the answer together"),
    "uphold": pgettext_lazy("happened to a question", "The superior let the answer stand, against the author"),
    "keep": pgettext_lazy("happened to a question", "The promise was kept"),
    "break": pgettext_lazy("happened to a question", "The promise was broken"),
    "escalate": pgettext_lazy("happened to a question", "No answer in time: sent above"),
    "fall_silent": pgettext_lazy("happened to a question", "Nobody answered: it stands on the list of silence"),
    "reopen": pgettext_lazy("happened to a question", "Opened again"),
    "remove": pgettext_lazy("happened to a question", "Removed by a moderator"),
    "restore": pgettext_lazy("happened to a question", "Restored"),
}

REASONS: Mapping[str, StrOrPromise] = {
    **{one.value: one.label for one in Criterion},
    **{one.value: one.label for one in Ground},
    CONTESTED: _("Supporters say that it is not solved"),
}
