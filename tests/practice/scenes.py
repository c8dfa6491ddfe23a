"""Scenes to play, published with a course of their own."""

from __future__ import annotations

from functools import lru_cache

from django.db import transaction

from courses.models import Course, Lesson
from courses.package.drafts import LessonDraft
from enrollments.models import Enrollment
from practice.models import Scenario
from practice.package.roleplay import RoleplayDraft
from practice.scenario.check import check_text
from practice.scenario.source.read import source_hash
from practice.services.store_lesson import store_roleplay
from tests.practice.scenario.conftest import PARCEL
from tests.support.factories import EnrollmentFactory, published_course

KEY = "r1-1"
LESSON = {"kind": "roleplay", "move_on": "completed", "is_required": False, "html": ""}


checked = lru_cache(maxsize=8)(check_text)


def payload_of(text: str = PARCEL, overlays: dict[str, str] | None = None) -> RoleplayDraft:
    """Return the draft of a scene that passes the checks."""
    report = checked("", text)
    assert report.is_publishable, report.findings
    return RoleplayDraft(
        path="modules/m1/scenarios/scene.yaml", source=text, sha256=source_hash(text.encode()),
        overlays=overlays or {}, script=report.scenario, span=report.span, states=report.states,
    )  # fmt: skip


def draft_of(lesson: Lesson, payload: RoleplayDraft) -> LessonDraft:
    return LessonDraft(
        path="x.yaml", key=lesson.key, kind="roleplay", title=lesson.title, minutes=6,
        objectives=("M1.1",), move_on=lesson.move_on, is_required=lesson.is_required,
        payload=payload,
    )  # fmt: skip


@transaction.atomic
def course_with(*texts: str, slug="scenes", number=1, overlays=None, **lesson) -> Course:
    """Return a course of one reading and a role-play lesson r1-1, r1-2 … for each text."""
    keys = [f"r1-{place}" for place in range(1, len(texts) + 1)]
    lessons = [{"key": "l1-1"}, *({"key": key, **LESSON, **lesson} for key in keys)]
    course = published_course(slug=slug, lessons=lessons, number=number)
    rows = {row.key: row for row in Lesson.objects.filter(version=course.effective_version)}
    for key, text in zip(keys, texts, strict=True):
        store_roleplay(rows[key], draft_of(rows[key], payload_of(text, overlays)))
    return course


def scenario_in(enrollment: Enrollment, key: str = KEY) -> Scenario:
    return Scenario.objects.select_related("lesson").get(
        lesson__version=enrollment.version_id, lesson__key=key
    )


def enrolled(course: Course, learner=None) -> Enrollment:
    return EnrollmentFactory(course=course, **({"learner": learner} if learner else {}))
