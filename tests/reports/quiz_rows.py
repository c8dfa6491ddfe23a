"""A submitted attempt, written as rows."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from courses.models import CourseVersion, Lesson, Module
from quizzes.models import Attempt, Quiz
from tests.reports.conftest import DONE
from tests.support.factories import EnrollmentFactory, published_course


@transaction.atomic
def submitted(*, score: int, most: int, pass_mark: int = 75) -> Attempt:
    course = published_course()
    version = CourseVersion.objects.create(
        course=course, number=2, change="major", title="Empathy", language="en", summary="",
        content_hash="b" * 64, published_at=DONE,
    )  # fmt: skip
    module = Module.objects.create(version=version, key="m1", ordinal=1, title="Foundations")
    lesson = Lesson.objects.create(
        version=version, module=module, key="q1", ordinal=1, kind="quiz", title="Check", minutes=5,
        move_on="passed", is_required=True,
    )  # fmt: skip
    quiz = Quiz.objects.create(lesson=lesson, pass_mark_percent=pass_mark)
    return Attempt.objects.create(
        enrollment=EnrollmentFactory(course=course, version=version), quiz=quiz, ordinal=1,
        state="submitted", layout={"questions": []}, started_at=DONE,
        submitted_at=DONE + dt.timedelta(minutes=4), score=score, max_score=most,
        passed=score * 100 >= most * pass_mark,
    )  # fmt: skip
