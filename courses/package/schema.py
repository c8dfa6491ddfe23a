"""JSON Schema drives both the editor's completion and our reading: conversion, then validation.

BaseLoader leaves strings only, so `no` stays “no” and 12:30 stays “12:30”; the schema says which
of them are whole numbers. A string with `"format": "yes-no"` becomes a bool once it is valid.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, cast

from jsonschema import Draft202012Validator, validators
from jsonschema.exceptions import ValidationError

from courses.package.problems import SHOWN_AT_MOST, Problems, suggestion
from courses.package.yaml_lines import Located, read_yaml

_WHOLE = re.compile(r"-?[0-9]{1,9}\Z")
_SHOWN = 60
Rule = dict[str, Any]
Leaf = Callable[[Any, list[Rule]], Any]


@dataclass(frozen=True)
class Schema:
    """One JSON Schema and the validator made from it."""

    rule: Rule
    validator: Draft202012Validator


def _fits(_validator: Any, pattern: str, value: Any, _rule: Any) -> Iterator[ValidationError]:
    """Yield an error unless a text fits the pattern to its very end.

    In JSON Schema `$` is the end; to Python it is also the place before a last line break, and a
    name with one, as a block of YAML has it, would be a name that no address can hold.
    """
    if isinstance(value, str) and not re.search(_to_the_end(pattern), value):
        yield ValidationError(f"{value!r} does not match {pattern!r}")


def _says_enough(_validator: Any, least: int, value: Any, _rule: Any) -> Iterator[ValidationError]:
    """Yield an error unless a text is long enough without the white space around it.

    A title of blanks would be a link that nobody can see or press.
    """
    if isinstance(value, str) and len(value.strip()) < least:
        yield ValidationError(f"{value!r} is shorter than {least}")


@cache
def _to_the_end(pattern: str) -> str:
    return re.sub(r"(?<!\\)\$(?=\Z|[)|])", r"\\Z", pattern)


_extend: Any = validators.extend  # which says nothing of its types
_Validator = _extend(Draft202012Validator, {"pattern": _fits, "minLength": _says_enough})


def validator_of(rule: Rule) -> Draft202012Validator:
    """Return the validator of a rule; patterns end where the text does."""
    found: Draft202012Validator = _Validator(rule)
    return found


@cache
def load_schema(path: Path) -> Schema:
    """Return the schema in that file."""
    rule = json.loads(path.read_text(encoding="utf-8"))
    return Schema(rule, validator_of(rule))


def our_schema(name: str) -> Schema:
    """Return one of the schemas that stand beside this module."""
    return load_schema(Path(__file__).parent / "schemas" / f"{name}.schema.json")


def read_fields(
    file: str, text: str, schema: Schema, problems: Problems, *, first_line: int = 1
) -> Located | None:
    """Return a YAML text's values as the schema wants them, or None after noting every problem."""
    found = read_yaml(file, text, problems, first_line=first_line)
    return check_fields(file, found, schema, problems) if found else None


def check_fields(file: str, found: Located, schema: Schema, problems: Problems) -> Located | None:
    """Return the values as the schema wants them, or None after noting where they differ."""
    value = _walk(found.value, schema.rule, schema, _as_number)
    located = Located(value, found.lines)
    errors = list(islice(schema.validator.iter_errors(value), SHOWN_AT_MOST))
    for error in errors:
        way = tuple(error.absolute_path)
        if len(problems) >= SHOWN_AT_MOST:
            break  # looking for what each of ten thousand names may have meant takes its time
        if "propertyNames" in error.absolute_schema_path:
            way = (*way, str(error.instance))
        if error.validator == "additionalProperties":
            for name, hint in islice(_unknown_fields(error), SHOWN_AT_MOST):
                line = located.line(*way, name)
                problems.add(file, line, f"“{name[:_SHOWN]}” is not a field here.", hint)
        else:
            problems.add(file, located.line(*way), *_told(error))
    if errors:
        return None
    return Located(_walk(value, schema.rule, schema, _as_answer), found.lines)


# --- which rules apply to a value


