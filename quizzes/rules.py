"""The rules of a quiz that a package may state: the draw, the time, the wait, what is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from courses.package.drafts import SourceFile, check_reference
from courses.package.problems import Problems
from courses.package.yaml_lines import Located

GRACE_SECONDS = 30
REVIEWS = ("after_attempt", "after_passing", "never")
_MINUTES_IN = {"minute": 1, "minutes": 1, "hour": 60, "hours": 60}
_WAIT = "^(none|[1-9][0-9]{0,3} (minutes?|hours?))$"

SCHEMA: dict[str, Any] = {
    "blueprint": {
        "type": "object",
        "minProperties": 1,
        "x-mend": "Write a line for each objective, like M1.1: 2.",
        "propertyNames": {"pattern": r"^M[0-9]+\.[0-9]+$", "x-mend": "Write it like M1.1."},
        "additionalProperties": {
            "type": "integer",
            "minimum": 1,
            "maximum": 99,
            "x-mend": "Write how many questions on it one attempt asks.",
        },
    },
    "time_limit": {
        "anyOf": [{"type": "integer", "minimum": 1, "maximum": 600}, {"const": "none"}],
        "x-mend": "Write how many minutes there are, or none.",
    },
    "grace": {"type": "integer", "minimum": 0, "maximum": 600},
    "cool_down": {
        "type": "string",
        "pattern": _WAIT,
        "x-mend": "Write it like 24 hours or 30 minutes, or none.",
    },
    "review": {"enum": list(REVIEWS)},
}


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What a quiz asks for beside its questions and its pass mark."""

    blueprint: Mapping[str, int] | None = None
    time_limit_minutes: int | None = None
    grace_seconds: int = GRACE_SECONDS
    cool_down_minutes: int = 0
    review: str = "after_passing"


def read_rules(value: Mapping[str, Any]) -> Rules:
    """Return the rules of a quiz file whose fields fit the schema."""
    limit = value.get("time_limit", "none")
    return Rules(
        blueprint=value.get("blueprint"),
        time_limit_minutes=None if limit == "none" else int(limit),
        grace_seconds=value.get("grace", GRACE_SECONDS),
        cool_down_minutes=_minutes(value.get("cool_down", "none")),
        review=value.get("review", "after_passing"),
    )


def _minutes(wait: str) -> int:
    if wait == "none":
        return 0
    number, unit = wait.split(" ")
    return int(number) * _MINUTES_IN[unit]


def check_blueprint(source: SourceFile, fields: Located, problems: Problems) -> None:
    """Note what a blueprint asks for that the bank or the draw cannot give."""
    value = fields.value
    blueprint = value.get("blueprint")
    if blueprint is None:
        return
    bank = Counter(question["objective"] for question in value["questions"])
    for objective, share in blueprint.items():
        line = fields.line("blueprint", objective)
        is_known = check_reference(
            source.context.objectives, objective, what="objective", file=source.path, line=line,
            problems=problems,
        )  # fmt: skip
        if is_known and bank[objective] < share:
            problems.add(
                source.path, line,
                f"An attempt asks {share} questions on {objective}, but there are "
                f"{bank[objective]}.",
                "Add questions on this objective, or write a smaller number.",
            )  # fmt: skip
    asked = len(value["questions"]) if value["draw"] == "all" else int(value["draw"])
    total = sum(blueprint.values())
    if total != asked:
        problems.add(
            source.path, fields.line("blueprint"),
            f"The blueprint adds up to {total}, but one attempt asks {asked}.",
            f"Change the numbers so that they add up, or write draw: {total}.",
        )  # fmt: skip
