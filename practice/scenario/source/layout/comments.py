"""Find the comments of a YAML text, and the value that each belongs to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from courses.package.yaml_lines import Path

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_COMMENT = re.compile(r"(?:(?<=\s)|^)#[^\n]*", re.MULTILINE)
_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+(#[^\n]*)")


@dataclass
class Comments:
    """Comments by the way to their value: those above it, and those behind it on its line."""

    above: dict[Path, list[str]] = field(default_factory=lambda: defaultdict(list))
    behind: dict[Path, list[str]] = field(default_factory=lambda: defaultdict(list))
    last: list[str] = field(default_factory=list)


def find_comments(text: str, root: yaml.Node) -> Comments:
    """Return every comment of a text that was read without problems."""
    found = Comments()
    places = sorted(_places(root, ()))
    for index, comment in _comments(text):
        line_start = text.rfind("\n", 0, index) + 1
        if text[line_start:index].strip():
            before = [way for at, way in places if at < index]
            found.behind[before[-1] if before else ()].append(comment)
        else:
            following = next((way for at, way in places if at > index), None)
            (found.last if following is None else found.above[following]).append(comment)
    return found


def _comments(text: str) -> Iterator[tuple[int, str]]:
    end = 0
    for token in yaml.scan(text, Loader=_Loader):
        yield from _between(text, end, token.start_mark.index)
        if isinstance(token, yaml.ScalarToken) and token.style in {"|", ">"}:
            header = _HEADER.match(text, token.start_mark.index)
            if header:
                yield header.start(1), header[1].rstrip()
        end = max(end, token.end_mark.index)
    yield from _between(text, end, len(text))


def _between(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    for found in _COMMENT.finditer(text, start, max(start, end)):
        yield found.start(), found[0].rstrip()


def _places(node: yaml.Node, way: Path) -> Iterator[tuple[int, Path]]:
    """Yield where each field and list entry begins."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield key.start_mark.index, (*way, key.value)
            yield from _places(value, (*way, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for at, value in enumerate(node.value):
            yield value.start_mark.index, (*way, at)
            yield from _places(value, (*way, at))
