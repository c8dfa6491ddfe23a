"""A writing exercise goes on: written, rated by oneself, then shown with remarks and models."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from common import events
from common.errors import InvalidInput
from people.models import User
from practice.events import ReplyRated
from practice.models import Try
from practice.selectors.listening.meaning import may_be_compared

LEVELS = (1, 2, 3, 4)


@transaction.atomic
def rate_try(*, own_try: Try, rating: int, by: User) -> bool:
    """Keep the own rating; the first one stands. Returns whether this call set it.

    Where key points may be compared by meaning, that is owed from here on.
    """
    if rating not in LEVELS:
        raise InvalidInput(_("Please choose one of the four."), field="rating")
    rows = Try.objects.filter(pk=own_try.pk, learner=by, state=Try.State.WRITTEN)
    is_set = bool(rows.update(state=Try.State.RATED, self_rating=rating))
    if is_set and may_be_compared(own_try):
        events.publish(ReplyRated(try_uuid=str(own_try.uuid)))
    return is_set


@transaction.atomic
def mark_shown(*, own_try: Try, by: User) -> bool:
    """Note that remarks and models were seen. Returns whether this call noted it."""
    rows = Try.objects.filter(pk=own_try.pk, learner=by, state=Try.State.RATED)
    return bool(rows.update(state=Try.State.SHOWN))
