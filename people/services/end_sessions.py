"""End every session of one person, wherever they are signed in."""

from __future__ import annotations

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction

from people.models import User
from people.sessions import SessionStore

_AT_ONCE = 1000


@transaction.atomic
def end_sessions(*, person: User) -> int:
    """Delete the person's sessions and return how many there were.

    Whose a session is stands inside its signed text only, so all of them are read.
    """
    theirs = str(person.pk)
    rows = Session.objects.values_list("session_key", "session_data")
    store = SessionStore()
    found = [
        key
        for key, data in rows.iterator(chunk_size=_AT_ONCE)
        if store.decode(data).get(SESSION_KEY) == theirs
    ]
    deleted, _by_kind = Session.objects.filter(session_key__in=found).delete()
    return deleted
