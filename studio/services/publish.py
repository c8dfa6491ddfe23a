"""Publish what an author looked at: these files, with a reason where it asks more of people."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _

from common.errors import Conflict, InvalidInput
from courses.change import Change
from courses.services.publish import PublishResult, Seen, publish_package
from people.models import User


def publish(
    *, path: Path, seen: Seen, change: Change | None, note: str, by: User, at: datetime
) -> PublishResult:
    """Publish the files that were seen, once; a second click gets the version of the first.

    The version and its audit line are written by courses, which compares what was seen once more
    inside its lock.
    """
    refuse(seen=seen, is_now=seen, change=change, note=note)
    return publish_package(path=path, by=by, at=at, change=change, note=note.strip(), seen=seen)


def refuse(*, seen: Seen, is_now: Seen, change: Change | None, note: str) -> None:
    """Raise if a major version has no note, or if what was seen is no longer so.

    A major version that follows another one needs a note: people will ask why something else is
    required of them.
    """
    if change == "major" and seen.latest_number and not note.strip():
        raise InvalidInput(
            _("A major version changes what is asked of people. Say in a sentence why."),
            field="note",
        )
    if seen != is_now:
        raise Conflict(_("The course changed after you looked at it. Look again, then publish."))
