"""The scenes of the shipped course: all there, all proven, and not all of one kind."""

from __future__ import annotations

from collections import Counter

import pytest
from django.conf import settings

from practice.scenario.report.told import passes
from practice.scenario.report.work import check_paths

PACKAGE = settings.BASE_DIR / "courses" / "packages" / "empathy-in-customer-service"
# By module, as the course design names them.
SCENES = {"m0": 1, "m1": 3, "m2": 4, "m3": 4, "m4": 4, "m5": 6, "m6": 4, "m7": 4, "m8": 4}


@pytest.fixture(scope="module")
def checked():
    return check_paths([PACKAGE])


def scenes(checked):
    return [report.scenario for report in checked[0]]


def test_every_scene_passes_the_strict_check_and_is_proven(checked):
    reports, catalog = checked
    assert passes(reports, catalog, strict=True)
    assert all(report.is_publishable and report.states for report in reports)


def test_all_scenes_of_the_design_are_there(checked):
    found = Counter(scene.module.split("-")[0] for scene in scenes(checked))
    assert found == SCENES
    assert sum(found.values()) == 34


def test_every_scene_has_a_lesson_and_every_lesson_a_scene(checked):
    named = {
        line.removeprefix("scenario: ").strip()
        for file in PACKAGE.glob("modules/*/r*.yaml")
        for line in file.read_text().splitlines()
        if line.startswith("scenario: ")
    }
    assert named == {scene.id for scene in scenes(checked)}


def test_scenes_are_neither_sketches_nor_mazes(checked):
    assert {8 <= len(scene.nodes) <= 20 for scene in scenes(checked)} == {True}


def test_each_module_has_a_scene_where_less_empathy_is_right(checked):
    less = {
        scene.module.split("-")[0] for scene in scenes(checked) if "less_empathy" in scene.balance
    }
    assert less == set(SCENES)


def test_customers_are_content_in_some(checked):
    assert sum("content_customer" in scene.balance for scene in scenes(checked)) >= 5


def test_every_scene_asks_to_notice_to_write_and_to_change_seats(checked):
    for scene in scenes(checked):
        nodes = scene.nodes.values()
        assert any(node.notice for node in nodes), scene.id
        # The test call is two minutes long and there to try the brakes.
        assert any(node.write_first for node in nodes) or scene.id == "r0-1", scene.id
        assert scene.perspectives, scene.id
        assert scene.debrief.compare or scene.good_endings(), scene.id


def test_the_first_scenes_are_ready_in_german_and_arabic():
    for key in ("r1-1", "r1-2", "r1-3"):
        for language in ("de", "ar"):
            overlay = next(PACKAGE.glob(f"modules/m1-*/scenarios/{key}.{language}.yaml"))
            assert "complete: yes" in overlay.read_text()
