"""Points as a pure function: bounds, what order may not matter, where half is half."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.scoring.points import (
    choice,
    marking,
    matching,
    ordering,
    points_to_pass,
    rating,
    total,
)

NAMES = st.text("abcdef0123456789", min_size=1, max_size=8)
IDS = st.lists(NAMES, min_size=1, max_size=7, unique=True)
SHARES = st.lists(st.fractions(min_value=0, max_value=1, max_denominator=28), max_size=40)


@given(IDS, st.data())
def test_choices_are_all_or_nothing_whatever_their_order(ids, data):
    correct = data.draw(st.lists(st.sampled_from(ids), min_size=1, unique=True))
    chosen = data.draw(st.lists(st.sampled_from(ids), unique=True))
    points = choice(correct, chosen)
    assert points in {0, 1}
    assert (points == 1) == (set(correct) == set(chosen))
    assert points == choice(data.draw(st.permutations(correct)), data.draw(st.permutations(chosen)))


def test_without_a_key_or_an_answer_there_is_no_point():
    assert choice([], []) == choice(["a"], []) == matching({}, {}) == ordering([], []) == 0


@given(IDS, st.data())
def test_matching_earns_its_share_whatever_the_order_of_the_prompts(ids, data):
    answers = st.sampled_from([*ids, "none of them"])
    correct = {prompt: data.draw(answers) for prompt in ids}
    sent = {prompt: data.draw(answers) for prompt in data.draw(st.permutations(ids))}
    points = matching(correct, sent)
    assert 0 <= points <= 1
    assert points == Fraction(sum(sent[p] == a for p, a in correct.items()), len(ids))
    assert matching(correct, dict(reversed(sent.items()))) == points
    assert matching(correct, correct) == 1
    assert matching(correct, {}) == 0


@given(IDS, st.data())
def test_matching_one_more_right_never_earns_less(ids, data):
    correct = {prompt: f"to-{prompt}" for prompt in ids}
    sent = {p: a for p, a in correct.items() if data.draw(st.booleans())}
    mended = {**sent, ids[0]: correct[ids[0]]}
    assert matching(correct, mended) >= matching(correct, sent)


@given(IDS.filter(lambda ids: len(ids) > 1), st.data())
def test_ordering_counts_pairs_that_stand_the_right_way_round(ids, data):
    sent = data.draw(st.permutations(ids))
    points = ordering(ids, sent)
    kept = sum(sent.index(a) < sent.index(b) for a, b in combinations(ids, 2))
    assert points == Fraction(kept, len(ids) * (len(ids) - 1) // 2)
    assert 0 <= points <= 1
    assert (points == 1) == (list(sent) == ids)
    assert points + ordering(ids, sent[::-1]) == 1


@given(IDS.filter(lambda ids: len(ids) > 1), st.data())
def test_ordering_does_not_depend_on_names(ids, data):
    sent = data.draw(st.permutations(ids))
    renamed = {name: f"x{place}" for place, name in enumerate(data.draw(st.permutations(ids)))}
    assert ordering([renamed[i] for i in ids], [renamed[i] for i in sent]) == ordering(ids, sent)


def test_ordering_three_items_gives_every_share_once_or_twice():
    right = ["a", "b", "c"]
    shares = sorted(ordering(right, list(order)) for order in permutations(right))
    third = Fraction(1, 3)
    assert shares == [0, third, third, 2 * third, 2 * third, 1]


@pytest.mark.parametrize("sent", [[], ["a"], ["a", "a"], ["a", "b", "c"], ["a", "z"]])
def test_ordering_something_else_earns_nothing(sent):
    assert ordering(["a", "b"], sent) == 0


TWO = st.lists(NAMES, min_size=2, max_size=8, unique=True)


@given(TWO, st.data())
def test_marking_is_bounded_and_rises_with_right_marks_only(ids, data):
    cut = data.draw(st.integers(1, len(ids) - 1))
    right, others = ids[:cut], ids[cut:]
    marked = data.draw(st.lists(st.sampled_from(ids), unique=True))
    earned = marking(right, others, marked)
    assert 0 <= earned <= 1
    assert (earned == 1) == (set(marked) == set(right))
    assert earned == marking(right, others, data.draw(st.permutations(marked)))
    assert marking(right, others, {*marked, right[0]}) >= earned
    assert marking(right, others, {*marked, others[0]}) <= earned
    assert marking(right, others, []) == marking([], others, marked) == 0


@given(st.integers(1, 4), st.integers(1, 6), st.data())
def test_marking_blindly_gains_nothing_before_it_stops_at_zero(right, others, data):
    """The mean over all ways to set so many marks is 0; the floor alone can lift it."""
    names = [f"r{n}" for n in range(right)] + [f"o{n}" for n in range(others)]
    count = data.draw(st.integers(0, len(names)))
    raw = [
        Fraction(sum(n[0] == "r" for n in marks), right)
        - Fraction(sum(n[0] == "o" for n in marks), others)
        for marks in combinations(names, count)
    ]
    assert sum(raw) == 0
    assert [max(Fraction(0), share) for share in raw] == [
        marking(names[:right], names[right:], marks) for marks in combinations(names, count)
    ]


def test_marking_one_right_and_one_wrong_of_four_others_earns_a_quarter():
    assert marking(["a", "b"], ["c", "d", "e", "f"], ["a", "c"]) == Fraction(1, 4)
    assert marking(["a"], ["c", "d"], ["c"]) == 0


STEPS = st.integers(1, 5)


@given(IDS, st.data())
def test_rating_is_bounded_and_nearer_never_earns_less(ids, data):
    expert = {reply: data.draw(STEPS) for reply in ids}
    given_ = {reply: data.draw(STEPS) for reply in ids if data.draw(st.booleans())}
    earned = rating(expert, given_)
    assert 0 <= earned <= 1
    assert (earned == 1) == (given_ == expert)
    assert rating(expert, {}) == rating({}, given_) == 0
    assert earned == rating(expert, dict(reversed(given_.items())))
    reply = ids[0]
    own = given_.get(reply, data.draw(STEPS))
    nearer = own + (own < expert[reply]) - (own > expert[reply])
    assert rating(expert, {**given_, reply: nearer}) >= earned


@pytest.mark.parametrize(("step", "earned"), [(4, 1), (5, "1/2"), (3, "1/2"), (2, 0), (1, 0)])
def test_rating_one_step_off_earns_half(step, earned):
    assert rating({"a": 4}, {"a": step}) == Fraction(earned)


@given(SHARES, st.integers(1, 100))
def test_the_total_is_bounded_never_overstates_and_decides_on_the_exact_sum(shares, mark):
    result = total(shares, pass_mark_percent=mark)
    exact = sum(shares, Fraction(0))
    assert 0 <= result.score <= result.max_score == len(shares)
    assert Fraction(result.score) <= exact < Fraction(result.score) + Fraction(1, 1000)
    assert result.is_passed == (bool(shares) and exact * 100 >= mark * len(shares))
    if shares:
        assert 0 <= Fraction(result.percent) <= exact * 100 / len(shares)
        assert not result.is_passed or result.percent >= mark


@given(SHARES, st.integers(1, 100), st.randoms(use_true_random=False))
def test_the_total_does_not_depend_on_the_order_of_the_questions(shares, mark, chance):
    mixed = list(shares)
    chance.shuffle(mixed)
    assert total(mixed, pass_mark_percent=mark) == total(shares, pass_mark_percent=mark)


def test_just_below_the_mark_is_not_passed_and_does_not_look_like_it():
    almost = [Fraction(1)] * 5 + [Fraction(999, 1000)] + [Fraction(0)] * 2
    result = total(almost, pass_mark_percent=75)
    assert (result.is_passed, result.percent) == (False, Decimal("74.98"))


@given(st.integers(1, 60), st.integers(1, 100))
def test_the_number_needed_is_the_smallest_that_passes(questions, mark):
    enough = points_to_pass(questions=questions, pass_mark_percent=mark)
    right = [Fraction(1)] * enough + [Fraction(0)] * (questions - enough)
    short = [Fraction(1)] * (enough - 1) + [Fraction(0)] * (questions - enough + 1)
    assert total(right, pass_mark_percent=mark).is_passed
    assert not total(short, pass_mark_percent=mark).is_passed
