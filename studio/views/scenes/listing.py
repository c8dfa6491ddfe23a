"""All scenes of a package: what is to mend, how hard and how long they are, who is in them."""

from __future__ import annotations

from collections import Counter

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.scenario.report.catalog import Catalog, is_difficult, pronouns_of
from practice.scenario.shapes import Scenario
from studio.selectors import editions
from studio.selectors.remarks import Remark, of_scene
from studio.selectors.scenes import shelf
from studio.selectors.scenes.shelf import Scene
from studio.views.scenes.words import CHANNELS

PRONOUNS = ("she", "he", "they")


@require_safe
@requires(Permission.PREVIEW_COURSE)
def scenes(request: ViewerRequest, slug: str) -> HttpResponse:
    """List the scenes of a package with the balance of the whole catalog."""
    edition = editions.package_edition(slug)
    found = shelf.scenes_of(edition)
    together = shelf.catalog(found)
    read = [scene.report.scenario for scene in found if scene.report.scenario]
    context = {
        "edition": edition,
        "scenes": [(scene, _channel(scene)) for scene in found],
        "read": read,
        "minutes": sum(one.minutes for one in read),
        "states": sum(scene.report.states for scene in found),
        "to_mend": sum(len(scene.errors) for scene in found),
        "to_look_at": sum(len(scene.warnings) for scene in found),
        "balance": _balance(read),
        "spread": [line.partition(": ")[::2] for line in together.lines],
        "together": _remarks(found, together),
    }
    return render(request, "studio/scenes/list.html", context)


def _channel(scene: Scene) -> str | Promise:
    script = scene.report.scenario
    return CHANNELS[script.persona.channel] if script else ""


def _balance(read: list[Scenario]) -> list[dict[str, object]]:
    """Return who the people are: how many of each pronoun, and how many of those are difficult."""
    everybody = Counter(pronouns_of(one) for one in read)
    difficult = Counter(pronouns_of(one) for one in read if is_difficult(one))
    return [
        {"pronoun": word, "people": everybody[word], "difficult": difficult[word]}
        for word in PRONOUNS
    ]


def _remarks(found: list[Scene], together: Catalog) -> list[Remark]:
    """Return what is to mend about all scenes together."""
    content = {scene.path: scene.content for scene in found}
    return [of_scene(one, content.get(one.file, b"")) for one in together.findings]
