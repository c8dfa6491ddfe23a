from __future__ import annotations

from typing import ClassVar, Self

from django.db import models

from courses.models.course import CourseVersion
from people.roles import Permission
from people.viewer import Viewer


class PackageFileQuerySet(models.QuerySet["PackageFile"]):
    """Words for asking about package files."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the pictures to everybody who may learn; sources stay with the authors."""
        if not viewer.has(Permission.LEARN):
            return self.none()
        return self.filter(path__startswith="assets/")


class PackageFile(models.Model):
    """One file of the package that a version was published from, byte for byte."""

    version = models.ForeignKey(CourseVersion, on_delete=models.PROTECT, related_name="files")
    path = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=80)
    content = models.BinaryField()

    objects = PackageFileQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "path"], name="courses_file_path_once")
        ]

    class Privacy:
        personal: ClassVar[dict[str, str]] = {}
        retain: ClassVar = {"id", "version", "path", "sha256", "media_type", "content"}
