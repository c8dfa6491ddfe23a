"""Two pages answered the same question: both answers, side by side, for the learner to choose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict

from quizzes.selectors.paper import Slot
from quizzes.services.save_answer import StaleAnswer

_NOT_SENT_AGAIN = {"csrfmiddlewaretoken", "client_seq", "go"}


@dataclass(frozen=True)
class BothAnswers:
    """The stored answer and the one that came too late, as rows of the question's form."""

    saved_rows: list[dict[str, Any]]
    saved_at: datetime
    saved_is_flagged: bool
    sent_rows: list[dict[str, Any]]
    sent_is_flagged: bool
    fields: list[tuple[str, str]]  # what the refused form said, to be sent once more
    next_seq: int


def both_answers(refused: StaleAnswer, slot: Slot, form: QueryDict) -> BothAnswers:
    """Return both answers; sent again above what is stored, the refused one counts."""
    stored = refused.stored
    return BothAnswers(
        saved_rows=slot.type.marked(slot.shown, stored.answer),
        saved_at=stored.saved_at,
        saved_is_flagged=stored.is_flagged,
        sent_rows=slot.type.marked(slot.shown, refused.sent),
        sent_is_flagged=refused.is_flagged,
        fields=[
            (name, value)
            for name in form
            if name not in _NOT_SENT_AGAIN
            for value in form.getlist(name)
        ],
        next_seq=stored.client_seq + 1,
    )
