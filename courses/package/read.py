"""Read a whole package: every problem of every file in one go, or a package without any."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from courses.package.drafts import (
    Asset,
    Fact,
    LessonDraft,
    ModuleDraft,
    Objective,
    Package,
    PackageContext,
    SourceFile,
)
from courses.package.folder import content_hash, read_folder
from courses.package.lessons import Read, read_lesson
from courses.package.pictures import read_picture
from courses.package.problems import PackageProblems, Problems
from courses.package.schema import our_schema, read_fields
from courses.package.yaml_lines import Located


def read_package(root: Path, *, kinds: Mapping[str, Read], asset_base: str = "assets") -> Package:
    """Return the package in that folder; raises PackageProblems that tells all that is wrong.

    `kinds` says who reads which kind of lesson; `asset_base` is where pictures will be served.
    """
    problems = Problems()
    if not root.is_dir():
        problems.add(str(root), 1, "There is no such folder.", "Name the folder of a package.")
        raise PackageProblems(problems)
    reader = _Reader(read_folder(root, problems), kinds, problems)
    package = reader.read(asset_base)
    if len(problems) or package is None:
        raise PackageProblems(problems)
    return package


@dataclass
class _Module:
    folder: str
    path: str
    fields: Located
    lessons: list[LessonDraft] = field(default_factory=list)


class _Reader:
    def __init__(
        self, files: Mapping[str, bytes], kinds: Mapping[str, Read], problems: Problems
    ) -> None:
        self.files, self.kinds, self.problems = files, kinds, problems
        self.used = {"course.yaml", "facts.yaml"}
        self.first_places: dict[tuple[str, str], str] = {}

    def read(self, asset_base: str) -> Package | None:
        course = self._fields("course.yaml", "course")
        facts = self._facts()
        modules = list(self._modules(course)) if course else []
        context = PackageContext(
            language=course.value["language"] if course else "en",
            asset_base=asset_base,
            facts=facts,
            objectives=self._objectives(modules),
            assets=self._assets(),
        )
        for module in modules:
            module.lessons = list(self._lessons(module, context))
        self._unreferenced(context, is_outline_known=course is not None)
        if course is None or len(self.problems):
            return None
        return self._package(course.value, facts, modules)

    def _text(self, path: str, *, named_in: tuple[str, int] = ("", 0)) -> str | None:
        self.used.add(path)
        if path not in self.files:
            file, line = named_in if named_in[0] else (path, 1)
            if not self.problems.has_file(path):
                self.problems.add(file, line, f"The file “{path}” is missing.", "Add it.")
            return None
        try:
            return self.files[path].decode("utf-8")
        except UnicodeDecodeError as error:
            line = self.files[path].count(b"\n", 0, error.start) + 1
            self.problems.add(path, line, "This is not UTF-8 text.", "Save the file as UTF-8.")
            return None

    def _fields(self, path: str, schema: str, **named: Any) -> Located | None:
        text = self._text(path, **named)
        if text is None:
            return None
        return read_fields(path, text, our_schema(schema), self.problems)

    def _first(self, what: str, name: str, file: str, line: int) -> bool:
        """Return whether a key is met for the first time; note a problem when it is not."""
        first = self.first_places.setdefault((what, name), f"{file}:{line}")
        if first == f"{file}:{line}":
            return True
        self.problems.add(
            file, line, f"The {what} “{name}” is also used in {first}.", "Give it another one."
        )
        return False

    def _facts(self) -> dict[str, Fact]:
        found = self._fields("facts.yaml", "facts")
        facts: dict[str, Fact] = {}
        for place, entry in enumerate(found.value["facts"] if found else ()):
            line = found.line("facts", place, "id") if found else 1
            if self._first("fact id", entry["id"], "facts.yaml", line):
                facts[entry["id"]] = Fact(**entry)
        return facts

    def _modules(self, course: Located) -> Iterator[_Module]:
        for place, folder in enumerate(course.value["modules"]):
            line = course.line("modules", place)
            path = f"modules/{folder}/module.yaml"
            if not self._first("module folder", folder, "course.yaml", line):
                continue
            fields = self._fields(path, "module", named_in=("course.yaml", line))
            if fields and self._first("module key", fields.value["key"], path, fields.line("key")):
                yield _Module(folder, path, fields)

    def _objectives(self, modules: list[_Module]) -> dict[str, Objective]:
        found: dict[str, Objective] = {}
        for module in modules:
            for place, entry in enumerate(module.fields.value["objectives"]):
                line = module.fields.line("objectives", place)
                if self._first("objective id", entry["id"], module.path, line):
                    found[entry["id"]] = Objective(**entry)
        return found

    def _assets(self) -> dict[str, Asset]:
        found: dict[str, Asset] = {}
        for path in (name for name in self.files if name.startswith("assets/")):
            if path.endswith((".svg", ".png")):
                picture = read_picture(path, self.files[path], self.problems)
                # A refused picture still counts as there: one mistake, one problem.
                found[path] = picture or Asset(path=path, width=1, height=1)
        return found

    def _lessons(self, module: _Module, context: PackageContext) -> Iterator[LessonDraft]:
        for place, name in enumerate(module.fields.value["lessons"]):
            path = f"modules/{module.folder}/{name}"
            line = module.fields.line("lessons", place)
            if not self._first("lesson file", path, module.path, line):
                continue
            text = self._text(path, named_in=(module.path, line))
            if text is None:
                continue
            draft, key_line = read_lesson(
                SourceFile(path=path, text=text, context=context), self.kinds, self.problems
            )
            if draft and self._first("lesson key", draft.key, path, key_line):
                yield draft

    def _unreferenced(self, context: PackageContext, *, is_outline_known: bool) -> None:
        if not is_outline_known:
            return
        for path in self.files.keys() - self.used - context.used_assets:
            self.problems.add(
                path, 1, "Nothing in the course refers to this file.", "Use it or remove it."
            )

    def _package(
        self, course: dict[str, Any], facts: dict[str, Fact], modules: list[_Module]
    ) -> Package:
        return Package(
            slug=course["slug"],
            title=course["title"],
            summary=course["summary"],
            language=course["language"],
            outcomes=tuple(course["outcomes"]),
            facts=tuple(facts.values()),
            modules=tuple(_module_draft(module) for module in modules),
            files=self.files,
            content_hash=content_hash(self.files),
        )


def _module_draft(module: _Module) -> ModuleDraft:
    value = module.fields.value
    return ModuleDraft(
        key=value["key"],
        title=value["title"],
        summary=value["summary"],
        objectives=tuple(Objective(**entry) for entry in value["objectives"]),
        lessons=tuple(module.lessons),
    )
