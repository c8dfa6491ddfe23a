"""Twee out: what the format carries comes back; what it cannot is listed."""

from __future__ import annotations

import re
import uuid
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as chosen
from hypothesis import strategies as st

from practice.scenario.check import check_text
from practice.scenario.exchange.incoming import imported
from practice.scenario.exchange.twee.write import losses, twee_of
from practice.scenario.source.texts import in_words, texts_of
from tests.practice.scenario.conftest import PARCEL

PACKAGES = Path(settings.BASE_DIR) / "courses" / "packages"
SHIPPED = [
    file
    for file in sorted(PACKAGES.glob("*/modules/*/scenarios/*.yaml"))
    if file.name.count(".") == 1
]
SCENE = check_text("parcel-birthday.yaml", PARCEL).scenario


def back(scene):
    found = imported(f"{scene.id}.twee", twee_of(scene).encode())
    assert found.problems == ()
    return found.report.scenario


def carried(scene):
    """What Twee has a place for."""
    white = re.compile(r"\s+")
    return (
        white.sub(" ", scene.title),
        scene.start,
        {
            node.name: (
                node.customer.text if node.customer else None,
                node.customer.emotion.label if node.customer else None,
                [(white.sub(" ", one.text), one.goto) for one in node.choices],
                [(branch.when and branch.when.text, branch.goto) for branch in node.auto],
            )
            for node in scene.nodes.values()
        },
        {name: (one.outcome, one.text) for name, one in scene.endings.items()},
    )


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_every_shipped_scene_comes_back(file):
    scene = check_text(file.name, file.read_text()).scenario
    assert carried(back(scene)) == carried(scene)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)
LINES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


@chosen(max_examples=60, deadline=None)
@given(LINES, LINES)
def test_links_come_back_whatever_stands_in_them(said, offered):
    scene = in_words(SCENE, {"open.a.text": offered[:600], "end_lost.text": f"“{said[:600]}"})
    assert [one.goto for one in back(scene).nodes["open"].choices] == ["check", "hot", "check"]


def test_the_same_scene_makes_the_same_text_and_a_sound_id():
    assert twee_of(SCENE) == twee_of(SCENE)
    found = uuid.UUID(re.search(r'"ifid": "([0-9A-F-]+)"', twee_of(SCENE))[1])
    assert found.version == 4


def test_a_text_that_looks_like_a_header_or_a_link_stays_a_text():
    scene = in_words(SCENE, {"offer.text": ":: Nope\n[[a->b]]"})
    found = back(scene)
    assert list(found.nodes) == list(SCENE.nodes)
    assert found.nodes["offer"].customer.text == ":: Nope\n[ [a->b] ]"


def test_what_stays_behind_is_listed_by_place():
    told = losses(SCENE)
    assert "open.a: id, quality, feedback, skills, effect" in told
    assert "offer.b: id, quality, feedback, skills, effect, when" in told
    assert "hot.a: id, quality, feedback, skills, effect, max_visits and then" in told
    assert "open: cues, valence and arousal, notice, write_first" in told
    assert any(line.startswith("meters.trust") for line in told)
    named = {line.split(":")[0] for line in told}
    assert named >= {f"{node.name}.{choice.id}" for node, choice in SCENE.choices()}
    assert texts_of(SCENE)  # the scene itself is unchanged
