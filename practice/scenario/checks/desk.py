"""What a check looks at, and where it writes down what it finds."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from courses.package.yaml_lines import Path
from practice.scenario.findings import Findings
from practice.scenario.shapes import Choice, Node, Scenario
from practice.scenario.source.read import Source


@dataclass(frozen=True)
class Surroundings:
    """What the course around a scenario knows; None where there is no course."""

    objectives: Collection[str] | None = None
    modules: Collection[str] | None = None


@dataclass
class Desk:
    """A scenario with its file, its surroundings and the findings so far."""

    source: Source
    findings: Findings
    around: Surroundings = field(default_factory=Surroundings)

    @property
    def scenario(self) -> Scenario:
        """Return the scenario."""
        return self.source.scenario

    def add(self, code: str, way: Path, reason: str, mend: str, *, place: str = "") -> None:
        """Note a finding at the end of a way through the file."""
        self.findings.add(code, self.source.file, self.source.line(*way), reason, mend, place=place)

    def at_node(self, code: str, node: str, reason: str, mend: str, *inside: str | int) -> None:
        """Note a finding about a node or ending, or something inside."""
        kind = "endings" if node in self.scenario.endings else "nodes"
        self.add(code, (kind, node, *inside), reason, mend, place=node)

    def at_choice(
        self, code: str, node: Node, choice: Choice, reason: str, mend: str, *inside: str | int
    ) -> None:
        """Note a finding about a choice, or something inside."""
        way = ("nodes", node.name, "choices", node.choices.index(choice), *inside)
        self.add(code, way, reason, mend, place=name_of(node, choice))


def name_of(node: Node, choice: Choice) -> str:
    """Return the name of a choice: node.choice."""
    return f"{node.name}.{choice.id}"
