"""A published course, a curriculum of it, and hands to assign, study and complete with."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import transaction

from courses.models import Course, CourseVersion, Lesson, Module
from curricula.audience import Audience
from curricula.due_dates import Anchor, DueRule
from curricula.models import Curriculum
from curricula.services import assign as assigning
from curricula.services.create import create
from enrollments.models import Enrollment
from enrollments.services.complete_lesson import complete_lesson

NOW = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
IN_TIME = DueRule(Anchor.FIXED, due_on=dt.date(2026, 12, 4))


@transaction.atomic
def publish(slug: str = "empathy", *, lessons: int = 2) -> Course:
    """Return a course with one published version of a few readings."""
    course = Course.objects.create(slug=slug, created_at=NOW)
    version = CourseVersion.objects.create(
        course=course, number=1, change="major", title=f"About {slug}", summary="", language="en",
        content_hash="0" * 64, published_at=NOW,
    )  # fmt: skip
    module = Module.objects.create(version=version, key="m1", ordinal=1, title="Foundations")
    for place in range(1, lessons + 1):
        Lesson.objects.create(
            version=version, module=module, key=f"l{place}", ordinal=place, kind="reading",
            title=f"Lesson {place}", minutes=6, move_on="completed", is_required=True,
        )  # fmt: skip
    course.effective_version = version
    course.save(update_fields=["effective_version"])
    return course


@pytest.fixture
def course(db) -> Course:
    return publish()


@pytest.fixture
def curriculum(course) -> Curriculum:
    return create(
        slug="empathy-in-customer-service", title="Empathy in customer service",
        required=[course], by=None, at=NOW,
    )  # fmt: skip


def audience_of(*departments, **more) -> Audience:
    return Audience(departments=tuple(found.uuid for found in departments), **more)


def assign_to(department, *, curriculum, by, at=NOW, due=IN_TIME, **more):
    """Assign to a department and below, within all that the actor may see."""
    return assigning.assign(
        curriculum=curriculum, audience=more.pop("audience", audience_of(department)), due=due,
        by=by, scope=more.pop("scope", frozenset({department.pk})), at=at, **more,
    )  # fmt: skip


def study(person, course, *, lessons: int | None = None, at=NOW) -> Enrollment:
    """Complete the first lessons of somebody's open enrollment, or all of them."""
    enrollment = Enrollment.objects.open().get(learner=person, course=course)
    for lesson in list(enrollment.version.lessons.order_by("ordinal"))[:lessons]:
        complete_lesson(enrollment=enrollment, lesson=lesson, by=person, at=at)
    enrollment.refresh_from_db()
    return enrollment
