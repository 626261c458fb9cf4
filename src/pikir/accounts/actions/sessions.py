"""Ending sessions: signing a lost telephone out from afar."""

from allauth.account.models import EmailAddress
from django.db import transaction

from pikir.accounts.access import Viewer, user_of
from pikir.accounts.kinds import SESSIONS_KEPT
from pikir.accounts.models import Session
from pikir.accounts.queries import session_reference
from pikir.audit.actions import record


def end_session(*, actor: Viewer, reference: str) -> bool:
    """End one session of the actor; false when there is none of that reference any more."""
    user_id = user_of(actor)
    keys = Session.objects.filter(user_id=user_id).values_list("session_key", flat=True)
    key = next((key for key in keys if session_reference(key) == reference), None)
    if key is None:
        return False
    with transaction.atomic():
        Session.objects.filter(session_key=key).delete()
        record(actor=user_id, verb="end_session", kind="user", object_id=user_id)
    return True


def end_other_sessions(*, actor: Viewer, kept: str) -> None:
    """End all sessions of the actor but the one with the key ``kept``."""
    user_id = user_of(actor)
    with transaction.atomic():
        end_sessions_of(user_id=user_id, kept=kept)
        record(actor=user_id, verb="end_other_sessions", kind="user", object_id=user_id)


def end_sessions_of(*, user_id: int, kept: str | None) -> None:
    """End the sessions of a user, but for the one with the key ``kept``. Whoever has this done says why in the log."""
    Session.objects.filter(user_id=user_id).exclude(session_key=kept).delete()


def forget_asked_addresses(*, user_id: int) -> None:
    """Forget every address that a user asked for and did not confirm. Whoever has this done says why in the log."""
    EmailAddress.objects.filter(user_id=user_id, primary=False).delete()


def trim_sessions(*, user_id: int) -> None:
    """End the longest unused sessions of a user who begins one more, so that no more than SESSIONS_KEPT are left."""
    newest = Session.objects.filter(user_id=user_id).order_by("-seen_at", "session_key")
    over = list(newest.values_list("session_key", flat=True)[SESSIONS_KEPT - 1 :])
    if over:
        Session.objects.filter(session_key__in=over).delete()
