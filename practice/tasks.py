"""The clock's part in practice."""

from __future__ import annotations

from celery import shared_task

from common.clock import now
from practice.services.listening.remove import erase_old_words


@shared_task(name="practice.erase_old_words", ignore_result=True)
def erase_old_listening_words(**_: object) -> None:
    """Empty what was written in listening exercises more than 90 days ago."""
    erase_old_words(at=now())
