"""W208 and the balance of a folder: who the difficult people are, all scenes together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from practice.scenario.check import Report
from practice.scenario.findings import Finding, Findings
from practice.scenario.shapes import Scenario

DIFFICULT_AT_LEAST = 3  # fewer scenes show no pattern
_PRONOUNS = {"she": "she", "her": "she", "hers": "she", "he": "he", "him": "he", "his": "he"}
_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True)
class Catalog:
    """What is said of all scenes together."""

    findings: tuple[Finding, ...]
    lines: tuple[str, ...]


def catalog_of(reports: Sequence[Report]) -> Catalog:
    """Return doubles, one-sided difficult people, and a table of how the scenes are spread."""
    findings = Findings()
    read = [(report, report.scenario) for report in reports if report.scenario is not None]
    _check_doubles(findings, read)
    hard = [(report, scenario) for report, scenario in read if is_difficult(scenario)]
    if len(hard) >= DIFFICULT_AT_LEAST:
        _check_groups(findings, hard, [scenario for _, scenario in read])
    return Catalog(tuple(findings), tuple(_table([scenario for _, scenario in read])))


def is_difficult(scenario: Scenario) -> bool:
    """Return whether this is somebody to be braced for: upset from the start, or intense."""
    first = scenario.nodes.get(scenario.start)
    if scenario.safeguards.intensity >= 3 or first is None or first.customer is None:
        return scenario.safeguards.intensity >= 3
    emotion = first.customer.emotion
    return emotion.valence <= -0.6 and emotion.arousal >= 0.6


def pronouns_of(scenario: Scenario) -> str:
    """Return she, he or they: as declared, or as the texts about the persona mostly say."""
    if scenario.persona.pronouns:
        return scenario.persona.pronouns
    told = Counter(
        _PRONOUNS[word]
        for text in _about(scenario)
        for word in _WORD.findall(text.casefold())
        if word in _PRONOUNS
    )
    ranked = told.most_common(2)
    is_even = len(ranked) == 2 and ranked[0][1] == ranked[1][1]
    return ranked[0][0] if ranked and not is_even else "they"


def _about(scenario: Scenario) -> Iterator[str]:
    persona = scenario.persona
    yield from (scenario.summary, persona.backstory, persona.wants, persona.hides)
    yield from (ending.text for ending in scenario.endings.values())
    yield from (choice.feedback for _, choice in scenario.choices())


def _check_doubles(findings: Findings, read: Iterable[tuple[Report, Scenario]]) -> None:
    first: dict[str, str] = {}
    for report, scenario in read:
        earlier = first.setdefault(scenario.id, report.file)
        if earlier != report.file:
            findings.add(
                "E000", report.file, 1, f"The id “{scenario.id}” is also used in {earlier}.",
                "Give one of them another id.",
            )  # fmt: skip


def _check_groups(
    findings: Findings, hard: list[tuple[Report, Scenario]], everybody: list[Scenario]
) -> None:
    first = hard[0][0].file
    for what, group in (("pronoun", pronouns_of), ("region", _region)):
        found = {group(scenario) for _, scenario in hard}
        only = found.pop() if len(found) == 1 else ""
        if only:
            others = sum(group(scenario) == only for scenario in everybody)
            findings.add(
                "W208", first, 1,
                f"All {len(hard)} difficult people have the {what} “{only}” "
                f"({others} of {len(everybody)} people do).",
                "Let difficult people come from more than one group, and calm ones too.",
            )  # fmt: skip


def _region(scenario: Scenario) -> str:
    return scenario.persona.region.casefold()


def _table(everybody: list[Scenario]) -> Iterator[str]:
    rows = {
        "pronouns": pronouns_of,
        "difficult, by pronoun": lambda one: pronouns_of(one) if is_difficult(one) else "",
        "region": lambda one: one.persona.region,
        "channel": lambda one: one.persona.channel,
        "complexity": lambda one: one.complexity,
        "intensity": lambda one: str(one.safeguards.intensity),
        "difficulty": lambda one: str(one.difficulty),
    }
    added = Counter(name for one in everybody for name in one.balance)
    for label, value in rows.items():
        counts = Counter(filter(None, map(value, everybody)))
        if counts:
            told = ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
            yield f"{label}: {told}"
    if added:
        told = ", ".join(f"{name} {count}" for name, count in sorted(added.items()))
        yield f"balance: {told}"
