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
from tests.quizzes.conftest import choose, matching, ordering, single

STEM = '<p>What now? <img src="/courses/assets/{}/face.svg"></p>'
VERSIONS = ("11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222")


def printed(question: dict, *, version: int = 0, stem: str = STEM) -> Printed:
    frozen = TYPES[question["type"]].freeze(question)
    return Printed(question["type"], stem.format(VERSIONS[version]), frozen.body, frozen.answer_key)


def turned(question: dict) -> dict:
    """Return the question with another key and the same words."""
    found = copy.deepcopy(question)
    if "items" in found:
        found["items"].reverse()
    elif "pairs" in found:
        pairs = found["pairs"]
        for pair, answer in zip(pairs, [p["answer"] for p in pairs][::-1], strict=True):
            pair["answer"] = answer
    else:
        for choice, is_right in zip(
            found["choices"], [c["correct"] for c in found["choices"]][::-1], strict=True
        ):
            choice["correct"] = is_right
        if found["type"] == "single":
            found["choices"][1]["correct"], found["choices"][0]["correct"] = False, True
        else:
            for choice, is_right in zip(found["choices"], (False, True, True, False), strict=True):
                choice["correct"] = is_right
    return found


QUESTIONS = [single("sofa"), choose("openings"), matching("words"), ordering("steps")]


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
    }[question["type"]]
    assert score(key, right(key)) == 1
    assert score(key, right(old.answer_key)) < 1
    assert score(old.answer_key, right(key)) < 1


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda found: found["type"])
def test_reworded_parts_make_another_question(question):
    changed = copy.deepcopy(turned(question))
    row = next(changed[name] for name in ("choices", "pairs", "items") if name in changed)[0]
    row["prompt" if "prompt" in row else "text"] = "Other words."
    assert corrected_key(printed(question), printed(changed)) is None
    assert corrected_key(printed(question), printed(question, stem="<p>Or so?</p>")) is None


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
