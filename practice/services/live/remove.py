"""Sessions are their owner's to delete; cards go by themselves. That the lesson was done stays."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from people.models import User
from practice.models import LiveCard, LiveNote, LiveRound, LiveSession

CARDS_KEPT = timedelta(days=90)


@transaction.atomic
def delete_session(*, session: LiveSession, by: User) -> int:
    """Delete one session with its cards and its note; returns how many sessions went."""
    return _delete(LiveSession.objects.filter(pk=session.pk, owner=by))


@transaction.atomic
def delete_all_sessions(*, by: User) -> int:
    """Delete every session of a person; returns how many went."""
    return _delete(LiveSession.objects.filter(owner=by))


@transaction.atomic
def erase_old_cards(*, at: datetime) -> int:
    """Delete observer cards that nobody touched for 90 days; returns how many went.

    They may speak of a colleague, and have been talked about long ago. A note stays: it is about
    whoever wrote it.
    """
    return LiveCard.objects.filter(changed_at__lt=at - CARDS_KEPT).delete()[0]


def _delete(sessions: QuerySet[LiveSession]) -> int:
    # Locked first: whoever saves a card at the same time waits, and finds the session gone.
    ids = list(sessions.order_by("pk").select_for_update().values_list("pk", flat=True))
    LiveCard.objects.filter(round__session__in=ids).delete()
    LiveNote.objects.filter(session__in=ids).delete()
    LiveRound.objects.filter(session__in=ids).delete()
    return LiveSession.objects.filter(pk__in=ids).delete()[0]
