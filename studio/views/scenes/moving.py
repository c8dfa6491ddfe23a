"""Scenes from and for other tools. Nothing is written here: what comes of a file is shown."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.scenario.check import check_text
from practice.scenario.exchange.incoming import Imported, imported
from practice.scenario.exchange.script import script_of
from practice.scenario.exchange.twee.write import losses, twee_of
from practice.scenario.shapes import Scenario
from studio.forms import DraftForm, SceneFileForm
from studio.selectors import editions
from studio.selectors.editions import Edition
from studio.selectors.remarks import of_scene
from studio.selectors.scenes import shelf


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PREVIEW_COURSE)
def bring(request: ViewerRequest) -> HttpResponse:
    """Take a Twee or H5P file and show the draft that comes of it; or check or send a draft."""
    if request.method != "POST":
        return _shown(request, {"form": SceneFileForm()})
    if "draft" in request.POST:
        return _draft(request)
    form = SceneFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, {"form": form}, HTTPStatus.BAD_REQUEST)
    file = form.cleaned_data["file"]
    found = imported(file.name, file.read())
    if not found.draft:
        context = {"form": form, "problems": found.problems}
        return _shown(request, context, HTTPStatus.BAD_REQUEST)
    return _shown(request, {"form": SceneFileForm(), **_result(found)})


def _result(found: Imported) -> dict[str, Any]:
    assert found.report is not None
    draft = DraftForm(initial={"name": found.key, "draft": found.draft})
    return {
        "found": found,
        "draft": draft,
        "remarks": [of_scene(one, found.draft.encode()) for one in found.report.findings],
    }


def _draft(request: ViewerRequest) -> HttpResponse:
    """Send the draft that was shown, or check what was changed in it."""
    draft = DraftForm(request.POST)
    context: dict[str, Any] = {"form": SceneFileForm(), "draft": draft}
    if not draft.is_valid():
        return _shown(request, context, HTTPStatus.BAD_REQUEST)
    name, text = draft.cleaned_data["name"], draft.cleaned_data["draft"].replace("\r\n", "\n")
    if request.POST.get("do") == "download":
        return _file(text, f"{name}.yaml", "application/yaml; charset=utf-8")
    report = check_text(f"{name}.yaml", text)
    remarks = [of_scene(one, text.encode()) for one in report.findings]
    return _shown(request, context | {"remarks": remarks, "is_checked": True})


def _shown(
    request: ViewerRequest, context: dict[str, Any], status: int = HTTPStatus.OK
) -> HttpResponse:
    return render(request, "studio/scenes/exchange/import.html", context, status=status)


@require_safe
@requires(Permission.PREVIEW_COURSE)
def twee(request: ViewerRequest, slug: str, scene: str) -> HttpResponse:
    """Send a scene as Twee 3."""
    _edition, script = _script(slug, scene)
    return _file(twee_of(script), f"{script.id}.twee", "text/plain; charset=utf-8")


@require_safe
@requires(Permission.PREVIEW_COURSE)
def on_paper(request: ViewerRequest, slug: str, scene: str) -> HttpResponse:
    """Show the facilitator's script of a scene, for printing."""
    edition, script = _script(slug, scene)
    context = {"edition": edition, "script": script_of(script)}
    return render(request, "studio/scenes/exchange/script.html", context)


@require_safe
@requires(Permission.PREVIEW_COURSE)
def give(request: ViewerRequest, slug: str, scene: str) -> HttpResponse:
    """Show what a scene can be taken away as, and what is lost with each."""
    edition, script = _script(slug, scene)
    context = {"edition": edition, "script": script, "losses": losses(script)}
    return render(request, "studio/scenes/exchange/export.html", context)


def _script(slug: str, scene: str) -> tuple[Edition, Scenario]:
    edition = editions.package_edition(slug)
    script = shelf.scene_of(edition, scene).report.scenario
    if script is None:
        raise Http404
    return edition, script


def _file(text: str, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(text, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
