"""Keep a line of somebody's trigger map."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from common.errors import InvalidInput
from people.models import User
from practice.models import TriggerEntry
from practice.models.private import MOST_LINES
from practice.sealed.words import TriggerLine, packed
from practice.services.numbers import free_number
from practice.services.private.revisions import add, change, checked_text
from practice.services.runs.hold import take_turns


@transaction.atomic
def add_trigger(*, line: TriggerLine, by: User, at: datetime) -> TriggerEntry:
    """Add a line, sealed. The same line a second time is the one that is there.

    Raises InvalidInput when the first stop is empty, a stop too long, or the map full.
    """
    text = _sealed_text(line)
    take_turns(f"practice.triggers:{by.pk}")  # two clicks come one after the other
    own = list(TriggerEntry.objects.filter(learner=by))
    for entry in own:
        if entry.opened_if_possible() == text:
            return entry
    number = free_number((entry.number for entry in own), most=MOST_LINES)
    if number is None:
        raise InvalidInput(
            _("The map holds %(count)s lines. Remove one that is over before you add another.")
            % {"count": MOST_LINES},
            field="trigger",
        )
    return add(TriggerEntry(learner=by, number=number), text, at=at)


def change_trigger(
    *, entry: TriggerEntry, line: TriggerLine, seen: int, at: datetime
) -> TriggerEntry:
    """Replace a line. Raises InvalidInput as `add_trigger`, ChangedElsewhere on a stale page."""
    return change(entry, _sealed_text(line), seen=seen, at=at)


def _sealed_text(line: TriggerLine) -> str:
    clean = {"trigger": checked_text(line.trigger, field="trigger")}
    for name, value in asdict(line).items():
        if name != "trigger":
            clean[name] = checked_text(value, field=name) if value.strip() else ""
    return packed(TriggerLine(**clean))
