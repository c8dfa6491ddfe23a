"""What course.yaml says about translations: which languages, and which modules are complete."""

from __future__ import annotations

from collections.abc import Mapping

from courses.package.drafts import Package
from courses.package.problems import Problems, suggestion
from courses.package.schema import our_schema, read_fields
from courses.translations.overlay import COURSE, FOLDER, overlay_path
from courses.translations.source import Group


def promises(package: Package, problems: Problems) -> dict[str, tuple[str, ...]]:
    """Return language → modules that course.yaml says are complete in it."""
    text = package.files["course.yaml"].decode("utf-8-sig")
    fields = read_fields("course.yaml", text, our_schema("course"), Problems())
    listed = fields.value.get("translations", {}) if fields else {}
    known = {module.key: module for module in package.modules}
    for language, modules in listed.items():
        line = fields.line("translations", language) if fields else 1
        if language == package.language:
            mend = "Remove it: the course is written in it."
            problems.add("course.yaml", line, f"“{language}” is no translation.", mend)
        for key in modules:
            if key not in known:
                mend = suggestion(key, known)
                problems.add("course.yaml", line, f"There is no module “{key}”.", mend)
    return {name: tuple(key for key in keys if key in known) for name, keys in listed.items()}


def ambiguous_keys(package: Package, problems: Problems) -> bool:
    """Note keys that two texts of an overlay would go by; return whether there are any."""
    before = len(problems)
    for module in package.modules:
        if module.key == COURSE:
            reason = f"Translations of the course itself stand in {COURSE}.yaml."
            problems.add(module.path, 1, reason, "Give the module another key.")
        for lesson in module.lessons:
            if lesson.key == module.key:
                reason = f"The module has the key “{lesson.key}” too, so translations mix them up."
                problems.add(lesson.path, 1, reason, "Give one of them another key.")
    return len(problems) > before


def unknown_files(
    package: Package,
    promised: Mapping[str, object],
    groups: Mapping[str, Group],
    problems: Problems,
) -> None:
    """Note overlay files of a language or a module that the course does not name."""
    known = {overlay_path(language, group) for language in promised for group in groups}
    for path in package.files:
        if path.startswith(f"{FOLDER}/") and path not in known:
            mend = "Name its language below “translations” in course.yaml, its file after a module."
            problems.add(path, 1, "Nothing in the course refers to this file.", mend)