def rules_of(rule: Rule, value: Any, schema: Schema) -> Iterator[Rule]:
    """Yield every rule that applies to a value."""
    yield rule
    if "$ref" in rule:
        yield from rules_of(_target(rule["$ref"], schema), value, schema)
    for part in (*rule.get("allOf", ()), *rule.get("anyOf", ())):
        yield from rules_of(part, value, schema)
    if "then" in rule and schema.validator.evolve(schema=rule["if"]).is_valid(value):
        yield from rules_of(rule["then"], value, schema)


def _target(reference: str, schema: Schema) -> Rule:
    found: Any = schema.rule
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    assert isinstance(found, dict)
    return found


def inside(value: Any, rule: Rule, schema: Schema) -> Iterator[tuple[Any, Any, Rule]]:
    """Yield the name or place, the value and the rule of everything directly inside a value."""
    rules = list(rules_of(rule, value, schema))
    if isinstance(value, dict):
        for name, inner in value.items():
            found = [known for rule in rules for known in _rules_of_field(rule, name)]
            yield name, inner, {"allOf": found}
    elif isinstance(value, list):
        found = [known["items"] for known in rules if isinstance(known.get("items"), dict)]
        for place, inner in enumerate(value):
            yield place, inner, {"allOf": found}


def _rules_of_field(rule: Rule, name: str) -> Iterator[Rule]:
    if name in rule.get("properties", ()):
        yield rule["properties"][name]
    elif isinstance(rule.get("additionalProperties"), dict):
        yield rule["additionalProperties"]


def _walk(value: Any, rule: Rule, schema: Schema, leaf: Leaf) -> Any:
    """Return the value with every text replaced by what `leaf` makes of it under its rules."""
    if isinstance(value, dict):
        return {
            name: _walk(inner, found, schema, leaf)
            for name, inner, found in inside(value, rule, schema)
        }
    if isinstance(value, list):
        return [
            _walk(inner, found, schema, leaf) for _, inner, found in inside(value, rule, schema)
        ]
    return leaf(value, list(rules_of(rule, value, schema)))


def _as_number(value: Any, rules: list[Rule]) -> Any:
    wants_number = any(rule.get("type") == "integer" for rule in rules)
    return int(value) if wants_number and _WHOLE.match(value) else value


def _as_answer(value: Any, rules: list[Rule]) -> Any:
    return value == "yes" if any(rule.get("format") == "yes-no" for rule in rules) else value


# --- what a person is told


def _unknown_fields(error: ValidationError) -> Iterator[tuple[str, str]]:
    rule: Any = error.schema
    known = list(rule.get("properties", {}))
    given: Any = error.instance
    for name in given:
        if name not in known:
            yield name, suggestion(name, known)


_KINDS_OF_VALUE = {
    "object": "Fields are needed here (“name: value”).",
    "array": "A list is needed here (lines that begin with “- ”).",
    "string": "A text is needed here.",
    "integer": "A whole number is needed here.",
}


def _told(error: ValidationError) -> tuple[str, str]:
    """Return what is wrong in words, and the mend; the schema's own `x-mend` wins."""
    reason, mend = _words(error)
    rule: Any = error.schema
    if isinstance(rule, dict) and error.validator != "required":
        mend = rule.get("x-mend", mend)
    return reason, mend


def _words(error: ValidationError) -> tuple[str, str]:
    wish: Any = error.validator_value
    shown = f"“{str(error.instance)[:_SHOWN]}”"
    match str(error.validator):
        case "required":
            return f"The field “{error.message.split(chr(39))[1]}” is missing.", "Add it."
        case "type":
            return _KINDS_OF_VALUE[wish], ""
        case "enum":
            return f"{shown} is not possible here.", suggestion(str(error.instance), wish)
        case "const":
            return f"{shown} is not possible here.", f"Write “{wish}”."
        case "minItems" | "minProperties" | "maxItems" as bound:
            return _miscounted(bound, len(cast("list[Any]", error.instance)), wish)
        case "minimum" | "minLength":
            return f"{shown} is too little here.", f"At least {wish} is needed."
        case "maximum" | "maxLength":
            return f"{shown} is too much here.", f"At most {wish} is possible."
    return f"{shown} does not fit.", "See docs/reference/course-package.md."


def _miscounted(bound: str, there: int, wish: int) -> tuple[str, str]:
    entries = "1 entry is" if there == 1 else f"{there} entries are"
    if bound == "maxItems":
        return f"{entries} too many here.", f"At most {wish} may be here."
    return f"{entries} too few here.", f"At least {wish} must be here."
