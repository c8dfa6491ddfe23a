"""Ask for reports, watch them being built, take their files."""

from __future__ import annotations

import base64
import uuid
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from common.clock import now
from common.errors import DomainError
from people.access import ViewerRequest, requires
from people.roles import Permission
from reports.definitions import KINDS
from reports.models import ReportRun
from reports.selectors.counts import count, in_order
from reports.selectors.plan import Wish, plan
from reports.selectors.runs import runs_for
from reports.services.download import DamagedReport, download
from reports.services.request import AlreadyRunning
from reports.services.request import request as request_report
from reports.views.forms import ReportForm
from reports.views.words import RUN_STATES, segments

ON_A_PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.REQUEST_REPORT)
def index(request: ViewerRequest) -> HttpResponse:
    """Show the form with its count and the runs there are; asking leads to the new run."""
    form = ReportForm(request.POST or None, viewer=request.viewer)
    if request.method != "POST":
        return _page(request, form, preview=_preview(request, form.start()))
    if request.POST.get("do") == "count":
        return _counted(request, form)
    if not form.is_valid():
        counted = _preview(request, form.wish()) if set(form.errors) == {"reason"} else None
        return _page(request, form, status=HTTPStatus.BAD_REQUEST, preview=counted)
    try:
        run = request_report(
            wish=form.wish(), reason=form.cleaned_data["reason"], by=request.viewer, at=now()
        )
    except AlreadyRunning as error:
        return _page(request, form, in_the_way=error, status=error.status)
    except DomainError as error:
        form.add_error(error.field, error.message)
        return _page(request, form, status=error.status)
    return redirect("reports:run", run_uuid=run.uuid)


@require_safe
@requires(Permission.REQUEST_REPORT)
def show(request: ViewerRequest, run_uuid: uuid.UUID) -> HttpResponse:
    """Show one run; while it is being built, its part of the page asks again by itself."""
    run = get_object_or_404(runs_for(request.viewer).prefetch_related("files"), uuid=run_uuid)
    kind = KINDS[run.kind]
    totals = in_order(kind, run.totals)
    context = {
        "run": run,
        "kind": kind,
        "look": RUN_STATES[run.state],
        # Of a run that was built by an earlier definition, its manifest tells what is in it.
        "is_of_today": run.definition == kind.version,
        "segments": segments({state: totals[state] for state in totals if state in run.totals}),
        "columns": [c for c in kind.columns if run.parameters["has_scores"] or not c.is_score],
    }
    template = "reports/_run.html" if getattr(request, "htmx", None) else "reports/run.html"
    return render(request, template, context)


@require_GET
@requires(Permission.REQUEST_REPORT)
def file(request: ViewerRequest, run_uuid: uuid.UUID, name: str) -> HttpResponseBase:
    """Send one file of a finished run, checked to its last byte before the first one leaves."""
    run = get_object_or_404(runs_for(request.viewer), uuid=run_uuid, state=ReportRun.State.READY)
    found = get_object_or_404(run.files.select_related("run"), name=name)
    try:
        handle = download(file=found, by=request.viewer.user, at=now())
    except DamagedReport as error:
        messages.error(request, error.message)
        return redirect("reports:run", run_uuid=run_uuid)
    digest = base64.b64encode(bytes.fromhex(found.sha256)).decode()
    return FileResponse(
        handle,
        as_attachment=True,
        filename=found.name,
        content_type=f"{found.media_type}; charset=utf-8",
        headers={"Repr-Digest": f"sha-256=:{digest}:", "X-Content-Type-Options": "nosniff"},
    )


def _counted(request: ViewerRequest, form: ReportForm) -> HttpResponse:
    form.fields["reason"].required = False
    preview = _preview(request, form.wish()) if form.is_valid() else None
    if getattr(request, "htmx", None):
        return render(request, "reports/_preview.html", {"preview": preview, "form": form})
    return _page(request, form, preview=preview)


def _preview(request: ViewerRequest, wish: Wish) -> dict[str, Any]:
    try:
        wanted = plan(wish=wish, viewer=request.viewer, at=now())
    except DomainError as error:
        return {"problem": error.message}
    found = count(wanted.kind, wanted.frame)
    if found is None:
        return {"problem": _("Counting takes longer than a page may wait. The report itself may "
                             "take its time: it is counted while it is built.")}  # fmt: skip
    return {
        "kind": wanted.kind,
        "total": sum(found.values()),
        "segments": segments(found) if wanted.kind.states else [],
        "scope": wanted.scope,
    }


def _page(
    request: ViewerRequest,
    form: ReportForm,
    *,
    status: int = HTTPStatus.OK,
    preview: dict[str, Any] | None = None,
    in_the_way: AlreadyRunning | None = None,
) -> HttpResponse:
    page = Paginator(runs_for(request.viewer), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "preview": preview,
        "in_the_way": in_the_way,
        "page_obj": page,
        "runs": [(run, KINDS[run.kind], RUN_STATES[run.state]) for run in page],
        "is_auditor": request.viewer.has(Permission.READ_AUDIT_TRAIL),
    }
    return render(request, "reports/list.html", context, status=status)
