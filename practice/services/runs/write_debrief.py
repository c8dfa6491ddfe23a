"""Write down what a scene leaves behind."""

from __future__ import annotations

from datetime import datetime

from people.models import User
from practice.models import DebriefNote, Run, SeatRating


def write_debrief(
    *, run: Run, by: User, at: datetime, feel: str, fact: str, transfer: str
) -> DebriefNote:
    """Store the three texts, encrypted; an empty one clears it.

    Raises Conflict while the scene goes on, InvalidInput (`field`) above 4,000 characters.
    """
    raise NotImplementedError


def rate_seat(*, run: Run, by: User, at: datetime, heard: object, respected: object) -> SeatRating:
    """Store how the own lines felt from the customer's seat; whole numbers from 1 to 5."""
    raise NotImplementedError
