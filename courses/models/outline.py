from __future__ import annotations

from typing import ClassVar

from django.db import models

from common.models import PublicId
from courses.models.course import CourseVersion


class MoveOn(models.TextChoices):
    """When a lesson counts; the words are those of cmi5."""

    COMPLETED = "completed"
    PASSED = "passed"
    COMPLETED_AND_PASSED = "completed_and_passed"
    COMPLETED_OR_PASSED = "completed_or_passed"
    NOT_APPLICABLE = "not_applicable"


class Module(PublicId):
    """A part of a version's outline."""

    version = models.ForeignKey(CourseVersion, on_delete=models.PROTECT, related_name="modules")
    key = models.CharField(max_length=40)
    ordinal = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True, default="")
    objectives = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "key"], name="courses_module_key_once"),
            models.UniqueConstraint(
                fields=["version", "ordinal"], name="courses_module_place_once"
            ),
        ]

    class Privacy:
        personal: ClassVar[dict[str, str]] = {}
        retain: ClassVar = {
            "id", "uuid", "version", "key", "ordinal", "title", "summary", "objectives",
        }  # fmt: skip


class JobAid(PublicId):
    """One printed page for the desk. Its `html` was made and cleaned at publication."""

    version = models.ForeignKey(CourseVersion, on_delete=models.PROTECT, related_name="job_aids")
    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="job_aids")
    key = models.CharField(max_length=60)
    ordinal = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    summary = models.TextField()
    html = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "key"], name="courses_job_aid_key_once"),
            models.UniqueConstraint(
                fields=["version", "ordinal"], name="courses_job_aid_place_once"
            ),
        ]

    class Privacy:
        personal: ClassVar[dict[str, str]] = {}
        retain: ClassVar = {
            "id", "uuid", "version", "module", "key", "ordinal", "title", "summary", "html",
        }  # fmt: skip


class Lesson(PublicId):
    """The smallest thing that can be completed. Its `html` was made and cleaned at publication."""

    version = models.ForeignKey(CourseVersion, on_delete=models.PROTECT, related_name="lessons")
    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="lessons")
    key = models.CharField(max_length=60)
    ordinal = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    minutes = models.PositiveSmallIntegerField()
    move_on = models.CharField(max_length=24, choices=MoveOn)
    is_required = models.BooleanField()
    objectives = models.JSONField(default=list)
    # What decides on passing, as the kind told it: a change makes the next version major.
    pass_rule = models.JSONField(default=dict)
    html = models.TextField(blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "key"], name="courses_lesson_key_once"),
            models.UniqueConstraint(
                fields=["version", "ordinal"], name="courses_lesson_place_once"
            ),
        ]

    class Privacy:
        personal: ClassVar[dict[str, str]] = {}
        retain: ClassVar = {
            "id", "uuid", "version", "module", "key", "ordinal", "kind", "title", "minutes",
            "move_on", "is_required", "objectives", "pass_rule", "html",
        }  # fmt: skip

    def audit_label(self) -> str:
        """Return the words that stand for this lesson in the trail."""
        return f"{self.key} {self.title}"
