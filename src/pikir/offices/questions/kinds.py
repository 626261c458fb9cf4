"""Kinds, choices and limits of questions, each with its reason. States and acts are in ``states`` and ``machine``."""

import re
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pikir.offices.questions.states import Outcome


class Kind(models.TextChoices):
    """What is asked for, in the words of the public service."""

    INFORMATION = "information", pgettext_lazy("kind of question", "I want to know")
    APPLICATION = "application", pgettext_lazy("kind of question", "I ask to do something")
    COMPLAINT = "complaint", pgettext_lazy("kind of question", "Something was done wrong")
    PROPOSAL = "proposal", pgettext_lazy("kind of question", "I propose something")
    NOTICE = "notice", pgettext_lazy("kind of question", "I report what I see")


class Link(StrEnum):
    """What a question has to do with another one."""

    PROPOSED = "proposed"  # to be the same matter
    JOINED = "joined"  # it was the same matter; the other one is answered
    PART = "part"  # of the other one
    APART = "apart"  # they are two matters


class Naming(models.TextChoices):
    """How the public knows who asked."""

    NAME = "name", pgettext_lazy("who asks", "my name")
    INITIALS = "initials", pgettext_lazy("who asks", "my initials")
    ANONYMOUS = "anonymous", pgettext_lazy("who asks", "without a name")


class Says(models.TextChoices):
    """What an answer says of the matter."""

    SOLVED = "solved", pgettext_lazy("answer", "solved")
    EXPLAINED = "explained", pgettext_lazy("answer", "explained")
    PARTLY = "partly", pgettext_lazy("answer", "solved in part")
    PROMISED = "promised", pgettext_lazy("answer", "promised by a day")
    REFUSED = "refused", pgettext_lazy("answer", "refused, with the ground")


CARRIES = {
    Says.SOLVED: Outcome.SOLVED_UNCHALLENGED,
    Says.EXPLAINED: Outcome.EXPLAINED,
    Says.PARTLY: Outcome.PARTLY,
    Says.PROMISED: Outcome.PARTLY,
    Says.REFUSED: Outcome.REFUSED_WITH_GROUND,
}  # how a question ends with an answer that nobody contests


class Role(models.TextChoices):
    """As whom somebody judges an answer; each is counted apart."""

    AUTHOR = "author", pgettext_lazy("verdict", "Author")
    SUPPORTER = "supporter", pgettext_lazy("verdict", "Supporters")
    OBSERVER = "observer", pgettext_lazy("verdict", "Observers")


class Answered(models.IntegerChoices):
    """Was the question answered?"""

    YES = 2, pgettext_lazy("answered?", "yes, to the point")
    PARTLY = 1, pgettext_lazy("answered?", "in part")
    NO = 0, pgettext_lazy("answered?", "no")


class Solved(models.TextChoices):
    """Is the problem solved?"""

    YES = "yes", pgettext_lazy("solved?", "yes")
    PARTLY = "partly", pgettext_lazy("solved?", "in part")
    NO = "no", pgettext_lazy("solved?", "no")
    EARLY = "early", pgettext_lazy("solved?", "too early to say")
    NONE = "none", pgettext_lazy("solved?", "not that kind of question")


class Criterion(models.TextChoices):
    """What is wrong with an answer that is sent back."""

    FORMAL = "formal", _("It is formal and not about the matter")
    NO_DATE = "no_date", _("It confirms the problem but names no day")
    NO_EVIDENCE = "no_evidence", _("It shows no evidence")
    BARE_LAW = "bare_law", _("It quotes the law without explaining it")
    CONTRADICTS = "contradicts", _("It contradicts itself, the photo or an earlier answer")
    OTHER_QUESTION = "other_question", _("It answers another question")
    DISRESPECT = "disrespect", _("It is disrespectful")


CONTESTED = "contested"  # the criterion of supporters who say together that it is not solved


class Ground(models.TextChoices):
    """Why a question is passed on, extended, left or given back."""

    COMPETENCE = "competence", pgettext_lazy("ground", "another office is responsible")
    FACTS = "facts", pgettext_lazy("ground", "facts must be established")
    SITE = "site", pgettext_lazy("ground", "the place must be inspected")
    OTHERS = "others", pgettext_lazy("ground", "other offices must reply first")
    PERSON = "person", pgettext_lazy("ground", "it shows something private of a person")
    HEALTH = "health", pgettext_lazy("ground", "it tells of health, a family or a child")
    INSULT = "insult", pgettext_lazy("ground", "it insults or threatens")
    SECRET = "secret", pgettext_lazy("ground", "the law keeps it secret")
    NOBODY = "nobody", pgettext_lazy("ground", "no office is responsible by law")
    UNCLEAR = "unclear", pgettext_lazy("ground", "it does not say clearly what is asked")


TRANSFER_GROUNDS = (Ground.COMPETENCE,)
REDACTION_GROUNDS = (Ground.PERSON, Ground.HEALTH, Ground.INSULT, Ground.SECRET)
MENDING_GROUNDS = (*REDACTION_GROUNDS, Ground.UNCLEAR)
EXTENSION_GROUNDS = (Ground.FACTS, Ground.SITE, Ground.OTHERS)

NUMBER = re.compile(r"Q-(\d{4})-(\d{6,9})")


def number_of(year: int, serial: int) -> str:
    """Return the number that everybody names a question by."""
    return f"Q-{year}-{serial:06}"


TITLE_LENGTH = 160  # the question in one sentence, two lines of a phone
TEXT_LENGTH = 5_000  # two pages; more is an entry of one's own, to be linked
WORDS_LENGTH = 2_000  # of a reason or a reply: a page
LINE_LENGTH = 300  # an answer in one sentence, a promise, a name
URL_TYPED = 300  # the longest address of a page that is typed for a number
EVIDENCE_LENGTH = 2_000  # a dozen links and numbers of acts, a line each
REASON_LENGTH = 16  # the longest code of a reason
PICTURES_MAX = 4  # of one question: what it looks like from near and far
OFFERED = 5  # positions that the form offers when several are responsible
SIMILAR = 5  # questions shown beside one that is being written
SIMILAR_LOOKED = 300  # newest of the topic that are compared for it
COMMON = 5  # titles with a word beyond which it tells nothing, as "when" and "why"
LIST_PAGE = 30
PROFILES = 200  # promises of offices shown on one page
DESK_PAGE = 50
TICK_BATCH = 500  # questions whose clock is moved in one run of the job; the rest comes in the next
MANY_LAWS = 3  # more of them without saying what was checked is a warning
STALE_DAYS = 10  # working days without an event
SOON_DAYS = 3  # working days before the due one that count as soon
REPEAT_DAYS = 180  # the same topic in the same place within half a year is the same trouble again
OFFER_DAYS = 3  # days after which a withdrawn question is offered to all who support it, not to one after the other
FEW = 10  # verdicts below which no per cent is shown
