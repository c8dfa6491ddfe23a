"""All that is kept of one's practice year: to take along, and to delete."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from common.errors import DomainError
from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.selectors.year.export import everything_of
from practice.services.year.delete_year import delete_year


@require_safe
@requires(Permission.LEARN)
def export(request: ViewerRequest) -> HttpResponse:
    """Give somebody all that is kept of their practice year, as a file."""
    answer = JsonResponse(everything_of(request.viewer.user), json_dumps_params={"indent": 2})
    answer.headers["Content-Disposition"] = 'attachment; filename="practice-year.json"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LEARN)
def delete(request: ViewerRequest) -> HttpResponse:
    """Ask, then delete everything; who has it deleted already is told the same."""
    if request.method != "POST":
        return render(request, "practice/year/delete.html")
    try:
        delete_year(by=request.viewer.user)
    except DomainError as refused:
        context = {"refused": refused}
        return render(request, "practice/year/delete.html", context, status=refused.status)
    messages.info(request, _("Your practice year is deleted. Nothing of it is left."))
    return redirect("practice:year")
