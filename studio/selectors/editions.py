"""Editions: a package on disk or a published version, each as what its files say.

Both are read by the same reader, so that whatever holds between two packages holds between a
package and a version. What was read is kept in the process by the hash of the files.
"""

from __future__ import annotations

import dataclasses
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import Http404
from django.urls import reverse

from courses import lesson_kinds
from courses.lint.rules import Finding
from courses.lint.run import lint
from courses.lint.told import from_problem
from courses.models import CourseVersion, PackageFile
from courses.package.drafts import LessonDraft, Package, Survey
from courses.package.files.folder import content_hash, read_folder
from courses.package.problems import Problem, Problems
from courses.package.read import survey_files
from courses.services.publish import asset_base
from studio.selectors.remembered import remembering

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,79}\Z")
KEPT = 12


@dataclass(frozen=True)
class _Files:
    """Files as they are now. Their hash stands for them, so equal ones are read once."""

    content_hash: str
    asset_base: str
    faults: tuple[Problem, ...]
    content: Mapping[str, bytes] = field(compare=False)


@dataclass(frozen=True, kw_only=True)
class Edition:
    """A state of a course: on disk, or published under a number."""

    folder: str  # the name of its folder, empty for a published one
    number: int | None
    survey: Survey
    findings: tuple[Finding, ...] = ()  # of the strict check, once there is no problem

    @property
    def title(self) -> str:
        """Return its title, or what stands for it while that cannot be read."""
        return self.survey.package.title or self.survey.package.slug or self.folder

    @property
    def lessons(self) -> tuple[LessonDraft, ...]:
        """Return the lessons that could be read, in order."""
        return self.survey.package.lessons()

    @property
    def is_whole(self) -> bool:
        """Return whether there is nothing to mend."""
        return not self.survey.problems


def folders() -> list[str]:
    """Return the names of the packages on disk; links and hidden folders are none."""
    root = Path(settings.COURSE_PACKAGES_DIR)
    if not root.is_dir():
        return []
    with os.scandir(root) as found:
        names = [entry.name for entry in found if entry.is_dir(follow_symlinks=False)]
    return sorted(name for name in names if NAME.match(name))


def folder_path(name: str) -> Path:
    """Return where a package stands; absent is 404."""
    if name not in folders():
        raise Http404
    return Path(settings.COURSE_PACKAGES_DIR) / name


def package_edition(name: str) -> Edition:
    """Return a package as its files say now; absent is 404."""
    problems = Problems()
    content = read_folder(folder_path(name), problems)
    base = reverse("studio:picture", args=[name, "x"]).removesuffix("/x")
    files = _Files(content_hash(content), base, tuple(problems), content)
    return Edition(folder=name, number=None, survey=_survey(files))


def with_findings(edition: Edition) -> Edition:
    """Return the edition with what the strict check finds, if it can be checked."""
    if edition.survey.problems:
        return edition
    key = _Hashed(edition.survey.package.content_hash, edition.survey.package)
    return dataclasses.replace(edition, findings=_findings(key))


def published_edition(version: CourseVersion) -> Edition | None:
    """Return a version as its files say; None if it came without any."""
    survey = _published(version.pk)
    return Edition(folder="", number=version.number, survey=survey) if survey else None


@lru_cache(maxsize=KEPT)
def _survey(files: _Files) -> Survey:
    problems = Problems()
    for fault in files.faults:
        problems.add(fault.file, fault.line, fault.reason, fault.mend)
    return survey_files(
        files.content,
        kinds=remembering(lesson_kinds.readers(), files.content),
        translating=lesson_kinds.translating(),
        asset_base=files.asset_base,
        problems=problems,
    )


@dataclass(frozen=True)
class _Hashed:
    """A package; the hash of its files stands for it."""

    content_hash: str
    package: Package = field(compare=False)


@lru_cache(maxsize=KEPT)
def _findings(found: _Hashed) -> tuple[Finding, ...]:
    rules = lint(found.package, lesson_kinds.lint_rules())
    return (*rules, *map(from_problem, found.package.stale))


@lru_cache(maxsize=KEPT)
def _published(version_id: int) -> Survey | None:
    """Read a version once; a trigger guarantees that it never changes."""
    rows = PackageFile.objects.filter(version_id=version_id).select_related("version")
    found = list(rows.defer("version__facts"))
    if not found:
        return None
    content = {row.path: bytes(row.content) for row in found}
    return survey_files(
        content, kinds=lesson_kinds.readers(), asset_base=asset_base(found[0].version.uuid)
    )
