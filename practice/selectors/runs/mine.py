"""One's own runs; what is foreign does not exist."""

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
from practice.models import Comfort, Run, Scenario
from practice.models.run import RunQuerySet
from practice.selectors.playing.scenes import scenario_at, scenario_row

_SOMEBODY, _SOMETHING = -1, UUID(int=0)
# In the order of the model's columns: `from_db` gives out the values one by one, in that order.
_NAMES = ("uuid", "course_id", "version_id", "state")
_CHOICES = ("intensity_cap", "shows_meters", "shows_timer", "shows_voice")


def _theirs() -> RunQuerySet:
    viewer = Viewer(User(pk=_SOMEBODY), (), date.min)
    rows = Run.objects.visible_to(viewer).with_clock().filter(uuid=_SOMETHING)
    rows = rows.annotate(**{f"its_{name}": F(f"enrollment__{name}") for name in _NAMES})
    comfort = {f"their_{name}": F(f"learner__practice_comfort__{name}") for name in _CHOICES}
    return rows.annotate(**comfort)


_ONE = CompiledQuery(_theirs, marks={"learner": _SOMEBODY, "uuid": _SOMETHING})


def my_run(viewer: Viewer, run: UUID) -> Run:
    """Return a run of one's own, whole (one query); Http404 for any other.

    It holds its enrollment, its scenario with the lesson, the learner's comfort, and when it was
    read (`read_at`). A run stays one's own when the enrollment is withdrawn.
    """
    rows = _ONE.rows(learner=viewer.user.pk, uuid=run)
    if not rows:
        raise Http404
    found = rows[0]
    values = [found.enrollment_id, *(getattr(found, f"its_{name}") for name in _NAMES)]
    found.enrollment = Enrollment.from_db(DEFAULT_DB_ALIAS, ["id", *_NAMES], values)
    found.enrollment.learner = found.learner = viewer.user
    found.scenario = scenario_row(found.scenario_id)
    found.comfort = _comfort(found, viewer.user)
    return found


def my_run_at(viewer: Viewer, enrollment: UUID, key: str, run: UUID) -> Run:
    """Return the viewer's run if it stands at this place; every id in the address counts."""
    found = my_run(viewer, run)
    if found.enrollment.uuid != enrollment or found.scenario.lesson.key != key:
        raise Http404
    return found


def scenario_of(lesson_id: int) -> Scenario:
    """Return the scene of a lesson, once read for the process; 404 for a lesson of another kind."""
    found = scenario_at(lesson_id)
    if found is None:
        raise Http404
    return found


def comfort_of(user_id: int) -> Comfort:
    """Return somebody's choices, those by default where none are stored (one query)."""
    return Comfort.objects.filter(user_id=user_id).first() or Comfort(user_id=user_id)


def _comfort(run: Run, user: User) -> Comfort:
    if getattr(run, "their_intensity_cap", None) is None:
        return Comfort(user=user)
    return Comfort(user=user, **{name: getattr(run, f"their_{name}") for name in _CHOICES})
