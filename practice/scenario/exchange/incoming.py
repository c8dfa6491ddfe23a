"""Bring in a scene from a file of another tool: a draft and two lists, or every problem."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from courses.package.problems import Problem, Problems
from practice.scenario.check import Report, check_text
from practice.scenario.exchange.draft import draft_of, key_of
from practice.scenario.exchange.h5p.archive import content_of
from practice.scenario.exchange.h5p.read import read_h5p
from practice.scenario.exchange.story import Note, Notes, Story
from practice.scenario.exchange.twee.read import read_twee

ARCHIVE_BYTES = 20_000_000
TWEE_BYTES = 1_000_000
H5P, TWEE = {".h5p", ".json"}, {".twee", ".tw", ".txt"}


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What came of a file. With problems there is no draft; nothing is brought in by halves."""

    key: str = ""
    draft: str = ""
    mapped: tuple[Note, ...] = ()
    lost: tuple[Note, ...] = ()
    problems: tuple[Problem, ...] = ()
    report: Report | None = None  # what the checks say of the draft


def imported(file: str, data: bytes) -> Imported:
    """Return the draft of a Twee text, an .h5p archive or a content.json, told apart by name."""
    problems, notes = Problems(), Notes()
    kind = PurePath(file).suffix.lower()
    if len(data) > ARCHIVE_BYTES:
        problems.add(file, 1, "The file is larger than 20 MB.", "Import its content.json alone.")
        story = None
    elif kind in H5P:
        story = _story(read_h5p, file, content_of(file, data, problems), notes, problems)
    elif kind in TWEE:
        if len(data) > TWEE_BYTES:
            problems.add(file, 1, "The file is larger than 1 MB.", "Split the story.")
        found = None if len(problems) else data
        story = _story(read_twee, file, found, notes, problems)
    else:
        problems.add(
            file, 1, "The name says nothing of a format that is read here.",
            "Call it .twee, .h5p or .json.",
        )  # fmt: skip
        story = None
    return _drafted(file, story, notes, problems)


def _story(
    read: Callable[[str, str, Notes, Problems], Story | None],
    file: str, data: bytes | None, notes: Notes, problems: Problems,
) -> Story | None:  # fmt: skip
    if data is None:
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.add(file, line, "This is not UTF-8 text.", "Save the file as UTF-8.")
        return None
    unseen = next((at for at, letter in enumerate(text) if _is_control(letter)), None)
    if unseen is not None:
        line = text.count("\n", 0, unseen) + 1
        problems.add(file, line, "A control character stands here.", "Remove it.")
        return None
    return read(file, text, notes, problems)


def _is_control(letter: str) -> bool:
    return (letter < " " and letter not in "\t\n\r") or "\x7f" <= letter <= "\x9f"


def _drafted(file: str, story: Story | None, notes: Notes, problems: Problems) -> Imported:
    key = key_of(story.title if story else "", PurePath(file).stem)
    draft = draft_of(file, story, key, notes, problems) if story else None
    if draft is None:
        return Imported(problems=tuple(problems))
    return Imported(
        key=key,
        draft=draft,
        mapped=tuple(sorted(notes.mapped)),
        lost=tuple(sorted(notes.lost)),
        report=check_text(f"{key}.yaml", draft),
    )
