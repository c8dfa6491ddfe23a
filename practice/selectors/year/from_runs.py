"""What role-plays add to the practice year: evidence of skills, and scenes that train one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import Count, Q, Subquery
from django.db.models.functions import Coalesce

from courses.selectors import OutlineLesson
from enrollments.player import lesson_url
from enrollments.selectors import Study
from people.models import User
from practice.models import Comfort, Run, Scenario
from practice.models.comfort import CAP_BY_DEFAULT
from practice.selectors.playing.scenes import language_for, scenario_at, scene
from practice.selectors.year.scenes import Scene
from practice.selectors.year.skills import LOOKED_BACK
from practice.spacing.skills import SKILLS, Tally

KIND = "roleplay"


def skills_in_runs(learner: User, at: datetime) -> Iterable[Tally]:
    """Return how often each skill was asked for in the learner's own runs, and not shown.

    Runs that were left count for nothing, as stepping out counts for nothing. Another try from a
    turn holds copies of the turns before it, which would count again with every try.
    """
    rows = Run.objects.filter(
        learner=learner, state=Run.State.DEBRIEFED, from_turn=0, ended_at__gt=at - LOOKED_BACK
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

    The one that the learner played least often, the calmest of those first; none that is more
    intense than they allow. Scenes are read one by one until one fits: reading all of a course
    would take seconds in a process that is new.
    """
    offered = {
        lesson.id: (study, lesson)
        for study in studies
        for lesson in study.outline.lessons
        if lesson.kind == KIND
    }
    for lesson_id in _in_order(offered):
        row = scenario_at(lesson_id)
        if row is None or skill not in scene(row.pk, row.language).script.skills:
            continue
        study, lesson = offered[lesson_id]
        language = language_for(row, study.outline.language)
        return Scene(
            title=scene(row.pk, language).script.title,
            url=lesson_url(study.enrollment, lesson.key),
            language=language,
        )
    return None


def _in_order(offered: Mapping[int, tuple[Study, OutlineLesson]]) -> list[int]:
    """Return the lessons whose scenes the learner may play, best first (one query)."""
    enrollments = {study.enrollment.pk: study.enrollment for study, _ in offered.values()}
    if not enrollments:
        return []
    learner_id = next(iter(enrollments.values())).learner_id
    cap = Comfort.objects.filter(user_id=learner_id).values("intensity_cap")
    done = Q(runs__enrollment__in=set(enrollments), runs__state=Run.State.DEBRIEFED)
    rows = Scenario.objects.filter(
        lesson_id__in=offered, intensity__lte=Coalesce(Subquery(cap), CAP_BY_DEFAULT)
    ).annotate(times=Count("runs", filter=done))
    in_order = rows.order_by("times", "intensity", "lesson__key")
    return list(in_order.values_list("lesson_id", flat=True))
