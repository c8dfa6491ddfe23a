"""Hand a lesson file to the kind that can read it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from courses.package.drafts import LessonDraft, SourceFile
from courses.package.problems import Problems, suggestion
from courses.package.schema import Schema
from courses.translations.texts import Split, split_fields

Read = Callable[[SourceFile, Problems], LessonDraft | None]
# Of a source and its translation: the beginning of an id, what is wrong there, how to mend it.
Faults = Callable[[LessonDraft, LessonDraft], Iterable[tuple[str, str, str]]]
_FIELD = r"^{}:[ \t]*[\"']?([\w-]{{1,60}})"
_HEAD = 4000


@dataclass(frozen=True, kw_only=True)
class Translating:
    """How a kind of lesson is translated: taken apart into texts, and compared once read again."""

    split: Callable[[SourceFile], Split]
    faults: Faults = lambda _source, _translated: ()


def in_yaml(schema: Callable[[], Schema]) -> Translating:
    """Return how a kind is translated whose file is YAML."""
    return Translating(split=split_fields(schema))


def read_lesson(
    source: SourceFile, kinds: Mapping[str, Read], problems: Problems
) -> tuple[LessonDraft | None, int]:
    """Return the lesson's draft, if it could be read, and the line of its key."""
    kind, line = _field("kind", source.text)
    _, key_line = _field("key", source.text)
    if not kind:
        problems.add(
            source.path,
            1,
            "The field “kind” is missing.",
            f"Say which kind of lesson this is: {', '.join(sorted(kinds))}.",
        )
        return None, key_line
    if kind not in kinds:
        problems.add(
            source.path, line, f"There is no lesson kind “{kind}”.", suggestion(kind, kinds)
        )
        return None, key_line
    return kinds[kind](source, problems), key_line


def _field(name: str, text: str) -> tuple[str, int]:
    found = re.search(_FIELD.format(name), text[:_HEAD], re.MULTILINE)
    return (found[1], text.count("\n", 0, found.start()) + 1) if found else ("", 1)
