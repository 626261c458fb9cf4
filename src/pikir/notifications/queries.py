"""Reading notices. What runs on every page of a member is written SQL."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import F, Max, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from pikir.accounts.access import Viewer, user_of
from pikir.accounts.kinds import RelationKind
from pikir.accounts.models import Relation, User
from pikir.accounts.relations import running
from pikir.notifications.kinds import (
    CHOOSABLE,
    COUNT_MAX,
    LETTER_AFTER,
    LETTER_PAUSE,
    LETTER_UNTIL,
    LETTERS_AT_ONCE,
    LINES,
    MEMBERS,
    PAGE,
    WAYS,
    Category,
    Way,
)
from pikir.notifications.models import Notice, Preference
from pikir.notifications.quiet import quiet_at
from pikir.notifications.registry import names_of
from pikir.web.statements import Statement, moment

_UNREAD = """
SELECT COUNT(*) FROM (
    SELECT 1 FROM notifications_notice WHERE receiver_id = %s AND read_at IS NULL GROUP BY kind, about_id LIMIT %s
) AS waiting
"""


@dataclass(frozen=True)
class NoticePage:
    """The notices of some groups, the newest first. ``older`` is the key of the next page, None at the end."""

    notices: list[Notice]
    older: int | None


def unread_count(user_id: int) -> int:
    """Return how many groups have something unread, counted only as far as the bar can show."""
    with connection.cursor() as cursor:
        cursor.execute(_UNREAD, [user_id, COUNT_MAX + 1])
        return int(cursor.fetchone()[0])


def notice_page(*, viewer: Viewer, category: str = "", before: int | None = None, limit: int = PAGE) -> NoticePage:
    """Return the notices of the newest groups of a reader, in two queries, seen or not."""
    mine = Notice.objects.filter(receiver_id=user_of(viewer), kind__in=names_of(category))
    groups = mine.values("kind", "about_id").annotate(newest=Max("id")).order_by("-newest")
    if before is not None:
        groups = groups.filter(newest__lt=before)
    heads = list(groups[: limit + 1])
    older = heads[limit - 1]["newest"] if len(heads) > limit else None
    keys = {(head["kind"], head["about_id"]) for head in heads[:limit]}
    rank = Window(RowNumber(), partition_by=[F("kind"), F("about_id")], order_by=F("id").desc())
    near = mine.filter(about_id__in={about for _, about in keys}).annotate(place=rank).filter(place__lte=MEMBERS)
    return NoticePage([row for row in near.order_by("-id") if (row.kind, row.about_id) in keys], older)


def users_of(account_ids: Collection[int]) -> set[int]:
    """Return the ids of all users who act for any of the accounts, in one query."""
    return {user_id for (user_id,) in _USERS.rows(tuple(account_ids))} if account_ids else set()


def _acting_for(account_ids: tuple[int, ...]) -> "QuerySet[User, tuple[int]]":
    acting = Q(account_id__in=account_ids) | Q(operated__account_id__in=account_ids)
    return User.objects.filter(acting, is_active=True).values_list("id")


_USERS = Statement[tuple[int]](_acting_for)


def deaf_to(actor_account_id: int, user_ids: Collection[int]) -> set[int]:
    """Return those of the users who block or mute an account now, or whom it blocks; one query."""
    return set(user_ids) & {user for pair in _DEAF.rows(actor_account_id, tuple(user_ids)) for user in pair}


def _deaf(actor_account_id: int, user_ids: tuple[int, ...]) -> "QuerySet[Relation, tuple[int | None, int | None]]":
    refused = Q(kind__in=(RelationKind.BLOCK, RelationKind.MUTE), target_id=actor_account_id, source__user__in=user_ids)
    refusing = Q(kind=RelationKind.BLOCK, source_id=actor_account_id, target__user__in=user_ids)
    return Relation.objects.filter(running(moment()), refused | refusing).values_list("source__user", "target__user")


_DEAF = Statement[tuple[int | None, int | None]](_deaf)


def ways_of(user_ids: Collection[int], category: Category) -> dict[int, str]:
    """Return how each user wants to be told of a category, in one query; none for what nobody can choose."""
    chosen: dict[int, str] = {}
    if category in CHOOSABLE:
        chosen = dict(_CHOSEN.rows(tuple(user_ids), category))
    return {user_id: chosen.get(user_id, WAYS[category]) for user_id in user_ids}


_CHOSEN = Statement[tuple[int, str]](
    lambda user_ids, category: Preference.objects.filter(user_id__in=user_ids, category=category).values_list(
        "user_id", "way"
    )
)


def ways_for(user_id: int) -> dict[str, str]:
    """Return by category how a user wants to be told, for what can be chosen."""
    chosen = dict(Preference.objects.filter(user_id=user_id).values_list("category", "way"))
    return {category.value: chosen.get(category, WAYS[category]) for category in CHOOSABLE}


def gets_letters(user_id: int) -> bool:
    """Whether a user wants letters about any category."""
    return Way.MAIL in ways_for(user_id).values()


def readers_to_write_to(now: datetime) -> list[int]:
    """Return the users for whom something waits, who got no letter for a while and for whom it is no quiet hour."""
    waiting = Notice.objects.waiting_for_mail().filter(at__lte=now - LETTER_AFTER, receiver__is_active=True)
    free = waiting.filter(at__gt=now - LETTER_UNTIL).exclude(receiver__mailed__at__gt=now - LETTER_PAUSE)
    free = free.exclude(quiet_at(now))
    return list(free.order_by("receiver_id").values_list("receiver_id", flat=True).distinct()[:LETTERS_AT_ONCE])


def notices_for_letter(user_id: int) -> list[Notice]:
    """Return what a letter to the user has to tell, the newest first."""
    found = Notice.objects.waiting_for_mail().filter(receiver_id=user_id, kind__in=names_of())
    return list(found.order_by("-id")[:LINES])
