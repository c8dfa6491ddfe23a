"""What role-plays add to the practice year: evidence of skills, and scenes that train one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Count

from courses.selectors import OutlineLesson
from enrollments.player import lesson_url
from enrollments.selectors import Study
from people.models import User
from practice.models import Run
from practice.selectors.playing.scenes import language_for, scenario_at, scene
from practice.selectors.year.scenes import Scene
from practice.selectors.year.skills import LOOKED_BACK
from practice.spacing.skills import SKILLS, Tally

KIND = "roleplay"


def skills_in_runs(learner: User, at: datetime) -> Iterable[Tally]:
    """Return how often each skill was asked for in the learner's own runs, and not shown.

    Runs that were left count for nothing, as stepping out counts for nothing.
    """
    rows = Run.objects.filter(
        learner=learner, state=Run.State.DEBRIEFED, ended_at__gt=at - LOOKED_BACK
    )
    asked: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for counts in rows.values_list("skills", flat=True):
        for skill, (shown, offered) in counts.items():
            if skill in SKILLS:
                asked[skill] += offered
                missed[skill] += offered - shown
    return [Tally(skill, asked[skill], missed[skill]) for skill in sorted(asked)]


def scene_that_trains(skill: str, studies: Sequence[Study]) -> Scene | None:
    """Return a scene of the learner's courses in which the skill can be shown.

    The one that the learner played least often, the calmest of those first.
    """
    offered = [
        (study, lesson)
        for study in studies
        for lesson in study.outline.lessons
        if lesson.kind == KIND and _trains(lesson, skill)
    ]
    if not offered:
        return None
    played = _played([study for study, _ in offered])
    study, lesson = min(offered, key=lambda one: (played[one[1].id], *_calm(one[1])))
    row = scenario_at(lesson.id)
    assert row is not None
    language = language_for(row, study.outline.language)
    return Scene(
        title=scene(row.pk, language).script.title,
        url=lesson_url(study.enrollment, lesson.key),
        language=language,
    )


def _trains(lesson: OutlineLesson, skill: str) -> bool:
    row = scenario_at(lesson.id)
    return row is not None and skill in scene(row.pk, row.language).script.skills


def _calm(lesson: OutlineLesson) -> tuple[int, str]:
    row = scenario_at(lesson.id)
    assert row is not None
    return row.intensity, lesson.key


def _played(studies: Sequence[Study]) -> Counter[int]:
    """Return how often each scene was played to its end, by its lesson (one query)."""
    rows = Run.objects.filter(
        enrollment__in={study.enrollment.pk for study in studies}, state=Run.State.DEBRIEFED
    )
    counted = rows.values_list("scenario__lesson_id").annotate(times=Count("pk"))
    return Counter(dict(counted))
