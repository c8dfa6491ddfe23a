from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from common.models import PublicId
from courses.models import CourseVersion
from enrollments.models.enrollment import Enrollment


class CompletionRecord(PublicId):
    """The frozen fact that a person completed a version: names, places and rules as they were then.

    Insert-only. A correction is a new record that supersedes, with a reason and a second person.
    """

    class Method(models.TextChoices):
        """How the completion came about."""

        STUDIED = "studied"
        CORRECTED = "corrected"

    enrollment = models.ForeignKey(
        Enrollment, on_delete=models.PROTECT, related_name="completion_records"
    )
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="completion_records"
    )
    version = models.ForeignKey(
        CourseVersion, on_delete=models.PROTECT, related_name="completion_records"
    )
    completed_at = models.DateTimeField()
    method = models.CharField(max_length=12, choices=Method)
    person_name = models.CharField(max_length=200)
    certificate_name = models.CharField(max_length=200)
    employee_number = models.CharField(max_length=40, blank=True, default="")
    department_uuid = models.UUIDField(null=True, blank=True)
    department_name = models.CharField(max_length=120, blank=True, default="")
    department_path = models.JSONField(default=list)
    job_title = models.CharField(max_length=120, blank=True, default="")
    manager_name = models.CharField(max_length=200, blank=True, default="")
    course_slug = models.CharField(max_length=80)
    course_title = models.CharField(max_length=200)
    version_number = models.PositiveIntegerField()
    content_hash = models.CharField(max_length=64)
    language = models.CharField(max_length=16)
    criteria = models.JSONField(default=dict)
    score_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    pass_mark_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(null=True, blank=True)
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    reason = models.TextField(blank=True, default="")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["enrollment"], name="enrollments_record_once",
                condition=Q(supersedes__isnull=True),
            ),
            models.CheckConstraint(
                name="enrollments_correction_has_reason_and_two_people",
                condition=Q(supersedes__isnull=True)
                | (
                    ~Q(reason="")
                    & Q(recorded_by__isnull=False, approved_by__isnull=False)
                    & ~Q(recorded_by=models.F("approved_by"))
                    & ~Q(approved_by=models.F("learner"))
                ),
            ),
        ]  # fmt: skip
        indexes: ClassVar = [
            models.Index(fields=["learner", "-completed_at"], name="enrollments_records_of_person")
        ]

    class Privacy:
        personal: ClassVar = {
            "person_name": "pseudonymise",
            "certificate_name": "pseudonymise",
            "employee_number": "pseudonymise",
            "job_title": "pseudonymise",
            "manager_name": "pseudonymise",
            "score_percent": "erase",
            "attempts": "erase",
            "reason": "pseudonymise",
        }
        retain: ClassVar = {
            "id", "uuid", "enrollment", "learner", "version", "completed_at", "method",
            "department_uuid", "department_name", "department_path", "course_slug", "course_title",
            "version_number", "content_hash", "language", "criteria", "pass_mark_percent",
            "supersedes", "recorded_by", "approved_by",
        }  # fmt: skip

    def audit_label(self) -> str:
        """Return the words that stand for this record in the trail."""
        return f"{self.course_title}, version {self.version_number}"
