"""Step out of a scene, or read it instead: never a fail, told to nobody."""

from __future__ import annotations

from datetime import datetime

from enrollments.models import Enrollment
from people.models import User
from practice.models import Run, Scenario


def step_out(*, run: Run, by: User, at: datetime) -> Run:
    """End the run as `stepped_out`; done twice it acts once. A debriefed run stays as it is."""
    raise NotImplementedError


def read_instead(*, enrollment: Enrollment, scenario: Scenario, by: User, at: datetime) -> None:
    """Complete the lesson by its reading version."""
    raise NotImplementedError
