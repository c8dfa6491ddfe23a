"""Every code has its section, with its title, its severity, a bad and a good example."""

from __future__ import annotations

import re

import pytest
from django.conf import settings

from courses import lesson_kinds
from courses.lint import exceptions
from courses.lint.checks.people import stereotype
from courses.lint.explain import sections
from courses.lint.prose.figures import figure_in
from courses.lint.prose.sentences import sentences
from courses.lint.run import titles

FOLDER = settings.BASE_DIR / "docs" / "reference" / "lint"
PAGES = sections(FOLDER)
TITLES = titles(lesson_kinds.lint_rules())
SEVERITIES = {rule.code: str(rule.severity) for rule in lesson_kinds.lint_rules()}


def test_there_is_a_section_for_each_code_and_no_other():
    assert sorted(PAGES) == list(TITLES)


def test_codes_are_given_once():
    codes = [rule.code for rule in lesson_kinds.lint_rules()]
    assert len(codes) == len(set(codes))
    assert not set(codes) & set(exceptions.TITLES)


@pytest.mark.parametrize("code", sorted(TITLES))
def test_a_section_tells_title_severity_why_and_both_examples(code):
    section = PAGES.get(code, "")
    assert section.startswith(
        f"## {code} {TITLES[code]}\n*{SEVERITIES.get(code, 'error').title()}.*"
    )
    assert all(word in section for word in ("**Why.**", "**Bad:**", "**Good:**"))


def example(code: str, kind: str) -> str:
    found = re.search(rf"^\*\*{kind}:\*\* “(.+)”$", PAGES[code], re.MULTILINE)
    assert found, code
    return found[1]


def test_the_examples_of_figures_are_what_the_rule_says():
    def open_figures(text: str) -> list[str]:
        return [s for s in sentences(text) if figure_in(s, part="principle") and "[F" not in s]

    assert open_figures(example("C301", "Bad")) != []
    assert open_figures(example("C301", "Good")) == []


def test_the_examples_of_stereotypes_are_what_the_rule_says():
    assert stereotype(example("C501", "Bad"))
    assert not stereotype(example("C501", "Good"))


def test_the_index_names_every_page():
    index = (FOLDER / "index.md").read_text()
    pages = {path.name for path in FOLDER.glob("*.md")} - {"index.md"}
    assert set(re.findall(r"\(([a-z-]+\.md)\)", index)) == pages
