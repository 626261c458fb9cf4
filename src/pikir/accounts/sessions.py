"""Sessions in a table of our own, which says whose they are; read by one written query at each signed-in request."""

import json
from functools import lru_cache
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import connection
from django.utils import timezone
from typing_extensions import override

from pikir.accounts.kinds import SEEN_EVERY

_LOAD = """
SELECT session_data, user_id IS NOT NULL AND seen_at < %s
FROM accounts_session WHERE session_key = %s AND expire_date > %s
"""
_OPENED = 512  # sessions of which a process remembers what is inside


class SessionStore(DatabaseSessionStore):
    """Django's database sessions that know their user and when they were last used."""

    @classmethod
    @override
    def get_model_class(cls) -> type[AbstractBaseSession]:
        """Return the model that keeps sessions; the room's models cannot be read before Django is ready."""
        from pikir.accounts.models import Session

        return Session

    @override
    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        """Return the row of this session, with its user beside what is inside."""
        row = super().create_model_instance(data)
        row.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None  # type: ignore[attr-defined]  # of our model
        return row

    @override
    def load(self) -> dict[str, Any]:
        """Return the content of the session; empty, and without a key, when it is unknown or over."""
        now = timezone.now()
        stamp = connection.ops.adapt_datetimefield_value
        with connection.cursor() as cursor:
            cursor.execute(_LOAD, [stamp(now - SEEN_EVERY), self.session_key, stamp(now)])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        if row[1]:
            self.get_model_class().objects.filter(session_key=self.session_key).update(seen_at=now)
        return dict(json.loads(_opened(row[0])))


@lru_cache(_OPENED)
def _opened(sealed: str) -> str:
    """The content of a session as JSON; checking its seal takes longer than finding it."""
    return json.dumps(DatabaseSessionStore().decode(sealed))
