"""Where each place and each edge of a scene is drawn, in the units of an SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from practice.scenario.shapes import Scenario
from studio.scenes.graph.edges import Edge, edges_of
from studio.scenes.graph.layers import Layers, layers_of

WIDTH, HEIGHT = 176, 64  # of a place
GAP, DROP = 28, 60  # between places, between rows
WAY = 14  # what a waypoint takes
MARGIN = 28
LABEL = 16  # how far below its source an edge is named


@dataclass(frozen=True)
class Box:
    """A place: its upper left corner, and its middle."""

    name: str
    x: int
    y: int

    @property
    def middle(self) -> int:
        """Return where its middle is, across."""
        return self.x + WIDTH // 2

    @property
    def bottom(self) -> int:
        """Return where it ends, down."""
        return self.y + HEIGHT


@dataclass(frozen=True)
class Line:
    """An edge: the path to draw, and where its name stands."""

    edge: Edge
    path: str
    x: int
    y: int
    is_back: bool

    @property
    def label(self) -> str:
        """Return which choices lead here."""
        return " ".join(self.edge.labels)


@dataclass(frozen=True)
class Drawing:
    """The whole graph. The size of a place comes with it, for the template."""

    width: int
    height: int
    boxes: Mapping[str, Box]
    lines: tuple[Line, ...]
    box_width: int = WIDTH
    box_height: int = HEIGHT


Points = list[tuple[int, int]]


def drawing_of(scenario: Scenario, expert: Sequence[str] = ()) -> Drawing:
    """Return the drawing of a scene, whatever its faults; `expert` are the places of that path."""
    edges = edges_of(scenario, expert)
    first = [scenario.start] if scenario.start in scenario.nodes else []
    places = list(dict.fromkeys([*first, *scenario.nodes, *scenario.endings]))
    pairs = [(edge.source, edge.target) for edge in edges]
    layers = layers_of(places, pairs, list(scenario.endings))
    known = {*scenario.nodes, *scenario.endings}
    widths = [_width(row, known) for row in layers.rows]
    width = max(widths, default=0) + 2 * MARGIN
    spots = _spots(layers, known, widths, width)
    boxes = {name: Box(name, x, y) for name, (x, y) in spots.items() if name in known}
    height = MARGIN * 2 + len(layers.rows) * (HEIGHT + DROP) - DROP
    lines = tuple(_lines(edges, layers, boxes, spots))
    return Drawing(width, max(height, HEIGHT), boxes, lines)


def _width(row: Sequence[str], known: set[str]) -> int:
    return sum((WIDTH if one in known else WAY) + GAP for one in row) - GAP


def _spots(
    layers: Layers, known: set[str], widths: Sequence[int], width: int
) -> dict[str, tuple[int, int]]:
    """Return the upper left corner of each place, and the middle of each waypoint, by name."""
    spots = {}
    for at, row in enumerate(layers.rows):
        x = (width - widths[at]) // 2
        y = MARGIN + at * (HEIGHT + DROP)
        for name in row:
            spots[name] = (x, y) if name in known else (x + WAY // 2, y)
            x += (WIDTH if name in known else WAY) + GAP
    return spots


def _lines(
    edges: Sequence[Edge],
    layers: Layers,
    boxes: Mapping[str, Box],
    spots: Mapping[str, tuple[int, int]],
) -> list[Line]:
    leaving = {name: _fan(name, edges, layers, spots) for name in boxes}
    found = []
    for edge in edges:
        pair = (edge.source, edge.target)
        box, target = boxes[edge.source], boxes[edge.target]
        start = leaving[edge.source][edge.target]
        if edge.source == edge.target:
            right = box.x + WIDTH
            path = (
                f"M{right - 24} {box.bottom} C{right - 24} {box.bottom + 34} {right + 26} "
                f"{box.bottom + 20} {right + 20} {box.bottom - 20} L{right + 2} {box.bottom - 24}"
            )
            found.append(Line(edge, path, right + 6, box.bottom + 22, is_back=True))
            continue
        is_back = pair in layers.back
        way = [spots[one] for one in layers.waypoints[pair]]
        path = _path(box, start, target, way, is_back=is_back)
        label_y = box.y - 6 if is_back else box.bottom + LABEL
        found.append(Line(edge, path, start + 8, label_y, is_back))
    return found


def _fan(
    name: str, edges: Sequence[Edge], layers: Layers, spots: Mapping[str, tuple[int, int]]
) -> dict[str, int]:
    """Return where each edge of a place leaves it: side by side, in the order of where they go."""
    targets = [edge.target for edge in edges if edge.source == name]

    def across(target: str) -> int:
        way = layers.waypoints.get((name, target), ())
        return spots[way[0] if way else target][0]

    targets.sort(key=across)
    step = WIDTH // (len(targets) + 1)
    return {target: spots[name][0] + step * at for at, target in enumerate(targets, start=1)}


def _path(box: Box, start: int, target: Box, way: Points, *, is_back: bool) -> str:
    """Return an SVG path with a soft bend in each gap between two rows."""
    if is_back:
        points = [(start, box.y), *((x, y) for x, y in way), (target.middle + 30, target.bottom)]
        stops = [(x, y + HEIGHT, y) for x, y in way]
    else:
        points = [(start, box.bottom), *way, (target.middle, target.y)]
        stops = [(x, y, y + HEIGHT) for x, y in way]
    x, y = points[0]
    parts = [f"M{x} {y}"]
    for to_x, enter, leave in [*stops, (*points[-1], points[-1][1])]:
        half = (y + enter) // 2
        parts.append(f"C{x} {half} {to_x} {half} {to_x} {enter}")
        if leave != enter:
            parts.append(f"L{to_x} {leave}")
        x, y = to_x, leave
    return " ".join(parts)
