"""The turns of a run, as the engine replays them."""

from __future__ import annotations

from collections.abc import Iterable

from practice.models import Run, Turn
from practice.scenario import engine
from practice.selectors.playing.scenes import Scene, scene


def scene_of(run: Run) -> Scene:
    """Return the scene that a run is pinned to, in its language."""
    return scene(run.scenario_id, run.language)


def turns_of(run: Run) -> list[Turn]:
    """Return the turns of a run in order (one query)."""
    return list(Turn.objects.filter(run=run).order_by("ordinal"))


def as_played(turns: Iterable[Turn]) -> list[engine.Turn]:
    """Return turns as the engine knows them."""
    return [engine.Turn(node=turn.node, choice=turn.choice, noticed=turn.noticed) for turn in turns]
