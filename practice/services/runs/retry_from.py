"""Try another way from a turn of a run that is over."""

from __future__ import annotations

from datetime import datetime

from people.models import User
from practice.models import Run


def retry_from(*, run: Run, turn: int, by: User, at: datetime, key: str = "") -> Run:
    """Return a new run that stands before turn `turn` (from 1) of this one.

    The turns before it are copied, without what was written. Raises InvalidInput for a turn that
    the run does not have, and what `start_run` raises.
    """
    raise NotImplementedError
