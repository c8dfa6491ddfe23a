"""Small tables whose figures were computed by hand."""

from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.statistics.intervals import of_alpha, of_correlation, of_share
from quizzes.statistics.items import item_statistic
from quizzes.statistics.plot import plot_of
from quizzes.statistics.reliability import Pair, alpha_of, omega_of, one_factor, reliability
from quizzes.statistics.sittings import Sitting, correlation
from quizzes.statistics.verdicts import Verdict, verdict_of

# Twelve people, three questions. Twice the same six rows, so that figures are easy to follow.
ROWS = [(1, 1, 1), (1, 1, 0), (1, 0, 1), (0, 1, 0), (0, 0, 0), (1, 1, 1)] * 2
TABLE = [Sitting(dict(zip("abc", row, strict=True))) for row in ROWS]


def test_difficulty_is_the_mean():
    found = item_statistic(TABLE, "a")
    assert (found.n, found.difficulty) == (12, pytest.approx(8 / 12))


def test_discrimination_leaves_the_question_out():
    # own 1 1 1 0 0 1; rest (b + c) / 2: 1, .5, .5, .5, 0, 1. Means 2/3 and 7/12.
    # Sum of products of deviations 1/3·5/12 − 1/3·1/12 − 1/3·1/12 + 2/3·1/12 + 2/3·7/12 + 1/3·5/12
    # = 2/3; squares 4/3 and 17/24: r = (2/3) / sqrt(4/3 · 17/24) = 0.68599…
    found = item_statistic(TABLE, "a")
    assert found.discrimination == pytest.approx((2 / 3) / sqrt(4 / 3 * 17 / 24))
    assert found.discrimination == pytest.approx(0.68599, abs=1e-5)
    assert found.discrimination_n == 12


def test_control_with_the_question_in_the_sum_it_would_flatter():
    own = [row[0] for row in ROWS]
    assert correlation(own, [sum(row) for row in ROWS]) > item_statistic(TABLE, "a").discrimination


def test_alpha_by_the_book():
    # Sums of squares over twelve people: a 8/3, b 8/3, c 3, of the totals (3 2 2 1 0 3 twice) 41/3.
    # alpha = 3/2 · (1 − (8/3 + 8/3 + 3) / (41/3)) = 24/41.
    found = reliability(TABLE, "abc")
    assert found.alpha == pytest.approx(24 / 41)
    assert (found.n, found.length, found.pairs_seen) == (12, 3, 1.0)


def pairs(rows: list[list[float]], n: int = 30) -> list[list[Pair | None]]:
    return [[Pair(value, n) for value in row] for row in rows]


def made_from(loadings: list[float]) -> list[list[Pair | None]]:
    return pairs(
        [[a * b if i != j else 1.0 for j, b in enumerate(loadings)] for i, a in enumerate(loadings)]
    )


def test_one_factor_finds_the_loadings_it_was_made_from():
    loadings = [0.9, 0.7, 0.5, 0.3]
    matrix = made_from(loadings)
    assert one_factor(matrix) == pytest.approx(loadings, abs=1e-6)
    unique = sum(1 - load**2 for load in loadings)
    assert omega_of(matrix, 4) == pytest.approx(2.4**2 / (2.4**2 + unique))


def test_one_factor_does_without_some_pairs():
    loadings = [0.9, 0.7, 0.5, 0.3]
    matrix = made_from(loadings)
    matrix[0][3] = matrix[3][0] = None
    assert one_factor(matrix) == pytest.approx(loadings, abs=1e-6)


