"""Save and remove sealed rows: whoever saves says which revision they saw."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from common.errors import Conflict, InvalidInput
from practice.models.private import Sealed

LONGEST = 8_000  # characters of one text
S = TypeVar("S", bound=Sealed)


class ChangedElsewhere(Conflict):
    """Another page saved in between; `stored` is that text, and nothing was overwritten."""

    code = "stale"

    def __init__(self, stored: str, revision: int) -> None:
        super().__init__(
            _("This was changed on another page in the meantime. Both texts stand below.")
        )
        self.stored = stored
        self.revision = revision


class Removed(Conflict):
    """What was to be changed is gone; what was typed is not."""

    code = "removed"

    def __init__(self) -> None:
        super().__init__(
            _("This was deleted on another page. What you typed is not kept yet; keep it anew?")
        )


def checked_text(text: str, *, field: str) -> str:
    """Return a text without blanks around it. Raises InvalidInput when empty or too long."""
    clean = text.strip()
    if not clean:
        raise InvalidInput(
            _("There is nothing to keep yet. Write something, or leave it."), field=field
        )
    if len(clean) > LONGEST:
        raise InvalidInput(
            _("This is %(length)s characters long; %(limit)s can be kept. Shorten it a little.")
            % {"length": len(clean), "limit": LONGEST},
            field=field,
        )
    return clean


def add(row: S, text: str, *, at: datetime) -> S:
    """Write a new sealed row. Raises IntegrityError when its place is taken."""
    row.seal(text)
    row.changed_at = at
    with transaction.atomic():
        row.save(force_insert=True)
    return row


def change(row: S, text: str, *, seen: int, at: datetime) -> S:
    """Replace the text of a row that still is at the revision seen.

    Saying once more what is stored changes nothing. Raises ChangedElsewhere otherwise, and Removed
    when the row is gone.
    """
    fresh = type(row)(pk=row.pk, uuid=row.uuid)
    fresh.seal(text)
    hit = (
        QuerySet(type(row))
        .filter(pk=row.pk, revision=seen)
        .update(sealed=fresh.sealed, changed_at=at, revision=F("revision") + 1)
    )
    try:
        row.refresh_from_db()
    except ObjectDoesNotExist as error:
        raise Removed from error
    stored = text if hit else row.opened_if_possible()
    if stored != text:
        raise ChangedElsewhere(stored or "", row.revision)
    return row
