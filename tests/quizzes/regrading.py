"""A quiz whose key was wrong in its first version, and the people who took it."""

from __future__ import annotations

import copy

from quizzes.models import Attempt, Quiz
from quizzes.selectors.paper import load_paper
from quizzes.selectors.regrading import preview_of
from quizzes.services.regrade import Decision, regrade
from quizzes.services.submit_attempt import submit_attempt
from tests.quizzes.conftest import answer_one, begin, enrolled, published_quiz, single
from tests.support.factories import SPRING, UserFactory

QUESTIONS = [single("sofa"), single("lamp"), single("desk"), single("rug")]
REASON = "Choice c was right all along"
MENDED = SPRING.replace(month=4)


def with_key(question: dict, right: str) -> dict:
    """Return a single-choice question with another right choice and the same words."""
    found = copy.deepcopy(question)
    for choice in found["choices"]:
        choice["correct"] = choice["key"].endswith(right)
    return found


def wrong_key_quiz(**rules) -> Quiz:
    """Return version 1: the right choice of each question is b."""
    return published_quiz(QUESTIONS, **{"pass_mark": 75, "attempts": None, **rules})


def mended_quiz(*changed: dict, number: int = 2, withdrawn=(), **rules) -> Quiz:
    """Return the next version; by default c is right in the question about the sofa."""
    new = {found["key"]: found for found in changed or (with_key(QUESTIONS[0], "c"),)}
    kept = [new.get(found["key"], found) for found in QUESTIONS if found["key"] not in withdrawn]
    return published_quiz(
        kept, number=number, withdrawn=withdrawn, **{"pass_mark": 75, "attempts": None, **rules}
    )


def taken(quiz: Quiz, answers: str, learner=None, enrollment=None, at=SPRING) -> Attempt:
    """Return a submitted attempt; a letter for each question in its order, “-” for no answer."""
    enrollment = enrollment or enrolled(learner or UserFactory(), quiz)
    attempt = begin(enrollment, quiz, at=at)
    for slot, letter in zip(load_paper(attempt).slots, answers, strict=True):
        if letter != "-":
            keys = {key[-1]: one for one, key in slot.question.answer_key["keys"].items()}
            answer_one(attempt, slot.place, {"choice": keys[letter]})
    return submit_attempt(
        attempt=attempt, by=enrollment.learner, at=at, accept_unanswered=True
    ).attempt


def apply(quiz: Quiz, *, by=None, reason: str = REASON, seen: str | None = None) -> Decision:
    """Regrade as somebody does who looked first."""
    return regrade(
        quiz=quiz, seen=seen or preview_of(quiz).fingerprint, reason=reason, by=by, at=MENDED
    )
