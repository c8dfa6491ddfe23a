"""A course with a reflection, a scene and a listening set, and Dana enrolled in it."""

from __future__ import annotations

import pytest
from django.db import transaction

from courses.models import Lesson
from courses.package.drafts import LessonDraft
from practice.package.announced import AnnouncedDraft
from practice.package.reflection import PromptDraft, ReflectionDraft
from practice.services.store_lesson import store_announced, store_reflection
from tests.support.factories import EnrollmentFactory, published_course

OPTIONAL = {"move_on": "not_applicable", "is_required": False, "html": ""}
PRACTICE = [
    {"key": "l1-1"},
    {"key": "m1-reflection", "kind": "reflection", **OPTIONAL},
    {"key": "r1-1", "kind": "announced", **OPTIONAL},
    {"key": "m1-listening", "kind": "announced", **OPTIONAL},
]
REFLECTION = ReflectionDraft(
    intro="For you alone.",
    prompts=(
        PromptDraft(key="zest", text="What gave you zest?", help="One call is enough."),
        PromptDraft(key="ache", text="What ached?"),
    ),
)
SCENE = AnnouncedDraft(
    practice="roleplay", about="Answers shrink to one word.", persona="Mei", channel="chat",
    complexity="intricate", intensity=3,
)  # fmt: skip
LISTENING = AnnouncedDraft(practice="listening", about="Six short clips.")


def draft(lesson: Lesson, payload) -> LessonDraft:
    return LessonDraft(
        path="x.yaml", key=lesson.key, kind=lesson.kind, title=lesson.title, minutes=4,
        objectives=("M1.1",), move_on="not_applicable", is_required=False, payload=payload,
    )  # fmt: skip


@pytest.fixture
def course(db):
    with transaction.atomic():
        course = published_course(lessons=PRACTICE)
        lessons = {row.key: row for row in Lesson.objects.filter(version__course=course)}
        for key, store, payload in (
            ("m1-reflection", store_reflection, REFLECTION),
            ("r1-1", store_announced, SCENE),
            ("m1-listening", store_announced, LISTENING),
        ):
            store(lessons[key], draft(lessons[key], payload))
    return course


@pytest.fixture
def enrollment(course):
    return EnrollmentFactory(course=course)
