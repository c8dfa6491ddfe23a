"""Lay the overlays over a package: each lesson, module and the course in every language it has."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from courses.package.drafts import (
    CourseWords,
    Fact,
    JobAidDraft,
    LessonDraft,
    ModuleDraft,
    ModuleWords,
    Objective,
    Package,
    PackageContext,
    SourceFile,
)
from courses.package.job_aids import read_job_aid
from courses.package.lessons import Read, Translating
from courses.package.problems import Problem, Problems
from courses.package.schema import our_schema
from courses.translations.overlay import (
    COURSE,
    Overlay,
    Status,
    read_overlay,
    usable,
)
from courses.translations.places import compare, move, not_there, read_again
from courses.translations.promises import ambiguous_keys, promises, unknown_files
from courses.translations.source import Group, groups_of
from courses.translations.texts import Split

Draft = TypeVar("Draft", LessonDraft, JobAidDraft)


def translate(
    package: Package,
    context: PackageContext,
    *,
    kinds: Mapping[str, Read],
    translating: Mapping[str, Translating],
    problems: Problems,
) -> Package:
    """Return the package with its translations; whatever is wrong with them is a problem."""
    promised = promises(package, problems)
    if promised and ambiguous_keys(package, problems):
        return package
    groups = groups_of(package, translating)
    unknown_files(package, promised, groups, problems)
    status = Status()
    found = {
        language: _Language(language, package, context, kinds, translating, problems, status).read(
            groups, promised[language]
        )
        for language in promised
    }
    return dataclasses.replace(
        package,
        translations={name: read.course for name, read in found.items() if read.course},
        modules=tuple(_module(module, found) for module in package.modules),
        stale=tuple(sorted(status.stale)),
        unfinished=tuple(sorted([*status.missing, *status.left_over])),
    )


def _module(module: ModuleDraft, found: Mapping[str, _Translated]) -> ModuleDraft:
    words = {
        language: read.modules[module.key]
        for language, read in found.items()
        if module.key in read.modules
    }
    lessons = tuple(
        dataclasses.replace(
            lesson,
            translations={
                language: read.lessons[lesson.key]
                for language, read in found.items()
                if lesson.key in read.lessons
            },
        )
        for lesson in module.lessons
    )
    job_aids = tuple(
        dataclasses.replace(
            aid,
            translations={
                language: read.job_aids[aid.key]
                for language, read in found.items()
                if aid.key in read.job_aids
            },
        )
        for aid in module.job_aids
    )
    return dataclasses.replace(module, translations=words, lessons=lessons, job_aids=job_aids)


@dataclasses.dataclass
class _Translated:
    """What there is in one language."""

    course: CourseWords | None = None
    facts: dict[str, Fact] = dataclasses.field(default_factory=dict)
    modules: dict[str, ModuleWords] = dataclasses.field(default_factory=dict)
    lessons: dict[str, LessonDraft] = dataclasses.field(default_factory=dict)
    job_aids: dict[str, JobAidDraft] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass
class _Language:
    """Reads one language's overlays."""

    language: str
    package: Package
    context: PackageContext
    kinds: Mapping[str, Read]
    translating: Mapping[str, Translating]
    problems: Problems
    status: Status

    def read(self, groups: Mapping[str, Group], promised: tuple[str, ...]) -> _Translated:
        found = _Translated()
        cited = frozenset().union(*(groups[key].cited() for key in promised))
        for name, group in groups.items():
            overlay = read_overlay(self.package.files, self.language, name, self.problems)
            texts = group.texts()
            given = usable(overlay, texts, self.problems, self.status)
            compare(overlay, texts, given, self.problems)
            if name == COURSE:
                needed = _needed_of_course(group, cited) if promised else frozenset()
                self._course(group, overlay, given, found)
            else:
                needed = frozenset(texts) if name in promised else frozenset()
                self._group(group, overlay, given, found)
            self._missing(group, overlay, given, needed)
        return found

    def _missing(
        self, group: Group, overlay: Overlay, given: Mapping[str, str], needed: frozenset[str]
    ) -> None:
        absent = [text for name, text in group.texts().items() if name not in given]
        for text in absent:
            remark = not_there(overlay, text)
            if text.id in needed:
                self.problems.add(remark.file, remark.line, remark.reason, remark.mend)
            elif overlay.is_there:
                self.status.missing.append(remark)
        if absent and not overlay.is_there and not needed:
            mend = "`course strings --write` makes the file."
            reason = f"Nothing of “{group.name}” is translated yet."
            self.status.missing.append(Problem(overlay.path, 1, reason, mend))

    def _course(
        self, group: Group, overlay: Overlay, given: Mapping[str, str], found: _Translated
    ) -> None:
        fields = read_again(group.frame, our_schema("course"), overlay, given, self.problems)
        if fields and all(text.id in given for text in group.frame.texts):
            value = fields.value
            found.course = CourseWords(
                title=value["title"], summary=value["summary"], outcomes=tuple(value["outcomes"])
            )
        assert group.facts is not None
        facts = read_again(group.facts, our_schema("facts"), overlay, given, self.problems)
        for entry in facts.value["facts"] if facts else ():
            if all(f"{entry['id']}.{name}" in given for name in ("claim", "limits")):
                found.facts[entry["id"]] = Fact(**entry)

    def _group(
        self, group: Group, overlay: Overlay, given: Mapping[str, str], found: _Translated
    ) -> None:
        fields = read_again(group.frame, our_schema("module"), overlay, given, self.problems)
        if fields and all(text.id in given for text in group.frame.texts):
            value = fields.value
            found.modules[group.name] = ModuleWords(
                title=value["title"],
                summary=value["summary"],
                objectives=tuple(Objective(**entry) for entry in value["objectives"]),
            )
        for key, (lesson, split) in group.lessons.items():
            kind = self.kinds[lesson.kind]
            translated = self._part(split, overlay, given, found, kind)
            if translated:
                self._differs(lesson, translated, overlay)
                if self._is_whole(split, given, found):
                    found.lessons[key] = translated
        for key, (_, split) in group.job_aids.items():
            page = self._part(split, overlay, given, found, read_job_aid)
            if page and self._is_whole(split, given, found):
                found.job_aids[key] = page

    def _is_whole(self, split: Split, given: Mapping[str, str], found: _Translated) -> bool:
        facts = split.facts & self.context.facts.keys()
        return all(text.id in given for text in split.texts) and facts <= found.facts.keys()

    def _part(
        self,
        split: Split,
        overlay: Overlay,
        given: Mapping[str, str],
        found: _Translated,
        read: Callable[[SourceFile, Problems], Draft | None],
    ) -> Draft | None:
        """Return a lesson or page read again, None while nothing of it is translated."""
        if not any(text.id in given for text in split.texts):
            return None
        page = split.write(given)
        facts = {**self.context.facts, **found.facts}
        context = dataclasses.replace(self.context, language=self.language, facts=facts)
        problems = Problems()
        translated = read(SourceFile(path=overlay.path, text=page.text, context=context), problems)
        move(problems, page, overlay, self.problems)
        return translated

    def _differs(self, lesson: LessonDraft, translated: LessonDraft, overlay: Overlay) -> None:
        for name, reason, mend in self.translating[lesson.kind].faults(lesson, translated):
            line = next((e.line for key, e in overlay.entries.items() if key.startswith(name)), 1)
            self.problems.add(overlay.path, line, f"“{name}”: {reason}", mend)


def _needed_of_course(group: Group, cited: frozenset[str]) -> frozenset[str]:
    """Return what a language with a complete module needs of the course's own texts."""
    facts = {f"{fact}.{name}" for fact in cited for name in ("claim", "limits")}
    return frozenset({text.id for text in group.frame.texts} | (facts & set(_ids(group))))


def _ids(group: Group) -> Iterator[str]:
    return (text.id for text in (group.facts.texts if group.facts else ()))
