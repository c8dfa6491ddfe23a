"""Begin a run, or go on with the open one."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from common.errors import Busy, Conflict
from common.idempotency.keys import KeyReused, checked_key
from enrollments.models import Enrollment
from people.models import User
from practice.models import Run, Scenario
from practice.selectors.playing.scenes import language_for
from practice.selectors.runs.limits import AllowedFor, limits_for
from practice.services.runs.hold import take_turns
from practice.services.runs.refusals import AboveCap, TooSoon


@dataclass(frozen=True)
class Started:
    """The run that is played, and whether this call made it."""

    run: Run
    is_new: bool


def start_run(
    *,
    enrollment: Enrollment,
    scenario: Scenario,
    by: User,
    at: datetime,
    language: str,
    key: str = "",
    seed: int | None = None,
) -> Started:
    """Return the open run from the start, or a new one; a `key` sent twice gives the same run.
    A key that began another run is refused (KeyReused).

    Raises AboveCap, TooSoon (`opens_at`) or Conflict for an enrollment that is closed.
    """
    run = Run(
        enrollment=enrollment, learner=by, scenario=scenario,
        language=language_for(scenario, language), key=checked_key(key) if key else uuid4().hex,
        seed=secrets.randbits(48) if seed is None else seed, started_at=at,
    )  # fmt: skip
    return begin(run)


def begin(run: Run) -> Started:
    """Store a new run, unless its key or its place is taken: then return what is there.

    Two locks: the advisory lock makes racing starts of one learner wait for each other, so that
    the rule about hard scenes sees them both; the constraints stop whoever did not wait.
    """
    try:
        return _begin(run)
    except IntegrityError as error:
        raise Busy(_("This scene is being opened already. Please try again.")) from error


@transaction.atomic
def _begin(run: Run) -> Started:
    take_turns(f"practice:{run.learner_id}")
    if found := _there(run):
        return Started(found, is_new=False)
    if run.enrollment.state == Enrollment.State.WITHDRAWN:
        raise Conflict(_("This course is closed for you, so its scenes take no new runs."))
    if run.scenario.lesson.version_id != run.enrollment.version_id:
        raise Conflict(_("This scene belongs to another version of the course."))
    _refuse(limits_for(run.learner, run.scenario, at=run.started_at))
    latest = Run.objects.filter(enrollment=run.enrollment, scenario=run.scenario)
    run.ordinal = (latest.aggregate(latest=Max("ordinal"))["latest"] or 0) + 1
    run.save(force_insert=True)
    return Started(run, is_new=True)


def _there(run: Run) -> Run | None:
    """Return the run of the same request, or the open one where this would be a second."""
    mine = Run.objects.filter(learner=run.learner)
    if found := mine.filter(key=run.key).first():
        if _says(found) != _says(run):
            raise KeyReused
        return found
    if run.from_turn:
        return None
    return (
        mine.playing().filter(enrollment=run.enrollment, scenario=run.scenario, from_turn=0).first()
    )


def _says(run: Run) -> tuple[int, int, int, int | None]:
    return run.enrollment_id, run.scenario_id, run.from_turn, run.continues_id


def _refuse(limits: AllowedFor) -> None:
    if limits.is_above_cap:
        raise AboveCap
    if limits.opens_at is not None:
        raise TooSoon(limits.opens_at, limits.opens_in_words)
