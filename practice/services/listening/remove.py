"""Tries are their owner's to delete; old words go by themselves."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from people.models import User
from practice.models import MeaningHint, Objection, PeerAsk, PeerRating, Try

KEPT = timedelta(days=90)
AT_ONCE = 1000  # tries emptied in one transaction


@transaction.atomic
def delete_try(*, own_try: Try, by: User) -> int:
    """Delete one try with all that hangs on it; returns how many tries went."""
    return _delete(Try.objects.filter(pk=own_try.pk, learner=by))


@transaction.atomic
def delete_all_tries(*, by: User) -> int:
    """Delete every try of a person; returns how many went. What counts as done stays done."""
    return _delete(Try.objects.filter(learner=by))


def erase_old_words(*, at: datetime) -> int:
    """Empty the answers of tries older than 90 days; returns how many were emptied.

    That somebody tried stays, so a lesson that waits for its last exercise does not begin anew.
    In batches, each in a transaction of its own: after a long pause there may be very many.
    """
    emptied = 0
    while batch := _erase_some(at):
        emptied += batch
    return emptied


@transaction.atomic
def _erase_some(at: datetime) -> int:
    rows = Try.objects.filter(created_at__lt=at - KEPT, answer__isnull=False)
    # Locked first: a hint or an ask that is being written now is waited for, and then seen below.
    locked = rows.order_by("pk").select_for_update()[:AT_ONCE]
    ids = list(locked.values_list("pk", flat=True))
    PeerAsk.objects.filter(own_try__in=ids, withdrawn_at__isnull=True).update(withdrawn_at=at)
    MeaningHint.objects.filter(own_try__in=ids).delete()
    return Try.objects.filter(pk__in=ids).update(answer=None, erased_at=at)


def _delete(tries: QuerySet[Try]) -> int:
    ids = list(tries.select_for_update().values_list("pk", flat=True))
    PeerRating.objects.filter(ask__own_try__in=ids).delete()
    PeerAsk.objects.filter(own_try__in=ids).delete()
    Objection.objects.filter(own_try__in=ids).delete()
    MeaningHint.objects.filter(own_try__in=ids).delete()
    deleted, _by_kind = Try.objects.filter(pk__in=ids).delete()
    return deleted
