"""The end of a scene: write down what the turns show, and complete the lesson."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from enrollments.services.complete_lesson import EnrollmentEnded, take_in
from people.models import User
from practice.models import Run, Turn
from practice.scenario.score import Score, Span, score
from practice.selectors.playing.paths import as_played, scene_of


def close(run: Run, turns: Sequence[Turn], *, at: datetime) -> None:
    """Let a held run whose turns reach an ending say so: its debrief is open. Nothing is stored."""
    scene = scene_of(run)
    told = score(scene.script, as_played(turns), span=scene.span)
    run.state, run.ended_at = Run.State.DEBRIEFED, at
    run.ending, run.outcome = told.ending, told.outcome
    run.skills = {tag: [found.shown, found.offered] for tag, found in told.skills.items()}
    run.index_numerator, run.index_denominator = share_of_best(told, scene.span)


def share_of_best(told: Score, span: Span) -> tuple[int, int]:
    """Return the index as two whole numbers: how far above the worst, of how far one can be."""
    if span.best == span.worst:
        return 1, 1
    return told.shortfall - span.worst, span.best - span.worst


def complete(run: Run, *, by: User, at: datetime) -> None:
    """Take in that the lesson was done; after a withdrawal it counts for nothing, quietly."""
    try:
        take_in(enrollment=run.enrollment, lesson=run.scenario.lesson, by=by, at=at)
    except EnrollmentEnded:
        # The run is the learner's all the same, debrief and all.
        return
