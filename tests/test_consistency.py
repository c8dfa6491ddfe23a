"""What a reviewer would say twice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from tests.support.house_client import faults
from tests.test_architecture import ROOT, tracked

TEMPLATES = tracked("*.html")
OURS = {"audit", "certificates", "common", "courses", "curricula", "enrollments",
        "notifications", "people", "practice", "quizzes", "reports", "studio"}  # fmt: skip


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_templates_hold_no_inline_code(path):
    text = path.read_text()
    rules = set(faults(re.sub(r"\{[%{#].*?[%}#]\}", "", text, flags=re.DOTALL)))
    if "certificates/designs" in str(path) or path.name.endswith(".pdf.html"):
        rules -= {"a style element"}  # a document for the printer, not a page
    assert rules == set()


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ('<a onclick="x()">', "an inline handler"),
        ('<p style="color:red">', "an inline style"),
        ("<style>p{}</style>", "a style element"),
        ("<script>alert(1)</script>", "a script without a file"),
        ("<p>{{ name }}</p>", "an unrendered template"),
        ('<img src="//cdn.example/x.png">', "another origin"),
    ],
)
def test_the_house_client_sees_each_fault(html, fault):
    assert faults(html) == [fault]


def named_templates() -> set[str]:
    names = set()
    for path in TEMPLATES:
        parts = path.relative_to(ROOT).parts
        names.add("/".join(parts[parts.index("templates") + 1 :]))
    return names


# Django, allauth and the form renderer find these by their names.
FOUND_BY_NAME = re.compile(
    r"^(\d{3}(_csrf)?\.html|account/|allauth/|mfa/|django/|rest_framework/|drf_spectacular/)"
)


def test_every_template_is_used():
    sources = "\n".join(path.read_text() for path in [*tracked("*.py"), *TEMPLATES])
    unused = [
        name
        for name in named_templates()
        if not FOUND_BY_NAME.match(name)
        and f'"{name}"' not in sources
        and f"'{name}'" not in sources
        and not re.search(rf"\{{[^}}]*\}}[^\"']*{re.escape(Path(name).name)}", sources)
        and f'"{name.rsplit("/", 1)[0]}/{{' not in sources
    ]
    assert unused == []


def test_dates_and_instants_are_named_for_what_they_are():
    odd = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in OURS
        for field in model._meta.fields
        if (
            isinstance(field, models.DateTimeField)
            and not re.search(r"(_at|^at|last_login)$", field.name)
        )
        or (type(field) is models.DateField and not field.name.endswith("_on"))
    ]
    assert odd == []


def test_what_the_outside_names_has_a_uuid():
    inside = {
        "courses.PackageFile", "curricula.CurriculumCourse", "curricula.AssignmentGrant",
        "curricula.CycleEnrollment", "quizzes.Response", "reports.ReportFile", "common.Heartbeat",
            "courses.VersionText", "courses.ModuleText", "courses.LessonText", "courses.JobAidText",
            "quizzes.QuizText", "quizzes.QuestionText",
        "common.KeyedRequest", "practice.Turn",
    }  # fmt: skip
    bare = {
        model._meta.label
        for model in apps.get_models()
        if model._meta.app_label in OURS
        and not model._meta.auto_created
        and not any(field.name == "uuid" for field in model._meta.fields)
    }
    assert bare == inside


def test_texts_never_say_successfully():
    found = [
        str(path.relative_to(ROOT))
        for path in [*TEMPLATES, *tracked("*.py", "*.md", "*.txt", "*.yaml")]
        if "tests" not in path.relative_to(ROOT).parts
        and "requirements" not in path.name
        and re.search(r"\bsuccessfully\b", path.read_text(), re.IGNORECASE)
    ]
    assert found == []


def test_the_repository_names_no_registry_and_no_machine_path():
    pattern = re.compile(r"pypi\.org|files\.pythonhosted|registry\.npmjs|/work/main|/root/")
    found = [
        str(path.relative_to(ROOT))
        for path in tracked()
        if path.suffix in {".py", ".md", ".html", ".txt", ".toml", ".in", ".yaml", ".sh", ""}
        and path != Path(__file__).resolve()
        and path.is_file()
        and pattern.search(path.read_text(errors="ignore"))
    ]
    assert found == []
