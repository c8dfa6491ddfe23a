"""The shape of the house: layers for foreign keys, budgets for files, folders, functions."""

from __future__ import annotations

import ast
import subprocess
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parent.parent
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"][
    "contracts"
]
LAYERS = [
    {name.strip() for name in layer.split("|")}
    for layer in next(c for c in CONTRACTS if c["name"].startswith("Packages"))["layers"]
]
RANK = {name: len(LAYERS) - place for place, layer in enumerate(LAYERS) for name in layer}
PACKAGES = sorted(RANK)
FOLDER_LIMIT = 12
# Every app has these; they are learned once and do not count against the budget.
STANDARD = {
    "__init__.py", "README.md", "apps.py", "models", "models.py", "selectors", "selectors.py",
    "services", "events.py", "tasks.py", "views", "views.py", "urls.py", "forms.py", "api",
    "admin.py", "management", "migrations", "templates", "static", "templatetags",
}  # fmt: skip
# A migration folder grows by design, a schema folder with each kind of file, and tests mirror what
# they test, a file per sentence.
FREE_FOLDERS = {"migrations", "adr", "tests", "css", "js", "components", "templates", "schemas"}


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", *patterns],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split("\n")  # fmt: skip
    return [ROOT / line for line in listed if line and (ROOT / line).exists()]


def upward_keys(ranks: dict[str, int]) -> list[str]:
    found = []
    for model in apps.get_models():
        if model._meta.app_label not in ranks:
            continue
        for field in model._meta.get_fields():
            target = getattr(field, "remote_field", None) and field.related_model
            if not isinstance(field, models.Field) or not target or isinstance(target, str):
                continue
            there = ranks.get(target._meta.app_label)
            if there is not None and there > ranks[model._meta.app_label]:
                found.append(f"{model._meta.label}.{field.name} → {target._meta.label}")
    return found


def test_foreign_keys_point_down():
    assert upward_keys(RANK) == []


def test_the_foreign_key_guard_sees_an_upward_key():
    turned = {name: -rank for name, rank in RANK.items()}
    assert any("certificates.Certificate.completion" in line for line in upward_keys(turned))


def test_no_evidence_cascades():
    cascades = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in RANK
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.remote_field.on_delete is models.CASCADE
    ]
    assert cascades == []


def python_files() -> list[Path]:
    return [path for path in tracked("*.py") if "migrations" not in path.parts]


def too_long(path: Path, lines: int) -> bool:
    limit = 400 if "tests" in path.relative_to(ROOT).parts else 300
    return lines > limit


def test_modules_stay_small():
    sizes = {path: len(path.read_text().splitlines()) for path in python_files()}
    assert [f"{path}: {lines}" for path, lines in sizes.items() if too_long(path, lines)] == []


def test_the_module_budget_sees_a_long_module():
    assert too_long(ROOT / "common" / "events.py", 301)
    assert not too_long(ROOT / "tests" / "common" / "test_events.py", 399)


def long_functions(source: str) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            start = node.body[0].lineno
            documented = ast.get_docstring(node) is not None and len(node.body) > 1
            if documented:
                start = node.body[1].lineno
            lines = (node.end_lineno or start) - start + 1
            if lines > 30:
                found.append(f"{node.name}: {lines} lines")
    return found


def test_functions_stay_small():
    found = {
        str(path.relative_to(ROOT)): long_functions(path.read_text())
        for path in python_files()
        if "tests" not in path.relative_to(ROOT).parts
    }
    assert {path: names for path, names in found.items() if names} == {}


def test_the_function_budget_sees_a_long_function():
    body = "\n".join("    x = 1" for _ in range(31))
    assert long_functions(f"def f():\n{body}\n") == ["f: 31 lines"]


def test_templates_stay_small():
    sizes = {path: len(path.read_text().splitlines()) for path in tracked("*.html")}
    assert [f"{path}: {lines}" for path, lines in sizes.items() if lines > 150] == []


def test_folders_stay_small():
    counts: dict[Path, set[str]] = {}
    for path in tracked():
        for parent in path.relative_to(ROOT).parents:
            if parent != Path():
                counts.setdefault(parent, set()).add(path.relative_to(ROOT / parent).parts[0])
    crowded = {
        str(folder): len(names)
        for folder, names in counts.items()
        if len(names - STANDARD) > FOLDER_LIMIT
        and folder.parts[:2] != ("courses", "packages")  # authored text, as long as its course
        and folder.parts[-1] not in FREE_FOLDERS
        and folder.parts[0] != "tests"
        and folder != Path("lms")
    }
    assert crowded == {}


@pytest.mark.parametrize("name", ["utils.py", "helpers.py", "misc.py"])
def test_no_file_is_called_after_nothing(name):
    assert [path for path in tracked("*.py") if path.name == name] == []


@pytest.mark.parametrize("package", [name for name in PACKAGES if name != "lms"])
def test_each_app_says_what_it_owns(package):
    readme = ROOT / package / "README.md"
    assert readme.exists(), f"{package}/README.md is missing"
    lines = readme.read_text().splitlines()
    assert len(lines) <= 15
    text = "\n".join(lines).lower()
    assert all(word in text for word in ("owns", "does not own", "publishes", "asks"))


def test_signals_are_not_used():
    banned = ("_save.connect(", "@receiver", "on_commit(")
    found = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in python_files()
        if "tests" not in path.relative_to(ROOT).parts
        for word in banned
        if word in path.read_text()
    ]
    assert found == []


ENGINES = ["courses/change", "courses/course_map", "courses/lint", "enrollments/completion",
           "practice/feedback", "practice/listening", "practice/live", "practice/scenario",
           "practice/spacing", "quizzes/lint", "quizzes/scoring", "quizzes/statistics",
           "curricula/due_dates", "certificates/wording", "studio/comparison",
           "studio/scenes"]  # fmt: skip
# `random` is allowed: engines take a seeded Random as an argument.
IMPURE = ("django.db", "django.conf", "common.clock", "time", "secrets")


def impure_imports(source: str) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(source)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        found += [n for n in names for bad in IMPURE if n == bad or n.startswith(f"{bad}.")]
    return found


@pytest.mark.parametrize("engine", ENGINES)
def test_engines_are_pure(engine):
    folder = ROOT / engine
    files = list(folder.rglob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]
    assert files
    assert [name for file in files for name in impure_imports(file.read_text())] == []


def test_the_purity_guard_sees_an_orm_import():
    assert impure_imports("from django.db import models\nimport time") == ["django.db", "time"]
