"""Keep what comes before the options: what was noticed, what was written first."""

from __future__ import annotations

from datetime import datetime

from people.models import User
from practice.models import Run


def prepare_turn(
    *,
    run: Run,
    turns_taken: int,
    by: User,
    at: datetime,
    noticed: int | None = None,
    noticed_words: str = "",
    wrote: str = "",
) -> Run:
    """Store the answer to the notice step or the text written first; return the run as it is now.

    Only what is given changes. Raises WentOn on an older page, InvalidInput for an answer that is
    not offered or a text longer than 2,000 characters.
    """
    raise NotImplementedError
