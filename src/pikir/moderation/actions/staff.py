"""Who judges what stands in a column."""

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from pikir.accounts.access import Viewer, require
from pikir.accounts.models import User
from pikir.audit.actions import record
from pikir.moderation.access import may
from pikir.moderation.kinds import Act
from pikir.moderation.models import ColumnModerator
from pikir.posts.models import Topic


def give_column(*, actor: Viewer, user_id: int, column_id: int) -> None:
    """Let somebody judge what stands in a column; twice changes nothing. Raises PermissionDenied or Http404."""
    require(may(actor, Act.STAFF))
    with transaction.atomic():
        user = get_object_or_404(User, id=user_id)
        column = get_object_or_404(Topic, id=column_id, is_column=True)
        _row, new = ColumnModerator.objects.get_or_create(
            user=user, column=column, defaults={"given_at": timezone.now()}
        )
        if new:
            _note(actor, "give_column", user, column.slug)


def take_column(*, actor: Viewer, user_id: int, column_id: int) -> None:
    """Let somebody judge a column no longer. Raises PermissionDenied."""
    require(may(actor, Act.STAFF))
    with transaction.atomic():
        row = ColumnModerator.objects.filter(user_id=user_id, column_id=column_id).select_related("user", "column")
        found = row.first()
        if found:
            found.delete()
            _note(actor, "take_column", found.user, found.column.slug)


def _note(actor: Viewer, verb: str, user: User, column: str) -> None:
    record(actor=actor.user_id, verb=verb, kind="account", object_id=user.account_id, data={"column": column})
