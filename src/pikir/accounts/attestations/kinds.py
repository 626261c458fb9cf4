"""Ways to be attested, how much each proves, for how long, and limits, each with its reason."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Adapter(models.TextChoices):
    """By what way an account was attested."""

    EMAIL = "email", _("e-mail address")
    LETTER = "letter", _("code from a letter")
    DESK = "desk", _("document shown at a desk")
    CLAIM = "claim", _("eID")


class Level(models.IntegerChoices):
    """How much is proven. Rooms ask for a level "or more", so the numbers only ever grow."""

    ADDRESS = 1, _("address confirmed")  # somebody reads an e-mail address; one person may have many
    LETTER = 2, _("letter received")  # somebody got a letter that went to one line of a register
    DOCUMENT = 3, _("document seen")  # two operators saw the document, or the state's eID told its number


class State(models.TextChoices):
    """Whether an attestation counts. One whose term has passed does not, whatever stands here."""

    LIVE = "live", pgettext_lazy("state of an attestation", "in force")
    ENDED = "ended", pgettext_lazy("state of an attestation", "ended")
    MOVED = "moved", pgettext_lazy("state of an attestation", "moved to another account")


class Stage(models.TextChoices):
    """What a claim waits for."""

    TICKET = "ticket"  # the person to come to the desk with the code
    CHECK = "check"  # a second operator to look at the document
    ADDRESS = "address"  # the person, who signed up by an eID, to prove their e-mail address
    MOVE = "move"  # the other account, which the document attests, to agree


class Paper(models.TextChoices):
    """What a number stands on. The same number is the same person, by whatever way it came."""

    NUMBER = "number", _("personal number")
    CARD = "card", _("identity card")
    PASSPORT = "passport", _("passport")


LIST = "list"  # what the numbers of a register are when they are of no document: those of the list itself
COUNTRY = "KZ"  # offered first; any other can be typed
COUNTRY_LENGTH = 2  # ISO 3166-1
LEVELS = {
    Adapter.EMAIL: Level.ADDRESS,
    Adapter.LETTER: Level.LETTER,
    Adapter.DESK: Level.DOCUMENT,
    Adapter.CLAIM: Level.DOCUMENT,
}
TERMS = {
    Adapter.EMAIL: timedelta(days=365),  # addresses are given up, and confirming one again is a press of a button
    Adapter.LETTER: timedelta(days=2 * 365),  # people move house; printing letters costs money
    Adapter.DESK: timedelta(days=3 * 365),  # coming to a desk costs a morning; documents outlive it
    Adapter.CLAIM: timedelta(days=365),  # every sign-in by eID renews it
}
RENEW_AFTER = timedelta(days=30)  # a proof that comes again sooner changes nothing: every sign-in by eID is one
WARN_BEFORE = timedelta(days=30)  # enough for another letter, or for a morning at the desk
LETTERS_TERM = timedelta(days=90)  # printing, the post, a holiday
TICKET_TERM = timedelta(days=1)  # today's visit to the desk
CHECK_TERM = timedelta(days=2)  # the document must be looked at twice: the second operator is at hand, or is tomorrow
MOVE_TERM = timedelta(days=7)  # to find the way into the other account again
KEEP_ENDED = timedelta(days=3 * 365)  # as long as the longest term: what counted on a day can be asked afterwards
CHECK_TRIES = 5  # numbers that a second operator may mistype before the document is shown anew

CODE_LENGTH = 12  # of a letter: 60 bits, of which ten an hour can be tried
TICKET_LENGTH = 6  # read out at a desk, of use only there
NUMBER_MINIMUM = 4  # letters and digits of a number; less is a slip
NUMBER_LENGTH = 60  # the longest number or line of an address
SOURCE_LENGTH = 60  # what a list is called
HOST_LENGTH = 253  # the longest name of a host
FILE_LINES = 10_000  # of a register: a town; larger ones come in parts
FILE_BYTES = 4_000_000  # so many lines with name and address
CELL_LENGTH = 300  # of a cell that goes back into the letters
FAULTS_SHOWN = 20  # lines at fault that are named at once
PAGE = 50  # rows on one page of the desk
CHUNK = 500  # rows in one statement
