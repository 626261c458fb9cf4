"""Who asked by a confirmed address, never signed in and was silent for years: the square lets go of the address."""

from calendar import monthrange
from datetime import datetime

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, Q, QuerySet

from pikir.accounts.actions import let_go
from pikir.accounts.models import User
from pikir.offices.questions.models import Question, QuestionSupport
from pikir.offices.questions.states import OPEN

AT_ONCE = 200  # people of one night; the rest goes in the next


def let_silent_go(*, now: datetime) -> int:
    """Let those go whose questions, and those they support, have been closed for the term of the square.

    Each goes in a transaction of their own, as who leaves: what they asked in public stays without them. Return how
    many went.
    """
    found = list(_silent(_months_before(now, settings.SILENCE_MONTHS)).values_list("pk", flat=True)[:AT_ONCE])
    return sum(let_go(user_id=user_id, now=now) for user_id in found)


def _silent(since: datetime) -> "QuerySet[User]":
    mine = Q(asker_id=OuterRef("pk")) | Q(first_asker_id=OuterRef("pk"))
    asked = Question.objects.filter(mine, _moves(since, ""))
    supported = QuestionSupport.objects.filter(Q(at__gt=since) | _moves(since, "question__"), user_id=OuterRef("pk"))
    nobody = User.objects.filter(password__startswith=UNUSABLE_PASSWORD_PREFIX, last_login=None, created_at__lte=since)
    return nobody.filter(~Exists(asked), ~Exists(supported), roles=None, operated=None).order_by("pk")


def _moves(since: datetime, to: str) -> Q:
    """Whether something is still owed or awaited, or happened since."""
    return Q(**{f"{to}state__in": [one.value for one in OPEN]}) | Q(**{f"{to}last_at__gt": since})


def _months_before(now: datetime, months: int) -> datetime:
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    return now.replace(year=year, month=month + 1, day=min(now.day, monthrange(year, month + 1)[1]))
