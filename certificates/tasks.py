"""Ids in, one service call each."""

from __future__ import annotations

import structlog
from celery import shared_task
from celery.signals import worker_init

from certificates.rendering import press
from certificates.services.issue import issue_owed
from certificates.services.render import make_ready, print_owed
from certificates.services.repair import note_repair, print_again
from common import outbox

log = structlog.get_logger(__name__)


@shared_task(name="certificates.issue")
def issue(*, row_id: int, **_: object) -> None:
    """Issue the certificate that one completion is owed."""
    outbox.perform(row_id=row_id, effect=issue_owed)


@shared_task(name="certificates.render")
def render(*, row_id: int, **_: object) -> None:
    """Make the PDF that one certificate is owed."""
    outbox.perform(row_id=row_id, prepare=print_owed, effect=make_ready)


@shared_task(name="certificates.repair")
def repair(*, row_id: int, **_: object) -> None:
    """Make a damaged PDF again."""
    outbox.perform(row_id=row_id, prepare=print_again, effect=note_repair)


@worker_init.connect
def say_when_slow(**_: object) -> None:
    """Warn at the start of a worker when fonts will be embedded the slow way."""
    if not press.embeds_fonts_fast():
        log.warning("certificates_slow_fonts", mend="install libharfbuzz-subset0")
