"""What an operator looks at first when somebody says that something is late."""

from __future__ import annotations

import platform
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import django
from django.contrib import messages
from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from audit.services.record import record
from audit.verbs import Verb
from common import events, outbox, selectors
from common.clock import now
from common.concurrency import heartbeat
from common.models import OutboxRow
from lms import __version__
from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.selectors.year.reminders import failing_reminders

TICK_IS_LATE = timedelta(seconds=30)
WORK_IS_LATE = timedelta(minutes=2)


def _kinds(at: datetime) -> list[dict[str, Any]]:
    found = {row.subscription: row for row in selectors.backlogs()}
    return [
        {
            "name": name,
            "waiting": row.waiting if row else 0,
            "oldest_at": row.oldest_at if row else None,
            "is_late": bool(row and row.oldest_at and at - row.oldest_at > WORK_IS_LATE),
            "dead": row.dead if row else 0,
        }
        # A name that only another release knows is work as well, and here nobody does it.
        for name, row in ((name, found.get(name)) for name in sorted({*events.names(), *found}))
    ]


@requires(Permission.SEE_STATUS)
@require_GET
def status(request: HttpRequest) -> HttpResponse:
    """Show waiting work, dead rows, the beat's age and the versions."""
    at = now()
    tick_at = heartbeat.latest().get("tick")
    context = {
        "kinds": _kinds(at),
        "dead": selectors.dead_rows(),
        "failing_reminders": failing_reminders(),
        "tick_at": tick_at,
        "is_tick_late": tick_at is None or at - tick_at > TICK_IS_LATE,
        "versions": [
            ("Attune", __version__),
            ("Python", platform.python_version()),
            ("Django", django.get_version()),
            ("PostgreSQL", ".".join(str(part) for part in _postgres_version())),
        ],
    }
    return render(request, "lms/status.html", context)


def _postgres_version() -> tuple[int, int]:
    number = int(connection.pg_version)  # type: ignore[attr-defined]
    return number // 10_000, number % 10_000


@requires(Permission.SEE_STATUS)
@require_POST
def retry(request: ViewerRequest, row: UUID) -> HttpResponse:
    """Give one dead row a fresh set of starts."""
    at = now()
    with transaction.atomic():
        found = get_object_or_404(OutboxRow, uuid=row)
        if not outbox.retry_dead(row_uuid=row):
            raise Http404
        record(Verb.OUTBOX_RETRIED, actor=request.user, target=found, at=at)
    messages.info(request, _("It is on its way again. Look back in a minute."))
    return redirect("status")
