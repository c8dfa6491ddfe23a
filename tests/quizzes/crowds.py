"""Many people at one quiz, written as rows: for pictures, where services are too slow."""

from __future__ import annotations

from random import Random

from quizzes.models import Attempt, Quiz, Response
from quizzes.question_types import TYPES
from quizzes.scoring.points import total
from quizzes.services.start_attempt import start_attempt
from tests.quizzes.conftest import enrolled, right_answer, wrong_answer
from tests.support.factories import SPRING, UserFactory


class _Slot:
    def __init__(self, question) -> None:
        self.question = question


def skilled_crowd(quiz: Quiz, people: int, *, reversed_keys: tuple[str, ...] = (), seed=5) -> None:
    """Submit first attempts of people of various skill; a reversed key punishes skill."""
    chance = Random(seed)
    bank = {found.key: found for found in quiz.questions.all()}
    for place in range(people):
        learner, skill = UserFactory(), chance.random()
        attempt = start_attempt(
            enrollment=enrolled(learner, quiz), quiz=quiz, by=learner, at=SPRING, seed=place
        ).attempt
        steps, points = [], []
        for key in attempt.question_keys():
            question = bank[key]
            able = 1 - skill if key in reversed_keys else skill
            chances = 0.2 + 0.75 * able - 0.15 * (question.ordinal % 4 - 1)
            make = right_answer if chance.random() < chances else wrong_answer
            answer = None if chance.random() < 0.03 else make(_Slot(question))
            if answer and "choice" in answer and make is wrong_answer:
                wrong = [row["id"] for row in question.body["choices"]
                         if row["id"] not in question.answer_key["correct"]]  # fmt: skip
                answer = {"choice": chance.choice([wrong[0], wrong[0], *wrong])}
            points.append(TYPES[question.type].score(question.answer_key, answer))
            steps.append(Response(attempt=attempt, question=question, client_seq=1, answer=answer,
                                  saved_at=SPRING))  # fmt: skip
        Response.objects.bulk_create(steps)
        result = total(points, pass_mark_percent=quiz.pass_mark_percent)
        Attempt.objects.filter(pk=attempt.pk).update(
            state="submitted", submitted_at=SPRING, score=result.score,
            max_score=result.max_score, passed=result.is_passed,
        )  # fmt: skip
