from __future__ import annotations

from typing import ClassVar

from django.db import models

from courses.models.course import CourseVersion


class PackageFile(models.Model):
    """One file of the package that a version was published from, byte for byte."""

    version = models.ForeignKey(CourseVersion, on_delete=models.PROTECT, related_name="files")
    path = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=80)
    content = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "path"], name="courses_file_path_once")
        ]

    class Privacy:
        personal: ClassVar[dict[str, str]] = {}
        retain: ClassVar = {"id", "version", "path", "sha256", "media_type", "content"}
