"""Where a booster's scene can be played: whoever has scenes registers how to find one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from enrollments.selectors import Study


@dataclass(frozen=True, slots=True)
class Scene:
    """A scene that trains a skill, and where it is played."""

    title: str
    url: str
    language: str


Finder = Callable[[str, Sequence[Study]], Scene | None]
_finders: list[Finder] = []


def add_finder(finder: Finder) -> None:
    """Let more scenes be found; adding the same twice changes nothing."""
    if finder not in _finders:
        _finders.append(finder)


def scene_for(skill: str, studies: Sequence[Study]) -> Scene | None:
    """Return a scene that trains the skill, or None where no scene is known."""
    found = (finder(skill, studies) for finder in _finders)
    return next((scene for scene in found if scene is not None), None)
