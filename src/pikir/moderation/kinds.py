"""Kinds of flags, cases, measures and staff, and what is policy, each with its reason."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Thing(models.TextChoices):
    """What can be flagged and judged."""

    POST = "post", _("a text or comment")
    ACCOUNT = "account", _("an account")
    PICTURE = "picture", _("a picture")


class Category(models.TextChoices):
    """Why somebody flags something, in the words of whoever reads it and not of a law."""

    SPAM = "spam", _("It is advertising, or the same thing again and again.")
    ABUSE = "abuse", _("It insults, threatens or harasses somebody.")
    HATRED = "hatred", _("It calls for hatred or violence.")
    PRIVATE = "private", _("It shows something private of a person.")
    FALSE = "false", _("It deceives: fraud, a false name, an invented fact.")
    CHILDREN = "children", _("It harms children.")
    STOLEN = "stolen", _("It is somebody else’s work.")
    ILLEGAL = "illegal", _("It is against the law.")
    OTHER = "other", _("It is something else.")


class CaseState(models.TextChoices):
    """Whether a case waits for somebody."""

    OPEN = "open", pgettext_lazy("state of a case", "waits")
    CLOSED = "closed", pgettext_lazy("state of a case", "decided")


class Outcome(models.TextChoices):
    """What came of a flag."""

    UPHELD = "upheld", _("a decision was made")
    DISMISSED = "dismissed", _("no rule was broken")


class Measure(models.TextChoices):
    """What a decision does. Everything but a dismissal is told to the author with its reasons."""

    WARN = "warn", _("Warn")
    COVER = "cover", _("Put a cover over it")
    LIMIT = "limit", _("Limit its reach")
    FRONT = "front", _("Keep it off the front page")
    LOCK = "lock", _("Close the comments")
    BLUR = "blur", _("Blur the picture")
    MASK = "mask", _("Paint over parts of the picture")
    REDACT = "redact", _("Take words out")
    HIDE = "hide", pgettext_lazy("act", "Hide")
    REMOVE = "remove", pgettext_lazy("act", "Remove")
    SUSPEND = "suspend", _("Suspend the account")


class Source(models.TextChoices):
    """How the square came to look at something."""

    NOTICE = "notice", _("after a report")
    OWN = "own", _("on the moderators’ own initiative")


class Lifted(models.TextChoices):
    """Why a decision holds no longer."""

    TERM = "term", _("its term has passed")
    APPEAL = "appeal", _("it was overturned on appeal")
    REVIEW = "review", _("the moderators took it back")


class Remark(models.TextChoices):
    """What a note beside a case is."""

    NOTE = "note", _("Note")
    ASKED = "asked", _("Second opinion asked for")
    OPINION = "opinion", _("Second opinion")


class Grade(models.TextChoices):
    """What somebody is to moderation. Who holds several may do what any of them may."""

    GUEST = "guest", _("reader without an account")
    MEMBER = "member", _("member")
    COLUMN = "column", _("moderator of a column")
    MODERATOR = "moderator", _("moderator of the square")
    SENIOR = "senior", _("senior moderator")
    ARBITER = "arbiter", _("arbiter")
    OPERATOR = "operator", _("operator")


class Act(models.TextChoices):
    """Everything that somebody does in this room."""

    FLAG = "flag", _("report something")
    APPEAL = "appeal", _("appeal against a decision about oneself")
    READ = "read", _("read the queue and its cases")
    CLAIM = "claim", _("claim a case and release it")
    NOTE = "note", _("write notes, ask for and give second opinions")
    RELEASE = "release", _("release a case that somebody else claimed")
    DECIDE = "decide", _("decide about what was said, warn")
    SUSPEND = "suspend", _("suspend an account")
    REVERSE = "reverse", _("take a decision back")
    ANSWER = "answer", _("answer an appeal")
    WORKLOAD = "workload", _("see who does how much")
    RULES = "rules", _("write the rules")
    STAFF = "staff", _("say who moderates a column")
    PIN = "pin", _("pin somebody’s level of trust")
    HOLDS = "holds", _("say whose texts wait for a look")


_JUDGES = frozenset({Grade.COLUMN, Grade.MODERATOR, Grade.SENIOR, Grade.OPERATOR})
_SQUARE = _JUDGES - {Grade.COLUMN}
_MEMBERS = frozenset(Grade) - {Grade.GUEST}
# The one table of who may do what; access.py adds what depends on the case: whose it is, and who decided before.
RIGHTS: dict[Act, frozenset[Grade]] = {
    Act.FLAG: _MEMBERS,
    Act.APPEAL: _MEMBERS,
    Act.READ: _JUDGES | {Grade.ARBITER},
    Act.CLAIM: _JUDGES,
    Act.NOTE: _JUDGES | {Grade.ARBITER},
    Act.RELEASE: frozenset({Grade.SENIOR, Grade.OPERATOR}),
    Act.DECIDE: _JUDGES,
    Act.SUSPEND: _SQUARE,
    Act.REVERSE: frozenset({Grade.SENIOR, Grade.OPERATOR}),
    Act.ANSWER: frozenset({Grade.ARBITER, Grade.OPERATOR}),
    Act.WORKLOAD: frozenset({Grade.SENIOR, Grade.OPERATOR}),
    Act.RULES: frozenset({Grade.OPERATOR}),
    Act.STAFF: frozenset({Grade.OPERATOR}),
    Act.PIN: frozenset({Grade.SENIOR, Grade.OPERATOR}),
    Act.HOLDS: frozenset({Grade.OPERATOR}),
}

# What may be done to which thing; suspending is about the account that stands behind it.
MEASURES: dict[Thing, tuple[Measure, ...]] = {
    Thing.POST: (
        Measure.WARN, Measure.COVER, Measure.LIMIT, Measure.FRONT, Measure.LOCK, Measure.REDACT, Measure.HIDE,
        Measure.REMOVE, Measure.SUSPEND,
    ),
    Thing.ACCOUNT: (Measure.WARN, Measure.SUSPEND),
    Thing.PICTURE: (Measure.WARN, Measure.BLUR, Measure.MASK, Measure.HIDE, Measure.SUSPEND),
}  # fmt: skip
# They stand in no list and have no cover.
OF_COMMENTS = (Measure.WARN, Measure.REDACT, Measure.HIDE, Measure.REMOVE, Measure.SUSPEND)
OF_FACES = (Measure.WARN, Measure.SUSPEND)  # of portraits and headers: suspending takes them out of sight
REPEATED = frozenset({Measure.WARN, Measure.REDACT, Measure.MASK})  # told once more; more is taken out
LASTING = frozenset(Measure) - {Measure.WARN}  # what has an effect that ends

# Hours that a case of this kind stands ahead of another that came at the same moment.
SEVERITY: dict[Category, int] = {
    Category.CHILDREN: 240,  # before everything that came within ten days
    Category.HATRED: 96,
    Category.ABUSE: 48,
    Category.PRIVATE: 48,
    Category.ILLEGAL: 48,
    Category.FALSE: 24,
    Category.STOLEN: 12,
    Category.SPAM: 6,
    Category.OTHER: 0,
}
WEIGHT_HOURS = 12  # for each doubling of the weight of those who flag: a crowd cannot push without end
REACH_HOURS = 6  # for each doubling of those who have reacted, from one on
POINTS_MAX = 1_000  # hours that a case can gain at most: six weeks of waiting outdo everything

CLAIM_FOR = timedelta(minutes=30)  # how long a claimed case is left to one person: a phone call and a careful text
APPEAL_DAYS = 180  # to appeal: the EU asks for at least six months
ANSWER_DAYS = 14  # to answer an appeal: slow enough for care, quick enough to matter
TERMS = (1, 7, 30, 90)  # days that are offered beside "for good"
QUEUE_PAGE = 20  # cases on one page: an hour of work
SIMILAR_SHOWN = 5  # texts beside a case that say nearly the same, show the same picture or lead to the same page
HISTORY_SHOWN = 20  # earlier decisions about the same account
FLAGS_SHOWN = 30  # reports read beside a case; the page says how many more there are
PICTURES_SHOWN = 30  # of one text, to be reported by themselves
THREAD_SHOWN = 8  # what was said around a comment
BULK_MAX = QUEUE_PAGE  # cases decided at once: what one page shows
OUTSIDER_WEIGHT = 0.5  # of somebody without an account, and so without a record: half of a member's first report
PHRASES_MAX = 20  # taken out of one text at once; what needs more is hidden
AREAS_MAX = 5  # painted over in one picture at once; what needs more is hidden
PHRASE_LEAST = 3  # letters; shorter ones would take half of the text along
TEXT_LENGTH = 2_000  # of a report, a reason, an appeal, a note
LEGAL_LENGTH = 200  # which law, which article
TITLE_LENGTH = 120  # of a rule
RULE_LENGTH = 1_000  # what a rule says
KEY_LENGTH = 30  # by which a rule is linked
SCOPE = "square"  # where a decision holds: everywhere this square is read
RATES_DAYS = 365  # over which published rates are counted
