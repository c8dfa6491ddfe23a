"""Certainty beside outcome: bounded, honest about few answers, silent below two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.scoring.calibration import Said, calibrate

SAID = st.builds(
    Said, word=st.sampled_from(["guess", "fairly", "sure"]), choices=st.integers(3, 5),
    is_right=st.booleans(),
)  # fmt: skip


def answers(words: str, right: int) -> list[Said]:
    names = {"g": "guess", "f": "fairly", "s": "sure"}
    return [Said(names[word], 3, place < right) for place, word in enumerate(words)]


@pytest.mark.parametrize("said", [[], answers("s", 1)])
def test_fewer_than_two_answers_say_nothing(said):
    assert calibrate(said) is None


@given(st.lists(SAID, min_size=2, max_size=30))
def test_everything_stays_in_its_bounds_and_adds_up(said):
    found = calibrate(said)
    assert 0 <= found.right_percent <= 100
    assert 20 <= found.said_percent <= 95
    assert sum(row.answers for row in found.rows) == found.answers == len(said)
    assert sum(row.right for row in found.rows) == sum(one.is_right for one in said)
    assert calibrate(said[::-1]) == found


@given(st.lists(SAID, min_size=2, max_size=30))
def test_being_right_more_often_never_turns_towards_over_confident(said):
    order = ["under", "unclear", "fits", "over"]
    mended = [Said(one.word, one.choices, True) for one in said]
    before, after = calibrate(said).verdict, calibrate(mended).verdict
    assert after != "over" or before == "over"
    assert {before, after} <= set(order)


@pytest.mark.parametrize(
    ("words", "right", "verdict", "said", "came"),
    [
        ("ss", 0, "over", 95, 0),
        ("ss", 1, "unclear", 95, 50),
        ("ss", 2, "fits", 95, 100),
        ("gg", 2, "under", 33, 100),
        ("gg", 1, "unclear", 33, 50),
        ("ff", 1, "unclear", 67, 50),
        ("sss", 1, "over", 95, 33),
        ("ffffffffff", 6, "fits", 67, 60),
        ("ffffffffff", 5, "over", 67, 50),
        ("gggggggggg", 5, "under", 33, 50),
    ],
)
def test_the_verdict_in_examples(words, right, verdict, said, came):
    found = calibrate(answers(words, right))
    assert (found.verdict, found.said_percent, found.right_percent) == (verdict, said, came)
