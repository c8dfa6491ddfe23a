"""What a comparison consists of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, auto

from studio.comparison.prose import Run


class What(StrEnum):
    """What became of something; each has a word, an icon and a tone of its own."""

    ADDED = auto()
    REMOVED = auto()
    MOVED = auto()
    CHANGED = auto()


@dataclass(frozen=True)
class Note:
    """One difference in a sentence."""

    what: What
    text: str


@dataclass(frozen=True)
class Rewritten:
    """A text before and after: what stayed, what was struck out, what was put in."""

    label: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, kw_only=True)
class Part:
    """Something with a name that differs: a question, a lesson, a module, a job aid."""

    name: str
    key: str
    what: What
    notes: tuple[Note, ...] = ()
    texts: tuple[Rewritten, ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def is_same(self) -> bool:
        """Return whether nothing differs."""
        told = self.notes or self.texts or self.parts
        return self.what == What.CHANGED and not told


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """How the later state differs from the earlier one."""

    notes: tuple[Note, ...]
    texts: tuple[Rewritten, ...]
    modules: tuple[Part, ...]

    @property
    def is_empty(self) -> bool:
        """Return whether no word differs."""
        return not (self.notes or self.texts or self.modules)
