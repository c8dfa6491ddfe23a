"""What in a package is text for readers, each with an id that stays when the text changes.

An id is the way to the text, made of keys: `l1-1.hook`, `m1-quiz.questions.four-words.stem`. To
read a lesson in another language, its file is written once more with the translated texts in
place, and read by the lesson's own kind: a translation passes every check that its source passed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from courses.package.drafts import SourceFile
from courses.package.problems import Problems
from courses.package.schema import Rule, Schema, inside, rules_of
from courses.package.yaml_lines import Path, read_yaml

_KEY = re.compile(r"^key:[ \t]*[\"']?([\w-]+)", re.MULTILINE)
_NOT_FREE = frozenset({"pattern", "enum", "const", "format"})


@dataclass(frozen=True)
class Text:
    """One text of the source."""

    id: str
    text: str

    @property
    def mark(self) -> str:
        """Return what stands for exactly these words; where lines break does not matter."""
        words = " ".join(self.text.split())
        return hashlib.sha256(words.encode()).hexdigest()[:10]


@dataclass
class Page:
    """A file written anew, and which text each of its lines belongs to."""

    lines: list[str] = field(default_factory=list)
    owners: dict[int, tuple[str, int]] = field(default_factory=dict)

    def put(self, line: str) -> None:
        """Add a line that belongs to no text."""
        self.lines.append(line)

    def put_text(self, name: str, text: str) -> None:
        """Add a text of as many lines as it has."""
        for place, line in enumerate(text.split("\n")):
            self.owners[len(self.lines) + 1] = name, place
            self.lines.append(line)

    def put_quoted(self, name: str, text: str) -> None:
        """Add a text in quotes on one line, and empty lines so that it takes as many as it has."""
        self.put_text(name, json.dumps(text, ensure_ascii=False) + "\n" * text.count("\n"))

    @property
    def text(self) -> str:
        """Return the whole file."""
        return "\n".join(self.lines) + "\n"

    def owner(self, line: int) -> tuple[str, int] | None:
        """Return the text that a line belongs to, or the nearest one above, with its own line."""
        above = [found for found in self.owners if found <= line]
        return self.owners[max(above)] if above else None


@dataclass(frozen=True)
class Split:
    """A source file taken apart: its texts, the facts it stands on, and how to write it anew."""

    texts: tuple[Text, ...]
    write: Callable[[Mapping[str, str]], Page]
    facts: frozenset[str] = frozenset()


def split_yaml(path: str, text: str, schema: Schema, *, prefix: str, below: int = 0) -> Split:
    """Return the free texts of a YAML file: all that is no key, number or word from a list.

    `below` leaves out that many steps at the beginning of each id.
    """
    found = read_yaml(path, text, Problems())
    value = found.value if found else {}
    ways = dict(_free(value, schema.rule, schema, ()))
    names = {way: name_of(value, way, prefix, below) for way in ways}

    def write(texts: Mapping[str, str]) -> Page:
        page = Page()
        write_value(page, value, names, texts)
        return page

    return Split(tuple(Text(names[way], words) for way, words in ways.items()), write)


def split_fields(schema: Callable[[], Schema]) -> Callable[[SourceFile], Split]:
    """Return how the lessons of a kind whose file is YAML are taken apart."""

    def split(source: SourceFile) -> Split:
        found = _KEY.search(source.text)
        key = found[1] if found else source.path
        return split_yaml(source.path, source.text, schema(), prefix=key)

    return split


def write_value(
    page: Page, value: Any, names: Mapping[Path, str], texts: Mapping[str, str], way: Path = ()
) -> None:
    """Write a value as JSON, which is YAML, with the translated texts in place."""
    if isinstance(value, dict):
        page.put("{")
        for name, inner in value.items():
            page.put(f"{json.dumps(name, ensure_ascii=False)}:")
            write_value(page, inner, names, texts, (*way, name))
            page.put(",")
        page.put("}")
    elif isinstance(value, list):
        page.put("[")
        for place, inner in enumerate(value):
            write_value(page, inner, names, texts, (*way, place))
            page.put(",")
        page.put("]")
    elif way in names:
        page.put_quoted(names[way], texts.get(names[way], value))
    else:
        page.put(json.dumps(value, ensure_ascii=False))


def _free(value: Any, rule: Rule, schema: Schema, way: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, dict | list):
        for name, inner, found in inside(value, rule, schema):
            yield from _free(inner, found, schema, (*way, name))
    elif isinstance(value, str) and _is_free(list(rules_of(rule, value, schema))):
        yield way, value


def _is_free(rules: list[Rule]) -> bool:
    is_text = any(rule.get("type") == "string" for rule in rules)
    return is_text and not any(_binds(rule) for rule in rules)


def _binds(rule: Rule) -> bool:
    """Return whether a rule says which words stand here; `x-translate` has the last word."""
    return not rule.get("x-translate", not _NOT_FREE & rule.keys())


def name_of(value: Any, way: Path, prefix: str, below: int = 0) -> str:
    """Return the id of the text at the end of a way: entries of lists go by their key."""
    words: list[str] = []
    for step in way:
        value = value[step]
        if isinstance(step, int):
            named = value.get("key") or value.get("id") if isinstance(value, dict) else None
            words.append(str(named or step + 1))
        else:
            words.append(step)
    return ".".join([prefix, *words[below:]] if prefix else words[below:])
