"""One of the viewer's own attempts: what every page and endpoint of an attempt begins with.

One statement whose text is built once: it is asked on every saved answer. The quiz and its lesson
never change and are kept in the process.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS
from django.db.models import F
from django.http import Http404

from common.compiled_query import CompiledQuery
from enrollments.models import Enrollment
from people.models import User
from people.viewer import Viewer
from quizzes.models import Attempt
from quizzes.models.attempt import AttemptQuerySet
from quizzes.selectors.bank import quiz_with_lesson

_SOMEBODY, _SOMETHING = -1, UUID(int=0)
# In the order of the model's columns: `from_db` gives out the values one by one, in that order.
_NAMES = ("uuid", "course_id", "version_id", "state")


def _theirs() -> AttemptQuerySet:
    viewer = Viewer(User(pk=_SOMEBODY), (), date.min)
    rows = Attempt.objects.visible_to(viewer).with_clock().filter(uuid=_SOMETHING)
    rows = rows.exclude(enrollment__state=Enrollment.State.WITHDRAWN)
    return rows.annotate(**{f"its_{name}": F(f"enrollment__{name}") for name in _NAMES})


_ONE = CompiledQuery(_theirs, marks={"learner": _SOMEBODY, "uuid": _SOMETHING})


def my_attempt(viewer: Viewer, attempt: UUID) -> Attempt:
    """Return one of the viewer's attempts; foreign, withdrawn and absent are the same 404."""
    rows = _ONE.rows(learner=viewer.user.pk, uuid=attempt)
    if not rows:
        raise Http404
    found = rows[0]
    values = [found.enrollment_id, *(getattr(found, f"its_{name}") for name in _NAMES)]
    found.enrollment = Enrollment.from_db(DEFAULT_DB_ALIAS, ["id", *_NAMES], values)
    found.enrollment.learner = viewer.user
    found.quiz = quiz_with_lesson(found.quiz_id)
    return found


def my_attempt_at(viewer: Viewer, enrollment: UUID, key: str, attempt: UUID) -> Attempt:
    """Return the viewer's attempt if it stands at this place; every id in the address counts."""
    found = my_attempt(viewer, attempt)
    if found.enrollment.uuid != enrollment or found.quiz.lesson.key != key:
        raise Http404
    return found
