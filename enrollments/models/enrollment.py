from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from common.models import PublicId
from courses.models import Course, CourseVersion, Lesson
from people.viewer import Viewer


class DoneLessons(models.Func):
    """The ids of the lessons that count for an enrollment."""

    template = (
        "ARRAY(SELECT lesson_id FROM enrollments_lessoncompletion"
        " WHERE enrollment_id = %(expressions)s ORDER BY id)"
    )
    output_field = ArrayField(models.BigIntegerField())


class EnrollmentQuerySet(models.QuerySet["Enrollment"]):
    """Words for asking about enrollments."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the viewer's own: what others study is asked for through reports and teams."""
        return self.filter(learner_id=viewer.user.pk)

    def open(self) -> Self:
        """Return those that are neither completed nor withdrawn."""
        return self.filter(state=Enrollment.State.OPEN)

    def studied(self) -> Self:
        """Return those that are not withdrawn: a withdrawn one has no pages any more."""
        return self.exclude(state=Enrollment.State.WITHDRAWN)

    def with_progress(self) -> Self:
        """Add the ids of the lessons that count (`done_ids`) and the time (`read_at`).

        One query without joins: what a version says is cached, see `courses.selectors.outline`.
        """
        return self.annotate(done_ids=DoneLessons("pk"), read_at=Now())


class Enrollment(PublicId):
    """One person studies one pinned version. A retake is a new enrollment, never a reset."""

    class State(models.TextChoices):
        """Open until completed or withdrawn; both are final."""

        OPEN = "open"
        COMPLETED = "completed"
        WITHDRAWN = "withdrawn"

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrollments"
    )
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="enrollments")
    version = models.ForeignKey(CourseVersion, on_delete=models.PROTECT, related_name="enrollments")
    ordinal = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    enrolled_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    latest_lesson = models.ForeignKey(
        Lesson, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    latest_seen_at = models.DateTimeField(null=True, blank=True)

    # Given by `with_progress()`.
    done_ids: list[int]
    read_at: datetime

    objects = EnrollmentQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["learner", "course"], name="enrollments_one_open", condition=Q(state="open")
            ),
            models.UniqueConstraint(
                fields=["learner", "course", "ordinal"], name="enrollments_ordinal_once"
            ),
            models.CheckConstraint(
                name="enrollments_state_and_dates",
                condition=(
                    Q(state="open", completed_at__isnull=True, withdrawn_at__isnull=True)
                    | Q(state="completed", completed_at__isnull=False, withdrawn_at__isnull=True)
                    | Q(state="withdrawn", completed_at__isnull=True, withdrawn_at__isnull=False)
                ),
            ),
        ]

    class Privacy:
        personal: ClassVar = {"latest_lesson": "erase", "latest_seen_at": "erase"}
        retain: ClassVar = {
            "id", "uuid", "learner", "course", "version", "ordinal", "state", "enrolled_at",
            "completed_at", "withdrawn_at",
        }  # fmt: skip

    def audit_label(self) -> str:
        """Return the words that stand for this enrollment in the trail."""
        return f"{self.version.title}, version {self.version.number}"
