"""Item statistics of a quiz: first attempts only, in tens, and never a person.

Everybody counts once, with the first attempt, unless the clock closed it: what it left open may
never have been read. Under ten people nothing leaves this module. Above, people come in tens: who
looks before and after one colleague's attempt sees the same numbers. Answers given in earlier
versions count wherever the question had the same words, and by the key of today; who saw none of
those is not among the ten.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from django.db.models import Func, JSONField
from django.utils.functional import Promise

from quizzes.models import Attempt, Question, Quiz, Response
from quizzes.question_types import TYPES
from quizzes.question_types.base import Json
from quizzes.scoring.correction import corrected_key
from quizzes.selectors.corrections import printed, quizzes_of_lesson, scored_questions
from quizzes.statistics.items import ItemStatistic, Pick, item_statistic
from quizzes.statistics.picks import Names, Option, names_of, options_of, picked
from quizzes.statistics.reliability import Reliability, reliability
from quizzes.statistics.sittings import Sitting, mean
from quizzes.statistics.verdicts import FEWEST, Verdict

MOST = 2000  # the latest; more would make the page slow and no figure better


@dataclass(frozen=True)
class Picked:
    """One row of a distractor table."""

    option: Option
    pick: Pick

    @property
    def percent(self) -> int:
        """Return how long its bar is."""
        return round(self.pick.share * 100)


@dataclass(frozen=True)
class ItemRow:
    """One question of the bank with its figures."""

    number: int
    question: Question
    label: Promise
    statistic: ItemStatistic
    picks: Sequence[Picked]

    @property
    def needs_a_look(self) -> bool:
        """Return whether the figures say that an author should look."""
        return self.statistic.verdict in {Verdict.KEY_ERROR, Verdict.WEAK}


@dataclass(frozen=True)
class QuizStatistics:
    """What may be told of a quiz. Below ten people `people` is None, and there is nothing else."""

    quiz: Quiz
    people: int | None
    mean_share: float | None
    reliability: Reliability | None
    rows: Sequence[ItemRow]

    @property
    def to_look_at(self) -> list[ItemRow]:
        """Return the questions that need a look."""
        return [row for row in self.rows if row.needs_a_look]


@dataclass(frozen=True)
class _Asked:
    """A question as one version asked it, with today's key in that version's ids."""

    question: Question
    answer_key: Json
    names: Names


class _Keys(Func):
    function = "jsonb_path_query_array"
    template = "%(function)s(%(expressions)s, '$.questions[*].key')"
    output_field = JSONField()


def item_statistics(quiz: Quiz) -> QuizStatistics:
    """Return the statistics of a quiz of the effective version (four queries)."""
    quizzes = quizzes_of_lesson(quiz)
    questions = scored_questions(quizzes)
    bank = questions[quiz.pk]
    sittings = _sittings(questions, bank)
    if not sittings:
        return QuizStatistics(quiz, None, None, None, [_row(n, q, []) for n, q in _numbered(bank)])
    return QuizStatistics(
        quiz=quiz,
        people=len(sittings),
        mean_share=mean([mean(list(s.points.values())) for s in sittings if s.points] or [0.0]),
        reliability=reliability(sittings, list(bank)),
        rows=[_row(number, question, sittings) for number, question in _numbered(bank)],
    )


def _numbered(bank: Mapping[str, Question]) -> list[tuple[int, Question]]:
    return list(enumerate(bank.values(), start=1))


def _row(number: int, question: Question, sittings: Sequence[Sitting]) -> ItemRow:
    options = options_of(question.body, question.answer_key)
    by_name = {option.name: option for option in options}
    statistic = item_statistic(sittings, question.key, options=list(by_name))
    picks = [Picked(by_name[pick.option], pick) for pick in statistic.picks]
    return ItemRow(number, question, TYPES[question.type].LABEL, statistic, picks)


def _sittings(
    questions: Mapping[int, Mapping[str, Question]], bank: Mapping[str, Question]
) -> list[Sitting]:
    """Return the first attempts in tens, or none where there are fewer than ten people."""
    asked = {quiz: _asked(old, bank) for quiz, old in questions.items()}
    attempts = _first_attempts(asked)
    answers = _answers([found["id"] for found in attempts], asked)
    return [
        _sitting(found["keys"], asked[found["quiz_id"]], answers.get(found["id"], {}))
        for found in attempts
    ]


def _first_attempts(asked: Mapping[int, Mapping[str, _Asked]]) -> list[dict[str, Any]]:
    rows = Attempt.objects.filter(quiz__in=asked, state=Attempt.State.SUBMITTED)
    first = rows.order_by("enrollment__learner", "submitted_at", "id").distinct(
        "enrollment__learner"
    )
    values = first.values("id", "quiz_id", "submitted_at", "closed_by", keys=_Keys("layout"))
    found: list[Any] = [
        row
        for row in values
        if row["closed_by"] != Attempt.ClosedBy.TIME
        and not asked[row["quiz_id"]].keys().isdisjoint(row["keys"])
    ]
    found.sort(key=itemgetter("submitted_at", "id"))
    whole_tens = len(found) - len(found) % FEWEST
    return found[:whole_tens][-MOST:]


def _asked(old: Mapping[str, Question], bank: Mapping[str, Question]) -> dict[str, _Asked]:
    """Return the questions of one version that are still asked in the same words."""
    found = {}
    for key, question in old.items():
        answer_key = key in bank and corrected_key(printed(question), printed(bank[key]))
        if answer_key:
            names = names_of(question.body, question.answer_key)
            found[key] = _Asked(question, answer_key, names)
    return found


def _answers(
    attempts: Sequence[int], asked: Mapping[int, Mapping[str, _Asked]]
) -> dict[int, dict[int, Json | None]]:
    comparable = [one.question.pk for found in asked.values() for one in found.values()]
    rows = Response.objects.filter(attempt__in=attempts, question__in=comparable)
    latest = rows.order_by("attempt_id", "question_id", "-client_seq").distinct(
        "attempt_id", "question_id"
    )
    found: dict[int, dict[int, Json | None]] = {}
    for attempt, question, answer in latest.values_list("attempt_id", "question_id", "answer"):
        found.setdefault(attempt, {})[question] = answer
    return found


def _sitting(
    keys: Sequence[str], asked: Mapping[str, _Asked], answers: Mapping[int, Json | None]
) -> Sitting:
    points, picks = {}, {}
    for key in keys:
        one = asked.get(key)
        if one is None:
            continue
        answer = answers.get(one.question.pk)
        points[key] = float(TYPES[one.question.type].score(one.answer_key, answer))
        picks[key] = picked(one.names, one.answer_key, answer)
    return Sitting(points, picks)
