"""Which layer each place stands in, and in what order: a small layered layout (Sugiyama's).

Edges that lead back are turned round, layers follow the longest path, edges over several layers
get a waypoint in each, and four sweeps put neighbors near each other. The same scene gives the
same layers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

SWEEPS = 4
Pair = tuple[str, str]


@dataclass(frozen=True)
class Layers:
    """Rows of places and waypoints, and the waypoints of each edge from its source on."""

    rows: tuple[tuple[str, ...], ...]
    waypoints: Mapping[Pair, tuple[str, ...]]
    back: frozenset[Pair]


def layers_of(places: Sequence[str], pairs: Sequence[Pair], last: Sequence[str] = ()) -> Layers:
    """Return the layers of a graph; `last` are the places that stand in a row of their own below.

    Pairs may lead anywhere among the places, also to where they come from.
    """
    back = frozenset(_back_edges(places, pairs))
    forward = [_turned(pair, back) for pair in pairs if pair[0] != pair[1]]
    depth = _depths(places, forward)
    bottom = max((depth[one] for one in places if one not in last), default=-1) + 1
    depth |= {one: max(bottom, depth[one]) for one in last}
    rows: dict[int, list[str]] = defaultdict(list)
    for place in places:
        rows[depth[place]].append(place)
    waypoints = dict(_waypoints(forward, depth, rows))
    filled = [rows[at] for at in sorted(rows)]
    _sweep(filled, _neighbors(forward, waypoints))
    return Layers(
        tuple(map(tuple, filled)),
        {
            pair: waypoints[_turned(pair, back)][:: -1 if pair in back else 1]
            for pair in pairs
            if pair[0] != pair[1]
        },
        back,
    )


def _turned(pair: Pair, back: frozenset[Pair]) -> Pair:
    return (pair[1], pair[0]) if pair in back else pair


def _back_edges(places: Sequence[str], pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Yield the edges that close a circle, found by walking in depth from each place in order."""
    outgoing: dict[str, list[str]] = defaultdict(list)
    for source, target in pairs:
        outgoing[source].append(target)
    known: set[str] = set()
    for first in places:
        if first in known:
            continue
        known.add(first)
        path, stack = {first}, [(first, iter(outgoing[first]))]
        while stack:
            place, targets = stack[-1]
            for target in targets:
                if target in path:
                    yield place, target
                elif target not in known:
                    known.add(target)
                    path.add(target)
                    stack.append((target, iter(outgoing[target])))
                    break
            else:
                path.discard(place)
                stack.pop()


def _depths(places: Sequence[str], forward: Sequence[Pair]) -> dict[str, int]:
    """Return the length of the longest way to each place, in a graph without circles."""
    incoming: dict[str, int] = dict.fromkeys(places, 0)
    outgoing: dict[str, list[str]] = defaultdict(list)
    for source, target in forward:
        incoming[target] += 1
        outgoing[source].append(target)
    depth = dict.fromkeys(places, 0)
    ready = [place for place in places if not incoming[place]]
    while ready:
        place = ready.pop()
        for target in outgoing[place]:
            depth[target] = max(depth[target], depth[place] + 1)
            incoming[target] -= 1
            if not incoming[target]:
                ready.append(target)
    return depth


def _waypoints(
    forward: Sequence[Pair], depth: Mapping[str, int], rows: dict[int, list[str]]
) -> Iterator[tuple[Pair, tuple[str, ...]]]:
    for source, target in dict.fromkeys(forward):
        between = []
        for at in range(depth[source] + 1, depth[target]):
            name = f"{source} {target} {at}"  # no place has a blank in its name
            rows[at].append(name)
            between.append(name)
        yield (source, target), tuple(between)


def _neighbors(
    forward: Sequence[Pair], waypoints: Mapping[Pair, tuple[str, ...]]
) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for pair in dict.fromkeys(forward):
        way = (pair[0], *waypoints[pair], pair[1])
        for one, other in pairwise(way):
            found[one].append(other)
            found[other].append(one)
    return found


def _sweep(rows: list[list[str]], neighbors: Mapping[str, list[str]]) -> None:
    """Order each row by the middle of its neighbors in the row before, down and up again."""
    for sweep in range(SWEEPS):
        order = range(1, len(rows)) if sweep % 2 == 0 else range(len(rows) - 2, -1, -1)
        for at in order:
            fixed = rows[at - 1 if sweep % 2 == 0 else at + 1]
            where = {place: (spot + 0.5) / len(fixed) for spot, place in enumerate(fixed)}
            own = {place: (spot + 0.5) / len(rows[at]) for spot, place in enumerate(rows[at])}
            rows[at].sort(
                key=lambda place, where=where, own=own: _middle(  # type: ignore[misc]
                    [where[one] for one in neighbors.get(place, ()) if one in where], own[place]
                )
            )


def _middle(spots: list[float], own: float) -> float:
    return sum(spots) / len(spots) if spots else own
