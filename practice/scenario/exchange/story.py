"""A story as any branching tool has it: passages of text with links between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from courses.package.problems import plain

NOTES_AT_MOST = 300


@dataclass(frozen=True, order=True)
class Note:
    """What became of one thing of a file, and where it stood."""

    line: int
    place: str  # the passage, in the words of its file
    what: str

    def __str__(self) -> str:
        where = f"line {self.line}" + (f", “{self.place}”" if self.place else "")
        return f"{where}: {self.what}"


@dataclass(frozen=True, kw_only=True)
class Link:
    """A way from one passage to another. `when` is a condition, on passages that only route."""

    text: str
    target: str
    line: int
    feedback: str = ""
    when: str = ""


@dataclass(frozen=True, kw_only=True)
class Passage:
    """One piece of a story. Without links it is an ending."""

    name: str
    line: int
    text: str
    links: tuple[Link, ...] = ()
    is_routing: bool = False
    emotion: str = ""
    outcome: str = ""


@dataclass(frozen=True, kw_only=True)
class Story:
    """A whole story, in the order of its file."""

    title: str
    start: str
    passages: tuple[Passage, ...]

    def links(self) -> Iterator[tuple[Passage, Link]]:
        """Yield every link with its passage."""
        for passage in self.passages:
            for link in passage.links:
                yield passage, link


@dataclass
class Notes:
    """What was carried over and what was not, with an end to it."""

    mapped: list[Note] = field(default_factory=list)
    lost: list[Note] = field(default_factory=list)

    def carried(self, line: int, place: str, what: str) -> None:
        """Note that something became something here."""
        _add(self.mapped, Note(line, plain(place[:80]), plain(what)))

    def left(self, line: int, place: str, what: str) -> None:
        """Note that something stayed behind."""
        _add(self.lost, Note(line, plain(place[:80]), plain(what)))


def _add(notes: list[Note], note: Note) -> None:
    if len(notes) < NOTES_AT_MOST:
        notes.append(note)
