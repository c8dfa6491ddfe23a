"""What a corrected key is, as pure functions: the same question, other right answers."""

from __future__ import annotations

import copy
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.question_types import TYPES
from quizzes.scoring.correction import Printed, corrected_key, is_same_key
from quizzes.scoring.regrade import Mark, fingerprint, regraded
from tests.quizzes.conftest import choose, feeling, mark, matching, ordering, rate, single

STEM = '<p>What now? <img src="/courses/assets/{}/face.svg"></p>'
VERSIONS = ("11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222")


def printed(question: dict, *, version: int = 0, stem: str = STEM) -> Printed:
    frozen = TYPES[question["type"]].freeze(question)
    return Printed(question["type"], stem.format(VERSIONS[version]), frozen.body, frozen.answer_key)


def turned(question: dict) -> dict:
    """Return the question with another key and the same words."""
    found = copy.deepcopy(question)
    _TURN[question["type"]](found)
    return found


def _turn_choices(found: dict) -> None:
    right = (False, True, True, False) if found["type"] == "choose" else (True, False, False)
    for choice, is_right in zip(found["choices"], right, strict=True):
        choice["correct"] = is_right


def _turn_phrases(found: dict) -> None:
    for phrase in found["phrases"]:
        phrase["correct"] = not phrase["correct"]


def _turn_replies(found: dict) -> None:
    found["replies"][0]["expert"], found["replies"][2]["expert"] = 5, 1


def _turn_pairs(found: dict) -> None:
    pairs = found["pairs"]
    pairs[0]["answer"], pairs[2]["answer"] = pairs[2]["answer"], pairs[0]["answer"]


_TURN = {
    "single": _turn_choices, "choose": _turn_choices, "feeling": _turn_choices,
    "mark": _turn_phrases, "rate": _turn_replies, "matching": _turn_pairs,
    "ordering": lambda found: found["items"].reverse(),
}  # fmt: skip


QUESTIONS = [
    single("sofa"), choose("openings"), matching("words"), ordering("steps"), mark("gift"),
    rate("replies"), feeling("days"),
]  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda found: found["type"])
def test_the_same_question_published_again_has_the_same_key(question):
    old, new = printed(question), printed(question, version=1)
    assert old.answer_key != new.answer_key  # other ids
    assert is_same_key(old.answer_key, corrected_key(old, new))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda found: found["type"])
def test_a_corrected_key_scores_the_old_answer(question):
    old, new = printed(question), printed(turned(question), version=1)
    key = corrected_key(old, new)
    assert not is_same_key(old.answer_key, key)
    score = TYPES[question["type"]].score
    right = {
        "single": lambda k: {"choice": k["correct"][0]},
        "choose": lambda k: {"choices": k["correct"]},
        "matching": lambda k: {"pairs": k["pairs"]},
        "ordering": lambda k: {"order": k["order"]},
        "mark": lambda k: {"phrases": k["correct"]},
        "rate": lambda k: {"ratings": k["expert"]},
        "feeling": lambda k: {"choice": k["correct"][0], "sure": "sure"},
    }[question["type"]]
    assert score(key, right(key)) == 1
    assert score(key, right(old.answer_key)) < 1
    assert score(old.answer_key, right(key)) < 1


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda found: found["type"])
def test_reworded_parts_make_another_question(question):
    changed = copy.deepcopy(turned(question))
    if "passage" in changed:
        changed["passage"] = changed["passage"].replace("my son’s", "my daughter’s")
    else:
        names = ("choices", "pairs", "items", "replies")
        row = next(changed[name] for name in names if name in changed)[0]
        row["prompt" if "prompt" in row else "text"] = "Other words."
    assert corrected_key(printed(question), printed(changed)) is None
    assert corrected_key(printed(question), printed(question, stem="<p>Or so?</p>")) is None


