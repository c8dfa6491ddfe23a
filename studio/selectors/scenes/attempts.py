"""Ways through a published scene with how many people went each: one question, no person.

Everybody counts once, with the first run that came to an end. People come in tens, in the order
of those ends: who looks before and after a colleague's run sees the same numbers.
"""

from __future__ import annotations

from django.db import connection

from courses.models import Course
from practice.models import Scenario
from practice.scenario.engine import Turn
from quizzes.statistics.verdicts import FEWEST
from studio.scenes.attempts import Walked

MOST = 2000  # the latest; more would make the page slow and no figure better

_WAYS = """
WITH mine AS (
  SELECT DISTINCT ON (run.learner_id) run.id, run.state, run.ended_at
  FROM practice_run run
  JOIN practice_scenario scene ON scene.id = run.scenario_id
  JOIN courses_lesson lesson ON lesson.id = scene.lesson_id
  JOIN courses_courseversion version ON version.id = lesson.version_id
  WHERE version.course_id = %(course)s AND scene.sha256 = %(sha256)s
    AND run.from_turn = 0 AND run.ended_at IS NOT NULL
  ORDER BY run.learner_id, run.started_at, run.id
), placed AS (
  SELECT id, state, row_number() OVER (ORDER BY ended_at, id) AS place, count(*) OVER () AS people
  FROM mine
), kept AS (
  SELECT id, state FROM placed
  WHERE place <= people - people %% %(fewest)s
    AND place > people - people %% %(fewest)s - %(most)s
), walked AS (
  SELECT kept.state,
    coalesce(string_agg(turn.node || '.' || turn.choice, ' ' ORDER BY turn.ordinal), '') AS way
  FROM kept LEFT JOIN practice_turn turn ON turn.run_id = kept.id
  GROUP BY kept.id, kept.state
)
SELECT way, state = 'stepped_out', count(*) FROM walked GROUP BY 1, 2 ORDER BY 1, 2
"""


def published_scene(course: Course, key: str) -> Scenario | None:
    """Return the scene of that key in the version in effect, or None (one question)."""
    rows = Scenario.objects.filter(lesson__version=course.effective_version_id, key=key)
    return rows.order_by("lesson__ordinal").first()


def ways_through(scene: Scenario, course: Course) -> list[Walked]:
    """Return the ways through exactly this text, in any version of the course, in tens."""
    asked: dict[str, int | str] = {
        "course": course.pk,
        "sha256": scene.sha256,
        "fewest": FEWEST,
        "most": MOST,
    }
    with connection.cursor() as cursor:
        cursor.execute(_WAYS, asked)
        rows = cursor.fetchall()
    return [Walked(_turns(way), is_out, people) for way, is_out, people in rows]


def _turns(way: str) -> tuple[Turn, ...]:
    steps = (step.partition(".") for step in way.split(" ") if step)
    return tuple(Turn(node=node, choice=choice) for node, _, choice in steps)
