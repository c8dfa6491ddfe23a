"""Play a scene from any node in any state. The state stands in the address; nothing is kept."""

from __future__ import annotations

import re

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.scenario.check import is_playable
from practice.scenario.engine import BrokenScenarioError, NotOfferedError
from practice.scenario.shapes import Scenario
from studio.scenes.trying import TooLongError, Try, tried
from studio.selectors import editions
from studio.selectors.scenes import shelf
from studio.views.scenes.words import OUTCOMES, QUALITIES, TONES

METER = "meter-"
_NUMBER = re.compile(r"-?[0-9]{1,3}\Z")
_PATH = re.compile(r"(?:[a-z][a-z0-9_]{0,39}(?:\.[a-z][a-z0-9_]{0,39})*)?\Z")


@require_safe
@requires(Permission.PREVIEW_COURSE)
def play(request: ViewerRequest, slug: str, scene: str) -> HttpResponse:
    """Show where a try stands, what was done and what can be done; an impossible one is 400."""
    edition = editions.package_edition(slug)
    found = shelf.scene_of(edition, scene)
    script = found.report.scenario
    context = {"edition": edition, "scene": found, "script": script}
    if script is None or not is_playable(script):
        return render(request, "studio/scenes/try/try.html", context)
    try:
        now = _tried(script, request.GET)
        context |= {"now": now, "shown": _shown(now), "meters_asked": _asked(now)}
    except BrokenScenarioError as broken:
        context |= {"broken": str(broken)}
    return render(request, "studio/scenes/try/try.html", context)


def _tried(script: Scenario, asked: QueryDict) -> Try:
    at = asked.get("at", script.start)
    if at not in script.nodes and at not in script.endings:
        raise Http404
    path = asked.get("path", "")
    if not _PATH.match(path):
        raise BadRequest(_("The choices of this address cannot be read."))
    try:
        return tried(script, at, _meters(script, asked), path.split(".") if path else [])
    except (NotOfferedError, TooLongError) as refused:
        raise BadRequest(_("This cannot be reached from there.")) from refused


def _meters(script: Scenario, asked: QueryDict) -> dict[str, int]:
    found = {}
    for meter in script.meters:
        value = asked.get(METER + meter.name)
        if value is not None:
            if not _NUMBER.match(value):
                raise BadRequest(_("A meter is a whole number."))
            found[meter.name] = int(value)
    return found


def _asked(now: Try) -> list[tuple[str, int]]:
    """Return the hidden fields that carry the beginning of the try on."""
    return [(METER + name, value) for name, value in now.meters.items()]


def _shown(now: Try) -> dict[str, object]:
    return {
        "steps": [
            (step, QUALITIES[step.choice.quality], TONES[step.choice.quality]) for step in now.steps
        ],
        "offers": [
            (offer, QUALITIES[offer.choice.quality], TONES[offer.choice.quality])
            for offer in now.offers
        ],
        "outcome": OUTCOMES[now.ending.outcome] if now.ending else "",
        "back": now.path.rpartition(".")[0],
    }
