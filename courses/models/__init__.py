"""Courses in immutable versions, and the package files they were published from."""

from courses.models.course import Course, CourseVersion
from courses.models.outline import JobAid, Lesson, Module
from courses.models.package_file import PackageFile
from courses.models.texts import JobAidText, LessonText, ModuleText, VersionText

__all__ = [
    "Course",
    "CourseVersion",
    "JobAid",
    "JobAidText",
    "Lesson",
    "LessonText",
    "Module",
    "ModuleText",
    "PackageFile",
    "VersionText",
]
