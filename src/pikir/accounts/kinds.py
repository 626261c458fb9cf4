"""Kinds, roles and limits of accounts."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AccountKind(models.TextChoices):
    """What an account is. Everyone and everything that speaks or gathers has one."""

    PERSON = "person", _("person")
    ORGANISATION = "organisation", _("organisation")
    OFFICE = "office", pgettext_lazy("kind of account", "office")
    NEWSROOM = "newsroom", _("newsroom")
    GROUP = "group", pgettext_lazy("kind of account", "group")
    CAUSE = "cause", pgettext_lazy("kind of account", "cause")


class AccountState(models.TextChoices):
    """Whether an account may speak."""

    ACTIVE = "active", pgettext_lazy("state of an account", "active")
    SUSPENDED = "suspended", pgettext_lazy("state of an account", "suspended")
    LEFT = "left", pgettext_lazy("state of an account", "left")


class Role(models.TextChoices):
    """What a user may do for the whole square. Given and taken on the operator's desk."""

    OPERATOR = "operator", _("operator")
    SENIOR = "senior", _("senior moderator")
    ARBITER = "arbiter", _("arbiter")
    MODERATOR = "moderator", _("moderator")
    EDITOR = "editor", _("editor")


class OperatorRole(models.TextChoices):
    """What a user may do for an account that is not the own one."""

    OWNER = "owner", _("owner")
    EDITOR = "editor", _("editor")
    WRITER = "writer", _("writer")


class RelationKind(models.TextChoices):
    """What one account is to another by its own will."""

    FOLLOW = "follow", pgettext_lazy("relation", "follows")
    REQUEST = "request", pgettext_lazy("relation", "asks to follow")
    BLOCK = "block", pgettext_lazy("relation", "blocks")
    MUTE = "mute", pgettext_lazy("relation", "mutes")


class FollowPolicy(models.TextChoices):
    """Who becomes a follower of an account."""

    ANYONE = "anyone", _("anyone, at once")
    REQUEST = "request", _("whom I let in")


class Circle(models.TextChoices):
    """From whom an account takes comments, messages or mentions."""

    EVERYONE = "everyone", _("everyone")
    FOLLOWED = "followed", _("those I follow")
    NOBODY = "nobody", _("nobody")


class Fate(models.TextChoices):
    """What becomes of the posts and comments of a person who leaves."""

    KEEP = "keep", _("They stay, under the words “author left” in place of my name.")
    WITHDRAW = "withdraw", _("They are withdrawn: kept, but nobody can read them.")
    ERASE = "erase", _("They are erased. Where others answered, an empty place stays.")


JUDGES = frozenset({Role.OPERATOR, Role.SENIOR, Role.ARBITER, Role.MODERATOR})  # who see what was taken down

LEFT_NAME = _("author left")  # what stands in the place of the name
LEAVE_AFTER = timedelta(days=14)  # to change one's mind: a fortnight holds a bad week and a journey
HANDLE_LENGTH = 30  # fits one line of a phone beside a name
HANDLE_MINIMUM = 2  # one letter is hard to find and easy to mistype
NAME_LENGTH = 60  # a full name with patronymic, or an office's short name
BIO_LENGTH = 500  # a paragraph; more belongs in an entry
ALT_LENGTH = 300  # what a picture shows, in two sentences
EMAIL_LENGTH = 254  # the longest address that mail servers carry
PASSWORD_LENGTH = 200  # a long sentence; more only costs the hashing
KEEP_UNCONFIRMED = timedelta(days=7)  # the letter works for three
SEEN_EVERY = timedelta(hours=1)  # how finely a session remembers its last use: a write an hour is cheap, one a page not
SESSIONS_KEPT = 50  # of one user; the longest unused ends when another begins
PASSKEYS_KEPT = 10  # of one user: two telephones, three computers, a key at the bank
PASSKEY_NAME_LENGTH = 60  # as a name of a person
CODE_SECONDS = 120  # for so long a code from an app cannot be used twice; it is right for at most 90
REASON_LENGTH = 2000  # a page: enough to explain a decision to the one it meets

RELATIONS_KEPT = 20_000  # of one account and kind: more than anybody reads, few enough to ask about at once
FILTERS_KEPT = 100  # of one account: every card of a list is held against each of them
FILTER_LENGTH = 60  # a phrase
FILTER_MINIMUM = 2  # one letter would fold everything
MUTE_DAYS = (1, 7, 30)  # terms that are offered, beside for ever
LISTS_KEPT = 20  # published block lists of one account
LIST_NAME_LENGTH = 60  # as a name of a person
RELATION_PAGE = 50  # accounts on one page of a list
FILE_LINES = 10_000  # of an imported list: the longest block lists that are passed around have as many
FILE_BYTES = 1_000_000  # so many lines with a long handle, a host and a name
CHUNK = 500  # accounts that one job of an import takes on: a short transaction each

HANDLE_DAYS = 30  # between two changes of a handle: addresses that people wrote down must last
LINKS_KEPT = 4  # of one profile: what fits below a bio without a list of its own
LABEL_LENGTH = 40  # of a link: two or three words
URL_LENGTH = 300  # of a link; longer ones are of shops and trackers
LINK_DAYS = 30  # after so long a page elsewhere is asked again whether it still names the account
LINKS_A_NIGHT = 200  # links that are asked again in one night
CONTACTS_LENGTH = 500  # an address, two telephones, an entrance
HABITS_LENGTH = 200  # "On workdays within a day, in comments too"
HOURS_LENGTH = 60  # of one weekday: "9–13, 14–18, by appointment"
WEEKDAYS = 7
FOUNDED_KINDS = (AccountKind.ORGANISATION, AccountKind.NEWSROOM)  # that people make themselves
ORGANISATIONS_KEPT = 3  # that one person owns
PEOPLE_KEPT = 50  # who act for one account or are invited to
POSITION_LENGTH = 60  # as what somebody is named on the page of an organisation

# Languages that a person may say they understand; the languages of the square first, then of the neighbourhood.
READABLE = (
    "kk", "ru", "en", "ky", "uz", "tt", "ug", "tr", "az", "tk", "tg", "uk", "be", "hy", "ka", "mn", "zh-hans", "ko",
    "ja", "de", "fr", "es", "it", "pl", "ar", "fa", "hi",
)  # fmt: skip

# Handles that would be mistaken for the square itself, its staff or an address of it.
RESERVED_HANDLES = frozenset(
    (  # noqa: SIM905 - forty words are read more easily than forty literals
        "about account accounts admin administrator alan api desk drafts editor en feed feeds health help kk me media "
        "moderator newest news null office official operator outbox pikir postmaster privacy root ru rules search "
        "security settings sitemap staff static support system undefined webmaster wellknown write"
    ).split()
)
