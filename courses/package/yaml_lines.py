"""YAML as strings, lists and mappings, with the line of every value. Nothing is ever constructed.

The events of the parser are folded by hand: depth and size stay bounded, tags and aliases are
refused before anything could grow from them, and each value keeps its line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from courses.package.problems import Problems

DEEPEST = 16
VALUES_AT_MOST = 50_000

Path = tuple[str | int, ...]
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True)
class Located:
    """A value and the lines of everything inside, asked for by the way to it."""

    value: Any
    lines: dict[Path, int]

    def line(self, *way: str | int) -> int:
        """Return the line of the value at the end of the way, or of its nearest parent."""
        while way not in self.lines and way:
            way = way[:-1]
        return self.lines.get(way, 1)


class _RefusedError(Exception):
    def __init__(self, line: int, reason: str, mend: str) -> None:
        super().__init__(reason)
        self.line, self.reason, self.mend = line, reason, mend


@dataclass
class _Open:
    """A list or mapping that is being read."""

    value: list[Any] | dict[str, Any]
    way: Path
    key: str | None = None
    first_lines: dict[str, int] = field(default_factory=dict)


class _Fold:
    """Folds parser events into values; keeps going after a duplicate key, stops at the rest."""

    def __init__(self, file: str, first_line: int, problems: Problems) -> None:
        self.file, self.offset, self.problems = file, first_line, problems
        self.stack: list[_Open] = []
        self.lines: dict[Path, int] = {}
        self.root: Any = None
        self.documents = 0

    def feed(self, event: yaml.Event) -> None:
        line = event.start_mark.line + self.offset if event.start_mark else self.offset
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise _RefusedError(
                    line, "The file holds a second document.", "Remove the “---” line."
                )
        elif isinstance(event, yaml.NodeEvent):
            self._node(event, line)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.stack.pop()

    def _node(self, event: yaml.NodeEvent, line: int) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise _RefusedError(
                line, "Anchors and aliases are not used in packages.", "Write it out."
            )
        if getattr(event, "tag", None) not in {None, "!"}:
            raise _RefusedError(line, "Tags (“!…”) are not used in packages.", "Remove the tag.")
        if len(self.lines) >= VALUES_AT_MOST:
            raise _RefusedError(
                line, f"The file holds more than {VALUES_AT_MOST} values.", "Split it."
            )
        if isinstance(event, yaml.ScalarEvent):
            if "\0" in event.value:
                raise _RefusedError(line, "A text holds a NUL, and none can.", "Remove the “\\0”.")
            self._scalar(event.value, line)
        else:
            self._open([] if isinstance(event, yaml.SequenceStartEvent) else {}, line)

    def _open(self, value: list[Any] | dict[str, Any], line: int) -> None:
        if len(self.stack) >= DEEPEST:
            raise _RefusedError(
                line, f"Values are nested deeper than {DEEPEST} levels.", "Flatten it."
            )
        parent = self.stack[-1] if self.stack else None
        if parent and isinstance(parent.value, dict) and parent.key is None:
            raise _RefusedError(line, "A field name must be a word.", "Put text in quotes.")
        self.stack.append(_Open(value, self._place(value, line)))

    def _scalar(self, text: str, line: int) -> None:
        parent = self.stack[-1] if self.stack else None
        if parent and isinstance(parent.value, dict) and parent.key is None:
            self._name(parent, text, line)
        else:
            self._place(text, line)

    def _name(self, parent: _Open, name: str, line: int) -> None:
        if name in parent.first_lines:
            self.problems.add(
                self.file,
                line,
                f"“{name[:80]}” is given twice, first in line {parent.first_lines[name]}.",
                "Keep one of them.",
            )
        parent.first_lines.setdefault(name, line)
        parent.key = name

    def _place(self, value: Any, line: int) -> Path:
        if not self.stack:
            self.root = value
            way: Path = ()
        else:
            parent = self.stack[-1]
            way = self._attach(parent, value)
        self.lines[way] = line
        return way

    @staticmethod
    def _attach(parent: _Open, value: Any) -> Path:
        if isinstance(parent.value, list):
            parent.value.append(value)
            return (*parent.way, len(parent.value) - 1)
        name, parent.key = parent.key, None
        assert name is not None
        parent.value[name] = value
        return (*parent.way, name)


def _events(text: str) -> Iterator[yaml.Event]:
    loader = _Loader(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()


def _mend(error: yaml.MarkedYAMLError) -> str:
    if "mapping values are not allowed" in (error.problem or ""):
        return "Put text that holds a colon into double quotes."
    return "Look at the indentation and the quotes in this line and the one above."


def read_yaml(file: str, text: str, problems: Problems, *, first_line: int = 1) -> Located | None:
    """Return the value of a YAML text with its lines, or None after noting why there is none."""
    fold = _Fold(file, first_line, problems)
    try:
        for event in _events(text):
            fold.feed(event)
    except _RefusedError as refused:
        problems.add(file, refused.line, refused.reason, refused.mend)
        return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + first_line if mark else first_line
        problems.add(file, line, f"This is not valid YAML: {error.problem}.", _mend(error))
        return None
    except yaml.YAMLError:
        problems.add(file, first_line, "It holds characters that YAML forbids.", "Remove them.")
        return None
    if not fold.documents:
        problems.add(file, first_line, "There is nothing in it.", "Add the fields it needs.")
        return None
    return Located(fold.root, fold.lines)
