"""Turn the checked fields of a scenario file into the values that the engine plays."""

from __future__ import annotations

import keyword
from collections.abc import Sequence
from typing import Any

from courses.package.problems import Problems
from courses.package.yaml_lines import Located, Path
from practice.scenario import shapes
from practice.scenario.conditions import BadConditionError, Condition, parse

# First words of the ids of other texts, so that a node may not have them.
TAKEN = {"title", "summary", "persona", "safeguards", "debrief", "perspectives"}
PERSONA = {"id", "name", "channel", "backstory", "wants", "hides", "pronouns", "region"}
_MEDIA = {"image": "alt", "audio": "transcript", "video": "transcript"}


def build(file: str, fields: Located, problems: Problems) -> shapes.Scenario | None:
    """Return the scenario, or None after noting everything that the schema cannot see."""
    before = len(problems)
    builder = _Builder(file, fields, problems)
    scenario = builder.scenario()
    return scenario if len(problems) == before else None


class _Builder:
    def __init__(self, file: str, fields: Located, problems: Problems) -> None:
        self.file, self.fields, self.problems = file, fields, problems

    def note(self, way: Path, reason: str, mend: str) -> None:
        self.problems.add(self.file, self.fields.line(*way), reason, mend)

    def scenario(self) -> shapes.Scenario:
        value = self.fields.value
        same = ("id", "version", "language", "license", "title", "summary", "module", "complexity",
                "difficulty", "minutes", "start")  # fmt: skip
        self.names()
        return shapes.Scenario(
            **{name: value[name] for name in same},
            objectives=tuple(value["objectives"]),
            skills=tuple(value["skills"]),
            slips=tuple(value.get("slips", ())),
            safeguards=_safeguards(value["safeguards"]),
            persona=shapes.Persona(
                **{name: text for name, text in value["persona"].items() if name in PERSONA}
            ),
            meters=tuple(self.meter(name, meter) for name, meter in value["meters"].items()),
            nodes={name: self.node(name, node) for name, node in value["nodes"].items()},
            endings={
                name: shapes.Ending(name=name, **ending)
                for name, ending in value["endings"].items()
            },
            debrief=_debrief(value["debrief"]),
            evidence={name: tuple(tags) for name, tags in value.get("evidence", {}).items()},
            balance=tuple(value.get("balance", ())),
            perspectives=tuple(
                self.perspective(who, found) for who, found in value.get("perspectives", {}).items()
            ),
        )

    def names(self) -> None:
        value = self.fields.value
        for kind in ("nodes", "endings"):
            for name in value[kind]:
                if name in TAKEN:
                    self.note((kind, name), f"“{name}” names something else.", "Rename the node.")
        for name in value["endings"]:
            if name in value["nodes"]:
                self.note(
                    ("endings", name), f"“{name}” is also a node.", "Give the ending another name."
                )
        for name in value["meters"]:
            if keyword.iskeyword(name) or name in {"visited", "chose"}:
                self.note(
                    ("meters", name), f"“{name}” is a word of conditions.", "Rename the meter."
                )

    def meter(self, name: str, value: dict[str, Any]) -> shapes.Meter:
        if not value["min"] <= value["start"] <= value["max"] or value["min"] == value["max"]:
            self.note(
                ("meters", name), f"“{name}” does not run from min over start to max.",
                "Write, say, {min: 0, max: 10, start: 3}.",
            )  # fmt: skip
        return shapes.Meter(name=name, **value)

    def node(self, name: str, value: dict[str, Any]) -> shapes.Node:
        way: Path = ("nodes", name)
        if "choices" in value and "auto" in value:
            self.note(way, f"“{name}” has choices and auto.", "Keep one of them.")
        if "choices" in value and "customer" not in value:
            self.note(way, f"Nobody speaks at “{name}”.", "Add the field customer.")
        if "choices" not in value:
            for field in ("notice", "write_first"):
                if field in value:
                    self.note((*way, field), f"“{field}” needs choices.", "Remove it.")
        self.twice(way, value.get("choices", ()))
        return shapes.Node(
            name=name,
            customer=_customer(value["customer"]) if "customer" in value else None,
            notice=_notice(value["notice"]) if "notice" in value else None,
            write_first=is_yes(value.get("write_first", "no")),
            choices=tuple(
                self.choice((*way, "choices", place), choice)
                for place, choice in enumerate(value.get("choices", ()))
            ),
            auto=tuple(
                shapes.Branch(
                    goto=branch["goto"], when=self.condition((*way, "auto", place), branch)
                )
                for place, branch in enumerate(value.get("auto", ()))
            ),
        )

    def twice(self, way: Path, choices: Sequence[dict[str, Any]]) -> None:
        seen: set[str] = set()
        for place, choice in enumerate(choices):
            if choice["id"] in seen:
                self.note(
                    (*way, "choices", place, "id"), f"The choice “{choice['id']}” is there twice.",
                    "Give each choice of a node an id of its own.",
                )  # fmt: skip
            seen.add(choice["id"])

    def choice(self, way: Path, value: dict[str, Any]) -> shapes.Choice:
        if ("max_visits" in value) != ("then" in value):
            self.note(way, "max_visits and then go together.", "Give both or none of them.")
        same = ("id", "text", "quality", "goto", "feedback", "max_visits", "then")
        return shapes.Choice(
            **{name: value[name] for name in same if name in value},
            tags=tuple(value.get("skills", ())),
            effect={name: int(change) for name, change in value.get("effect", {}).items()},
            when=self.condition(way, value),
        )

    def condition(self, way: Path, value: dict[str, Any]) -> Condition | None:
        if "when" not in value:
            return None
        try:
            return parse(value["when"])
        except BadConditionError as refused:
            self.note((*way, "when"), refused.reason, refused.mend)
            return None

    def perspective(self, who: str, value: dict[str, Any]) -> shapes.Perspective:
        rate: dict[str, tuple[int, int]] = {}
        for name, scale in value["rate"].items():
            low, high = (int(part) for part in scale.split("-"))
            rate[name] = (low, high)
            if not low < high <= 10:
                self.note(
                    ("perspectives", who, "rate", name), f"“{scale}” is no scale.",
                    "Write a scale such as 1-5, up to 10.",
                )  # fmt: skip
        return shapes.Perspective(
            who=who, intro=value["intro"], lines=tuple(value["lines"]), rate=rate
        )


