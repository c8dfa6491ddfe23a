"""What a run shows: a pure fold over its turns. Three results, never one percentage.

Evidence counts for each skill; the outcome; and an index that compares runs over different paths:
(got - worst) / (best - worst), where got is the shortfall against the best option offered at each
node visited, and best and worst are the least and the greatest shortfall that the scene allows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from practice.scenario.engine import State, Turn, options, replay
from practice.scenario.shapes import Choice, Scenario
from practice.scenario.space import Move, Space, explore, ordered


@dataclass(frozen=True)
class Evidence:
    """How often a skill was shown, and at how many turns an option offered it."""

    shown: int
    offered: int


@dataclass(frozen=True)
class Span:
    """The least and the greatest shortfall possible, and one best path to a good ending."""

    best: int
    worst: int
    expert: tuple[Turn, ...]


@dataclass(frozen=True, kw_only=True)
class Score:
    """What a run shows. `index` is None until the scene is over, or when no span is known."""

    turns: int
    ending: str
    outcome: str
    shortfall: int
    index: float | None
    skills: Mapping[str, Evidence] = field(default_factory=dict)
    slips: Mapping[str, int] = field(default_factory=dict)


def score(scenario: Scenario, turns: Sequence[Turn], *, span: Span | None = None) -> Score:
    """Return what the turns show; raises NotOfferedError when they do not fit the scenario.

    Pass a stored `span` to spare the search; without one it is worked out and kept.
    """
    states = replay(scenario, turns)
    shown, offered, shortfall = Counter[str](), Counter[str](), 0
    for state, turn in zip(states, turns, strict=False):
        open_now = options(scenario, state)
        chosen = next(choice for choice in open_now if choice.id == turn.choice)
        shortfall += chosen.value - max(choice.value for choice in open_now)
        shown.update(chosen.tags)
        offered.update({tag for choice in open_now for tag in choice.tags})
        _notice(scenario, turn, shown, offered)
    last = states[-1]
    ending = scenario.endings.get(last.at)
    return Score(
        turns=len(turns),
        ending=ending.name if ending else "",
        outcome=ending.outcome if ending else "",
        shortfall=shortfall,
        index=_index(shortfall, span or span_of(scenario)) if ending else None,
        skills={tag: Evidence(shown[tag], offered[tag]) for tag in scenario.skills},
        slips={tag: shown[tag] for tag in scenario.slips},
    )


def _notice(scenario: Scenario, turn: Turn, shown: Counter[str], offered: Counter[str]) -> None:
    notice = scenario.nodes[turn.node].notice
    if notice is None or turn.noticed is None or not 0 <= turn.noticed < len(notice.options):
        return
    offered["notice"] += 1
    shown["notice"] += notice.options[turn.noticed] == notice.best


def _index(got: int, span: Span | None) -> float | None:
    if span is None:
        return None
    return 1.0 if span.best == span.worst else (got - span.worst) / (span.best - span.worst)


@lru_cache(maxsize=64)
def span_of(scenario: Scenario) -> Span | None:
    """Return the span of a scenario that passes the checks; None where none can be proven."""
    return span_in(scenario, explore(scenario))


def span_in(scenario: Scenario, space: Space) -> Span | None:
    """Return the span from a search that was made already."""
    order, back = ordered(space)
    if back or not space.is_complete or space.start is None:
        return None
    return _Futures(scenario, space).span(order)


@dataclass(frozen=True)
class _Future:
    """What is best and worst from a state on; `aim` is what the expert's path goes for."""

    aim: tuple[int, int, int]  # sum, whether a good ending, minus the turns
    worst: int
    move: Move | None = None


class _Futures:
    """Dynamic programming from the endings back to the start."""

    def __init__(self, scenario: Scenario, space: Space) -> None:
        self.scenario, self.space = scenario, space
        self.good = scenario.good_endings()
        self.known: dict[State, _Future] = {}

    def span(self, order: Iterable[State]) -> Span | None:
        for state in order:
            future = self.future(state)
            if future is not None:
                self.known[state] = future
        assert self.space.start is not None
        first = self.known.get(self.space.start)
        if first is None:
            return None
        return Span(best=first.aim[0], worst=first.worst, expert=tuple(self.expert()))

    def future(self, state: State) -> _Future | None:
        if state.at in self.scenario.endings:
            return _Future((0, int(state.at in self.good), 0), 0)
        moves = self.space.moves[state]
        ways = [
            (move, self.known[move.target]) for move in moves if move.target in self.known
        ]  # the rest leads nowhere; the checks tell of it
        if not ways:
            return None
        top = max(move.way.choice.value for move in moves)
        best: _Future | None = None
        worst = min(move.way.choice.value - top + after.worst for move, after in ways)
        for move, after in ways:
            total, good, turns = after.aim
            aim = (move.way.choice.value - top + total, good, turns - 1)
            if best is None or aim > best.aim:
                best = _Future(aim, worst, move)
        return best

    def expert(self) -> Iterable[Turn]:
        state = self.space.start
        while state is not None and (move := self.known[state].move) is not None:
            yield Turn(node=state.at, choice=move.way.choice.id, noticed=self.noticed(state.at))
            state = move.target

    def noticed(self, node: str) -> int | None:
        notice = self.scenario.nodes[node].notice
        if notice is None or notice.best not in notice.options:
            return None
        return notice.options.index(notice.best)


def shortfalls(scenario: Scenario, turns: Sequence[Turn]) -> tuple[int, ...]:
    """Return what each turn fell short of the best option offered, for the debrief."""
    states = replay(scenario, turns)
    found = []
    for state, turn in zip(states, turns, strict=False):
        open_now: tuple[Choice, ...] = options(scenario, state)
        chosen = next(choice for choice in open_now if choice.id == turn.choice)
        found.append(chosen.value - max(choice.value for choice in open_now))
    return tuple(found)
