"""Courses in immutable versions, and the package files they were published from."""

from courses.models.course import Course, CourseVersion
from courses.models.outline import JobAid, Lesson, Module
from courses.models.package_file import PackageFile

__all__ = ["Course", "CourseVersion", "JobAid", "Lesson", "Module", "PackageFile"]