def test_another_passage_around_the_same_phrases_makes_another_question():
    changed = mark("gift")
    changed["passage"] = changed["passage"].replace("It was", "It was not")
    assert corrected_key(printed(mark("gift")), printed(changed)) is None


def test_every_scored_type_stands_in_these_tests():
    scored = {key for key, found in TYPES.items() if found.IS_SCORED}
    assert {question["type"] for question in QUESTIONS} == scored


def test_another_number_to_choose_or_type_makes_another_question():
    more = choose("openings")
    more["choose"] = 3
    more["choices"][1]["correct"] = True
    assert corrected_key(printed(choose("openings")), printed(more)) is None
    assert corrected_key(printed(choose("openings")), printed(single("openings"))) is None


def test_a_part_more_or_less_makes_another_question():
    fewer = single("sofa")
    fewer["choices"] = fewer["choices"][:2]
    assert corrected_key(printed(single("sofa")), printed(fewer)) is None
    assert corrected_key(printed(fewer), printed(single("sofa"))) is None


def test_feedback_and_the_order_in_the_file_are_no_correction():
    other = choose("openings")
    other["choices"].reverse()
    other["choices"][0]["feedback"] = "Said better."
    old = printed(choose("openings"))
    assert is_same_key(old.answer_key, corrected_key(old, printed(other)))


def test_parts_of_the_same_words_are_told_apart_by_their_keys():
    # Ratings and phrases may repeat words; the author's keys decide then.
    def rating(ids: list[str], experts: list[int]) -> Printed:
        keys = ["first", "second"]
        body = {"replies": [{"id": one, "text": "I see."} for one in ids]}
        return Printed("rate", "", body, {
            "expert": dict(zip(ids, experts, strict=True)),
            "keys": dict(zip(ids, keys, strict=True)),
        })  # fmt: skip

    key = corrected_key(rating(["a", "b"], [5, 1]), rating(["x", "y"], [4, 1]))
    assert key == {"expert": {"a": 4, "b": 1}}
    assert not is_same_key({"expert": {"a": 5, "b": 1}}, key)


SHARES = st.fractions(0, 1, max_denominator=6)
MARKS = st.lists(st.tuples(st.none() | SHARES, st.none() | SHARES), min_size=1, max_size=12).map(
    lambda rows: [Mark(f"q{place}", *row) for place, row in enumerate(rows)]
)


@given(MARKS, st.integers(1, 100), st.booleans())
def test_a_pass_is_never_taken_and_given_only_where_it_is_earned(marks, pass_mark, has_passed):
    found = regraded(marks, pass_mark_percent=pass_mark, has_passed=has_passed)
    if found is None:
        assert all(mark.before == mark.after for mark in marks)
        return
    assert found.passed_after >= found.passed_before
    assert found.passed_after == (has_passed or found.after.is_passed)
    assert 0 <= found.after.score <= found.after.max_score
    assert found.gains_pass == (not has_passed and found.after.is_passed)
    assert {mark.key for mark in found.questions} == {
        mark.key for mark in marks if mark.before != mark.after
    }


def test_the_fingerprint_sees_every_difference():
    def one(after: Fraction, *, has_passed: bool = False):
        marks = [Mark("a", Fraction(0), after), Mark("b", Fraction(0), Fraction(0))]
        return regraded(marks, pass_mark_percent=50, has_passed=has_passed)

    prints = {
        fingerprint("quiz", []),
        fingerprint("quiz", [("x", one(Fraction(1)))]),
        fingerprint("quiz", [("y", one(Fraction(1)))]),
        fingerprint("other", [("x", one(Fraction(1)))]),
        fingerprint("quiz", [("x", one(Fraction(1, 2)))]),
        fingerprint("quiz", [("x", one(Fraction(1), has_passed=True))]),
    }
    assert len(prints) == 6
    pair = [("x", one(Fraction(1))), ("y", one(Fraction(1)))]
    assert fingerprint("quiz", pair) == fingerprint("quiz", pair[::-1])
