"""Sessions are their owner's to delete. That the lesson was done stays."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from people.models import User
from practice.models import LiveCard, LiveNote, LiveRound, LiveSession


@transaction.atomic
def delete_session(*, session: LiveSession, by: User) -> int:
    """Delete one session with its cards and its note; returns how many sessions went."""
    return _delete(LiveSession.objects.filter(pk=session.pk, owner=by))


@transaction.atomic
def delete_all_sessions(*, by: User) -> int:
    """Delete every session of a person; returns how many went."""
    return _delete(LiveSession.objects.filter(owner=by))


def _delete(sessions: QuerySet[LiveSession]) -> int:
    # Locked first: whoever saves a card at the same time waits, and finds the session gone.
    ids = list(sessions.order_by("pk").select_for_update().values_list("pk", flat=True))
    LiveCard.objects.filter(round__session__in=ids).delete()
    LiveNote.objects.filter(session__in=ids).delete()
    LiveRound.objects.filter(session__in=ids).delete()
    return LiveSession.objects.filter(pk__in=ids).delete()[0]
