"""The face: one feeling, one face; every face is whole; words say what it does."""

from __future__ import annotations

import re

import pytest
from django.template import engines
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from common.face import described, face_of

FEELING = st.floats(-1, 1)
CORNERS = {
    (-1, 1): "brows lowered and drawn together, eyes open, mouth open with its corners down",
    (-1, -1): "inner ends of the brows raised, eyes half closed, corners of the mouth down",
    (1, 1): "brows raised, eyes wide, mouth open in a smile",
    (1, -1): "brows at rest, eyes half closed, a closed smile",
    (0, 1): "brows raised, eyes wide, mouth open",
    (0, -1): "brows at rest, eyes half closed, mouth straight",
    (0, 0): "brows at rest, eyes open, mouth straight",
}


@pytest.mark.parametrize("feeling", CORNERS)
def test_the_words_for_each_corner(feeling):
    assert described(face_of(*feeling)) == f"A drawn face: {CORNERS[feeling]}."


def numbers(path: str) -> list[float]:
    return [float(found) for found in re.findall(r"-?\d+\.?\d*", path)]


@given(FEELING, FEELING)
def test_every_face_stays_inside_its_head(valence, arousal):
    face = face_of(valence, arousal)
    assert face == face_of(valence, arousal)
    for path in (face.brows, face.eyes, face.lids, face.mouth):
        assert all(20 <= number <= 112 for number in numbers(path))
    assert all(float(pupil["ry"]) > 0 for pupil in face.pupils)
    assert abs(face.tilt) < 10
    assert face.upper_lid > 0
    assert face.lower_lid > 0
    assert described(face).endswith(".")


@given(FEELING, FEELING, st.floats(0, 0.02), st.floats(0, 0.02))
def test_a_small_change_of_feeling_is_a_small_change_of_face(valence, arousal, more, stirred):
    here, there = face_of(valence, arousal), face_of(valence + more, arousal + stirred)
    for name in vars(here):
        assert abs(getattr(here, name) - getattr(there, name)) < 1.2


@given(FEELING, FEELING, FEELING)
def test_a_more_pleasant_feeling_never_lowers_the_corners_of_the_mouth(one, other, arousal):
    low, high = sorted((one, other))
    assert face_of(low, arousal).corners <= face_of(high, arousal).corners


def test_beyond_the_ends_the_face_stays_that_of_the_end():
    assert face_of(7, -9) == face_of(1, -1)


def drawn(source: str) -> str:
    return engines["django"].from_string(source).render({"hostile": "<b>&"})


def test_a_face_always_has_words_and_nothing_inline():
    page = drawn("{% face -0.6 0.4 %}")
    assert 'role="img" aria-label="A drawn face: ' in page
    assert "style=" not in page
    assert "<b>" not in drawn("{% face 0 0 hostile %}")


def test_numbers_keep_their_points_in_every_language():
    with translation.override("de"):
        assert re.search(r'd="M[\d. ]+Q', drawn("{% face 0.5 0.5 %}"))
