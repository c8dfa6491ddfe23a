"""Read a whole package: every problem of every file in one go, or a package without any."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from courses.package import partial
from courses.package.drafts import (
    Asset,
    Fact,
    JobAidDraft,
    LessonDraft,
    ModuleDraft,
    Objective,
    Package,
    PackageContext,
    SourceFile,
    Survey,
    Surveyed,
    SurveyedModule,
    Unreadable,
)
from courses.package.files.folder import content_hash, read_folder
from courses.package.files.pictures import read_picture
from courses.package.job_aids import read_job_aid
from courses.package.lessons import Read, Translating, read_lesson
from courses.package.partial import entries, language_of, made, names
from courses.package.problems import PackageProblems, Problems
from courses.package.schema import check_fields, our_schema
from courses.package.yaml_lines import Located, read_yaml
from courses.translations.compare import original
from courses.translations.overlay import FOLDER
from courses.translations.translate import translate


def read_package(
    root: Path,
    *,
    kinds: Mapping[str, Read],
    translating: Mapping[str, Translating] | None = None,
    asset_base: str = "assets",
) -> Package:
    """Return the package in that folder; raises PackageProblems that tells all that is wrong.

    `kinds` says who reads which kind of lesson, `translating` how each is translated (None leaves
    translations alone); `asset_base` is where pictures will be served.
    """
    problems = Problems()
    if not root.is_dir():
        problems.add(str(root), 1, "There is no such folder.", "Name the folder of a package.")
        raise PackageProblems(problems)
    files = read_folder(root, problems)
    survey = survey_files(
        files, kinds=kinds, translating=translating, asset_base=asset_base, problems=problems
    )
    if survey.problems:
        raise PackageProblems(problems)
    return survey.package


def survey_files(
    files: Mapping[str, bytes],
    *,
    kinds: Mapping[str, Read],
    translating: Mapping[str, Translating] | None = None,
    asset_base: str = "assets",
    problems: Problems | None = None,
) -> Survey:
    """Return what can be known of a package's files, however broken they are.

    `problems` holds what is known to be wrong already. Translations are read, where `translating`
    says how, once nothing else is wrong.
    """
    noted = Problems() if problems is None else problems
    reader = _Reader(files, kinds, noted)
    survey = reader.read(asset_base)
    if translating is None or len(noted):
        return survey
    package = translate(
        survey.package, reader.context, kinds=kinds, translating=translating, problems=noted
    )
    return replace(survey, package=package, problems=tuple(noted))


@dataclass
class _Module:
    folder: str
    path: str
    fields: Located
    lessons: list[Surveyed] = field(default_factory=list)
    job_aids: list[Surveyed] = field(default_factory=list)


class _Reader:
    """Reads on past every mistake: what can be known of a broken file is used for the next."""

    def __init__(
        self, files: Mapping[str, bytes], kinds: Mapping[str, Read], problems: Problems
    ) -> None:
        self.files, self.kinds, self.problems = files, kinds, problems
        self.used = {"course.yaml", "facts.yaml"}
        self.first_places: dict[tuple[str, str], str] = {}
        self.context = PackageContext()

    def read(self, asset_base: str) -> Survey:
        course = self._fields("course.yaml", "course")
        facts = self._facts()
        if "lint.yaml" in self.files:
            self._fields("lint.yaml", "lint")  # what it excepts, the strict check reads
        modules = list(self._modules(course)) if course else []
        self.context = context = PackageContext(
            language=language_of(course),
            asset_base=asset_base,
            facts=facts,
            objectives=self._objectives(course, modules),
            assets=self._assets(),
            files=self.files,
            used_files=self.used,
        )
        for module in modules:
            module.lessons = list(self._lessons(module, context))
            module.job_aids = list(self._job_aids(module, context))
        if course and course.value.get("modules"):
            self._unreferenced(context, modules)
        surveyed = tuple(_surveyed(module) for module in modules)
        return Survey(
            package=self._package(course, facts, surveyed),
            modules=surveyed,
            problems=tuple(self.problems),
        )

    def _text(self, path: str, *, named_in: tuple[str, int] | None = None) -> str | None:
        self.used.add(path)
        if path not in self.files:
            file, line = named_in or (path, 1)
            if not self.problems.has_file(path):
                self.problems.add(file, line, f"The file “{path}” is missing.", "Add it.")
            return None
        try:
            return self.files[path].decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = self.files[path].count(b"\n", 0, error.start) + 1
            self.problems.add(path, line, "This is not UTF-8 text.", "Save the file as UTF-8.")
            return None

    def _fields(
        self, path: str, schema: str, *, named_in: tuple[str, int] | None = None
    ) -> Located | None:
        """Return a file's fields, checked; those of a file with mistakes are as they stand."""
        text = self._text(path, named_in=named_in)
        found = None if text is None else read_yaml(path, text, self.problems)
        if found is None:
            return None
        checked = check_fields(path, found, our_schema(schema), self.problems)
        return checked or (found if isinstance(found.value, dict) else None)

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
        if found is None:
            return Unreadable()
        facts: dict[str, Fact] = {}
        for place, entry in entries(found, "facts"):
            line = found.line("facts", place, "id")
            if self._first("fact id", entry["id"], "facts.yaml", line):
                facts[entry["id"]] = made(Fact, entry)
        return facts

    def _modules(self, course: Located) -> Iterator[_Module]:
        for folder, line in names(course, "modules"):
            path = f"modules/{folder}/module.yaml"
            if not self._first("module folder", folder, "course.yaml", line):
                continue
            fields = self._fields(path, "module", named_in=("course.yaml", line))
            if fields is None:
                continue
            key = str(fields.value.get("key", folder))
            if self._first("module key", key, path, fields.line("key")):
                yield _Module(folder, path, fields)

    def _objectives(self, course: Located | None, modules: list[_Module]) -> dict[str, Objective]:
        if course is None or len(modules) < len(names(course, "modules")):
            return Unreadable()
        found: dict[str, Objective] = {}
        for module in modules:
            for place, entry in entries(module.fields, "objectives"):
                line = module.fields.line("objectives", place)
                if self._first("objective id", entry["id"], module.path, line):
                    found[entry["id"]] = made(Objective, entry)
        return found

    def _assets(self) -> dict[str, Asset]:
        found: dict[str, Asset] = {}
        for path in (name for name in self.files if name.startswith("assets/")):
            if path.endswith((".svg", ".png")):
                picture = read_picture(path, self.files[path], self.problems)
                # A refused picture still counts as there: one mistake, one problem.
                found[path] = picture or Asset(path=path, width=1, height=1)
        return found

    def _lessons(self, module: _Module, context: PackageContext) -> Iterator[Surveyed]:
        for name, line in names(module.fields, "lessons"):
            path = f"modules/{module.folder}/{name}"
            if not self._first("lesson file", path, module.path, line):
                continue
            text = self._text(path, named_in=(module.path, line))
            if text is None:
                yield Surveyed(path=path, draft=None)
                continue
            source = SourceFile(path=path, text=text, context=context)
            draft, key_line = read_lesson(source, self.kinds, self.problems)
            is_usable = draft and self._first("lesson key", draft.key, path, key_line)
            yield Surveyed(path=path, draft=draft if is_usable else None)

    def _job_aids(self, module: _Module, context: PackageContext) -> Iterator[Surveyed]:
        for name, line in names(module.fields, "job_aids"):
            path = f"modules/{module.folder}/{name}"
            if not self._first("job aid file", path, module.path, line):
                continue
            text = self._text(path, named_in=(module.path, line))
            if text is None:
                yield Surveyed(path=path, draft=None)
                continue
            source = SourceFile(path=path, text=text, context=context)
            draft = read_job_aid(source, self.problems)
            is_usable = draft and self._first("job aid key", draft.key, path, 2)
            yield Surveyed(path=path, draft=draft if is_usable else None)

    def _unreferenced(self, context: PackageContext, modules: list[_Module]) -> None:
        known = tuple(f"modules/{module.folder}/" for module in modules)
        is_unknown = any(page.draft is None for m in modules for page in (*m.lessons, *m.job_aids))
        for path in self.files.keys() - self.used - context.used_assets:
            if path.startswith(f"{FOLDER}/") or _is_translated(path, context):
                continue  # their own reader tells of them
            broken = path.startswith("modules/") and not path.startswith(known)
            in_broken = broken and self.problems.has_file(f"{path.rsplit('/', 1)[0]}/module.yaml")
            if in_broken or (is_unknown and path.startswith("assets/")):
                continue  # what could not be read may use it
            self.problems.add(
                path, 1, "Nothing in the course refers to this file.", "Use it or remove it."
            )

    def _package(
        self,
        course: Located | None,
        facts: Mapping[str, Fact],
        modules: tuple[SurveyedModule, ...],
    ) -> Package:
        return Package(
            slug=partial.text(course, "slug"),
            title=partial.text(course, "title"),
            summary=partial.text(course, "summary"),
            language=language_of(course),
            outcomes=partial.texts(course, "outcomes"),
            facts=tuple(facts.values()),
            modules=tuple(module.draft for module in modules),
            files=self.files,
            content_hash=content_hash(self.files),
        )


def _is_translated(path: str, context: PackageContext) -> bool:
    """Return whether a picture stands for a used one in another language: `x.de.svg`."""
    language = PurePosixPath(path).stem.rpartition(".")[2]
    return original(path, language) in context.used_assets


def _surveyed(module: _Module) -> SurveyedModule:
    draft = ModuleDraft(
        path=module.path,
        key=partial.text(module.fields, "key"),
        title=partial.text(module.fields, "title"),
        summary=partial.text(module.fields, "summary"),
        objectives=tuple(
            made(Objective, entry) for _, entry in entries(module.fields, "objectives")
        ),
        lessons=tuple(
            found.draft for found in module.lessons if isinstance(found.draft, LessonDraft)
        ),
        job_aids=tuple(
            found.draft for found in module.job_aids if isinstance(found.draft, JobAidDraft)
        ),
    )
    return SurveyedModule(
        path=module.path,
        draft=draft,
        lessons=tuple(module.lessons),
        job_aids=tuple(module.job_aids),
    )
