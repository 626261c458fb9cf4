"""Telling people, marking as read, choosing ways, writing letters, forgetting."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from secrets import randbelow
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext, override

from pikir.accounts.access import Viewer, user_of
from pikir.accounts.models import User
from pikir.accounts.queries import viewer_for
from pikir.kernel.ids import SPAN, id_of, make_id
from pikir.mail.actions import send_mail
from pikir.notifications import queries
from pikir.notifications.entries import Entry, Lines, lines_of, links_of
from pikir.notifications.kinds import CHOOSABLE, KEEP_READ, KEEP_UNREAD, TOLD_LATE, Category, Way
from pikir.notifications.models import Mailed, Notice, Preference
from pikir.notifications.registry import Link, kind_of, names_of
from pikir.notifications.tokens import make_token
from pikir.web.inserts import insert


def notify(
    *,
    receivers: Collection[int],
    kind: str,
    object_id: int,
    about_id: int | None = None,
    actor_account_id: int | None = None,
    data: Mapping[str, Any] | None = None,
    at: datetime | None = None,
) -> None:
    """Tell users (by id) of something, in the caller's transaction; telling them of the same again changes nothing.

    ``object_id`` is what happened, ``about_id`` what it is about and what it is grouped by, the same if left out.
    ``at`` is when it happened, now if left out. Nobody is told what an account did for which they act, or which they
    block or mute or which blocks them, nor what they do not want to be told.
    """
    category = kind_of(kind).category
    wanted = set(receivers)
    if actor_account_id and wanted:
        wanted -= queries.users_of([actor_account_id])
        wanted -= queries.deaf_to(actor_account_id, wanted)
    ways = queries.ways_of(wanted, category) if wanted else {}
    made = [
        Notice(
            id=_place(at),
            receiver_id=user_id,
            kind=kind,
            about_id=object_id if about_id is None else about_id,
            object_id=object_id,
            actor_id=actor_account_id,
            data=dict(data or {}),
            at=at or timezone.now(),
            by_mail=way == Way.MAIL,
        )
        for user_id, way in sorted(ways.items())
        if way != Way.OFF
    ]
    insert(*made, once=True)


def _place(at: datetime | None) -> int:
    """Where a notice stands: last, for what is told at once; else where it would stand if it had been."""
    if at is None or timezone.now() - at < TOLD_LATE:
        return make_id()
    return id_of(at, randbelow(SPAN))


def read_group(*, actor: Viewer, notice: Notice) -> None:
    """Mark a notice and all of its group as read."""
    group = Notice.objects.unread().filter(receiver_id=user_of(actor), kind=notice.kind, about_id=notice.about_id)
    group.update(read_at=timezone.now())


def read_all(*, actor: Viewer, until: int, category: str = "") -> None:
    """Mark everything as read, or a category, up to the moment of the id ``until``."""
    found = Notice.objects.unread().filter(receiver_id=user_of(actor), id__lte=until)
    if category:
        found = found.filter(kind__in=names_of(category))
    found.update(read_at=timezone.now())


def drop_lost(*, actor: Viewer, notice_ids: Collection[int]) -> None:
    """Count what the reader may no longer see as read, so that the bar promises nothing that the inbox cannot show."""
    mine = Notice.objects.unread().filter(receiver_id=user_of(actor), id__in=notice_ids)
    mine.update(read_at=timezone.now())


def choose_ways(*, actor: Viewer, ways: Mapping[str, str]) -> None:
    """Keep how the actor wants to be told, by category."""
    _choose(user_of(actor), {Category(category): Way(way) for category, way in ways.items()})


def stop_letters(*, user_id: int) -> None:
    """End all letters about notices to a user, who keeps being told in the inbox. Twice changes nothing."""
    now = queries.ways_for(user_id)
    _choose(user_id, {Category(category): Way.INBOX for category, way in now.items() if way == Way.MAIL})


def _choose(user_id: int, ways: Mapping[Category, Way]) -> None:
    rows = [Preference(user_id=user_id, category=category, way=way) for category, way in ways.items()]
    with transaction.atomic():
        Preference.objects.bulk_create(
            [row for row in rows if row.category in CHOOSABLE],
            update_conflicts=True,
            unique_fields=["user", "category"],
            update_fields=["way"],
        )
        for category, way in ways.items():
            if way != Way.MAIL:  # nor by a letter that was about to be written
                waiting = Notice.objects.waiting_for_mail().filter(receiver_id=user_id)
                waiting.filter(kind__in=names_of(category)).update(by_mail=False)


def write_letter(*, user_id: int, now: datetime) -> None:
    """Write one letter of all that waits for a user and can still be seen, in the user's language."""
    user = User.objects.filter(id=user_id).first()
    if user is None:  # left in the meantime
        return
    viewer = viewer_for(user)
    notices = queries.notices_for_letter(user_id)
    with transaction.atomic():
        Notice.objects.waiting_for_mail().filter(receiver_id=user_id).update(by_mail=False)
        with override(user.language):
            lines = lines_of(viewer, notices)
            if lines.entries:
                Mailed.objects.update_or_create(user_id=user_id, defaults={"at": now})
                newest = {entry.id for entry in lines.entries}
                _send(user, viewer, lines, links_of(viewer, [row for row in notices if row.id in newest]))


def _send(user: User, viewer: Viewer, lines: Lines, links: Mapping[int, Sequence[Link]]) -> None:
    root, token = settings.SQUARE_URL, make_token(user)
    stop = root + reverse("unsubscribe", args=[token])
    replies = [link.url for found in links.values() for link in found if link.reply]
    send_mail(
        to=user.email,
        language=user.language,
        template="notifications/mail/waiting",
        context={
            "name": viewer.name,
            "subject": _subject(lines),
            "entries": [
                {
                    "text": entry.text,
                    "words": entry.words,
                    "address": root + _address(user, entry),
                    "links": links.get(entry.id, ()),
                }
                for entry in lines.entries
            ],
            "ways": root + reverse("notices"),
            "stop": stop,
        },
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            **({"Reply-To": replies[0]} if len(replies) == 1 else {}),
        },
    )


def _address(user: User, entry: Entry) -> str:
    """Where a line leads: whoever has no password might not be able to sign in, and is led past the inbox."""
    return reverse("inbox_open", args=[entry.id]) if user.has_usable_password() else entry.url


def _subject(lines: Lines) -> str:
    first, more = lines.entries[0].text, len(lines.entries) - 1
    if not more:
        return first
    words = ngettext("%(text)s, and %(more)s more notification", "%(text)s, and %(more)s more notifications", more)
    return words % {"text": first, "more": more}


def forget_account(*, account_id: int, user_id: int) -> None:
    """Delete what was told to somebody who leaves, and what they gave others reason to be told."""
    about = Q(kind__in=("follow", "request", "let_in", "account_decision"), about_id=account_id)
    Notice.objects.filter(about | Q(actor_id=account_id) | Q(receiver_id=user_id)).delete()


def forget_notices(*, now: datetime) -> None:
    """Delete notices that were read three months ago, and all that are a year old."""
    with transaction.atomic():
        Notice.objects.filter(at__lt=now - KEEP_READ, read_at__lt=now - KEEP_READ).delete()
        Notice.objects.filter(at__lt=now - KEEP_UNREAD).delete()
