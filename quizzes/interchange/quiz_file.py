"""A quiz file of a course package, read for moving it and written for people to edit."""

from __future__ import annotations

from typing import Any

import yaml

from courses.package.drafts import PackageContext, SourceFile, Unreadable
from courses.package.problems import Problems
from courses.package.schema import read_fields
from courses.package.yaml_lines import Located
from quizzes.interchange.losses import leaves
from quizzes.interchange.markup.tree import unfit_for_xml
from quizzes.question_types.base import Json
from quizzes.question_types.package_file import quiz_schema, read_quiz

BYTES_AT_MOST = 1_000_000
# Which objectives and pictures there are is the business of the package, not of this one file.
_OPEN = PackageContext(facts=Unreadable(), objectives=Unreadable(), assets=Unreadable())


def check_quiz_file(file: str, text: str) -> Problems:
    """Return what `course check` would say of the file, but for references to other files."""
    problems = Problems()
    read_quiz(SourceFile(path=file, text=text, context=_OPEN), problems)
    return problems


def read_quiz_file(file: str, text: str, problems: Problems) -> Json | None:
    """Return the fields of a quiz file, or None after noting every problem."""
    for problem in check_quiz_file(file, text):
        problems.add(problem.file, problem.line, problem.reason, problem.mend)
    found = read_fields(file, text, quiz_schema(), Problems())
    if found is None or len(problems):
        return None
    _check_signs(file, found, problems)
    value: Json = found.value
    return None if len(problems) else value


def _check_signs(file: str, found: Located, problems: Problems) -> None:
    for way, text in leaves(found.value):
        if isinstance(text, str) and unfit_for_xml(text):
            problems.add(
                file, found.line(*way), "The text holds signs that XML cannot hold.",
                "Remove the control characters.",
            )  # fmt: skip


def write_quiz_file(fields: Json, heading: str = "") -> str:
    """Return the YAML of a quiz: yes and no as words, longer texts as blocks."""
    remarks = "".join(f"# {line}\n" for line in heading.splitlines())
    body = yaml.dump(
        fields, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100, indent=2
    )
    return remarks + str(body)


class _Dumper(yaml.SafeDumper):
    """Indents lists below their name and never writes an anchor."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002 - PyYAML's form
        super().increase_indent(flow, False)  # noqa: FBT003

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _yes_no(dumper: yaml.SafeDumper, value: bool) -> yaml.ScalarNode:  # noqa: FBT001 - PyYAML's form
    return dumper.represent_scalar("tag:yaml.org,2002:bool", "yes" if value else "no")


_Dumper.add_representer(str, _text)
_Dumper.add_representer(bool, _yes_no)
