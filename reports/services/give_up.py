"""Say that a report cannot be built, once the outbox has given it up."""

from __future__ import annotations

from django.db import transaction

from audit.services.record import record
from audit.verbs import Verb
from common import content_store
from common.models import OutboxRow
from reports.models import ReportRun


@transaction.atomic
def give_up_if_dead(*, row_id: int) -> bool:
    """Mark the run of a dead row as failed and return whether there was one to mark."""
    row = OutboxRow.objects.filter(id=row_id, dead_at__isnull=False).first()
    if row is None or row.dead_at is None:
        return False
    run = ReportRun.objects.running().filter(uuid=row.payload["run_uuid"]).first()
    if run is None:
        return False
    changed = ReportRun.objects.running().filter(pk=run.pk)
    if changed.update(state=ReportRun.State.FAILED, finished_at=row.dead_at):
        content_store.draft(run.draft_name).unlink(missing_ok=True)
        record(
            Verb.REPORT_FAILED, actor=None, target=run, at=row.dead_at,
            detail={"error": row.last_error},
        )  # fmt: skip
    return True
