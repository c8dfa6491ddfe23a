"""What the page before a scene shows."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import get_language

from enrollments.player import LessonContext
from people.models import User
from practice.models import Run
from practice.selectors.playing.lines import person_of
from practice.selectors.playing.scenes import language_for, scene
from practice.selectors.runs.limits import AllowedFor, above_cap, limits_for, too_soon
from practice.selectors.runs.looks import Briefing
from practice.selectors.runs.mine import scenario_of


def briefing_of(context: LessonContext, *, at: datetime, by: User | None = None) -> Briefing:
    """Return the briefing of a role-play lesson (three queries; one more to learn who `by` is)."""
    learner = by or context.enrollment.learner
    row = scenario_of(context.lesson.pk)
    found = scene(row.pk, language_for(row, get_language() or row.language))
    runs = Run.objects.filter(learner=learner, enrollment=context.enrollment, scenario=row)
    mine = list(runs.order_by("started_at"))
    done = [run for run in mine if run.state == Run.State.DEBRIEFED]
    limits = limits_for(learner, row, at=at)
    return Briefing(
        scenario=row,
        title=found.script.title,
        summary=found.script.summary,
        language=found.language,
        person=person_of(found),
        objectives=tuple(context.lesson.objectives),
        complexity_label=row.get_complexity_display(),
        content_note=found.script.safeguards.content_note,
        intensity=row.intensity,
        minutes=row.minutes,
        open_run=None if limits.opens_at else _open(mine),
        runs_before=len(mine),
        latest_debrief=done[-1] if done else None,
        comfort=limits.comfort,
        is_above_cap=limits.is_above_cap,
        opens_at=limits.opens_at,
        refusal=_refusal(limits),
        is_done=context.is_done,
    )


def _open(runs: list[Run]) -> Run | None:
    """Return the run from the start that goes on, which `start_run` would give as well."""
    playing = (run for run in runs if run.state == Run.State.PLAYING and not run.from_turn)
    return next(playing, None)


def _refusal(limits: AllowedFor) -> str:
    if limits.is_above_cap:
        return above_cap()
    return too_soon(limits.opens_in_words) if limits.opens_at else ""