def is_yes(value: object) -> bool:
    """Return what a checked yes or no, true or false means."""
    return value in {"true", "yes", True}


def _safeguards(value: dict[str, Any]) -> shapes.Safeguards:
    return shapes.Safeguards(
        intensity=value["intensity"],
        content_note=value.get("content_note", ""),
        pause=is_yes(value["pause"]),
        skip_allowed=is_yes(value["skip"]["allowed"]),
        skip_alternative=value["skip"].get("alternative", ""),
    )


def _customer(value: dict[str, Any]) -> shapes.Customer:
    cues, emotion = value.get("cues", {}), value["emotion"]
    return shapes.Customer(
        text=value["text"],
        emotion=shapes.Emotion(
            label=emotion["label"],
            valence=float(emotion["valence"]),
            arousal=float(emotion["arousal"]),
        ),
        voice=tuple(cues.get("voice", ())),
        words=tuple(cues.get("words", ())),
        transcript=cues.get("transcript", ""),
        media=tuple(
            shapes.Media(kind=kind, file=value[kind]["file"], words=value[kind].get(words, ""))
            for kind, words in _MEDIA.items()
            if kind in value
        ),
    )


def _notice(value: dict[str, Any]) -> shapes.Notice:
    return shapes.Notice(
        ask=value["ask"],
        best=value["best"],
        why=value["why"],
        options=tuple(value.get("options", ())),
    )


def _debrief(value: dict[str, Any]) -> shapes.Debrief:
    return shapes.Debrief(
        feel=value["feel"],
        fact=value["fact"],
        transfer=value["transfer"],
        compare=tuple(value.get("compare", ())),
    )
