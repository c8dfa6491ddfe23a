"""Step out of a scene, or read it instead: never a fail, told to nobody."""

from __future__ import annotations

from copy import copy
from datetime import datetime

from django.db import transaction

from enrollments.models import Enrollment
from enrollments.services.complete_lesson import complete_lesson
from people.models import User
from practice.models import Run, Scenario
from practice.services.runs.hold import hold


@transaction.atomic
def step_out(*, run: Run, by: User, at: datetime) -> Run:
    """End the run as `stepped_out`; done twice it acts once. A debriefed run stays as it is."""
    held = copy(run)
    hold(held)
    if held.state == Run.State.PLAYING:
        held.state, held.ended_at = Run.State.STEPPED_OUT, at
        held.outcome = "safe_exit"
        held.now_noticed = held.now_noticed_words = held.now_wrote = None
        held.save(
            update_fields=[
                "state", "ended_at", "outcome", "now_noticed", "now_noticed_words", "now_wrote",
            ]
        )  # fmt: skip
    return held


def read_instead(*, enrollment: Enrollment, scenario: Scenario, by: User, at: datetime) -> None:
    """Complete the lesson by its reading version."""
    complete_lesson(enrollment=enrollment, lesson=scenario.lesson, by=by, at=at)
