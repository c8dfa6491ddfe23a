"""Write down what a scene leaves behind."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from common.errors import Conflict, InvalidInput
from people.models import User
from practice.models import DebriefNote, Run, SeatRating
from practice.selectors.playing.sealed import opened, seal
from practice.services.runs.hold import hold
from practice.services.runs.prepare_turn import checked_text
from practice.services.runs.refusals import NotesChanged

NOTE_AT_MOST = 4_000
RATINGS = range(1, 6)


@transaction.atomic
def write_debrief(
    *,
    run: Run,
    by: User,
    at: datetime,
    feel: str,
    fact: str,
    transfer: str,
    seen: str | None = None,
) -> DebriefNote:
    """Store the three texts, encrypted; an empty one clears it, unless its key is not here.

    `seen` is the mark of the notes that the page was made from, empty for none: if others are
    stored by now, NotesChanged is raised. None overwrites whatever is there. Raises Conflict
    while the scene goes on, InvalidInput (`field`) above 4,000 characters.
    """
    given = {"feel": feel, "fact": fact, "transfer": transfer}
    sealed = {
        name: seal(run.uuid, name, checked_text(name, text, at_most=NOTE_AT_MOST))
        for name, text in given.items()
    }
    _hold_debriefed(run)
    stored = DebriefNote.objects.filter(run=run).first()
    if stored is not None and seen not in {None, stored.mark}:
        _refuse_if_other(run, stored, given)
    note, _is_new = DebriefNote.objects.update_or_create(
        run=run, defaults={**sealed, **_left_closed(run, stored, sealed), "saved_at": at}
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


def _refuse_if_other(run: Run, stored: DebriefNote, given: dict[str, str]) -> None:
    """Raise NotesChanged unless the same words are sent again, as by a double click."""
    for name, text in given.items():
        if (opened(run.uuid, name, getattr(stored, name)) or "") != text.strip():
            raise NotesChanged


def _left_closed(
    run: Run, stored: DebriefNote | None, sealed: dict[str, bytes | None]
) -> dict[str, bytes]:
    """Return the stored texts that an empty field does not clear: it never showed them."""
    found = {name: getattr(stored, name, None) for name, given in sealed.items() if given is None}
    return {
        name: bytes(closed)
        for name, closed in found.items()
        if closed is not None and opened(run.uuid, name, closed) is None
    }


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
