"""The clock's part in practice, and boosters after a course: one service call each."""

from __future__ import annotations

from celery import shared_task

from common import outbox
from common.clock import now
from practice.services.listening.meaning import compare_owed, keep_hint
from practice.services.listening.remove import erase_old_words
from practice.services.live.remove import erase_old_cards
from practice.services.year.plan_boosters import plan_owed
from practice.services.year.send_digests import send_digests as send


@shared_task(name="practice.send_digests", ignore_result=True)
def send_digests(**_: object) -> None:
    """Remind those whose hour has come."""
    send(at=now())


@shared_task(name="practice.plan_boosters")
def plan_boosters(*, row_id: int, **_: object) -> None:
    """Plan the boosters that one completed course is owed."""
    outbox.perform(row_id=row_id, effect=plan_owed)


@shared_task(name="practice.compare_by_meaning")
def compare_by_meaning(*, row_id: int, **_: object) -> None:
    """Compare the key points of one rated reply by meaning; the model stays in this process."""
    outbox.perform(row_id=row_id, prepare=compare_owed, effect=keep_hint)


@shared_task(name="practice.erase_old_words", ignore_result=True)
def erase_old_listening_words(**_: object) -> None:
    """Take away what is 90 days old: words of listening exercises, and observer cards."""
    erase_old_words(at=now())
    erase_old_cards(at=now())
