"""Which skill slips: for the learner's own eyes, and silent where there is too little to say.

Evidence comes from refreshers, and from whatever else shows skills: an app or module that has more
registers a source (`add_source`) when the process starts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db.models import Count, Q

from people.models import User
from practice.models import ReviewLog
from practice.spacing.rating import Rating
from practice.spacing.skills import Tally, weakest

LOOKED_BACK = timedelta(days=120)
Source = Callable[[User, datetime], Iterable[Tally]]
_sources: list[Source] = []


def add_source(source: Source) -> None:
    """Let more evidence count; adding the same twice changes nothing."""
    if source not in _sources:
        _sources.append(source)


def weakest_skill(learner: User, *, at: datetime) -> Tally | None:
    """Return the skill that slipped most lately with how often it was asked, or None."""
    found = [tally for source in _sources for tally in source(learner, at)]
    return weakest([*_from_reviews(learner, at), *found])


def _from_reviews(learner: User, at: datetime) -> list[Tally]:
    rows = ReviewLog.objects.filter(learner=learner, reviewed_at__gt=at - LOOKED_BACK)
    counted = rows.values("skill").annotate(
        shown=Count("id"), weak=Count("id", filter=Q(rating__lte=Rating.HARD))
    )
    return [Tally(**row) for row in counted.order_by("skill")]
