"""Scenes ready for playing. A published scenario never changes, so it is kept in the process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from django.db.models import QuerySet

from practice.models import Scenario
from practice.scenario import shapes
from practice.scenario.engine import Turn
from practice.scenario.findings import Findings
from practice.scenario.score import Span
from practice.scenario.source.overlay import read_overlay, translated
from practice.scenario.source.read import read_scenario

KEPT = 128


@dataclass(frozen=True, eq=False)
class Scene:
    """A scenario in one language, with what was proven of it when it was published."""

    row: Scenario
    script: shapes.Scenario
    span: Span
    language: str
    meters: Mapping[str, shapes.Meter] = field(default_factory=dict)


def language_for(row: Scenario, wanted: str) -> str:
    """Return the language in which a scene is played for somebody who reads `wanted`."""
    there: dict[str, str] = {language.lower(): language for language in row.overlays}
    for tag in (wanted.lower(), wanted.lower().partition("-")[0]):
        if tag == row.language.lower():
            return row.language
        if tag in there:
            return there[tag]
    return row.language


@lru_cache(maxsize=KEPT)
def scenario_at(lesson_id: int) -> Scenario | None:
    """Return the scene of a lesson, if it has one (one query, once per process)."""
    return _with_lesson().filter(lesson_id=lesson_id).first()


@lru_cache(maxsize=KEPT)
def scenario_row(scenario_id: int) -> Scenario:
    """Return a scene with its lesson (one query, once per process)."""
    return _with_lesson().get(pk=scenario_id)


def _with_lesson() -> QuerySet[Scenario]:
    return Scenario.objects.select_related("lesson").defer("lesson__html")


@lru_cache(maxsize=KEPT)
def scene(scenario_id: int, language: str) -> Scene:
    """Return a scene for playing in a language that it has (`language_for`)."""
    row = scenario_row(scenario_id)
    source = read_scenario(f"{row.key}.yaml", row.source, Findings())
    if source is None:
        raise RuntimeError(f"the published scene {row.uuid} cannot be read any more")
    script = source.scenario
    if language in row.overlays:
        overlay = read_overlay(f"{row.key}.yaml", language, row.overlays[language], Findings())
        script = translated(script, overlay) if overlay else script
    expert = tuple(Turn(node=node, choice=choice, noticed=at) for node, choice, at in row.expert)
    return Scene(
        row=row,
        script=script,
        span=Span(best=row.best, worst=row.worst, expert=expert),
        language=language if language in row.overlays else row.language,
        meters={meter.name: meter for meter in script.meters},
    )
