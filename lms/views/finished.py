"""The page after the last lesson: what happened, and what comes next."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from certificates.models import Certificate
from certificates.selectors import mine
from enrollments import selectors
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
    certificate = mine(request.viewer).live().filter(completion=record).first()
    context = {
        "study": study,
        "record": record,
        "certificate": certificate,
        "is_ready": bool(certificate and certificate.state == Certificate.State.READY),
        "again_url": lesson_url(study.enrollment, study.outline.lessons[0].key),
    }
    is_row = request.headers.get("HX-Target") == "certificate"
    template = "lms/_finished_certificate.html" if is_row else "lms/finished.html"
    return render(request, template, context)