def test_a_pair_weighs_as_many_as_saw_it():
    matrix = pairs([[1.0, 0.5, 0.1], [0.5, 1.0, 0.5], [0.1, 0.5, 1.0]])
    matrix[0][2] = matrix[2][0] = Pair(0.1, 1)
    assert alpha_of(matrix, 3) == pytest.approx(3 * 30.1 / 61 / (1 + 2 * 30.1 / 61))
    equal = made_from([0.6] * 5)
    equal[0][1] = equal[1][0] = Pair(-0.4, 1)
    assert one_factor(equal) == pytest.approx([0.6] * 5, abs=0.03)
    equal[0][1] = equal[1][0] = Pair(-0.4, 30)
    assert one_factor(equal)[0] < 0.5


def test_omega_and_alpha_agree_for_equal_loadings_only():
    equal = made_from([0.6] * 5)
    assert omega_of(equal, 5) == pytest.approx(alpha_of(equal, 5))
    spread = [0.9, 0.9, 0.3, 0.3]
    uneven = made_from(spread)
    assert omega_of(uneven, 4) > alpha_of(uneven, 4) + 0.01


def test_a_question_that_explains_more_than_its_variance_gives_no_omega():
    heywood = pairs([[1.0, 0.9, 0.9], [0.9, 1.0, 0.3], [0.9, 0.3, 1.0]])
    assert omega_of(heywood, 3) is None
    assert omega_of(pairs([[1.0, -0.2], [-0.2, 1.0]]), 2) is None
    assert one_factor([]) is None


def test_alpha_of_a_draw_is_that_of_the_drawn_length():
    # Equal questions: alpha of half as many follows Spearman and Brown.
    equal = made_from([0.2**0.5] * 8)
    whole, half = alpha_of(equal, 8), alpha_of(equal, 4)
    assert half == pytest.approx(whole / (2 - whole))


@pytest.mark.parametrize("points", [0.0, 0.5, 1 / 3, 0.1, 1.0])
def test_answers_that_are_all_the_same_measure_nothing(points):
    found = reliability([Sitting(dict.fromkeys("abcde", points))] * 10, "abcde")
    assert (found.alpha, found.alpha_interval, found.omega) == (None, None, None)


@pytest.mark.parametrize("points", [0.0, 0.5, 1 / 3, 0.1, 1.0])
def test_a_question_that_all_answered_alike_adds_nothing_to_omega(points):
    four = [[1.0 if th > at else 0.0 for at in (1, 2, 3, 4)] for th in (0, 1, 2, 3, 4, 5)] * 3
    swapped = [[row[1], row[0], row[3], row[2]] for row in four]
    table = [Sitting(dict(zip("abcd", row, strict=True))) for row in four + swapped]
    with_it = [Sitting({**sitting.points, "e": points}) for sitting in table]
    without = reliability(table, "abcd").omega
    assert without is not None
    assert reliability(with_it, "abcde").omega == pytest.approx(without)


def test_no_number_for_fewer_than_ten():
    found = item_statistic(TABLE[:9], "a", options=["x"])
    assert found.verdict is Verdict.TOO_FEW
    assert (found.n, found.difficulty, found.discrimination, found.picks) == (None, None, None, ())
    assert reliability(TABLE[:9], "abc").alpha is None
    assert item_statistic(TABLE[:10], "a").n == 10


def test_who_saw_nothing_else_has_no_rest():
    alone = [Sitting({"a": 1.0})] * 6 + TABLE
    found = item_statistic(alone, "a")
    assert (found.n, found.discrimination_n) == (18, 12)


@pytest.mark.parametrize(
    ("r", "n", "verdict"),
    [
        (-0.9, 9, Verdict.TOO_FEW),
        (-0.9, 10, Verdict.NO_VERDICT),
        (-0.9, 14, Verdict.NO_VERDICT),
        (-0.01, 15, Verdict.KEY_ERROR),
        (0.0, 15, Verdict.NOTHING_ODD),
        (0.1, 59, Verdict.NOTHING_ODD),
        (0.1, 60, Verdict.WEAK),
        (0.15, 60, Verdict.NOTHING_ODD),
        (-0.01, 60, Verdict.KEY_ERROR),
        (None, 15, Verdict.NO_SPREAD),
    ],
)
def test_a_verdict_waits_for_its_people(r, n, verdict):
    assert verdict_of(r, n) is verdict


