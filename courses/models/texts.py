"""What a version says in other languages. Rows come with the version and never change."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from courses.models.course import CourseVersion
from courses.models.outline import JobAid, Lesson, Module


class VersionText(models.Model):
    """What a course says of itself in another language."""

    version = models.ForeignKey(CourseVersion, on_delete=models.PROTECT, related_name="texts")
    language = models.CharField(max_length=16)
    title = models.CharField(max_length=200)
    summary = models.TextField()
    outcomes = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version", "language"], name="courses_version_text_once"
            )
        ]

    class Privacy:
        personal: ClassVar[dict[str, str]] = {}
        retain: ClassVar = {"id", "version", "language", "title", "summary", "outcomes"}


class ModuleText(models.Model):
    """What a module says of itself in another language."""

    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="texts")
    language = models.CharField(max_length=16)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True, default="")
    objectives = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["module", "language"], name="courses_module_text_once")
        ]

    class Privacy:
        personal: ClassVar[dict[str, str]] = {}
        retain: ClassVar = {"id", "module", "language", "title", "summary", "objectives"}


class LessonText(models.Model):
    """A lesson in another language, whole: a lesson that is half translated has no row."""

    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="texts")
    language = models.CharField(max_length=16)
    title = models.CharField(max_length=200)
    html = models.TextField(blank=True, default="")
    # What the kind's page says besides, such as the prompts of a reflection.
    more = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["lesson", "language"], name="courses_lesson_text_once")
        ]

    class Privacy:
        personal: ClassVar[dict[str, str]] = {}
        retain: ClassVar = {"id", "lesson", "language", "title", "html", "more"}


class JobAidText(models.Model):
    """A page for the desk in another language, whole."""

    aid = models.ForeignKey(JobAid, on_delete=models.PROTECT, related_name="texts")
    language = models.CharField(max_length=16)
    title = models.CharField(max_length=200)
    summary = models.TextField()
    html = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["aid", "language"], name="courses_job_aid_text_once")
        ]

    class Privacy:
        personal: ClassVar[dict[str, str]] = {}
        retain: ClassVar = {"id", "aid", "language", "title", "summary", "html"}
