"""One scene as a graph, with what the checks say on its nodes; the same as a table below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.scenario.shapes import Ending, Node, Scenario
from studio.scenes.graph.edges import THEN
from studio.scenes.graph.layout import Box, Drawing, drawing_of
from studio.scenes.walk import places_of
from studio.selectors import editions
from studio.selectors.remarks import Remark, of_scene
from studio.selectors.scenes import shelf
from studio.selectors.scenes.shelf import Scene
from studio.views.scenes.words import OUTCOMES

LONGEST_NAME = 21  # of a box; the table has it whole
ROUTING, CHOICE, BROKEN = _("routing"), _("choice"), _("leads nowhere")


@dataclass(frozen=True)
class Place:
    """A node or ending on the page: what it is, and what is to mend about it."""

    name: str
    kind: str  # choice, routing, broken, ending
    word: Promise
    outcome: str
    node: Node | None
    ending: Ending | None
    box: Box
    remarks: tuple[Remark, ...]
    is_start: bool
    is_expert: bool

    @property
    def errors(self) -> int:
        """Return how many findings stand in the way of publishing."""
        return sum(one.severity == "error" for one in self.remarks)

    @property
    def warnings(self) -> int:
        """Return how many may be mended."""
        return len(self.remarks) - self.errors

    @property
    def shown_name(self) -> str:
        """Return its name as it fits into a box."""
        return self.name if len(self.name) <= LONGEST_NAME else f"{self.name[: LONGEST_NAME - 1]}…"


@require_safe
@requires(Permission.PREVIEW_COURSE)
def scene(request: ViewerRequest, slug: str, scene: str) -> HttpResponse:
    """Show a scene of a package as it is on disk now."""
    edition = editions.package_edition(slug)
    found = shelf.scene_of(edition, scene)
    context = {"edition": edition, "scene": found, **_remarks(found)}
    script = found.report.scenario
    if script is not None:
        expert = _expert(found, script)
        drawing = drawing_of(script, expert)
        context |= {
            "script": script,
            "drawing": drawing,
            "places": list(_places(found, script, drawing, expert)),
            "expert": expert,
            "then_mark": THEN,
        }
    return render(request, "studio/scenes/graph/graph.html", context)


def _expert(found: Scene, script: Scenario) -> list[str]:
    span = found.report.span
    return places_of(script, span.expert) if span else []


def _remarks(found: Scene) -> dict[str, object]:
    told = [(one.place, of_scene(one, found.content)) for one in found.report.findings]
    return {
        "remarks": [remark for _place, remark in told],
        "elsewhere": [remark for place, remark in told if not place],
    }


def _places(found: Scene, script: Scenario, drawing: Drawing, expert: list[str]) -> Iterator[Place]:
    told: dict[str, list[Remark]] = {}
    for one in found.report.findings:
        told.setdefault(one.place.partition(".")[0], []).append(of_scene(one, found.content))
    for name, box in drawing.boxes.items():
        node, ending = script.nodes.get(name), script.endings.get(name)
        kind, word = _kind(node, ending)
        yield Place(
            name=name,
            kind=kind,
            word=word,
            outcome=ending.outcome if ending else "",
            node=node,
            ending=ending,
            box=box,
            remarks=tuple(told.get(name, ())),
            is_start=name == script.start,
            is_expert=name in expert,
        )


def _kind(node: Node | None, ending: Ending | None) -> tuple[str, Promise]:
    if ending:
        return "ending", OUTCOMES[ending.outcome]
    if node and node.choices:
        return "choice", CHOICE
    return ("routing", ROUTING) if node and node.auto else ("broken", BROKEN)
