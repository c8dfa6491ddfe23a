"""Scenes of any size, made for figures: a row of moments, three replies at each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

COURSE = {
    "format": "attune-course/1", "slug": "bench", "title": "Bench", "language": "en",
    "summary": "A course of one scene.", "license": "CC0-1.0", "authors": ["Nobody"],
    "outcomes": ["Play it."], "modules": ["m1"],
}  # fmt: skip
MODULE = {
    "key": "m1", "title": "Bench", "summary": "One scene.",
    "objectives": [{"id": "M1.1", "text": "Play it.", "level": "Ap"}], "lessons": ["r1.yaml"],
}  # fmt: skip
LESSON = {
    "key": "r1", "kind": "roleplay", "title": "A scene", "minutes": "5", "objectives": ["M1.1"],
    "move_on": "completed", "required": "no", "scenario": "r1",
}  # fmt: skip
FACTS: dict[str, Any] = {"facts": []}


def scene(nodes: int, *, name: str = "r1") -> str:
    """Return a scene of so many moments and two meters, as JSON, which is YAML."""
    rows: dict[str, Any] = {f"n{at}": _moment(at, nodes) for at in range(nodes)}
    rows["out"] = {"auto": [{"when": "trust >= 6", "goto": "good"}, {"goto": "fair"}]}
    return json.dumps({
        "format": "empathy-roleplay/1", "id": name, "version": "1", "language": "en",
        "license": "CC0-1.0", "title": "A scene", "summary": "Somebody calls.", "module": "m1",
        "complexity": "routine", "difficulty": "2", "minutes": "5", "objectives": ["M1.1"],
        "skills": ["act"], "slips": ["rush"],
        "safeguards": {
            "intensity": "1", "pause": "yes", "skip": {"allowed": "yes"}, "opt_out_scored": "no",
        },
        "persona": {"id": "p", "name": "Pat", "channel": "phone"},
        "meters": {"trust": _meter("high"), "strain": _meter("low")},
        "start": "n0", "nodes": rows,
        "endings": {"good": {"outcome": "restored", "text": "Pat thanks you."},
                    "fair": {"outcome": "settled", "text": "Pat hangs up."}},
        "debrief": {"feel": "How was it?", "fact": "What turned it?", "transfer": "What next?"},
    })  # fmt: skip


def _meter(good: str) -> dict[str, str]:
    return {"min": "0", "max": "6", "start": "3", "good": good, "show": "live"}


def _moment(at: int, nodes: int) -> dict[str, Any]:
    goto = f"n{at + 1}" if at + 1 < nodes else "out"
    choices = [
        ("a", "best", "skills", "act", {"trust": "+1"}),
        ("b", "weak", "skills", "rush", {"strain": "+1"}),
        ("c", "poor", "skills", "rush", {"trust": "-1"}),
    ]
    return {
        "customer": {
            "text": f"This is the line of moment {at}. And what will you do about it?",
            "emotion": {"label": "worried", "valence": "-0.4",
                        "arousal": "0.5"},
        },
        "choices": [
            {"id": choice, "text": f"Reply {choice} to the line of moment {at}, as one would.",
             kind: [tag], "quality": quality, "effect": effect,
             "feedback": f"At moment {at}, {choice} leads on.", "goto": goto}
            for choice, quality, kind, tag, effect in choices
        ],
    }  # fmt: skip


def write_package(folder: Path, nodes: int) -> Path:
    """Write a course of one scene and return its folder."""
    files = {
        "course.yaml": json.dumps(COURSE), "facts.yaml": json.dumps(FACTS),
        "modules/m1/module.yaml": json.dumps(MODULE),
        # The field `kind` is looked for at the beginning of a line.
        "modules/m1/r1.yaml": "".join(f"{k}: {json.dumps(v)}\n" for k, v in LESSON.items()),
        "modules/m1/scenarios/r1.yaml": scene(nodes),
    }  # fmt: skip
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder
