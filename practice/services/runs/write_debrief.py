"""Write down what a scene leaves behind."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from common.errors import Conflict, InvalidInput
from people.models import User
from practice.models import DebriefNote, Run, SeatRating
from practice.selectors.playing.sealed import seal
from practice.services.runs.hold import hold
from practice.services.runs.prepare_turn import checked_text

NOTE_AT_MOST = 4_000
RATINGS = range(1, 6)


@transaction.atomic
def write_debrief(
    *, run: Run, by: User, at: datetime, feel: str, fact: str, transfer: str
) -> DebriefNote:
    """Store the three texts, encrypted; an empty one clears it.

    Raises Conflict while the scene goes on, InvalidInput (`field`) above 4,000 characters.
    """
    given = {"feel": feel, "fact": fact, "transfer": transfer}
    sealed = {
        name: seal(run.uuid, name, checked_text(name, text, at_most=NOTE_AT_MOST))
        for name, text in given.items()
    }
    _hold_debriefed(run)
    note, _is_new = DebriefNote.objects.update_or_create(
        run=run, defaults={**sealed, "saved_at": at}
    )
    return note


@transaction.atomic
def rate_seat(*, run: Run, by: User, at: datetime, heard: object, respected: object) -> SeatRating:
    """Store how the own lines felt from the customer's seat; whole numbers from 1 to 5."""
    values = {"heard": _rating("heard", heard), "respected": _rating("respected", respected)}
    _hold_debriefed(run)
    rating, _is_new = SeatRating.objects.update_or_create(
        run=run, defaults={**values, "rated_at": at}
    )
    return rating


def _hold_debriefed(run: Run) -> None:
    hold(run)  # whoever deletes it at the same time waits, or was first
    if run.state != Run.State.DEBRIEFED:
        raise Conflict(_("This scene has no debrief yet. Play it to its end first."))


def _rating(field: str, value: object) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) == 1:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or value not in RATINGS:
        raise InvalidInput(_("Choose a number from 1 to 5."), field=field)
    return value
