"""Everything that one practiced."""

from __future__ import annotations

from people.viewer import Viewer
from practice.models import Run
from practice.selectors.playing.labels import OUTCOMES, STATES, label
from practice.selectors.runs.looking_back import MyPractice, RunEntry
from practice.selectors.runs.mine import comfort_of

A_PAGE = 20


def my_practice(viewer: Viewer, *, page: int = 1) -> MyPractice:
    """Return one's own runs, newest first, twenty a page (three queries)."""
    mine = Run.objects.visible_to(viewer).with_note()
    total = mine.count()
    pages = max(1, -(-total // A_PAGE))
    page = min(max(page, 1), pages)
    rows = (
        mine.select_related("scenario__lesson", "enrollment__version")
        .defer("scenario__source", "scenario__overlays", "scenario__lesson__html")
        .order_by("-started_at", "-pk")[(page - 1) * A_PAGE : page * A_PAGE]
    )
    return MyPractice(
        entries=tuple(_entry(run) for run in rows),
        comfort=comfort_of(viewer.user.pk),
        total=total,
        page=page,
        pages=pages,
    )


def _entry(run: Run) -> RunEntry:
    return RunEntry(
        run=run,
        title=run.scenario.title,
        language=run.scenario.language,
        person=run.scenario.persona,
        state=run.state,
        state_label=label(STATES, run.state),
        outcome_label=label(OUTCOMES, run.outcome) if run.ending else "",
        turns=run.turns_taken,
        started_at=run.started_at,
        has_notes=run.has_note,
        lesson_key=run.scenario.lesson.key,
        course_title=run.enrollment.version.title,
    )
