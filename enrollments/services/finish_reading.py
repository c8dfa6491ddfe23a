"""A learner says that they have read a lesson."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from common.errors import Conflict
from courses.models import Lesson
from enrollments.completion import Progress
from enrollments.models import Enrollment
from enrollments.services.complete_lesson import complete_lesson
from people.models import User

SELF_REPORTED = frozenset({"reading"})


class CountsByDoing(Conflict):
    """The lesson is of a kind that is not completed on somebody's word."""


def finish_reading(*, enrollment: Enrollment, lesson: Lesson, by: User, at: datetime) -> Progress:
    """Complete a lesson on the learner's word; kinds that are done otherwise refuse it."""
    if lesson.kind not in SELF_REPORTED:
        raise CountsByDoing(_("This lesson counts by doing it, not by saying so."))
    return complete_lesson(enrollment=enrollment, lesson=lesson, by=by, at=at)
