"""Who appears in a course and how scenes are spread: a report to read, not a rule.

Names of lessons come from the turns of speech, personas from scenes and announcements. In the
narration of questions a capitalized word counts as a name when the course never writes it small; so
a city may slip in.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from courses.lint.desk import Desk
from courses.package.drafts import LessonDraft, ModuleDraft

SPREAD = ("channel", "complexity", "intensity", "practice")
_QUOTED = re.compile(r"^\s*>.*$|“[^“”]*”", re.MULTILINE)
_CAPITAL = re.compile(r"(?<![\w’-])[A-ZÀ-Þ][a-zà-ÿ][\w’]*(?:-[A-ZÀ-Þ][\w’]+)?")
_WORD = re.compile(r"(?<![\w’])[a-zà-ÿ][\w]*")
_NO_NAMES = {
    *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January"),
    *("February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December", "Mr", "Mrs", "Ms", "Mx", "Dr", "Banking", "Parcels", "Northwind"),
    *("Match", "Order", "Choose", "Mark", "Rate", "Name"),
}


@dataclass(frozen=True, order=True)
class Appearance:
    """One person in one place."""

    name: str
    module: str
    role: str  # customer, agent, persona, question
    place: str  # the lesson, or lesson and question


def appearances(desk: Desk) -> list[Appearance]:
    """Return every person by name, once a place."""
    small = {word for text in desk.texts() for word in _WORD.findall(text.words)}
    modules = desk.package.modules
    return sorted({found for module in modules for found in _in_module(desk, module, small)})


def names_in(narration: str, small: set[str]) -> set[str]:
    """Return the names in a text, given the words that the course also writes small."""
    said = {found.split("’")[0] for found in _CAPITAL.findall(_QUOTED.sub(" ", narration))}
    return {word for word in said - _NO_NAMES if word.lower() not in small}


def _in_module(desk: Desk, module: ModuleDraft, small: set[str]) -> Iterator[Appearance]:
    pages = {draft.key: page for draft, page in desk.readings}
    for lesson in module.lessons:
        if lesson.key in pages:
            for turn in pages[lesson.key].body.turns:
                if turn.name:
                    yield Appearance(turn.name, module.key, turn.role, lesson.key)
            continue
        value = _told(desk, lesson)
        if value.get("persona"):
            yield Appearance(value["persona"], module.key, "persona", lesson.key)
        for question in value.get("questions", []):
            for name in names_in(question.get("stem", ""), small):
                place = f"{lesson.key}/{question.get('key', '')}"
                yield Appearance(name, module.key, "question", place)


def _told(desk: Desk, lesson: LessonDraft) -> dict[str, Any]:
    """Return the fields of a lesson; of a role-play also what its scene says of the same things."""
    value: dict[str, Any] = desk.fields(lesson.path).value
    if "scenario" not in value:
        return value
    path = PurePosixPath(lesson.path).parent / "scenarios" / f"{value['scenario']}.yaml"
    scene = desk.fields(str(path)).value
    persona, guards = scene.get("persona", {}), scene.get("safeguards", {})
    return {
        **value, "practice": "roleplay", "persona": persona.get("name"),
        "channel": persona.get("channel"), "complexity": scene.get("complexity"),
        "intensity": guards.get("intensity"),
    }  # fmt: skip


def shared_names(found: list[Appearance]) -> dict[tuple[str, str], list[Appearance]]:
    """Return the names that stand in more than one place of a module: perhaps two people."""
    places: dict[tuple[str, str], list[Appearance]] = defaultdict(list)
    for one in found:
        places[one.module, one.name].append(one)
    return {name: who for name, who in places.items() if len({one.place for one in who}) > 1}


def spread(desk: Desk) -> dict[str, Counter[str]]:
    """Return how scenes, announced ones too, are spread over channel, complexity and intensity."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in SPREAD}
    for lesson in desk.package.lessons():
        if lesson.path.endswith(".yaml"):
            value = _told(desk, lesson)
            for name in SPREAD:
                if isinstance(value.get(name), str):
                    counts[name][value[name]] += 1
    return counts


def report(desk: Desk) -> str:
    """Return the report as text."""
    found = appearances(desk)
    times = Counter(one.name for one in found)
    modules = {one.name: sorted({o.module for o in found if o.name == one.name}) for one in found}
    lines = [f"{len(times)} names in {len(found)} places", ""]
    lines += [f"  {name:24}{count:3}  {', '.join(modules[name])}" for name, count in
              sorted(times.items(), key=lambda item: (-item[1], item[0]))]  # fmt: skip
    lines += ["", "The same name in several places of a module: one person, or two?", ""]
    for (module, name), who in sorted(shared_names(found).items()):
        where = ", ".join(f"{one.place} ({one.role})" for one in who)
        lines.append(f"  {module}  {name}: {where}")
    for name, counts in spread(desk).items():
        if counts:
            listed = ", ".join(f"{value} {count}" for value, count in sorted(counts.items()))
            lines += ["", f"Scenes by {name}: {listed}"]
    return "\n".join(lines)
