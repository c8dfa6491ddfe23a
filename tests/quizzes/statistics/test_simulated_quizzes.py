"""Quizzes with a known truth, played many times: what is found, and how often it is wrong."""

from __future__ import annotations

from math import exp
from random import Random

import pytest

from quizzes.statistics.intervals import of_alpha
from quizzes.statistics.items import item_statistic
from quizzes.statistics.reliability import reliability
from quizzes.statistics.sittings import Sitting
from quizzes.statistics.verdicts import Verdict

KEYS = [f"q{place}" for place in range(10)]
RUNS = 200
SLOPE = 0.8  # questions as modest as a short quiz at work has them


def answers(
    chance: Random, people: int, *, reversed_key: str | None = None, draw: int | None = None
):
    """Return sittings at ten fair questions, one of them perhaps with its key the wrong way."""
    found = []
    for _ in range(people):
        ability = chance.gauss(0, 1)
        points = {}
        for place, key in enumerate(KEYS):
            ease = 1.0 - 0.2 * place
            right = chance.random() < 1 / (1 + exp(-(SLOPE * ability + ease)))
            points[key] = float(right != (key == reversed_key))
        kept = chance.sample(KEYS, draw) if draw else KEYS
        found.append(Sitting({key: points[key] for key in kept}))
    return found


def rates(people: int, *, draw: int | None = None) -> dict[str, float]:
    """Return how often a reversed key is caught, and how often a good question is doubted."""
    chance = Random(20261126)
    caught = doubted = weak = 0
    for _ in range(RUNS):
        sittings = answers(chance, people, reversed_key="q4", draw=draw)
        caught += item_statistic(sittings, "q4").verdict is Verdict.KEY_ERROR
        good = item_statistic(answers(chance, people, draw=draw), "q2").verdict
        doubted += good is Verdict.KEY_ERROR
        weak += good is Verdict.WEAK
    return {"caught": caught / RUNS, "doubted": doubted / RUNS, "weak": weak / RUNS}


def test_fifteen_people_catch_most_reversed_keys_and_doubt_some_good_questions():
    found = rates(15)
    print(f"n = 15: {found}")  # noqa: T201 - shown with -s
    assert 0.75 < found["caught"] < 0.95
    assert 0.1 < found["doubted"] < 0.3
    assert found["weak"] == 0  # nobody calls a question weak so early


def test_sixty_people_catch_nearly_all_and_doubt_few():
    found = rates(60)
    print(f"n = 60: {found}")  # noqa: T201 - shown with -s
    assert found["caught"] > 0.95
    assert found["doubted"] < 0.1
    assert found["weak"] < 0.25


def test_a_draw_is_compared_by_those_who_saw_the_question():
    chance = Random(5)
    sittings = answers(chance, 400, reversed_key="q4", draw=5)
    found = item_statistic(sittings, "q4")
    assert 150 < found.n < 250
    assert found.verdict is Verdict.KEY_ERROR
    assert item_statistic(sittings, "q2").verdict is Verdict.NOTHING_ODD


def test_alpha_of_parallel_parts_is_the_known_one():
    # Ten parts of equal true variance 1 and error variance 2: alpha = 10 / (10 + 2).
    chance = Random(3)
    people = []
    for _ in range(3000):
        true = chance.gauss(0, 1)
        people.append(Sitting({key: true + chance.gauss(0, 2**0.5) for key in KEYS}))
    found = reliability(people, KEYS)
    assert found.alpha == pytest.approx(10 / 12, abs=0.01)
    assert found.omega == pytest.approx(10 / 12, abs=0.01)
    assert found.alpha_interval.low < 10 / 12 < found.alpha_interval.high
    assert found.alpha_interval.high - found.alpha_interval.low < 0.03


def test_a_draw_estimates_the_alpha_of_what_was_drawn():
    chance = Random(4)
    people = []
    for _ in range(3000):
        true = chance.gauss(0, 1)
        kept = chance.sample(KEYS, 5)
        people.append(Sitting({key: true + chance.gauss(0, 2**0.5) for key in kept}))
    found = reliability(people, KEYS)
    assert found.length == 5
    assert found.alpha == pytest.approx(5 / 7, abs=0.03)
    assert found.omega == pytest.approx(5 / 7, abs=0.03)
    assert found.alpha_interval is None  # no honest one is known


def test_bonetts_interval_holds_the_truth_about_as_often_as_it_says():
    chance, held = Random(6), 0
    for _ in range(RUNS):
        people = []
        for _ in range(40):
            true = chance.gauss(0, 1)
            people.append(Sitting({key: true + chance.gauss(0, 2**0.5) for key in KEYS}))
        found = of_alpha(reliability(people, KEYS).alpha, 40, 10)
        held += found.low <= 10 / 12 <= found.high
    assert 0.9 <= held / RUNS <= 0.99


def test_answers_by_the_toss_of_a_coin_have_nothing_in_common():
    chance = Random(7)
    people = [Sitting({key: float(chance.random() < 0.5) for key in KEYS}) for _ in range(500)]
    found = reliability(people, KEYS)
    assert abs(found.alpha) < 0.2
    assert found.omega is None or found.omega < 0.3
