"""What somebody was given beside what the quiz allows everybody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from enrollments.models import Enrollment
from people.models import User
from quizzes.models import ExtraTime, Override, Quiz


def extra_attempts(enrollment: Enrollment, quiz: Quiz) -> list[datetime]:
    """Return when each extra attempt was given, the latest last (one query)."""
    given = Override.objects.filter(enrollment=enrollment, quiz=quiz, kind=Override.Kind.ATTEMPT)
    return list(given.order_by("granted_at").values_list("granted_at", flat=True))


def extra_percent(learner_id: int) -> int:
    """Return how much longer the learner has, in percent (one query)."""
    rows = ExtraTime.objects.filter(learner_id=learner_id).order_by("-granted_at", "-id")
    return rows.values_list("percent", flat=True).first() or 0


def latest_extra_time(person: User) -> ExtraTime | None:
    """Return the entry that counts for a person (one query)."""
    rows = ExtraTime.objects.filter(learner=person).select_related("granted_by")
    return rows.order_by("-granted_at", "-id").first()


def latest(given: Sequence[datetime]) -> datetime | None:
    """Return the latest of some moments."""
    return max(given, default=None)
