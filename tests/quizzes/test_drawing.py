"""What an attempt asks: enough, nothing twice until all was seen, every objective in turn."""

from __future__ import annotations

from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from quizzes.scoring.drawing import Candidate, draw

BANKS = st.lists(st.integers(1, 5), min_size=1, max_size=30).map(
    lambda objectives: [
        Candidate(f"q{place}", f"M1.{objective}", place)
        for place, objective in enumerate(objectives)
    ]
)


@given(BANKS, st.integers(1, 40), st.integers())
def test_attempts_use_up_the_bank_before_a_question_comes_again(bank, count, seed):
    seen: Counter[str] = Counter()
    for attempt in range(4):
        keys = draw(bank, count=count, seen=seen, chance=Random(seed + attempt))
        assert len(keys) == len(set(keys)) == min(count, len(bank))
        seen.update(keys)
        assert max(seen.values()) - min(seen[found.key] for found in bank) <= 1


@given(BANKS, st.integers(1, 40), st.integers())
def test_a_first_attempt_is_balanced_over_objectives(bank, count, seed):
    keys = set(draw(bank, count=count, seen={}, chance=Random(seed)))
    drawn = Counter(found.objective for found in bank if found.key in keys)
    held = Counter(found.objective for found in bank)
    for objective, had in drawn.items():
        for other in held:
            # Nobody is two ahead of an objective that still has something to give.
            assert had - drawn[other] <= 1 or drawn[other] == held[other], (objective, other)


@given(BANKS, st.integers())
def test_the_order_is_that_of_the_bank_and_the_seed_decides_all(bank, seed):
    keys = draw(bank, count=None, seen={}, chance=Random(seed))
    assert keys == [found.key for found in bank]
    half = len(bank) // 2
    again = [draw(bank, count=half, seen={}, chance=Random(seed)) for _ in range(2)]
    assert again[0] == again[1] == sorted(again[0], key=keys.index)


@given(BANKS, st.data(), st.integers())
def test_a_blueprint_gives_each_objective_its_share(bank, data, seed):
    sizes = Counter(found.objective for found in bank)
    blueprint = {
        objective: data.draw(st.integers(1, size), label=objective)
        for objective, size in sizes.items()
    }
    seen: Counter[str] = Counter()
    objective_of = {found.key: found.objective for found in bank}
    for attempt in range(4):
        keys = draw(bank, count=None, seen=seen, chance=Random(seed + attempt), blueprint=blueprint)
        assert len(keys) == len(set(keys))
        assert Counter(objective_of[key] for key in keys) == blueprint
        seen.update(keys)
        for objective in sizes:
            times = [seen[found.key] for found in bank if found.objective == objective]
            assert max(times) - min(times) <= 1
