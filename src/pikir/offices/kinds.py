"""Kinds, roles and limits of offices."""

import re
from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Body(models.TextChoices):
    """What kind of body an office is."""

    PRESIDENCY = "presidency", pgettext_lazy("kind of body", "presidency")
    PARLIAMENT = "parliament", pgettext_lazy("kind of body", "parliament")
    GOVERNMENT = "government", pgettext_lazy("kind of body", "government")
    MINISTRY = "ministry", pgettext_lazy("kind of body", "ministry")
    AGENCY = "agency", pgettext_lazy("kind of body", "agency")
    COMMITTEE = "committee", pgettext_lazy("kind of body", "committee")
    AKIMAT = "akimat", pgettext_lazy("kind of body", "akimat")
    COUNCIL = "council", pgettext_lazy("kind of body", "maslikhat")
    DEPARTMENT = "department", pgettext_lazy("kind of body", "department")
    INSPECTION = "inspection", pgettext_lazy("kind of body", "inspection")
    COURT = "court", pgettext_lazy("kind of body", "court")
    PROSECUTOR = "prosecutor", pgettext_lazy("kind of body", "prosecutor’s office")
    POLICE = "police", pgettext_lazy("kind of body", "police")
    SCHOOL = "school", pgettext_lazy("kind of body", "school or kindergarten")
    CLINIC = "clinic", pgettext_lazy("kind of body", "hospital or clinic")
    ENTERPRISE = "enterprise", pgettext_lazy("kind of body", "public enterprise")
    EMBASSY = "embassy", pgettext_lazy("kind of body", "embassy")
    CONSULATE = "consulate", pgettext_lazy("kind of body", "consulate")
    OTHER = "other", pgettext_lazy("kind of body", "other body")


ABROAD = (Body.EMBASSY, Body.CONSULATE)  # their territory is the country in which they serve


class Duty(models.TextChoices):
    """What somebody does at the desk of an office. One person may have several."""

    REGISTRAR = "registrar", _("registrar")
    DRAFTER = "drafter", _("drafter")
    SIGNER = "signer", _("signer")
    HEAD = "head", pgettext_lazy("duty in an office", "head")
    PRESS = "press", _("press officer")
    SEALED = "sealed", _("reader of sealed reports")


class Access(models.TextChoices):
    """What makes a building open to everyone."""

    RAMP = "ramp", pgettext_lazy("building", "step-free entrance or ramp")
    LIFT = "lift", pgettext_lazy("building", "lift")
    TOILET = "toilet", pgettext_lazy("building", "accessible toilet")
    TACTILE = "tactile", pgettext_lazy("building", "tactile paths")
    BRAILLE = "braille", pgettext_lazy("building", "signs in Braille")
    LOOP = "loop", pgettext_lazy("building", "hearing loop")
    SIGN = "sign", pgettext_lazy("building", "sign language interpreter")
    PARKING = "parking", pgettext_lazy("building", "parking for people with disabilities")
    CALL = "call", pgettext_lazy("building", "call button at the entrance")


CODE = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")  # of an office, a position, an official: "sarybel-akimat"
CODE_LENGTH = 40  # the longest that CODE allows; registers number bodies with twelve digits
DEPTH_MAX = 8  # from the presidency to a village school
PATH_LENGTH = DEPTH_MAX * (CODE_LENGTH + 1) + 1
NAME_LENGTH = 200  # full names of bodies are long; of 20 ministries none is longer
SOURCE_LENGTH = 300  # kind of an act, its number, date and title
URL_LENGTH = 300  # as of a link of a profile
SERVICES_LENGTH = 2000  # a page
ACCESS_LENGTH = 200  # a sentence of where the entrance is
ZONE_LENGTH = 40  # "America/Argentina/Buenos_Aires" has thirty
CALENDAR_LENGTH = 8  # "kz", "kz-six"
CALENDAR_CODE = re.compile(r"[a-z]{2}(?:-[a-z]{1,5})?")  # the country, and perhaps which week

CLAIM_WORDS_LENGTH = 300  # "head of the reception, telephone 12-34": a sentence or two
CLAIM_CODE = 12  # characters of five bits: nobody guesses it in CLAIM_TRIES
CLAIM_TRIES = 5  # mistyping a code from a letter
CLAIM_TERM = timedelta(days=7)  # a letter to an office is read within a week
CLAIMS_OPEN = 5  # codes on their way to one office: its mailbox is not flooded
CLAIMS_SHOWN = 100  # on the desk

DIRECTORY_PAGE = 50  # offices on one page of the directory
CHILDREN_LIMIT = 200  # offices below one, on its page
POSITIONS_LIMIT = 200  # of one office, on its page
COMPETENCES_LIMIT = 500  # of one office, on its page
PAST_LIMIT = 50  # past holders of one position
FOUND_LIMIT = 20  # who is named for one topic and place
PARTS_LIMIT = 50  # of the blog of a position, as many as past holders
NEWS_SHOWN = 6  # on the page of an office; the rest is on its profile
TOPICS_OFFERED = 500  # in the list of a form
GAPS_PAGE = 50  # of the list of what nobody is responsible for
READY_ZONES = {"kz": "Asia/Almaty"}  # of the calendars that come with the square
CALENDAR_BYTES = 1024 * 1024  # a century of special days
REGISTER_BYTES = 32 * 1024 * 1024  # each file: every position of a large country
REGISTER_ROWS = 300_000
DESK_BYTES = 2_000_000  # all files of a register that is brought in on the desk, which carries them in its form
DESK_ROWS = 5_000  # lines of them together: about what one request can do; larger ones come by the command line
REPORT_NAMED = 50  # lines of one kind that a report names; it counts the rest
FAULTS_NAMED = 200  # faults that a report names: who has more has one that repeats
CALENDAR_ROWS = 5_000
