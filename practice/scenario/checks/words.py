"""W206, W207: what the scene is evidence for, and how hard it is to read."""

from __future__ import annotations

from collections.abc import Iterable

from courses.lint.prose.readability import count
from practice.scenario.checks.desk import Desk

GRADE_AT_MOST = 9.0
WORDS_AT_LEAST = 20  # a shorter text has no grade of its own


def check_words(desk: Desk) -> None:
    """Note skills and objectives that nothing shows, and lines that are hard to read."""
    _check_evidence(desk)
    if desk.scenario.language.split("-")[0] == "en":
        _check_grades(desk)


def _check_evidence(desk: Desk) -> None:
    scenario = desk.scenario
    shown = {tag for _, choice in scenario.choices() for tag in choice.tags}
    if any(node.notice for node in scenario.nodes.values()):
        shown.add("notice")
    for at, skill in enumerate(scenario.skills):
        if skill not in shown:
            desk.add(
                "W206", ("skills", at), f"No choice shows the skill “{skill}”.",
                "Tag a choice with it, or do not declare it.",
            )  # fmt: skip
    for at, objective in enumerate(scenario.objectives):
        named = scenario.evidence.get(objective, () if scenario.evidence else scenario.skills)
        if not shown & set(named):
            desk.add(
                "W206", ("objectives", at), f"Nothing is evidence for {objective}.",
                "Name in “evidence” the skills that stand for it.",
            )  # fmt: skip


def _check_grades(desk: Desk) -> None:
    nodes = desk.scenario.nodes.values()
    said = {node.name: node.customer.text for node in nodes if node.customer}
    offered = {
        (node.name, at): choice.text for node in nodes for at, choice in enumerate(node.choices)
    }
    _check_together(desk, "What the customer says", said.values())
    _check_together(desk, "What the options say", offered.values())
    for name, text in said.items():
        reason = _hard(text)
        if reason:
            desk.at_node("W207", name, reason, _MEND, "customer", "text")
    for (name, at), text in offered.items():
        reason = _hard(text)
        if reason:
            node = desk.scenario.nodes[name]
            desk.at_choice("W207", node, node.choices[at], reason, _MEND, "text")


_MEND = "Use shorter sentences and plainer words."


def _check_together(desk: Desk, what: str, texts: Iterable[str]) -> None:
    found = count(texts).grade
    if found > GRADE_AT_MOST:
        reason = f"{what} reads at grade {found:.1f}; {GRADE_AT_MOST:.0f} is the limit."
        desk.add("W207", ("nodes",), reason, _MEND)


def _hard(text: str) -> str:
    found = count([text])
    if found.grade <= GRADE_AT_MOST or found.words < WORDS_AT_LEAST:
        return ""
    return f"This reads at grade {found.grade:.1f}; {GRADE_AT_MOST:.0f} is the limit."
