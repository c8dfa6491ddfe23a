"""One question among the others: difficulty, discrimination, and who picked what. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from quizzes.statistics.intervals import Interval, of_correlation, of_share
from quizzes.statistics.sittings import Sitting, correlation, mean
from quizzes.statistics.verdicts import FEWEST, Verdict, verdict_of


@dataclass(frozen=True)
class Pick:
    """How often one choice was picked, and how those who did are elsewhere in the quiz.

    `rest` is None for fewer than ten people, and for as many more as it takes that nobody can work
    out the rest of fewer than ten from what is shown.
    """

    option: str
    count: int
    share: float
    rest: float | None


@dataclass(frozen=True)
class ItemStatistic:
    """How one question did. Without enough people it holds nothing but that."""

    key: str
    verdict: Verdict
    n: int | None = None
    difficulty: float | None = None
    difficulty_interval: Interval | None = None
    discrimination: float | None = None
    discrimination_interval: Interval | None = None
    discrimination_n: int = 0
    picks: Sequence[Pick] = ()


def item_statistic(
    sittings: Sequence[Sitting], key: str, *, options: Sequence[str] = ()
) -> ItemStatistic:
    """Return difficulty p (mean points), item-rest correlation and picks of one question.

    The correlation is corrected: the rest leaves the question itself out (Henrysson 1963,
    Psychometrika 28, 211-218). Each figure states how many people it rests on.
    """
    seen = [sitting for sitting in sittings if key in sitting.points]
    if len(seen) < FEWEST:
        return ItemStatistic(key, Verdict.TOO_FEW)
    difficulty = mean([sitting.points[key] for sitting in seen])
    pairs = [(s.points[key], rest) for s in seen if (rest := s.rest(key)) is not None]
    own, rests = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    found = correlation(own, rests) if len(pairs) >= FEWEST else None
    return ItemStatistic(
        key=key,
        verdict=verdict_of(found, len(pairs)),
        n=len(seen),
        difficulty=difficulty,
        difficulty_interval=of_share(difficulty, len(seen)),
        discrimination=found,
        discrimination_interval=None if found is None else of_correlation(found, len(pairs)),
        discrimination_n=len(pairs),
        picks=picks_of(seen, key, options),
    )


def picks_of(seen: Sequence[Sitting], key: str, options: Sequence[str]) -> list[Pick]:
    """Return the distractor table of one question, in the order of its options."""
    found = {option: [s for s in seen if option in s.picks.get(key, ())] for option in options}
    hidden = _hidden({option: len(people) for option, people in found.items()})
    return [
        Pick(
            option=option,
            count=len(people),
            share=len(people) / len(seen),
            rest=None if option in hidden else _mean_rest(people, key),
        )
        for option, people in found.items()
    ]


def _hidden(counts: Mapping[str, int]) -> Collection[str]:
    """Return the options whose rest stays hidden: groups too small, and their cover.

    A hidden group of four could be worked out from all the others, so the next smallest hides with
    it until ten people stand behind what is not shown.
    """
    rising = sorted((count, option) for option, count in counts.items() if count)
    hidden = {option for count, option in rising if count < FEWEST}
    covered = sum(counts[option] for option in hidden)
    for count, option in rising:
        if not 0 < covered < FEWEST:
            break
        if option not in hidden:
            hidden.add(option)
            covered += count
    return hidden


def _mean_rest(people: Sequence[Sitting], key: str) -> float | None:
    rests = [rest for sitting in people if (rest := sitting.rest(key)) is not None]
    return mean(rests) if len(rests) >= FEWEST else None
