"""The report on people and scenes."""

from __future__ import annotations

import dataclasses

from courses import lesson_kinds
from courses.lint import people_report
from courses.lint.desk import Desk
from courses.package.read import read_package
from tests.courses.lint.clean_package import QUIZ_PATH, found


def test_scenes_are_spread_over_channels(tmp_path):
    found(tmp_path)
    package = read_package(tmp_path, kinds=lesson_kinds.readers())
    scene = (
        "key: r1\nkind: announced\npersona: Ingrid\nchannel: phone\ncomplexity: routine\n"
        "intensity: 3\npractice: roleplay\n"
    )
    desk = Desk(dataclasses.replace(package, files={**package.files, QUIZ_PATH: scene.encode()}))
    assert people_report.spread(desk)["channel"] == {"phone": 1}
    text = people_report.report(desk)
    assert "Scenes by intensity: 3 1" in text
    assert "m1  Ingrid: l1 (customer), m1-quiz (persona)" in text


def test_a_name_is_a_word_that_is_never_written_small():
    small = {"parcels", "the", "match"}
    said = "The Parcels line. Oisín’s sister and Mr. Tanaka-Weiss wait on Monday. “Call Rosa.”"
    assert people_report.names_in(said, small) == {"Oisín", "Tanaka-Weiss"}
