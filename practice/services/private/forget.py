"""Remove what somebody kept: one text, or all of it."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from people.models import User
from practice.models import ReflectionNote, TriggerEntry
from practice.models.private import Sealed


def forget(*, row: Sealed, by: User) -> None:
    """Delete one of one's own texts; a second click finds nothing to delete."""
    QuerySet(type(row)).filter(pk=row.pk, learner=by).delete()


@transaction.atomic
def forget_all(*, by: User) -> int:
    """Delete every note and trigger of a person and return how many there were."""
    gone = 0
    for model in (ReflectionNote, TriggerEntry):
        gone += model.objects.filter(learner=by).delete()[0]
    return gone
