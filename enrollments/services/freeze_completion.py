"""Freeze what is true on the day somebody completes a course."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from courses.selectors import Outline, OutlineLesson
from enrollments import completion
from enrollments.completion import Score
from enrollments.models import CompletionRecord, Enrollment, LessonCompletion
from people.models import Department, Employment, User

RULE = "every_required_lesson"


def freeze_completion(
    *, enrollment: Enrollment, outline: Outline, at: datetime
) -> CompletionRecord:
    """Write the completion record: person, place, version, rule and results as they are now.

    Called by `complete_lesson` inside its transaction and by nobody else.
    """
    learner, version = enrollment.learner, enrollment.version
    asked, done = _asked_and_done(enrollment, outline)
    criteria = [_criterion(*pair) for pair in zip(asked, done, strict=True)]
    score = completion.total_score([found for row in done if (found := _score(row))])
    return CompletionRecord.objects.create(
        enrollment=enrollment,
        learner=learner,
        version=version,
        completed_at=at,
        method=CompletionRecord.Method.STUDIED,
        person_name=learner.legal_name,
        certificate_name=learner.name_on_certificates(),
        employee_number=learner.employee_number or "",
        course_slug=enrollment.course.slug,
        course_title=version.title,
        version_number=version.number,
        content_hash=version.content_hash,
        language=version.language,
        criteria={"rule": RULE, "lessons": criteria},
        score_percent=score.percent if score else None,
        pass_mark_percent=score.pass_mark if score else None,
        attempts=score.attempts if score else None,
        **_place(learner, at),
    )


def _asked_and_done(
    enrollment: Enrollment, outline: Outline
) -> tuple[list[OutlineLesson], list[LessonCompletion]]:
    """Return the lessons that count, in order, and how each was completed."""
    keys = frozenset(completion.counting(outline.lessons))
    asked = [lesson for lesson in outline.lessons if lesson.key in keys]
    rows = {row.lesson_id: row for row in enrollment.lesson_completions.all()}
    return asked, [rows[lesson.id] for lesson in asked]


def _criterion(lesson: OutlineLesson, done: LessonCompletion) -> dict[str, Any]:
    return {
        "key": lesson.key,
        "title": lesson.title,
        "kind": lesson.kind,
        "move_on": lesson.move_on,
        "completed_at": done.completed_at.isoformat(),
        "passed": done.passed,
        "score_percent": str(done.score_percent) if done.score_percent is not None else None,
        "pass_mark_percent": done.pass_mark_percent,
        "attempts": done.attempts,
    }


def _score(done: LessonCompletion) -> Score | None:
    if done.score_percent is None:
        return None
    return Score(done.score_percent, done.pass_mark_percent, done.attempts)


def _local_day(learner: User, at: datetime) -> date:
    return at.astimezone(learner.zone()).date()


def _place(learner: User, at: datetime) -> dict[str, Any]:
    """Return where the learner works on that day: nothing of it, if there is no such spell."""
    spells = Employment.objects.select_related("department", "manager")
    spell = spells.filter(person=learner, valid__contains=_local_day(learner, at)).first()
    if spell is None:
        return {}
    return {
        "department_uuid": spell.department.uuid,
        "department_name": spell.department.name,
        "department_path": _path(spell.department),
        "job_title": spell.job_title,
        "manager_name": spell.manager.legal_name if spell.manager else "",
    }


def _path(department: Department) -> list[dict[str, str]]:
    nodes = Department.objects.in_bulk(department.path)
    return [
        {"uuid": str(nodes[node].uuid), "name": nodes[node].name}
        for node in department.path
        if node in nodes
    ]
