"""Begin a run, or go on with the open one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from enrollments.models import Enrollment
from people.models import User
from practice.models import Run, Scenario


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

    Raises AboveCap, TooSoon (`opens_at`) or Conflict for an enrollment that is closed.
    """
    raise NotImplementedError
