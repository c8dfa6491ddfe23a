"""How invented people play a scene: by their skill, by chance, and by what the scene invites."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from practice.scenario.engine import State, options, start, step
from practice.scenario.engine import Turn as Played
from practice.scenario.shapes import Choice, Scenario

STEPS_OUT = 0.02  # at any turn
NOTHING: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Quirk:
    """What an author will find when many have played: what the checks before could not know."""

    never: frozenset[str] = frozenset()  # options that nobody takes
    shunned_by_skilled: frozenset[str] = frozenset()  # best, and the skilled avoid it
    leave_at: Mapping[str, float] = field(default_factory=lambda: NOTHING)


QUIRKS = {
    "r1-1": Quirk(
        shunned_by_skilled=frozenset({"lookup.c"}), leave_at=MappingProxyType({"father": 0.36})
    ),
    "r1-2": Quirk(never=frozenset({"open.b"})),
}


@dataclass(frozen=True)
class Playing:
    """A way through a scene; whoever stepped out did so before the next turn."""

    turns: tuple[Played, ...]
    is_stepped_out: bool


def play(scenario: Scenario, *, skill: float, chance: random.Random) -> Playing:
    """Return how somebody of that skill (0 to 1) plays the scene."""
    quirk = QUIRKS.get(scenario.id, Quirk())
    state, turns = start(scenario), list[Played]()
    while not state.is_over(scenario):
        if chance.random() < quirk.leave_at.get(state.at, STEPS_OUT):
            return Playing(tuple(turns), is_stepped_out=True)
        choice = _choose(scenario, state, quirk, skill, chance)
        noticed = _notice(scenario, state, skill, chance)
        turns.append(Played(node=state.at, choice=choice.id, noticed=noticed))
        state = step(scenario, state, choice.id)
    return Playing(tuple(turns), is_stepped_out=False)


def _choose(
    scenario: Scenario, state: State, quirk: Quirk, skill: float, chance: random.Random
) -> Choice:
    offered = options(scenario, state)
    weights = [_weight(f"{state.at}.{choice.id}", choice, quirk, skill) for choice in offered]
    return chance.choices(offered, weights)[0]


def _weight(name: str, choice: Choice, quirk: Quirk, skill: float) -> float:
    if name in quirk.never:
        return 0.0
    if name in quirk.shunned_by_skilled:
        return 2.4 - 2.3 * skill
    pull = {"best": 0.15 + 2.2 * skill, "ok": 0.5, "weak": 0.8 - 0.6 * skill}
    return pull.get(choice.quality, 0.4 - 0.35 * skill)


def _notice(scenario: Scenario, state: State, skill: float, chance: random.Random) -> int | None:
    notice = scenario.nodes[state.at].notice
    if notice is None or notice.best not in notice.options:
        return None
    if chance.random() < 0.3 + 0.6 * skill:
        return notice.options.index(notice.best)
    return chance.randrange(len(notice.options))
