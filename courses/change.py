"""What a new version means for those who study an earlier one: minor or major, and why.

Pure: `Ruled` is a lesson of a published version or of a package alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

Change = Literal["major", "minor"]


class Ruled(Protocol):
    """What of a lesson decides on completion."""

    @property
    def key(self) -> str:
        """Return the lesson's key."""

    @property
    def move_on(self) -> str:
        """Return when it counts."""

    @property
    def is_required(self) -> bool:
        """Return whether completion asks for it."""

    @property
    def pass_rule(self) -> Mapping[str, Any]:
        """Return what decides on passing it."""


@dataclass(frozen=True)
class Effect:
    """How the required lessons differ between two states of a course, by key."""

    gone: tuple[str, ...]  # no longer in the course: a minor version may not do that
    relaxed: tuple[str, ...]  # still there, but optional now
    added: tuple[str, ...]
    ruled_anew: tuple[str, ...]  # another rule for completing or passing

    @property
    def by_default(self) -> Change:
        """Return what the version is unless somebody chooses: major when what is asked changes."""
        changed = self.gone or self.relaxed or self.added or self.ruled_anew
        return "major" if changed else "minor"

    @property
    def may_be_minor(self) -> bool:
        """Return whether a minor version is possible: it keeps every required lesson."""
        return not self.gone


def effect(before: Iterable[Ruled], after: Iterable[Ruled]) -> Effect:
    """Return what becomes of the required lessons."""
    there = list(after)
    kept = {lesson.key for lesson in there}
    old, new = _required(before), _required(there)
    return Effect(
        gone=tuple(sorted(old.keys() - kept)),
        relaxed=tuple(sorted((old.keys() & kept) - new.keys())),
        added=tuple(sorted(new.keys() - old.keys())),
        ruled_anew=tuple(sorted(key for key in old.keys() & new.keys() if old[key] != new[key])),
    )


def _required(lessons: Iterable[Ruled]) -> dict[str, tuple[str, dict[str, Any]]]:
    return {
        lesson.key: (lesson.move_on, dict(lesson.pass_rule))
        for lesson in lessons
        if lesson.is_required
    }
