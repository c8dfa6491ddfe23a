"""Ask for a report: the run, the trail and what is owed, before the first byte."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.services.record import record
from audit.verbs import Verb
from common.errors import Conflict, InvalidInput
from common.events import publish
from people.viewer import Viewer
from reports.events import ReportRequested
from reports.models import ReportRun
from reports.selectors.plan import Plan, Wish, plan

SHORTEST_REASON = 5
LONGEST_REASON = 300


class AlreadyRunning(Conflict):
    """One report at a time; `running` is the one that is being built."""

    code = "report_running"

    def __init__(self, running: ReportRun | None) -> None:
        """Name the run that is in the way."""
        named = f" ({running.kind}, {running.uuid})" if running else ""
        super().__init__(
            _("Your previous report is still being built%(named)s. Ask again once it is ready.")
            % {"named": named}
        )
        self.running = running


@transaction.atomic
def request(*, wish: Wish, reason: str, by: Viewer, at: datetime) -> ReportRun:
    """Ask for a report and return its run; the worker builds it from there."""
    words = _checked_reason(reason)
    wanted = plan(wish=wish, viewer=by, at=at)
    run = _insert(wanted, words, by=by, at=at)
    record(
        Verb.REPORT_REQUESTED, actor=by.user, target=run, at=at, reason=words,
        detail={"kind": run.kind, "definition": run.definition, "scope": run.scope,
                **run.parameters},
    )  # fmt: skip
    publish(ReportRequested(run_uuid=str(run.uuid)))
    return run


def _checked_reason(reason: str) -> str:
    words = " ".join(reason.split())
    if len(words) < SHORTEST_REASON:
        raise InvalidInput(
            _("Say in a few words what the report is for. It is kept with the report."),
            field="reason",
        )
    if len(words) > LONGEST_REASON:
        raise InvalidInput(
            _("Please keep the reason within %(most)d characters.") % {"most": LONGEST_REASON},
            field="reason",
        )
    if not words.isprintable():
        raise InvalidInput(_("The reason holds characters that cannot be shown."), field="reason")
    return words


def _insert(wanted: Plan, reason: str, *, by: Viewer, at: datetime) -> ReportRun:
    run = ReportRun(
        kind=wanted.kind.name,
        definition=wanted.kind.version,
        parameters=wanted.parameters,
        scope=wanted.scope,
        requested_by=by.user,
        requested_at=at,
        reason=reason,
    )
    try:
        with transaction.atomic():
            run.save(force_insert=True)
    except IntegrityError as error:
        running = ReportRun.objects.running().filter(requested_by=by.user).first()
        raise AlreadyRunning(running) from error
    return run
