"""`scenario fmt`: fields in the order of the schema, one style, every comment kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from courses.package.schema import Rule
from courses.package.yaml_lines import Path
from practice.scenario.source.layout.comments import Comments, find_comments
from practice.scenario.source.layout.scalars import WIDTH, long, short
from practice.scenario.source.read import roleplay_schema

# What is read at a glance stands on one line, if it fits.
ON_ONE_LINE = {
    "effect", "emotion", "cues", "skip", "skills", "slips", "objectives", "balance", "compare",
    "lines", "options", "voice", "words", "rate", "image", "audio", "video",
}  # fmt: skip
ENTRIES_ON_ONE_LINE = {"meters", "endings", "auto", "evidence"}
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class LayoutError(ValueError):
    """The layout would have changed what the file says; nothing was written."""


def laid_out(text: str) -> str:
    """Return the file in the one layout. The text must have been read without problems."""
    root = yaml.compose(text, Loader=_Loader)
    if not isinstance(root, yaml.MappingNode):
        raise LayoutError("The file is not a scenario.")
    comments = find_comments(text, root)
    lines = list(_Writer(comments).mapping(root, (), 0, roleplay_schema().rule))
    written = "\n".join([*lines, *comments.last]) + "\n"
    if _value(text) != _value(written):
        raise LayoutError("The layout would change what the file says.")
    return written


def _value(text: str) -> Any:
    return yaml.load(text, Loader=_Loader)  # noqa: S506 - BaseLoader makes strings, nothing else


class _Writer:
    def __init__(self, comments: Comments) -> None:
        self.comments = comments

    def mapping(self, node: yaml.MappingNode, way: Path, indent: int, rule: Rule) -> Iterator[str]:
        pad = " " * indent
        for key, value in _ordered(node, rule):
            here = (*way, key)
            head = f"{pad}{short(key, was_plain=True, in_flow=False)}:"
            yield from self.entry(value, here, indent, head, _inside(rule, key))

    def sequence(
        self, node: yaml.SequenceNode, way: Path, indent: int, rule: Rule
    ) -> Iterator[str]:
        pad = " " * indent
        for at, value in enumerate(node.value):
            here = (*way, at)
            inner = _inside(rule, at)
            if isinstance(value, yaml.MappingNode) and not self.flow(
                value, here, indent + 2, inner
            ):
                yield from self.above(here, pad)
                lines = list(self.mapping(value, here, indent + 2, inner))
                first = next(place for place, line in enumerate(lines) if line.strip()[0] != "#")
                lines[first] = f"{pad}- {lines[first].lstrip()}"
                yield from lines
            else:
                yield from self.entry(value, here, indent, f"{pad}-", inner)

    def entry(
        self, value: yaml.Node, way: Path, indent: int, head: str, rule: Rule
    ) -> Iterator[str]:
        """Yield one field or list entry with its comments."""
        pad = " " * indent
        line = self.flow(value, way, len(head) + 1, rule)
        block = None
        if isinstance(value, yaml.ScalarNode):
            line, block = _scalar(value, head, indent + 2)
        inside = self.within(way) if line else ([], self.comments.behind.get(way, []))
        above, behind = inside
        yield from self.above(way, pad)
        yield from (f"{pad}{comment}" for comment in above)
        if len(behind) > 1:
            yield from (f"{pad}{comment}" for comment in behind)
        tail = f"  {behind[0]}" if len(behind) == 1 else ""
        yield f"{head} {line}{tail}" if line else f"{head}{tail}"
        if block:
            yield from block
        elif isinstance(value, yaml.MappingNode) and not line:
            yield from self.mapping(value, way, indent + 2, rule)
        elif isinstance(value, yaml.SequenceNode) and not line:
            yield from self.sequence(value, way, indent + 2, rule)

    def above(self, way: Path, pad: str) -> Iterator[str]:
        yield from (f"{pad}{comment}" for comment in self.comments.above.get(way, []))

    def within(self, way: Path) -> tuple[list[str], list[str]]:
        """Return the comments inside a value on one line: those above its parts, and behind."""
        depth = len(way)
        above = [
            comment
            for place, listed in self.comments.above.items()
            if place[:depth] == way and place != way
            for comment in listed
        ]
        behind = [
            comment
            for place, listed in self.comments.behind.items()
            if place[:depth] == way
            for comment in listed
        ]
        return above, behind

    def flow(self, node: yaml.Node, way: Path, column: int, rule: Rule) -> str:
        """Return a collection on one line, or an empty text where it takes more."""
        if isinstance(node, yaml.ScalarNode) or not way:
            return ""
        is_entry = len(way) > 1 and way[-2] in ENTRIES_ON_ONE_LINE
        if node.value and way[-1] not in ON_ONE_LINE and not is_entry:
            return ""
        line = _flow(node, rule)
        return line if column + len(line) <= WIDTH or not node.value else ""


def _scalar(node: yaml.ScalarNode, head: str, indent: int) -> tuple[str, list[str] | None]:
    line = short(node.value, was_plain=not node.style, in_flow=False)
    if "\n" not in node.value and len(head) + 1 + len(line) <= WIDTH:
        return line, None
    block = long(node.value, indent)
    return (block[0], block[1:]) if block else (line, None)


def _flow(node: yaml.Node, rule: Rule) -> str:
    if isinstance(node, yaml.MappingNode):
        parts = (
            f"{short(key, was_plain=True, in_flow=True)}: {_flow(value, _inside(rule, key))}"
            for key, value in _ordered(node, rule)
        )
        return "{" + ", ".join(parts) + "}"
    if isinstance(node, yaml.SequenceNode):
        return "[" + ", ".join(_flow(value, _inside(rule, 0)) for value in node.value) + "]"
    assert isinstance(node, yaml.ScalarNode)
    return short(node.value, was_plain=not node.style, in_flow=True)


def _ordered(node: yaml.MappingNode, rule: Rule) -> list[tuple[str, yaml.Node]]:
    """Return the fields in the order of the schema; names that the author gave keep theirs."""
    known = list(_resolved(rule).get("properties", {}))
    fields = [(key.value, value) for key, value in node.value]
    rank = {name: place for place, name in enumerate(known)}
    return sorted(fields, key=lambda field: rank.get(field[0], len(rank)))


def _inside(rule: Rule, step: str | int) -> Rule:
    found = _resolved(rule)
    if isinstance(step, int):
        inner = found.get("items", {})
    else:
        inner = found.get("properties", {}).get(step, found.get("additionalProperties", {}))
    return inner if isinstance(inner, dict) else {}


def _resolved(rule: Rule) -> Rule:
    while "$ref" in rule:
        rule = roleplay_schema().rule["$defs"][rule["$ref"].rsplit("/", 1)[-1]]
    return rule