def picks(counts: dict[str, int]):
    people = [
        Sitting({"a": 1.0, "b": place % 2}, {"a": {option}})
        for option, count in counts.items()
        for place in range(count)
    ]
    found = item_statistic(people, "a", options=list(counts))
    return {pick.option: pick for pick in found.picks}


@given(
    rests=st.lists(
        st.tuples(*[st.sampled_from([0, 1 / 6, 1 / 3, 1 / 2, 2 / 3, 5 / 6, 1])] * 3),
        min_size=8, max_size=12,
    ),
    order=st.randoms(use_true_random=False),
)  # fmt: skip
def test_what_cancels_out_exactly_is_no_key_error(rests, order):
    # Whoever was right has a twin with the same rest who was wrong: the correlation is nothing.
    twins = [
        Sitting({"a": own, **dict(zip("bcd", rest, strict=True))})
        for rest in rests for own in (0.0, 1.0)
    ]  # fmt: skip
    order.shuffle(twins)
    found = item_statistic(twins, "a")
    assert found.discrimination in {None, 0.0}
    assert found.verdict != Verdict.KEY_ERROR


def test_the_distractor_table():
    found = picks({"x": 30, "y": 10, "z": 0})
    assert [(p.count, p.share) for p in found.values()] == [(30, 0.75), (10, 0.25), (0, 0)]
    assert found["x"].rest == found["y"].rest == 0.5
    assert found["z"].rest is None


def test_the_rest_of_a_small_group_hides_with_its_cover():
    found = picks({"x": 30, "y": 12, "z": 4})
    assert {key: pick.rest is None for key, pick in found.items()} == {
        "x": False, "y": True, "z": True
    }  # fmt: skip
    # Two small groups of ten together cover each other.
    found = picks({"x": 30, "y": 12, "z": 6, "w": 4})
    assert [key for key, pick in found.items() if pick.rest is None] == ["z", "w"]


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 40), min_size=2))
def test_what_is_hidden_stands_for_nobody_or_for_ten(counts):
    if sum(counts.values()) < 10:
        return
    hidden = sum(pick.count for pick in picks(counts).values() if pick.rest is None)
    assert hidden == 0 or hidden >= 10


def test_intervals_as_in_the_papers():
    # Wilson, 8 of 10: 0.4902 to 0.9433. Fisher, r = 0.5 with 28: 0.1565 to 0.7361.
    found = of_share(0.8, 10)
    assert (found.low, found.high) == (
        pytest.approx(0.4902, abs=1e-4),
        pytest.approx(0.9433, abs=1e-4),
    )
    found = of_correlation(0.5, 28)
    assert (found.low, found.high) == (
        pytest.approx(0.1565, abs=1e-3),
        pytest.approx(0.7361, abs=1e-3),
    )
    found = of_alpha(0.8, 100, 10)
    assert found.low < 0.8 < found.high
    assert of_correlation(1.0, 28) is None
    assert of_correlation(0.5, 3) is None
    assert of_alpha(1.0, 100, 10) is None


@given(st.floats(0, 1), st.integers(10, 500))
def test_an_interval_of_a_share_holds_it_and_stays_in_range(share, n):
    found = of_share(share, n)
    assert 0 <= found.low <= share + 1e-9
    assert share - 1e-9 <= found.high <= 1


def test_the_picture_keeps_every_mark_inside():
    plot = plot_of([(1, 0.0, 1.0, Verdict.WEAK), (2, 1.0, -0.9, Verdict.KEY_ERROR)])
    assert [(mark.x, mark.y) for mark in plot.marks] == [
        (plot.left, plot.top), (plot.right, plot.bottom)
    ]  # fmt: skip
    assert plot.top < plot.weak < plot.zero < plot.bottom
