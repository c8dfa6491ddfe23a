"""Every text of a package, in groups: the course itself with its facts, then each module."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from courses.package.drafts import JobAidDraft, LessonDraft, ModuleDraft, Package
from courses.package.lessons import Translating
from courses.package.schema import our_schema
from courses.translations.overlay import COURSE
from courses.translations.places import source_file
from courses.translations.prose import split_page
from courses.translations.texts import Split, Text, split_yaml


@dataclass
class Group:
    """What one overlay file translates: the frame (module.yaml or course.yaml) and its parts."""

    name: str
    frame: Split
    module: ModuleDraft | None = None
    facts: Split | None = None
    lessons: dict[str, tuple[LessonDraft, Split]] = field(default_factory=dict)
    job_aids: dict[str, tuple[JobAidDraft, Split]] = field(default_factory=dict)

    def texts(self) -> dict[str, Text]:
        """Return every text by id, in the order of the course."""
        splits = [self.frame, *([self.facts] if self.facts else [])]
        splits += [split for _, split in (*self.lessons.values(), *self.job_aids.values())]
        return {text.id: text for split in splits for text in split.texts}

    def cited(self) -> frozenset[str]:
        """Return the facts that the lessons stand on."""
        return frozenset().union(*(split.facts for _, split in self.lessons.values()))


def groups_of(package: Package, translating: Mapping[str, Translating]) -> dict[str, Group]:
    """Return the groups by name; lessons of a kind that has no texts are not in them."""
    return {
        COURSE: _course(package),
        **{module.key: _module(package, module, translating) for module in package.modules},
    }


def _course(package: Package) -> Group:
    course = source_file(package.files, "course.yaml")
    facts = source_file(package.files, "facts.yaml")
    return Group(
        COURSE,
        split_yaml(course.path, course.text, our_schema("course"), prefix=COURSE),
        facts=split_yaml(facts.path, facts.text, our_schema("facts"), prefix="", below=1),
    )


def _module(package: Package, module: ModuleDraft, translating: Mapping[str, Translating]) -> Group:
    frame = source_file(package.files, module.path)
    split = split_yaml(frame.path, frame.text, our_schema("module"), prefix=module.key)
    group = Group(module.key, split, module=module)
    for lesson in module.lessons:
        if lesson.kind in translating:
            source = source_file(package.files, lesson.path)
            group.lessons[lesson.key] = lesson, translating[lesson.kind].split(source)
    for aid in module.job_aids:
        source = source_file(package.files, aid.path)
        group.job_aids[aid.key] = aid, split_page(source)
    return group
