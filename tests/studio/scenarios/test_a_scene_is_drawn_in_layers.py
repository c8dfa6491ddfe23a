"""The layout: every place once, nothing overlaps, edges go down, one drawing for one scene."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as chosen
from hypothesis import strategies as st

from practice.scenario.check import check_text
from studio.scenes.graph.edges import edges_of
from studio.scenes.graph.layers import layers_of
from studio.scenes.graph.layout import HEIGHT, WIDTH, drawing_of
from studio.scenes.walk import places_of
from tests.practice.scenario.conftest import PARCEL, changed

SHIPPED = [
    file
    for file in sorted(
        (Path(settings.BASE_DIR) / "courses/packages").glob("*/modules/*/scenarios/*.yaml")
    )
    if file.name.count(".") == 1
]
PLACES = st.integers(1, 9).map(lambda n: [f"p{at}" for at in range(n)])


def scene(text: str = PARCEL):
    return check_text("parcel-birthday.yaml", text)


def overlaps(drawing) -> list[tuple[str, str]]:
    boxes = list(drawing.boxes.values())
    return [
        (one.name, other.name)
        for at, one in enumerate(boxes)
        for other in boxes[at + 1 :]
        if abs(one.x - other.x) < WIDTH and abs(one.y - other.y) < HEIGHT
    ]


@st.composite
def graphs(draw):
    places = draw(PLACES)
    pair = st.tuples(st.sampled_from(places), st.sampled_from(places))
    return places, draw(st.lists(pair, unique=True, max_size=20))


@chosen(max_examples=200, deadline=None)
@given(graphs())
def test_any_graph_has_layers_in_which_edges_go_down(graph):
    places, pairs = graph
    layers = layers_of(places, pairs)
    row = {place: at for at, names in enumerate(layers.rows) for place in names}
    assert sorted(place for place in row if " " not in place) == sorted(places)
    for source, target in pairs:
        if source != target and (source, target) not in layers.back:
            assert row[source] < row[target]
            way = [source, *layers.waypoints[source, target], target]
            assert [row[one] for one in way] == list(range(row[source], row[target] + 1))
    if not layers.back:
        return
    forward = [pair for pair in pairs if pair not in layers.back]
    assert layers_of(places, forward).back == frozenset()  # only what closes a circle was turned


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_every_shipped_scene_has_a_drawing_without_overlaps(file):
    report = check_text(file.name, file.read_text())
    expert = places_of(report.scenario, report.span.expert)
    drawing = drawing_of(report.scenario, expert)
    assert {*drawing.boxes} == {*report.scenario.nodes, *report.scenario.endings}
    assert overlaps(drawing) == []
    assert all(0 <= box.x <= drawing.width - WIDTH for box in drawing.boxes.values())
    assert sum(line.edge.is_expert for line in drawing.lines) == len(set(pairwise(expert)))
    assert drawing.width <= 2600


def test_a_drawing_tells_the_expert_path_and_both_targets_of_a_guard():
    report = scene()
    expert = places_of(report.scenario, report.span.expert)
    assert expert == ["open", "check", "offer", "close", "end_restored"]
    edges = {(edge.source, edge.target): edge for edge in edges_of(report.scenario, expert)}
    assert edges["open", "check"].labels == ("a", "c")
    assert edges["hot", "end_lost"].labels == ("a′", "c")
    assert edges["hot", "hot"].labels == ("a",)
    assert {pair for pair, edge in edges.items() if edge.is_expert} == {
        ("open", "check"), ("check", "offer"), ("offer", "close"), ("close", "end_restored"),
    }  # fmt: skip


def test_the_same_scene_makes_the_same_drawing_of_whole_numbers():
    one, other = (drawing_of(scene().scenario) for _ in range(2))
    assert (one.boxes, [line.path for line in one.lines]) == (
        other.boxes, [line.path for line in other.lines],
    )  # fmt: skip
    assert all(re.fullmatch(r"[MCL0-9 -]+", line.path) for line in one.lines)


def test_a_broken_scene_is_drawn_as_far_as_it_goes():
    text = changed(
        ("start: open", "start: opne"), ('from you.", goto: hot}', 'from you.", goto: x}')
    )
    drawing = drawing_of(scene(text).scenario)
    assert {*drawing.boxes} == {*scene().scenario.nodes, *scene().scenario.endings}
    assert overlaps(drawing) == []
