"""A story as a draft of a scene: what it does not say is TODO, and the checks name it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

import yaml

from courses.package.problems import Problems
from practice.scenario.exchange.blank import DEBRIEF, blank
from practice.scenario.exchange.story import Link, Notes, Passage, Story
from practice.scenario.source.build import TAKEN
from practice.scenario.source.layout.write import laid_out
from practice.scenario.source.read import BYTES, roleplay_schema

NODES, ENDINGS, CHOICES, BRANCHES = 100, 20, 6, 12
_TEXT, _OPTION = 1200, 600
_NAME, _SLUG = re.compile(r"[^a-z0-9]+"), re.compile(r"[^a-z0-9]+")
_CALM = "Nothing said how the customer feels, so the draft says calm: choose the emotion."


def draft_of(file: str, story: Story, key: str, notes: Notes, problems: Problems) -> str | None:
    """Return the YAML of a draft called `key`, or None after noting what fits in no scene."""
    drafter = _Drafter(file, story, notes, problems)
    drafter.check()
    if len(problems):
        return None
    value = drafter.value(key)
    text = yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=100)
    draft = f"# A draft. `scenario check` names what is left to write.\n{laid_out(text)}"
    if len(draft.encode()) > BYTES:
        problems.add(file, 1, "The scene would be larger than 200 kB.", "Split the story.")
        return None
    return draft


@cache
def emotions() -> frozenset[str]:
    """Return the labels that a line may have."""
    customer = roleplay_schema().rule["$defs"]["customer"]["properties"]
    return frozenset(customer["emotion"]["properties"]["label"]["enum"])


def key_of(title: str, fallback: str) -> str:
    """Return a file name for a title: small letters, digits, hyphens."""
    for words in (title, fallback):
        key = _SLUG.sub("-", _latin(words)).strip("-")[:60].strip("-")
        if key:
            return key
    return "draft"


class _Drafter:
    def __init__(self, file: str, story: Story, notes: Notes, problems: Problems) -> None:
        self.file, self.story, self.notes, self.problems = file, story, notes, problems
        self.names = _names(story)
        self.nodes = [passage for passage in story.passages if passage.links]
        self.ends = [passage for passage in story.passages if not passage.links]

    def check(self) -> None:
        """Note whatever is more or longer than a scene may have, by line."""
        first = next(one for one in self.story.passages if one.name == self.story.start)
        if not first.links:
            self.fault(first.line, "The first passage has no links.", "Give it options.")
        for kind, found, most in (("moments", self.nodes, NODES), ("endings", self.ends, ENDINGS)):
            if len(found) > most:
                self.fault(
                    found[most].line, f"There are {len(found)} {kind}; a scene has {most} at most.",
                    "Split the story.",
                )  # fmt: skip
        for passage in self.story.passages:
            self.check_passage(passage)

    def check_passage(self, passage: Passage) -> None:
        most = BRANCHES if passage.is_routing else CHOICES
        if len(passage.links) > most:
            self.fault(
                passage.line,
                f"“{passage.name[:60]}” has {len(passage.links)} links; {most} is the limit.",
                "Leave some out, or add a passage between.",
            )  # fmt: skip
        self.check_length(passage.line, passage.text, _TEXT)
        for link in passage.links:
            self.check_length(link.line, link.text, _OPTION)
            self.check_length(link.line, link.feedback, _OPTION)

    def check_length(self, line: int, text: str, most: int) -> None:
        if len(text) > most:
            self.fault(line, f"A text of {len(text):,} letters; {most:,} is the limit.", "Shorten.")

    def fault(self, line: int, reason: str, mend: str) -> None:
        self.problems.add(self.file, line, reason, mend)

    def value(self, key: str) -> dict[str, Any]:
        """Return the scene as its file says it."""
        return {
            **blank(key, self.story.title),
            "start": self.names[self.story.start],
            "nodes": {self.names[one.name]: self.node(one) for one in self.nodes},
            "endings": dict(self.endings()),
            "debrief": DEBRIEF,
        }

    def node(self, passage: Passage) -> dict[str, Any]:
        name = self.names[passage.name]
        self.notes.carried(passage.line, passage.name, f"Became the node “{name}”.")
        said = {"customer": _customer(passage)} if passage.text or not passage.is_routing else {}
        if said and passage.emotion not in emotions():
            self.notes.left(passage.line, passage.name, _CALM)
        if passage.is_routing:
            return {**said, "auto": [self.branch(link) for link in passage.links]}
        return {
            **said,
            "choices": [self.choice(at, link) for at, link in enumerate(passage.links)],
        }

    def choice(self, at: int, link: Link) -> dict[str, Any]:
        found = {
            "id": "abcdef"[at],
            "text": link.text or "TODO What can be said here?",
            "quality": "ok",
            "goto": self.target(link),
        }
        return {**found, "feedback": link.feedback} if link.feedback else found

    def branch(self, link: Link) -> dict[str, Any]:
        return {**({"when": link.when} if link.when else {}), "goto": self.target(link)}

    def target(self, link: Link) -> str:
        return self.names.get(link.target) or _plain_name(link.target) or "todo"

    def endings(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for passage in self.ends:
            name = self.names[passage.name]
            self.notes.carried(passage.line, passage.name, f"Became the ending “{name}”.")
            if not passage.outcome:
                self.notes.left(
                    passage.line, passage.name,
                    "Nothing said how it ends, so the draft says settled: choose the outcome.",
                )  # fmt: skip
            yield (
                name,
                {
                    "outcome": passage.outcome or "settled",
                    "text": passage.text or "TODO How does it end for the customer?",
                },
            )
        if not self.ends:
            self.notes.left(1, "", "No passage is an ending, so the draft has one to lead to.")
            yield "end_todo", {"outcome": "settled", "text": "TODO How does it end?"}


def _customer(passage: Passage) -> dict[str, Any]:
    label = passage.emotion if passage.emotion in emotions() else "calm"
    return {
        "text": passage.text or "TODO What does the customer say?",
        "emotion": {"label": label, "valence": 0, "arousal": 0},
    }


def _names(story: Story) -> dict[str, str]:
    """Return a name of ours for each passage; two that come out the same are numbered."""
    names: dict[str, str] = {}
    taken: Counter[str] = Counter()
    used: set[str] = set(TAKEN)
    for passage in story.passages:
        name = base = _plain_name(passage.name) or "part"
        while name in used:
            taken[base] += 1
            name = f"{base[:35]}_{taken[base] + 1}"
        used.add(name)
        names[passage.name] = name
    return names


def _plain_name(words: str) -> str:
    name = _NAME.sub("_", _latin(words)).strip("_")[:40].strip("_")
    return name if not name or name[0].isalpha() else f"n_{name}"[:40]


def _latin(words: str) -> str:
    return unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().casefold()
