"""Say something: one turn, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from people.models import User
from practice.models import Run, Turn


@dataclass(frozen=True)
class Receipt:
    """The turn as it is stored, and the run after it (`run.state` tells whether it is over)."""

    run: Run
    turn: Turn


def take_turn(
    *,
    run: Run,
    turns_taken: int,
    choice: str,
    by: User,
    at: datetime,
    noticed: int | None = None,
    noticed_words: str = "",
    wrote: str = "",
) -> Receipt:
    """Store the turn that follows `turns_taken` turns, as the page that sent it said.

    The same choice sent again returns its receipt; another one raises WentOn (409, readable).
    Raises RunIsOver after an ending, InvalidInput for a choice that is not open. The last turn
    opens the debrief and completes the lesson in the same transaction. What was prepared
    (`prepare_turn`) is used where nothing is given.
    """
    raise NotImplementedError
