"""A person's own certificates: all of them, one of them, its PDF."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from certificates import codes, selectors
from certificates.models import Certificate
from certificates.services.download import download
from common.clock import now
from people.access import ViewerRequest, requires
from people.roles import Permission


@require_safe
@requires(Permission.LEARN)
def index(request: ViewerRequest) -> HttpResponse:
    """List the viewer's certificates."""
    entries = [_entry(request, found) for found in selectors.mine(request.viewer)]
    return render(request, "certificates/list.html", {"entries": entries})


@require_safe
@requires(Permission.LEARN)
def show(request: ViewerRequest, certificate_uuid: uuid.UUID) -> HttpResponse:
    """Show one certificate; while its PDF is being made, the page asks again by itself."""
    certificate = _mine_or_404(request, certificate_uuid)
    context = _entry(request, certificate)
    if not context["is_ready"]:
        context["is_stuck"] = selectors.is_stuck(certificate)
    template = "certificates/show.html"
    if getattr(request, "htmx", None):
        template = "certificates/_certificate.html"
    return render(request, template, context)


@require_GET  # the trail tells of each download, and HEAD is none
@requires(Permission.LEARN)
def pdf(request: ViewerRequest, certificate_uuid: uuid.UUID) -> HttpResponse:
    """Send the PDF; `?view` opens it in the browser, to print it."""
    certificate = _mine_or_404(request, certificate_uuid)
    page = redirect("certificates:show", certificate_uuid=certificate_uuid)
    if certificate.state != Certificate.State.READY:
        return page
    content = download(certificate=certificate, by=request.viewer.user, at=now())
    if content is None:
        messages.info(
            request,
            _("The stored file was damaged. It is being made again; try once more in a minute."),
        )
        return page
    place = "inline" if "view" in request.GET else "attachment"
    name = slugify(certificate.payload["course_title"]) or "course"
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'{place}; filename="certificate-{name}.pdf"'},
    )


def _mine_or_404(request: ViewerRequest, certificate_uuid: uuid.UUID) -> Certificate:
    return get_object_or_404(Certificate.objects.visible_to(request.viewer), uuid=certificate_uuid)


def _entry(request: ViewerRequest, certificate: Certificate) -> dict[str, Any]:
    path = reverse("certificates:verify", args=[certificate.code])
    return {
        "certificate": certificate,
        "facts": certificate.payload,
        "standing": certificate.standing(on=request.viewer.on),
        "is_ready": certificate.state == Certificate.State.READY,
        "code": codes.display(certificate.code),
        "verify_path": path,
        "verify_url": f"{settings.SITE_URL}{path}",
    }
