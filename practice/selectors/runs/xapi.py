"""One's own runs as xAPI 1.0.3 statements, for whoever keeps a learning record of their own.

One statement a choice, and one for each answer to what is noticed, so that nothing of the way is
lost. No score: an index is no grade. Own words stay out; they are in the plain export.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import uuid5

from django.conf import settings

from people.viewer import Viewer
from practice.models import Run, Turn
from practice.scenario.shapes import Choice, Node
from practice.selectors.playing.paths import scene_of
from practice.selectors.runs.export import runs_to_take

Json = dict[str, Any]
_ADL = "http://adlnet.gov/expapi"
INTERACTION, SIMULATION = f"{_ADL}/activities/cmi.interaction", f"{_ADL}/activities/simulation"


def statements(viewer: Viewer) -> list[Json]:
    """Return every run of one's own as statements, oldest first (a handful of queries)."""
    return [one for run in runs_to_take(viewer) for one in _of(run, viewer)]


def _of(run: Run, viewer: Viewer) -> Iterator[Json]:
    yield _statement(run, viewer, "initialized", "begun", _scene(run), run.started_at)
    for turn in run.turns.all():
        yield from _turn(run, viewer, turn)
    if run.ended_at is not None:
        verb = "completed" if run.state == Run.State.DEBRIEFED else "terminated"
        end = _statement(run, viewer, verb, "ended", _scene(run), run.ended_at)
        yield {**end, "result": _end(run)} if run.ending else end


def _turn(run: Run, viewer: Viewer, turn: Turn) -> Iterator[Json]:
    node = scene_of(run).script.nodes[turn.node]
    chosen = node.choice(turn.choice)
    assert chosen is not None  # the replay went through it
    if node.notice is not None and turn.noticed is not None:
        asked = _notice(run, node)
        name = f"turns/{turn.ordinal}/noticed"
        noticed = _statement(run, viewer, "answered", name, asked, turn.at)
        yield {**noticed, "result": {"response": str(turn.noticed)}}
    said = _statement(
        run, viewer, "answered", f"turns/{turn.ordinal}", _choices(run, node), turn.at
    )
    yield {**said, "result": _said(chosen)}


def _statement(run: Run, viewer: Viewer, verb: str, name: str, about: Json, at: datetime) -> Json:
    account = {"homePage": settings.SITE_URL, "name": str(viewer.user.uuid)}
    return {
        "id": str(uuid5(run.uuid, name)),  # taken away twice, it is the same statement
        "actor": {"objectType": "Agent", "account": account},
        "verb": {"id": f"{_ADL}/verbs/{verb}", "display": {"en": verb}},
        "object": about,
        "context": {
            "registration": str(run.uuid),
            "language": run.language,
            "contextActivities": {"grouping": [_scene(run)]},
        },
        "timestamp": at.isoformat(),
    }


def _place(run: Run, *inside: str) -> str:
    row = run.scenario
    return "/".join((settings.SITE_URL, "xapi/scenes", row.key, str(row.version), *inside))


def _scene(run: Run) -> Json:
    title = scene_of(run).script.title
    definition = {"type": SIMULATION, "name": {run.language: title}}
    return {"objectType": "Activity", "id": _place(run), "definition": definition}


def _choices(run: Run, node: Node) -> Json:
    options = [(choice.id, choice.text) for choice in node.choices]
    best = [choice.id for choice in node.choices if choice.quality == "best"]
    asked = node.customer.text if node.customer else ""
    return _question(run, _place(run, node.name), asked, options, best)


def _notice(run: Run, node: Node) -> Json:
    assert node.notice is not None
    options = [(str(place), text) for place, text in enumerate(node.notice.options)]
    best = [place for place, text in options if text == node.notice.best]
    return _question(run, _place(run, node.name, "notice"), node.notice.ask, options, best)


def _question(
    run: Run, place: str, asked: str, options: list[tuple[str, str]], best: list[str]
) -> Json:
    return {
        "objectType": "Activity",
        "id": place,
        "definition": {
            "type": INTERACTION,
            "interactionType": "choice",
            "description": {run.language: asked},
            "choices": [
                {"id": name, "description": {run.language: text}} for name, text in options
            ],
            "correctResponsesPattern": best,
        },
    }


def _said(chosen: Choice) -> Json:
    told = {"quality": chosen.quality, "skills": list(chosen.tags), "feedback": chosen.feedback}
    return {"response": chosen.id, "extensions": _extensions(told)}


def _end(run: Run) -> Json:
    told = {"outcome": run.outcome, "ending": run.ending, "skills": run.skills}
    return {"completion": True, "extensions": _extensions(told)}


def _extensions(told: Json) -> Json:
    return {f"{settings.SITE_URL}/xapi/{name}": value for name, value in told.items()}
