"""Django's sessions in the database, read by a statement whose text is built once per process.

Every page begins with it, and Django's own store builds its SQL anew each time.
"""

from __future__ import annotations

import datetime as dt

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from common.compiled_query import CompiledQuery

SHORTEST_KEY = 8  # as Django's own
_KEY, _TIME = "a session", dt.datetime(1, 1, 2, tzinfo=dt.UTC)


def _open() -> QuerySet[Session]:
    return Session.objects.filter(session_key=_KEY, expire_date__gt=_TIME)


_SESSION = CompiledQuery(_open, marks={"key": _KEY, "at": _TIME})


class SessionStore(DatabaseStore):
    """The same sessions as Django's own store keeps."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Return the table of sessions, which is Django's own."""
        return Session

    def _validate_session_key(self, key: str | None) -> bool:
        # Ours are letters and digits; a cookie may hold anything, a NUL for one.
        return bool(key and len(key) >= SHORTEST_KEY and key.isascii() and key.isalnum())

    def _get_session_from_db(self) -> Session | None:
        found = _SESSION.rows(key=self.session_key, at=timezone.now())  # as Django's own
        if not found:
            self._session_key = None
            return None
        return found[0]
