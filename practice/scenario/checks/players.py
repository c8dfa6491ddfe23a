"""W201, W204, W205: the scene played by habits and by chance."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence

from practice.scenario.checks.desk import Desk
from practice.scenario.space import Move, Space

GAMES = 2_000
SEED = 20_260_101  # any number; it stays, so that a check says the same twice
TURNS_AT_MOST = 1_000
RARE, COMMON = 0.01, 0.8
Pick = Callable[[Sequence[Move]], Move]


def _length(move: Move) -> int:
    return len(move.way.choice.text)


HABITS: dict[str, Pick] = {
    "first": lambda moves: moves[0],
    "last": lambda moves: moves[-1],
    "longest": lambda moves: max(moves, key=_length),
    "shortest": lambda moves: min(moves, key=_length),
}


def check_players(desk: Desk, space: Space) -> None:
    """Note what players without thought reach, and endings that chance hardly or always meets."""
    good = desk.scenario.good_endings()
    for habit, pick in HABITS.items():
        ending = play(space, pick)
        if ending in good:
            desk.at_node(
                "W201", ending, f"Whoever takes the {habit} option each time reaches “{ending}”.",
                "Reorder or reword options on that way.",
            )  # fmt: skip
    met = chance(space)
    games = sum(met.values())
    for name in desk.scenario.endings:
        share = met[name] / games if games else 0
        if name in space.seen and share < RARE:
            desk.at_node(
                "W204", name, f"Chance meets “{name}” in {met[name]} of {games} games.",
                "Open more ways to it, or drop it.",
            )  # fmt: skip
        elif share > COMMON:
            desk.at_node(
                "W205", name, f"Chance meets “{name}” in {met[name]} of {games} games.",
                "Let more of the choices matter.",
            )  # fmt: skip


def play(space: Space, pick: Pick) -> str:
    """Return the ending that a way of picking leads to; empty when it leads to none."""
    state = space.start
    for _ in range(TURNS_AT_MOST):
        if state is None:
            return ""
        moves = space.moves[state]
        if not moves:
            return state.at
        state = pick(moves).target
    return ""


def chance(space: Space) -> Counter[str]:
    """Return how often each ending is met in games by chance; the same each time."""
    rng = random.Random(SEED)  # noqa: S311 - games, not secrets
    met = Counter(play(space, rng.choice) for _ in range(GAMES))
    met.pop("", None)
    return met
