"""A scene and a translation lie in files of their own, and their changes are told as well."""

from __future__ import annotations

import pytest

from practice.package.roleplay import RoleplayDraft
from studio.comparison.compare import compare
from studio.comparison.files import file_notes
from tests.practice.scenario.conftest import PARCEL
from tests.studio.full_package import MODULE, MODULE_PATH
from tests.studio.test_comparison import survey, told

LESSON_PATH = "modules/m1-first/m1-play.yaml"
SCENE_PATH = "modules/m1-first/scenarios/parcel-birthday.yaml"
PLAY = """\
key: m1-play
kind: roleplay
title: The parcel
minutes: 6
objectives: [M1.1]
move_on: not_applicable
required: no
scenario: parcel-birthday
"""
SCENE = (
    PARCEL.replace("m5-routine-and-complex", "m1").replace("M5.1", "M1.1").replace("M3.2", "M1.2")
)
WITH_SCENE = {
    MODULE_PATH: MODULE.replace("  - m1-scene.yaml\n", "  - m1-scene.yaml\n  - m1-play.yaml\n"),
    LESSON_PATH: PLAY,
    SCENE_PATH: SCENE,
}


def test_the_words_of_a_scene_are_told(first_line):
    changed = {**WITH_SCENE, SCENE_PATH: SCENE.replace(first_line, f"{first_line} Really")}
    lines = told(changed, before=WITH_SCENE)
    assert lines[:2] == ["m1 changed", "m1-play changed"]
    assert len(lines) == 3
    assert lines[2].startswith("scene · nodes · ")
    assert lines[2].endswith("+ Really")


@pytest.fixture
def first_line():
    found = survey(WITH_SCENE).package.lessons()
    payload = next(one.payload for one in found if isinstance(one.payload, RoleplayDraft))
    words = payload.script.nodes[payload.script.start].customer.text.split()
    return " ".join(words[:3])


def test_a_scene_that_stayed_is_not_told():
    assert compare(survey(WITH_SCENE), survey(WITH_SCENE)).is_empty


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("translations/de/m1.yaml", "Translation translations/de/m1.yaml"),
        ("modules/m1/scenarios/r1-1.de.yaml", "Translation modules/m1/scenarios/r1-1.de.yaml"),
        ("modules/m1/scenarios/r1-1.pt-BR.yaml", "modules/m1/scenarios/r1-1.pt-BR.yaml"),
        ("assets/line.svg", "Picture assets/line.svg"),
        ("modules/m1/scenarios/r1-1.yaml", None),  # told word by word with its lesson
        ("lint.yaml", None),
    ],
)
def test_pictures_and_translations_are_told_by_their_names(path, words):
    for before, after in (({}, {path: b"a"}), ({path: b"a"}, {path: b"b"}), ({path: b"a"}, {})):
        notes = [note.text for note in file_notes(before, after)]
        assert len(notes) == (1 if words else 0)
        assert all(path in note for note in notes)
    changed = [note.text for note in file_notes({path: b"a"}, {path: b"b"})]
    assert not words or words in changed[0]
    assert list(file_notes({path: b"a"}, {path: b"a"})) == []
