"""Check a scenario: everything the file shows, then everything that can happen in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from practice.scenario.checks.care import check_care
from practice.scenario.checks.desk import Desk, Surroundings
from practice.scenario.checks.graph import check_graph, targets
from practice.scenario.checks.options import check_options
from practice.scenario.checks.players import check_players
from practice.scenario.checks.states import check_states
from practice.scenario.checks.tags import check_tags
from practice.scenario.checks.todo import check_todo
from practice.scenario.checks.words import check_words
from practice.scenario.findings import Finding, Findings
from practice.scenario.score import Span, span_in
from practice.scenario.shapes import Scenario
from practice.scenario.source.overlay import Overlay, check_overlay
from practice.scenario.source.read import Source, read_scenario
from practice.scenario.space import STATES_AT_MOST, Space, explore

HOLES = {"E005", "E006", "E010", "E014"}  # players could not go on, or never end


@dataclass(frozen=True, kw_only=True)
class Report:
    """What is known of a scenario after the check.

    `is_proven` says that all states were searched; only then do the findings exclude a dead end.
    """

    file: str
    scenario: Scenario | None
    findings: tuple[Finding, ...]
    states: int = 0
    is_proven: bool = False
    span: Span | None = None

    @property
    def is_publishable(self) -> bool:
        """Return whether learners may meet it: no error, and every state was looked at."""
        return self.is_proven and not any(f.severity == "error" for f in self.findings)


def check_text(
    file: str,
    text: str,
    findings: Findings | None = None,
    *,
    around: Surroundings | None = None,
    overlays: Iterable[Overlay] = (),
) -> Report:
    """Return the report on a scenario file's text, and on its overlays."""
    found = findings if findings is not None else Findings()
    source = read_scenario(file, text, found)
    if source is None:
        return Report(file=file, scenario=None, findings=tuple(found))
    for overlay in overlays:
        check_overlay(source.scenario, overlay, found)
    return check_source(source, found, around=around)


def check_source(
    source: Source,
    findings: Findings | None = None,
    *,
    around: Surroundings | None = None,
    limit: int = STATES_AT_MOST,
) -> Report:
    """Return the report on a scenario that was read; `limit` bounds the search."""
    desk = Desk(source, findings if findings is not None else Findings(), around or Surroundings())
    for check in (check_graph, check_tags, check_care, check_options, check_words, check_todo):
        check(desk)
    if not is_playable(desk.scenario):
        return _report(desk)
    space = explore(desk.scenario, limit=limit)
    check_states(desk, space)
    if space.is_complete and not desk.findings.codes() & HOLES:
        check_players(desk, space)
    return _report(desk, space)


def is_playable(scenario: Scenario) -> bool:
    """Return whether every step leads somewhere, so that the search can begin."""
    places = {*scenario.nodes, *scenario.endings}
    meters = {meter.name for meter in scenario.meters}
    return (
        scenario.start in scenario.nodes
        and all(node.choices or node.auto for node in scenario.nodes.values())
        and all(target in places for _, _, target in targets(scenario))
        and all(condition.meters <= meters for condition in scenario.conditions())
    )


def _report(desk: Desk, space: Space | None = None) -> Report:
    # Nothing to choose is worse than a condition everywhere, and always comes with it.
    stuck = {finding.place for finding in desk.findings if finding.code == "E005"}
    return Report(
        file=desk.source.file,
        scenario=desk.scenario,
        findings=tuple(
            finding
            for finding in desk.findings
            if not (finding.code == "W106" and finding.place in stuck)
        ),
        states=space.count if space else 0,
        is_proven=bool(space and space.is_complete),
        span=span_in(desk.scenario, space) if space else None,
    )
