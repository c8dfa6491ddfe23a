"""What a package says once it is read: plain values, not yet rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from courses.package.problems import Problem, Problems, suggestion
from courses.package.yaml_lines import Located


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A finding from research that lessons may cite."""

    id: str
    claim: str
    citation: str
    kind: str
    limits: str
    doi: str = ""


@dataclass(frozen=True, kw_only=True)
class Objective:
    """What a learner can do after a module; `assessed` is no where no question can show it."""

    id: str
    text: str
    level: str
    assessed: bool = True


@dataclass(frozen=True, kw_only=True)
class Asset:
    """A picture, checked; its size keeps the page still while it loads."""

    path: str
    width: int
    height: int


class Unreadable(dict[str, Any]):
    """Stands for ids whose file could not be read: a lesson that uses one is not to blame."""

    def __contains__(self, _name: object) -> bool:
        return True


@dataclass(frozen=True, kw_only=True)
class PackageContext:
    """What lessons may refer to, the whole course over."""

    language: str = "en"
    asset_base: str = "assets"
    facts: Mapping[str, Fact] = field(default_factory=dict)
    objectives: Mapping[str, Objective] = field(default_factory=dict)
    assets: Mapping[str, Asset] = field(default_factory=dict)
    used_assets: set[str] = field(default_factory=set)
    files: Mapping[str, bytes] = field(default_factory=dict)  # of the package, to read more from
    used_files: set[str] = field(default_factory=set)


@dataclass(frozen=True, kw_only=True)
class SourceFile:
    """One text file of a package and what it may refer to."""

    path: str
    text: str
    context: PackageContext = field(default_factory=PackageContext)


@dataclass(frozen=True, kw_only=True)
class LessonDraft:
    """A lesson of any kind. `payload` is the kind's own draft, which its `store` understands.

    `words` is what the kind's page says besides title and html, as plain data; a translation is
    kept with it. `pass_rule` holds what decides on passing (say, the pass mark): when it changes,
    the next version is major by default.
    """

    path: str
    key: str
    kind: str
    title: str
    minutes: int
    objectives: tuple[str, ...]
    move_on: str
    is_required: bool
    html: str = ""
    pass_rule: Mapping[str, Any] = field(default_factory=dict)
    payload: Any = None
    words: Mapping[str, Any] = field(default_factory=dict)
    translations: Mapping[str, LessonDraft] = field(default_factory=dict)  # by language


@dataclass(frozen=True, kw_only=True)
class CourseWords:
    """What a course says of itself in another language."""

    title: str
    summary: str
    outcomes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ModuleWords:
    """What a module says of itself in another language."""

    title: str
    summary: str
    objectives: tuple[Objective, ...]


@dataclass(frozen=True, kw_only=True)
class JobAidDraft:
    """One printed page for the desk."""

    path: str
    key: str
    title: str
    summary: str
    html: str
    translations: Mapping[str, JobAidDraft] = field(default_factory=dict)  # by language


@dataclass(frozen=True, kw_only=True)
class ModuleDraft:
    """A module with its lessons and job aids in order."""

    path: str = ""
    key: str
    title: str
    summary: str
    objectives: tuple[Objective, ...]
    lessons: tuple[LessonDraft, ...]
    job_aids: tuple[JobAidDraft, ...] = ()
    translations: Mapping[str, ModuleWords] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Package:
    """A course package without problems, ready to be published."""

    slug: str
    title: str
    summary: str
    language: str
    outcomes: tuple[str, ...]
    facts: tuple[Fact, ...]
    modules: tuple[ModuleDraft, ...]
    files: Mapping[str, bytes]
    content_hash: str
    translations: Mapping[str, CourseWords] = field(default_factory=dict)
    stale: tuple[Problem, ...] = ()  # translations made from older words
    unfinished: tuple[Problem, ...] = ()  # texts without a translation, and those left over

    def lessons(self) -> tuple[LessonDraft, ...]:
        """Return the lessons of all modules in order."""
        return tuple(lesson for module in self.modules for lesson in module.lessons)


@dataclass(frozen=True, kw_only=True)
class Surveyed:
    """A file that a module names, and what it says; no draft if it could not be read."""

    path: str
    draft: LessonDraft | JobAidDraft | None


@dataclass(frozen=True, kw_only=True)
class SurveyedModule:
    """A module's file, what it says, and the files it names in order."""

    path: str
    draft: ModuleDraft
    lessons: tuple[Surveyed, ...]
    job_aids: tuple[Surveyed, ...]


@dataclass(frozen=True, kw_only=True)
class Survey:
    """A package as far as it can be known, and all that is wrong with it.

    With problems, `package` has gaps: what could not be read is left out, and a missing title is
    the empty text. Only a survey without problems may be published.
    """

    package: Package
    modules: tuple[SurveyedModule, ...]
    problems: tuple[Problem, ...]


def check_reference(
    known: Mapping[str, object], word: str, *, what: str, file: str, line: int, problems: Problems
) -> bool:
    """Return whether an id exists, and note a problem with a suggestion when it does not."""
    if word in known:
        return True
    problems.add(file, line, f"There is no {what} “{word}”.", suggestion(word, known))
    return False


def lesson_draft(
    source: SourceFile,
    fields: Located,
    problems: Problems,
    *,
    html: str = "",
    pass_rule: Mapping[str, Any] | None = None,
    payload: Any = None,
    words: Mapping[str, Any] | None = None,
) -> LessonDraft:
    """Return the draft made from the fields that every kind of lesson has."""
    value = fields.value
    for place, objective in enumerate(value["objectives"]):
        check_reference(
            source.context.objectives,
            objective,
            what="objective",
            file=source.path,
            line=fields.line("objectives", place),
            problems=problems,
        )
    return LessonDraft(
        path=source.path,
        key=value["key"],
        kind=value["kind"],
        title=value["title"],
        minutes=value["minutes"],
        objectives=tuple(value["objectives"]),
        move_on=value["move_on"],
        is_required=value["required"],
        html=html,
        pass_rule=pass_rule or {},
        payload=payload,
        words=words or {},
    )
