"""What the endpoints of this app say."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from courses.models.outline import MoveOn
from courses.selectors import OutlineLesson
from enrollments.models import Enrollment
from enrollments.selectors import Study


@extend_schema_serializer(component_name="Progress")
class ProgressShape(serializers.Serializer[Any]):
    """How far an enrollment is; 100 percent and complete are the same."""

    done = serializers.IntegerField()
    total = serializers.IntegerField()
    percent = serializers.IntegerField(min_value=0, max_value=100)
    is_complete = serializers.BooleanField()


@extend_schema_serializer(component_name="Enrollment")
class EnrollmentShape(serializers.Serializer[Any]):
    """A course that I study, in the version that I began with."""

    uuid = serializers.UUIDField()
    course = serializers.SlugField()
    title = serializers.CharField()
    version = serializers.IntegerField()
    state = serializers.ChoiceField(choices=Enrollment.State.choices)
    enrolled_at = serializers.DateTimeField()
    completed_at = serializers.DateTimeField(allow_null=True)
    progress = ProgressShape()
    minutes_left = serializers.IntegerField()
    next_lesson = serializers.SlugField(allow_null=True)


@extend_schema_serializer(component_name="OutlineLesson")
class LessonShape(serializers.Serializer[Any]):
    """A line of the outline."""

    key = serializers.SlugField()
    kind = serializers.SlugField()
    title = serializers.CharField()
    minutes = serializers.IntegerField()
    move_on = serializers.ChoiceField(choices=MoveOn.choices)
    is_required = serializers.BooleanField()
    is_done = serializers.BooleanField()


@extend_schema_serializer(component_name="OutlineModule")
class ModuleShape(serializers.Serializer[Any]):
    """A module and its lessons."""

    key = serializers.SlugField()
    title = serializers.CharField()
    lessons = LessonShape(many=True)


@extend_schema_serializer(component_name="EnrollmentWithOutline")
class EnrollmentWithOutlineShape(EnrollmentShape):
    """The same with the outline."""

    modules = ModuleShape(many=True)


def enrollment_body(study: Study) -> dict[str, Any]:
    """Return an enrollment as data."""
    enrollment = study.enrollment
    progress, following = study.progress, study.next
    return {
        "uuid": str(enrollment.uuid),
        "course": study.outline.slug,
        "title": study.outline.title,
        "version": study.outline.number,
        "state": enrollment.state,
        "enrolled_at": enrollment.enrolled_at,
        "completed_at": enrollment.completed_at,
        "progress": {
            "done": progress.done,
            "total": progress.total,
            "percent": progress.percent,
            "is_complete": progress.is_complete,
        },
        "minutes_left": study.minutes_left,
        "next_lesson": following.key if following else None,
    }


def outline_body(study: Study) -> dict[str, Any]:
    """Return an enrollment as data, with its outline."""
    modules = [
        {
            "key": module.key,
            "title": module.title,
            "lessons": [_lesson_body(study, lesson) for lesson in module.lessons],
        }
        for module in study.outline.modules
    ]
    return {**enrollment_body(study), "modules": modules}


def _lesson_body(study: Study, lesson: OutlineLesson) -> dict[str, Any]:
    return {
        "key": lesson.key,
        "kind": lesson.kind,
        "title": lesson.title,
        "minutes": lesson.minutes,
        "move_on": lesson.move_on,
        "is_required": lesson.is_required,
        "is_done": lesson.key in study.done,
    }
