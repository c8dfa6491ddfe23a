"""Keep the observer card of a round, and the note after a session: sealed, for their owner."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from common.errors import InvalidInput
from people.models import User
from practice.live.card import BY_KEY, LEVELS, WORDS_AT_MOST, Mark, Marks, packed
from practice.models import LiveCard, LiveNote, LiveRound, LiveSession
from practice.services.private.revisions import Removed, S, add, change, checked_text


@transaction.atomic
def keep_card(*, of: LiveRound, marks: Marks, seen: int, by: User, at: datetime) -> LiveCard:
    """Store or replace what was marked in a round; `seen` is the page's revision, 0 for none.

    Raises InvalidInput for an unknown behavior or level, for too many words and for an empty card
    where none is kept or the kept one does not open; ChangedElsewhere when another page saved
    something else in between; Removed when the session is gone.
    """
    clean = {key: _checked(key, mark) for key, mark in marks.items()}
    _hold(of.session_id, by)
    stored = LiveCard.objects.filter(round=of, learner=by).first()
    is_blank = all(mark.is_empty for mark in clean.values())
    if is_blank and (stored is None or stored.opened_if_possible() is None):
        raise InvalidInput(_("Nothing is marked yet. Mark a line, or leave the card."))
    return _keep(LiveCard, stored, packed(clean), seen=seen, at=at, round=of, learner=by)


@transaction.atomic
def keep_note(*, session: LiveSession, text: str, seen: int, by: User, at: datetime) -> LiveNote:
    """Store or replace the note after a session. Raises as `keep_card` does, for its one text."""
    clean = checked_text(text, field="text")
    _hold(session.pk, by)
    stored = LiveNote.objects.filter(session=session, learner=by).first()
    return _keep(LiveNote, stored, clean, seen=seen, at=at, session=session, learner=by)


def _hold(session_id: int, by: User) -> None:
    """Wait for whoever deletes or saves at the same time; the lock ends with the transaction."""
    rows = LiveSession.objects.select_for_update(no_key=True).filter(pk=session_id, owner=by)
    if not rows:
        raise Removed


def _keep(
    model: type[S], stored: S | None, text: str, *, seen: int, at: datetime, **place: Any
) -> S:
    if stored is not None:
        return change(stored, text, seen=seen, at=at)
    try:
        return add(model(**place), text, at=at)
    except IntegrityError as error:
        raise Removed from error


def _checked(key: str, mark: Mark) -> Mark:
    if key not in BY_KEY or (mark.level is not None and mark.level not in LEVELS):
        raise InvalidInput(_("This page was not complete. Please open it again."), field=key)
    words = mark.words.strip()
    if len(words) > WORDS_AT_MOST:
        raise InvalidInput(
            _("“%(line)s” has %(length)s characters; %(limit)s can be kept. Shorten it a little.")
            % {"line": BY_KEY[key].name, "length": len(words), "limit": WORDS_AT_MOST},
            field=key,
        )
    return Mark(level=mark.level, words=words)
