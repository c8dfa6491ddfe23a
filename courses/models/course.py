from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from common.models import PublicId
from people.roles import Permission
from people.viewer import Viewer


class CurrentTransaction(models.Func):
    """The id of the running top-level transaction."""

    template = "(pg_current_xact_id()::text::bigint)"
    output_field = models.BigIntegerField()


class CourseQuerySet(models.QuerySet["Course"]):
    """Words for asking about courses."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the published ones to everybody who may learn; drafts live in packages only."""
        if not viewer.has(Permission.LEARN):
            return self.none()
        return self.filter(effective_version__isnull=False)


class Course(PublicId):
    """What stays the same while versions come: the slug and which version new learners get."""

    slug = models.SlugField(max_length=80, unique=True)
    effective_version = models.ForeignKey(
        "courses.CourseVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()

    objects = CourseQuerySet.as_manager()

    class Privacy:
        personal: ClassVar[dict[str, str]] = {}
        retain: ClassVar = {"id", "uuid", "slug", "effective_version", "created_at"}

    def audit_label(self) -> str:
        """Return the words that stand for this course in the trail."""
        return self.slug


class CourseVersion(PublicId):
    """One published state of a course. A trigger refuses every later change, here and below."""

    class Change(models.TextChoices):
        """How much a version changed for those who study an earlier one."""

        MAJOR = "major"
        MINOR = "minor"

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    change = models.CharField(max_length=5, choices=Change)
    title = models.CharField(max_length=200)
    summary = models.TextField()
    language = models.CharField(max_length=16)
    outcomes = models.JSONField(default=list)
    facts = models.JSONField(default=list)
    content_hash = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.TextField(blank=True, default="")
    # Modules, lessons and questions may only be written by the transaction that published it.
    published_xid = models.BigIntegerField(db_default=CurrentTransaction())

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["course", "number"], name="courses_version_number_once"
            ),
            models.CheckConstraint(
                name="courses_version_positive", condition=models.Q(number__gte=1)
            ),
        ]

    class Privacy:
        personal: ClassVar[dict[str, str]] = {}
        retain: ClassVar = {
            "id", "uuid", "course", "number", "change", "title", "summary", "language", "outcomes",
            "facts", "content_hash", "published_at", "published_by", "note", "published_xid",
        }  # fmt: skip

    def audit_label(self) -> str:
        """Return the words that stand for this version in the trail."""
        return f"{self.title}, version {self.number}"
