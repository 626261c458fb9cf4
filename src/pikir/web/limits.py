"""The one table of what may be done how often. The page of limits shows it to readers, with the reasons.

Whoever acts is counted by themselves, and by the block of addresses they come from. A block of IPv6 is a /64, which one
household or telephone has to itself. Of IPv4 it is the single address: operators of mobile networks put thousands of
people behind one, so anything wider would shut out strangers, and what one address may do is many times what one
person may. The last third of a limit is its *near* part: there acts are spaced out evenly, unless the browser does a
sum for each.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR


class Per(StrEnum):
    """By whom something is counted."""

    NEWCOMER = "newcomer"
    MEMBER = "member"
    TRUSTED = "trusted"
    ADDRESS = "address"  # a block of addresses; who is trusted is not counted by it
    NAME = "key"  # what was typed: the name at a sign-in, the address of a letter
    PERSON = "user"  # whoever is signed in, whatever their standing


PEOPLE = (Per.NEWCOMER, Per.MEMBER, Per.TRUSTED)
COLUMNS = (*PEOPLE, Per.ADDRESS)  # of the page of limits


@dataclass(frozen=True)
class Rate:
    """At most ``number`` within ``span`` seconds from the first, by ``per``."""

    number: int
    span: int
    per: Per

    @property
    def span_words(self) -> Promise:
        """Within how long, for readers."""
        return SPANS[self.span]

    @property
    def per_words(self) -> Promise:
        """By whom it is counted, for readers."""
        return HEADS[self.per]

    @property
    def free(self) -> int:
        """How many of them come before the near part; all where there are too few to divide."""
        return self.number - self.number // 3

    @property
    def pause(self) -> int:
        """Seconds between two acts in the near part: what is left, spread evenly over the span."""
        return self.span // max(self.number - self.free, 1)


@dataclass(frozen=True, kw_only=True)
class Limit:
    """One row: what it is about, how often, and why. ``door`` rows are counted where people come in."""

    act: str
    label: Promise
    why: Promise
    rates: tuple[Rate, ...] = field(default=())
    door: bool = False
    near: bool = True  # whether the last third is slowed down; not where a script asks and nobody could do a sum

    @property
    def cells(self) -> list[tuple[Promise, Rate | None]]:
        """The rates with the heads of ``COLUMNS``; what holds for a person stands under each of them."""
        same = next((rate for rate in self.rates if rate.per == Per.PERSON), None)
        by = dict.fromkeys(PEOPLE, same) | {rate.per: rate for rate in self.rates}
        return [(HEADS[per], by.get(per)) for per in COLUMNS]

    def of(self, per: Per) -> tuple[Rate, ...]:
        """The rates by which somebody of this standing is counted; what holds for a person holds for all."""
        by = {per, Per.PERSON} | ({Per.ADDRESS} if per != Per.TRUSTED else set())
        return tuple(rate for rate in self.rates if rate.per in by)


def _people(newcomer: int, member: int, trusted: int, span: int) -> tuple[Rate, ...]:
    return tuple(Rate(number, span, per) for number, per in zip((newcomer, member, trusted), PEOPLE, strict=True))


_ROWS = (
    Limit(
        act="comment",
        label=_("Comments"),
        why=_("A quick exchange has a few comments a minute; a flood has more. Newcomers get to know the place first."),
        rates=(*_people(12, 30, 90, 10 * MINUTE), Rate(300, 10 * MINUTE, Per.ADDRESS)),
    ),
    Limit(
        act="publish",
        label=_("Texts that are published"),
        why=_("Nobody writes thirty texts a day by hand that others want to read."),
        rates=(*_people(5, 30, 100, DAY), Rate(200, DAY, Per.ADDRESS)),
    ),
    Limit(
        act="draft",
        label=_("Texts that are begun or changed"),
        why=_("Each is drawn anew when it is kept. Saving every half a minute for an hour fits."),
        rates=(*_people(60, 120, 240, HOUR), Rate(1_200, HOUR, Per.ADDRESS)),
    ),
    Limit(
        act="preview",
        label=_("Previews"),
        why=_("Each costs what publishing costs."),
        rates=(Rate(30, MINUTE, Per.PERSON),),
        near=False,
    ),
    Limit(
        act="picture",
        label=_("Pictures that are added"),
        why=_("A wedding fits, a script does not: each picture is decoded and kept in several sizes."),
        rates=_people(60, 300, 300, DAY),
    ),
    Limit(
        act="file",
        label=_("Files that are added"),
        why=_("Files are large, and kept as they came."),
        rates=_people(10, 50, 50, DAY),
    ),
    Limit(
        act="support",
        label=_("Support that is given"),
        why=_("Whoever reads what they support does not do it every few seconds."),
        rates=(*_people(60, 200, 400, HOUR), Rate(2_000, HOUR, Per.ADDRESS)),
    ),
    Limit(
        act="share",
        label=_("Sharing and quoting"),
        why=_("Each goes to everyone who follows you."),
        rates=(*_people(10, 40, 80, HOUR), Rate(400, HOUR, Per.ADDRESS)),
    ),
    Limit(
        act="relate",
        label=_("Following, blocking, muting"),
        why=_("Following hundreds of people at once only makes them look at you: it is what spam does."),
        rates=(*_people(40, 120, 300, HOUR), Rate(1_000, HOUR, Per.ADDRESS)),
    ),
    Limit(
        act="flag",
        label=_("Reports to the moderators"),
        why=_("People read each of them. Whoever is flooded with abuse reports the account once, not every post."),
        rates=(*_people(15, 50, 100, DAY), Rate(400, DAY, Per.ADDRESS)),
    ),
    Limit(
        act="flag_outside",
        label=_("Reports without an account"),
        why=_("People read each of them, and each writes a letter to an address that nobody has confirmed."),
        rates=(Rate(10, HOUR, Per.ADDRESS),),
    ),
    Limit(
        act="claim_office",
        label=_("Codes to take over an office"),
        why=_("Each writes a letter to the public address of an office, which did not ask for it."),
        rates=(Rate(5, DAY, Per.PERSON), Rate(20, DAY, Per.ADDRESS)),
    ),
    Limit(
        act="ask",
        label=_("Questions to offices"),
        why=_("Somebody has to answer each within days. Who has the same trouble supports the question that is there."),
        rates=(*_people(3, 10, 20, DAY), Rate(60, DAY, Per.ADDRESS)),
        near=False,
    ),
    Limit(
        act="similar",
        label=_("Looking for similar questions while one is being written"),
        why=_("Each reads through the newest questions."),
        rates=(Rate(300, HOUR, Per.PERSON),),
        near=False,
    ),
    Limit(
        act="question_act",
        label=_("Acts on questions: me too, verdicts, replies"),
        why=_("Each is told to people or counted in public."),
        rates=(*_people(30, 100, 300, HOUR), Rate(600, HOUR, Per.ADDRESS)),
        near=False,
    ),
    Limit(
        act="ask_by_mail",
        label=_("Questions and support without an account"),
        why=_("Each writes a letter to an address that nobody has confirmed."),
        rates=(Rate(10, HOUR, Per.ADDRESS),),
    ),
    Limit(
        act="letter_act",
        label=_("Acts by links of letters"),
        why=_("A link acts once. Nobody shall try whether they guess one."),
        rates=(Rate(60, HOUR, Per.ADDRESS),),
        near=False,
    ),
    Limit(
        act="sealed_report",
        label=_("Sealed reports on corruption"),
        why=_("Somebody reads each of them. By the address alone, and no account: it is kept as a hash for a day."),
        rates=(Rate(20, DAY, Per.ADDRESS),),
        near=False,
    ),
    Limit(
        act="sealed_code",
        label=_("Codes of sealed reports that are typed"),
        why=_("Nobody shall guess a code."),
        rates=(Rate(60, HOUR, Per.ADDRESS),),
        near=False,
    ),
    Limit(
        act="links",
        label=_("Changes of the links on a profile"),
        why=_("Each sends the square to all the pages that are named, to look whether they name the profile."),
        rates=(Rate(20, DAY, Per.PERSON),),
    ),
    Limit(
        act="sign_up",
        label=_("Sign-ups"),
        why=_("A family, a class, an office come through one address; an army of invented people does, too."),
        rates=(Rate(30, HOUR, Per.ADDRESS),),
    ),
    Limit(
        act="login",
        label=_("Tries to sign in"),
        why=_("Nobody shall go through passwords one by one."),
        rates=(Rate(30, MINUTE, Per.ADDRESS),),
        door=True,
    ),
    Limit(
        act="login_failed",
        label=_("Wrong passwords"),
        why=_("People mistype a few times. The name they typed is counted, wherever the tries come from."),
        rates=(Rate(10, MINUTE, Per.ADDRESS), Rate(5, 5 * MINUTE, Per.NAME)),
        door=True,
    ),
    Limit(
        act="second_factor",
        label=_("Wrong codes of the second step"),
        why=_("Codes have six digits: whoever knows a password must not try them all."),
        rates=(Rate(20, DAY, Per.NAME),),
        door=True,
    ),
    Limit(
        act="voice_code",
        label=_("Codes that verify a voice"),
        why=_("A code stands in a letter or on a screen: a few tries are enough to type it."),
        rates=(Rate(10, HOUR, Per.NAME),),
        door=True,
    ),
    Limit(
        act="reset_password",
        label=_("Letters for a new password"),
        why=_("Each goes to somebody’s mailbox, perhaps not to that of the one who asks."),
        rates=(Rate(20, MINUTE, Per.ADDRESS), Rate(5, MINUTE, Per.NAME)),
        door=True,
    ),
    Limit(
        act="reset_password_from_key",
        label=_("Links of such letters"),
        why=_("Nobody shall guess a link."),
        rates=(Rate(20, MINUTE, Per.ADDRESS),),
        door=True,
    ),
    Limit(
        act="confirm_email",
        label=_("Letters that confirm an address"),
        why=_("Letters take a minute; a second one does not come sooner."),
        rates=(Rate(1, MINUTE, Per.NAME),),
        door=True,
    ),
    Limit(
        act="reauthenticate",
        label=_("The password once more, inside"),
        why=_("A forgotten open browser must not become a place to guess."),
        rates=(Rate(10, MINUTE, Per.PERSON),),
        door=True,
    ),
    Limit(
        act="change_password",
        label=_("Changes of the password"),
        why=_("Each asks for the present one, which nobody shall guess."),
        rates=(Rate(5, MINUTE, Per.PERSON),),
        door=True,
    ),
    Limit(
        act="manage_email",
        label=_("Changes of the address"),
        why=_("Each writes a letter."),
        rates=(Rate(10, MINUTE, Per.PERSON),),
        door=True,
    ),
)  # fmt: skip

TABLE = {row.act: row for row in _ROWS}
HEADS = {
    Per.NEWCOMER: pgettext_lazy("limits", "newcomers"),
    Per.MEMBER: pgettext_lazy("limits", "members"),
    Per.TRUSTED: pgettext_lazy("limits", "trusted members"),
    Per.ADDRESS: pgettext_lazy("limits", "one block of addresses"),
    Per.NAME: pgettext_lazy("limits", "one name or address that is typed"),
    Per.PERSON: pgettext_lazy("limits", "one person"),
}
SPANS = {
    MINUTE: _("in a minute"),
    5 * MINUTE: _("in 5 minutes"),
    10 * MINUTE: _("in 10 minutes"),
    HOUR: _("in an hour"),
    DAY: _("in a day"),
}
_BESIDE = ("signup", "change_phone", "verify_phone", "request_login_code")  # ours counts, or there is no such door
_ALLAUTH = {Per.ADDRESS: "ip", Per.NAME: "key", Per.PERSON: "user"}


def tries() -> dict[str, str | None]:
    """The rows of the doors as allauth reads them: ``"10/60s/ip,5/300s/key"``."""
    return dict.fromkeys(_BESIDE) | {row.act: _as_text(row.rates) for row in _ROWS if row.door}


def _as_text(rates: Iterable[Rate]) -> str:
    return ",".join(f"{rate.number}/{rate.span}s/{_ALLAUTH[rate.per]}" for rate in rates)
