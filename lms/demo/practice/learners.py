"""Who of the company practices, since when, and how good they are at it."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from dataclasses import dataclass

from enrollments.models import Enrollment, LessonCompletion
from people.models import User

DANA = "dana@northwind.example"


@dataclass(frozen=True)
class Practitioner:
    """One learner. `modules` says when each module's quiz was passed; `skill` goes from 0 to 1."""

    enrollment: Enrollment
    modules: Mapping[str, dt.datetime]
    skill: float

    @property
    def learner(self) -> User:
        """Return the person."""
        return self.enrollment.learner

    def moment(self, module: str, *, before: dt.datetime, chance: random.Random) -> dt.datetime:
        """Return some time between the module's quiz and `before`, mostly soon after the quiz."""
        since = self.modules[module]
        return since + (before - since) * chance.betavariate(1, 4)


def practitioners(*, chance: random.Random) -> list[Practitioner]:
    """Return everybody but Dana who passed a quiz, in an order that is the same in every demo."""
    passed: dict[int, dict[str, dt.datetime]] = {}
    rows = LessonCompletion.objects.filter(lesson__kind="quiz")
    for enrollment, module, at in rows.values_list(
        "enrollment_id", "lesson__module__key", "completed_at"
    ):
        passed.setdefault(enrollment, {})[module] = at
    enrollments = (
        Enrollment.objects.filter(pk__in=passed)
        .exclude(learner__email=DANA)
        .select_related("learner", "version", "course")
        .order_by("learner__employee_number")
    )
    return [
        Practitioner(enrollment, passed[enrollment.pk], min(max(chance.gauss(0.55, 0.22), 0.05), 1))
        for enrollment in enrollments
    ]
