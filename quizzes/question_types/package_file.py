"""The lesson kind `quiz` in a course package: the schema that the types compose, and reading."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from courses.package.drafts import LessonDraft, SourceFile, check_reference, lesson_draft
from courses.package.problems import Problems
from courses.package.prose.render import render_text
from courses.package.schema import Schema, read_fields, validator_of
from courses.package.yaml_lines import Located
from quizzes.question_types import TYPES
from quizzes.question_types.base import Json, rows_rule, text_rule
from quizzes.rules import SCHEMA as RULES
from quizzes.rules import Rules, check_blueprint, read_rules

LEVELS = ("R", "U", "Ap", "An", "E", "C")
OBJECTIVE: Json = {
    "type": "string",
    "pattern": r"^M[0-9]+\.[0-9]+$",
    "x-mend": "Write it like M1.1.",
}
COMMON: Json = {
    **rows_rule({}, low=1, high=1)["items"]["properties"],  # the rule of a key
    "objective": OBJECTIVE,
    "level": {"enum": list(LEVELS)},
    "stem": text_rule(1500),
}
WITHDRAWN: Json = {
    "type": "array",
    "minItems": 1,
    "uniqueItems": True,
    "items": COMMON["key"],
    "x-mend": "List the keys of withdrawn questions, each once.",
}
OPTIONAL: Json = {"feedback_right": text_rule(600), "feedback_wrong": text_rule(600)}


@dataclass(frozen=True, kw_only=True)
class QuestionDraft:
    """One question as the author wrote it, its stem rendered."""

    type: str
    fields: Json
    stem_html: str


@dataclass(frozen=True, kw_only=True)
class QuizDraft:
    """What a quiz lesson holds beside the fields of every lesson."""

    intro_html: str
    pass_mark_percent: int
    draw: int | None
    attempt_limit: int | None
    rules: Rules = field(default_factory=Rules)
    questions: tuple[QuestionDraft, ...]
    withdrawn: tuple[str, ...] = ()


@cache
def quiz_schema() -> Schema:
    """Return the schema of a quiz file (also written to quiz.schema.json for editors)."""
    rule = schema_rule()
    return Schema(rule, validator_of(rule))


def schema_rule() -> Json:
    """Return the JSON Schema that the types compose."""
    fields: Json = {
        "key": COMMON["key"],
        "kind": {"const": "quiz"},
        "title": text_rule(200),
        "minutes": {"type": "integer", "minimum": 1, "maximum": 240},
        "objectives": {"type": "array", "minItems": 1, "items": OBJECTIVE},
        "move_on": {
            "enum": ["passed", "completed", "completed_and_passed", "completed_or_passed",
                     "not_applicable"]
        },
        "required": {"enum": ["yes", "no"], "format": "yes-no"},
        "intro": text_rule(1500),
        "pass_mark": {"type": "integer", "minimum": 1, "maximum": 100},
        "draw": _number_or("all", "Write how many questions one attempt asks, or all."),
        "attempts": _number_or("unlimited", "Write how many attempts there are, or unlimited."),
        "questions": {"type": "array", "minItems": 1, "maxItems": 300, "items": _question_rule()},
    }  # fmt: skip
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:attune:schema:attune-course:1:quiz",
        "title": "Quiz",
        "type": "object",
        "additionalProperties": False,
        "required": list(fields),
        "properties": {**fields, "withdrawn": WITHDRAWN, **RULES},
    }


def _number_or(word: str, mend: str) -> Json:
    number = {"type": "integer", "minimum": 1, "maximum": 99}
    return {"anyOf": [number, {"const": word}], "x-mend": mend}


def _question_rule() -> Json:
    return {
        "type": "object",
        "required": ["type"],
        "properties": {"type": {"enum": list(TYPES)}},
        "allOf": [
            {
                "if": {"properties": {"type": {"const": key}}, "required": ["type"]},
                "then": {
                    "additionalProperties": False,
                    "required": ["type", *COMMON, *found.REQUIRED],
                    "properties": {"type": {"const": key}, **COMMON, **found.SCHEMA, **OPTIONAL},
                },
            }
            for key, found in TYPES.items()
        ],
    }


def read_quiz(source: SourceFile, problems: Problems) -> LessonDraft | None:
    """Return the draft of a quiz, or None after noting every problem with file and line."""
    fields = read_fields(source.path, source.text, quiz_schema(), problems)
    if fields is None:
        return None
    value = fields.value
    questions = [
        _read_question(source, fields, place, problems) for place in range(len(value["questions"]))
    ]
    _check_quiz(source, fields, problems)
    payload = QuizDraft(
        intro_html=render_text(source, value["intro"], problems, line=fields.line("intro")),
        pass_mark_percent=value["pass_mark"],
        draw=None if value["draw"] == "all" else int(value["draw"]),
        attempt_limit=None if value["attempts"] == "unlimited" else int(value["attempts"]),
        rules=read_rules(value),
        questions=tuple(questions),
        withdrawn=tuple(value.get("withdrawn", ())),
    )
    rule = {name: value[name] for name in ("pass_mark", "draw", "attempts", *RULES)
            if name in value}  # fmt: skip
    return lesson_draft(source, fields, problems, pass_rule=rule, payload=payload)


def _read_question(
    source: SourceFile, fields: Located, place: int, problems: Problems
) -> QuestionDraft:
    question = fields.value["questions"][place]
    check_reference(
        source.context.objectives,
        question["objective"],
        what="objective",
        file=source.path,
        line=fields.line("questions", place, "objective"),
        problems=problems,
    )
    for fault in TYPES[question["type"]].faults(question):
        line = fields.line("questions", place, *fault.way)
        problems.add(source.path, line, fault.reason, fault.mend)
    stem_line = fields.line("questions", place, "stem")
    stem_html = render_text(source, question["stem"], problems, line=stem_line)
    return QuestionDraft(type=question["type"], fields=question, stem_html=stem_html)


def _check_quiz(source: SourceFile, fields: Located, problems: Problems) -> None:
    value: dict[str, Any] = fields.value
    keys: set[str] = set()
    for place, question in enumerate(value["questions"]):
        if question["key"] in keys:
            line = fields.line("questions", place, "key")
            problems.add(
                source.path, line, f"“{question['key']}” is the key of an earlier question.",
                "Give each question a key of its own.",
            )  # fmt: skip
        keys.add(question["key"])
    for place, key in enumerate(value.get("withdrawn", ())):
        if key in keys:
            problems.add(
                source.path, fields.line("withdrawn", place),
                f"“{key}” is withdrawn and asked as well.",
                "Remove it from “questions”, or from “withdrawn”.",
            )  # fmt: skip
    if value["draw"] != "all" and int(value["draw"]) > len(value["questions"]):
        problems.add(
            source.path, fields.line("draw"),
            f"One attempt asks {value['draw']} questions, but there are {len(value['questions'])}.",
            "Add questions, or write a smaller number or all.",
        )  # fmt: skip
    _check_scored(source, fields, problems)
    check_blueprint(source, fields, problems)


def _check_scored(source: SourceFile, fields: Located, problems: Problems) -> None:
    """Note a quiz of which an attempt could ask nothing that is scored: nobody could pass it."""
    value = fields.value
    unscored = sum(not TYPES[question["type"]].IS_SCORED for question in value["questions"])
    if unscored == len(value["questions"]):
        problems.add(
            source.path, fields.line("questions"),
            "No question is scored, so nobody could pass this quiz.",
            "Add questions of another type, or make it a reflection.",
        )  # fmt: skip
    elif value["draw"] != "all" and int(value["draw"]) <= unscored:
        problems.add(
            source.path, fields.line("draw"),
            f"An attempt could ask {value['draw']} questions of which none is scored.",
            f"Draw more than {unscored}, or have fewer short texts.",
        )  # fmt: skip
