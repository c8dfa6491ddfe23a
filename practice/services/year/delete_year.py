"""Delete one's own practice year: nothing of it is left."""

from __future__ import annotations

from django.db import connection, transaction

from common.concurrency.patience import patient
from notifications.services.forget import forget
from people.models import User
from practice.services.year.send_digests import KIND


def delete_year(*, by: User) -> None:
    """Delete all of one's own: plan, cards, reviews, boosters, sentences, self-checks, reminders.

    The database function is the one way: reviews and reminders go only with the whole year, and
    only by their owner's wish. Done twice it acts once. What counts for a course stays.
    """
    with transaction.atomic(), connection.cursor() as cursor, patient():
        cursor.execute("SELECT practice_delete_year(%s)", [by.pk])
        forget(recipient=by, kind=KIND)
