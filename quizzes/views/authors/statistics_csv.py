"""The statistics as CSV: numbers as numbers, texts guarded against formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence

from django.utils.html import strip_tags

from common.formula import guarded
from quizzes.selectors.item_statistics import QuizStatistics
from quizzes.statistics.intervals import Interval

Cell = str | int | float | None
ITEMS = (
    "number", "key", "question", "type", "objective", "level", "n", "difficulty", "difficulty_low",
    "difficulty_high", "discrimination_n", "discrimination", "discrimination_low",
    "discrimination_high", "verdict",
)  # fmt: skip
CHOICES = ("number", "key", "choice", "is_right", "n", "count", "share", "mean_rest")


def _items(found: QuizStatistics) -> Iterator[Sequence[Cell]]:
    for row in found.rows:
        asked, told = row.question, row.statistic
        is_told = told.n is not None
        yield (
            row.number, asked.key, strip_tags(asked.stem_html).strip(), asked.type, asked.objective,
            asked.level, told.n, told.difficulty, *_ends(told.difficulty_interval),
            told.discrimination_n if is_told else None, told.discrimination,
            *_ends(told.discrimination_interval), str(told.verdict),
        )  # fmt: skip


def _choices(found: QuizStatistics) -> Iterator[Sequence[Cell]]:
    for row in found.rows:
        for one in row.picks:
            is_right = "yes" if one.option.is_right else "no"
            yield (
                row.number, row.question.key, one.option.name, is_right, row.statistic.n,
                one.pick.count, one.pick.share, one.pick.rest,
            )  # fmt: skip


PARTS: dict[str, tuple[Sequence[str], Callable[[QuizStatistics], Iterator[Sequence[Cell]]]]] = {
    "items": (ITEMS, _items),
    "choices": (CHOICES, _choices),
}


def csv_of(found: QuizStatistics, part: str) -> bytes:
    """Return one of the two tables; what is not shown is an empty cell."""
    names, rows = PARTS[part]
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(names)
    writer.writerows([_cell(value) for value in row] for row in rows(found))
    return text.getvalue().encode()


def _ends(interval: Interval | None) -> tuple[float | None, float | None]:
    return (interval.low, interval.high) if interval else (None, None)


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    return f"{value:.4f}" if isinstance(value, float) else str(value)
