"""The schemas serve editors and our own reading alike."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from courses.package.problems import Problems, suggestion
from courses.package.schema import Schema, our_schema, read_fields, validator_of
from practice.package.announced import announced_schema
from practice.package.live import live_schema
from practice.package.own_call import own_call_schema
from practice.package.reflection import reflection_schema
from practice.package.roleplay import roleplay_schema
from quizzes.question_types.package_file import schema_rule
from tests.courses.tiny_package import COURSE, FACTS, LESSON, MODULE

SEED_QUIZ = "empathy-in-customer-service/modules/m1-foundations/m1-quiz.yaml"

FOLDER = Path(__file__).resolve().parents[2] / "courses/package/schemas"
NAMES = sorted(path.name.removesuffix(".schema.json") for path in FOLDER.iterdir())


def test_these_are_the_schemas():
    assert NAMES == [
        "announced", "course", "facts", "job-aid", "lint", "live", "module", "overlay", "own_call",
        "quiz", "reading", "reflection", "roleplay",
    ]  # fmt: skip


def test_the_quiz_schema_for_editors_is_the_one_that_we_read_with():
    """It is composed of the question types; write it anew with json.dumps(…, indent=2)."""
    assert json.loads((FOLDER / "quiz.schema.json").read_text()) == schema_rule()


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("reflection", reflection_schema()),
        ("announced", announced_schema()),
        ("own_call", own_call_schema()),
        ("roleplay", roleplay_schema()),
        ("live", live_schema()),
    ],
)
def test_the_practice_schemas_for_editors_are_those_that_we_read_with(name, schema):
    assert json.loads((FOLDER / f"{name}.schema.json").read_text()) == schema.rule


@pytest.mark.parametrize("name", NAMES)
def test_each_is_a_valid_schema(name):
    rule = json.loads((FOLDER / f"{name}.schema.json").read_text())
    Draft202012Validator.check_schema(rule)
    assert rule["additionalProperties"] is False


class Yaml12Loader(yaml.BaseLoader):
    """Reads as editors do: numbers are numbers, yes and no are words."""


Yaml12Loader.add_implicit_resolver(
    "tag:yaml.org,2002:int", yaml.resolver.re.compile(r"^-?[0-9]+$"), list("-0123456789")
)
Yaml12Loader.add_constructor(
    "tag:yaml.org,2002:int", lambda loader, node: int(loader.construct_scalar(node))
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("quiz", (FOLDER.parents[1] / "packages" / SEED_QUIZ).read_text()),
        ("course", COURSE),
        ("facts", FACTS),
        ("module", MODULE),
        ("reading", LESSON.split("---")[1]),
        ("overlay", "language: de\nstrings:\n  l1.title: {source: abcdef0123, text: Eins}\n"),
    ],
)
def test_an_editor_accepts_what_we_accept(name, text):
    value = yaml.load(text, Loader=Yaml12Loader)
    assert our_schema(name).validator.is_valid(value)
    assert read_fields("f", text, our_schema(name), Problems()) is not None


RULE = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "type": {"enum": ["a", "b"]},
        "count": {"anyOf": [{"type": "integer", "minimum": 1}, {"const": "all"}],
                  "x-mend": "Write a number or all."},
        "asked": {"$ref": "#/$defs/answer"},
        "rows": {"type": "array", "items": {"type": "object", "properties": {
            "right": {"$ref": "#/$defs/answer"}, "place": {"type": "integer"}}}},
        "extra": {"type": "string"},
    },
    "allOf": [{"if": {"properties": {"type": {"const": "b"}}}, "then": {
        "properties": {"extra": {"pattern": "^b", "x-mend": "Begin with b."}}}}],
    "$defs": {"answer": {"enum": ["yes", "no"], "format": "yes-no"}},
}  # fmt: skip
SCHEMA = Schema(RULE, validator_of(RULE))


NAMED = {
    "type": "object",
    "propertyNames": {"pattern": "^[a-z]+$"},
    "additionalProperties": {"pattern": "^([a-z]+|[0-9]+$)$", "x-mend": "Use small letters."},
}


@pytest.mark.parametrize("text", ["name: |\n  felt\n", 'name: "felt\\n"', '"name\\n": felt'])
def test_a_name_ends_where_its_text_does(text):
    """A block of YAML ends with a line break; a name that has one fits into no address."""
    problems = Problems()
    assert read_fields("f", text, Schema(NAMED, validator_of(NAMED)), problems) is None
    assert "does not fit" in str(next(iter(problems)))


@pytest.mark.parametrize("text", ["name: felt", "name: '12'"])
def test_a_name_without_one_fits(text):
    """Control: as JSON Schema itself has it, both would fit."""
    assert read_fields("f", text, Schema(NAMED, validator_of(NAMED)), Problems())
    assert Draft202012Validator(NAMED).is_valid({"name": "felt\n"})


def test_values_become_what_the_schema_wants():
    text = "type: a\ncount: 12\nasked: no\nextra: '7'\nrows:\n  - {right: yes, place: 3}\n"
    assert read_fields("f", text, SCHEMA, Problems()).value == {
        "type": "a", "count": 12, "asked": False, "extra": "7",
        "rows": [{"right": True, "place": 3}],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("type: a\ncount: some", "f:2: “some” does not fit. Write a number or all."),
        ("type: b\nextra: x", "f:2: “x” does not fit. Begin with b."),
        ("asked: maybe", "f:1: “maybe” is not possible here. Possible here: no, yes."),
        ("rows:\n  - place: '1.5'", "f:2: A whole number is needed here."),
        ("just words", "f:1: Fields are needed here (“name: value”)."),
    ],
)
def test_what_does_not_fit_is_told_with_its_line(text, told):
    problems = Problems()
    assert read_fields("f", text, SCHEMA, problems) is None
    assert told in [str(problem) for problem in problems]


def test_suggestions():
    assert suggestion("summry", ["summary", "title"]) == "Did you mean “summary”?"
    assert suggestion("zzz", ["summary", "title"]) == "Possible here: summary, title."
    assert suggestion("zzz", []) == ""
