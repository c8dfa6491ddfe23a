"""Write what a package holds as rows of its version: a trigger refuses them at any other time."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping
from itertools import count
from typing import Any

from courses import lesson_kinds
from courses.models import (
    CourseVersion,
    JobAid,
    JobAidText,
    Lesson,
    LessonText,
    Module,
    ModuleText,
    PackageFile,
    VersionText,
)
from courses.package.drafts import (
    CourseWords,
    JobAidDraft,
    LessonDraft,
    ModuleDraft,
    ModuleWords,
    Package,
)
from courses.package.files.paths import media_type


def store_package(*, version: CourseVersion, package: Package) -> None:
    """Write outline, texts and files; `publish_package` calls this in its transaction."""
    _store_outline(version, package)
    VersionText.objects.bulk_create(
        VersionText(version=version, language=language, **_words(found))
        for language, found in package.translations.items()
    )
    _store_files(version, package.files)


def _store_outline(version: CourseVersion, package: Package) -> None:
    ordinals, aid_ordinals = count(1), count(1)
    for place, draft in enumerate(package.modules, start=1):
        module = _store_module(version, place, draft)
        for lesson in draft.lessons:
            _store_lesson(module, next(ordinals), lesson)
        for aid in draft.job_aids:
            _store_job_aid(module, next(aid_ordinals), aid)


def _words(found: CourseWords | ModuleWords) -> dict[str, Any]:
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in dataclasses.asdict(found).items()
    }


def _store_module(version: CourseVersion, ordinal: int, draft: ModuleDraft) -> Module:
    module = Module.objects.create(
        version=version,
        key=draft.key,
        ordinal=ordinal,
        title=draft.title,
        summary=draft.summary,
        objectives=[dataclasses.asdict(objective) for objective in draft.objectives],
    )
    ModuleText.objects.bulk_create(
        ModuleText(module=module, language=language, **_words(found))
        for language, found in draft.translations.items()
    )
    return module


def _store_lesson(module: Module, ordinal: int, draft: LessonDraft) -> None:
    lesson = Lesson.objects.create(
        version=module.version,
        module=module,
        key=draft.key,
        ordinal=ordinal,
        kind=draft.kind,
        title=draft.title,
        minutes=draft.minutes,
        move_on=draft.move_on,
        is_required=draft.is_required,
        objectives=list(draft.objectives),
        pass_rule=dict(draft.pass_rule),
        html=draft.html,
    )
    LessonText.objects.bulk_create(
        LessonText(
            lesson=lesson,
            language=language,
            title=found.title,
            html=found.html,
            more=dict(found.words),
        )
        for language, found in draft.translations.items()
    )
    lesson_kinds.get(draft.kind).store(lesson, draft)


def _store_job_aid(module: Module, ordinal: int, draft: JobAidDraft) -> None:
    aid = JobAid.objects.create(
        version=module.version, module=module, ordinal=ordinal, key=draft.key, **_page(draft)
    )
    JobAidText.objects.bulk_create(
        JobAidText(aid=aid, language=language, **_page(found))
        for language, found in draft.translations.items()
    )


def _page(draft: JobAidDraft) -> dict[str, str]:
    return {"title": draft.title, "summary": draft.summary, "html": draft.html}


def _store_files(version: CourseVersion, files: Mapping[str, bytes]) -> None:
    PackageFile.objects.bulk_create(
        PackageFile(
            version=version,
            path=path,
            sha256=hashlib.sha256(content).hexdigest(),
            media_type=media_type(path),
            content=content,
        )
        for path, content in files.items()
    )
