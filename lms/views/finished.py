"""The page after the last lesson: what happened, and what comes next."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from certificates.models import Certificate
from certificates.selectors import is_stuck, mine
from enrollments import selectors
from enrollments.models import CompletionRecord
from enrollments.player import lesson_url, url_to_resume
from people.access import ViewerRequest, requires
from people.roles import Permission


@require_safe
@requires(Permission.LEARN)
def finished(request: ViewerRequest, enrollment: uuid.UUID) -> HttpResponse:
    """Show the end of a course; the certificate's row alone when it asks whether it is ready."""
    study = selectors.my_study(request.viewer, enrollment)
    if study is None:
        raise Http404
    record = selectors.completion_of(study.enrollment)
    if record is None:
        return redirect(url_to_resume(study))
    context = {
        "study": study,
        "record": record,
        **_certificate(request, record),
        "again_url": lesson_url(study.enrollment, study.outline.lessons[0].key),
    }
    is_row = request.headers.get("HX-Target") == "certificate"
    template = "lms/_finished_certificate.html" if is_row else "lms/finished.html"
    return render(request, template, context)


def _certificate(request: ViewerRequest, record: CompletionRecord) -> dict[str, Any]:
    """Return how the certificate stands: being made, ready, waiting for an operator, or revoked."""
    found = mine(request.viewer).filter(completion=record, superseded_at__isnull=True).first()
    is_ready = bool(found and found.state == Certificate.State.READY)
    return {
        "certificate": found,
        "is_ready": is_ready,
        "is_revoked": bool(found and found.revoked_at),
        "is_stuck": bool(found and not is_ready and is_stuck(found)),
    }
