"""A small quiz with one question of each type, published, and Dana enrolled in its course."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.urls import reverse

from courses.models import Lesson
from courses.package.drafts import LessonDraft
from enrollments.models import Enrollment
from quizzes.models import Attempt, Quiz
from quizzes.question_types.package_file import QuestionDraft, QuizDraft
from quizzes.rules import Rules
from quizzes.selectors.paper import load_paper
from quizzes.services.save_answer import save_answer
from quizzes.services.start_attempt import start_attempt
from quizzes.services.store_quiz import store_quiz
from tests.support.factories import SPRING, EnrollmentFactory, published_course


def choice(key: str, *, right: bool) -> dict:
    return {"key": key, "text": f"Say {key[-1]}.", "correct": right, "feedback": f"canary-{key}"}


def single(key: str, objective: str = "M1.1") -> dict:
    return {
        "key": key,
        "type": "single",
        "objective": objective,
        "level": "Ap",
        "choices": [choice(f"{key}-{name}", right=name == "b") for name in "abc"],
    }


def choose(key: str) -> dict:
    choices = [choice(f"{key}-{name}", right=name in "ad") for name in "abcd"]
    return {"key": key, "type": "choose", "objective": "M1.2", "level": "U", "choose": 2,
            "choices": choices, "feedback_right": "canary-good", "feedback_wrong": "what it costs",
            }  # fmt: skip


def matching(key: str) -> dict:
    return {
        "key": key, "type": "matching", "objective": "M1.3", "level": "R",
        "pairs": [
            {"key": f"{key}-{name}", "prompt": f"Prompt {name}", "answer": f"Answer {name}",
             "feedback": f"canary-{key}-{name}"}
            for name in ("one", "two", "three")
        ],
        "distractors": [{"key": "extra", "answer": "Answer extra", "feedback": "canary-extra"}],
    }  # fmt: skip


def ordering(key: str) -> dict:
    return {
        "key": key, "type": "ordering", "objective": "M1.4", "level": "E",
        "items": [
            {"key": f"{key}-{name}", "text": f"Step {name}", "feedback": f"canary-{key}-{name}"}
            for name in ("first", "second", "third")
        ],
    }  # fmt: skip


def mark(key: str) -> dict:
    return {
        "key": key, "type": "mark", "objective": "M1.1", "level": "An", "mark": 2,
        "passage": "**Leyla:** It was [my son’s](#turn-a), *really* [a small one](#turn-b).\n\n"
        "**Agent:** [He waited for it.](#turn-c) What is [the number](#turn-d)?",
        "phrases": [
            {"key": f"turn-{name}", "correct": name in "ac", "feedback": f"canary-{key}-{name}"}
            for name in "abcd"
        ],
    }  # fmt: skip


def rate(key: str) -> dict:
    return {
        "key": key, "type": "rate", "objective": "M1.2", "level": "E",
        "replies": [
            {"key": f"{key}-{name}", "text": f"Reply {name}.", "expert": expert,
             "feedback": f"canary-{key}-{name}"}
            for name, expert in (("low", 1), ("middle", 3), ("high", 5))
        ],
    }  # fmt: skip


def short(key: str) -> dict:
    return {
        "key": key, "type": "short", "objective": "M1.3", "level": "C", "limit": 60,
        "look_for": [f"canary-{key}-fact", f"canary-{key}-tone"],
        "models": [f"canary-{key}-model"],
    }  # fmt: skip


def feeling(key: str) -> dict:
    return {
        "key": key, "type": "feeling", "objective": "M1.4", "level": "Ap",
        "line": "Three days. (quietly)", "face": {"valence": -60, "arousal": -40},
        "choices": [choice(f"{key}-{name}", right=name == "b") for name in "abc"],
    }  # fmt: skip


FIRST_FOUR = [single("sofa"), choose("openings"), matching("words"), ordering("steps")]
ONE_OF_EACH = [*FIRST_FOUR, mark("gift"), rate("replies"), short("sorry"), feeling("days")]


def draft_of(
    questions: list[dict],
    *,
    pass_mark=75,
    draw=None,
    attempts=3,
    time_limit=None,
    grace=30,
    cool_down=0,
    review="after_passing",
    blueprint=None,
    withdrawn=(),
) -> LessonDraft:
    payload = QuizDraft(
        intro_html="<p>Four questions.</p>",
        pass_mark_percent=pass_mark,
        draw=draw,
        attempt_limit=attempts,
        rules=Rules(
            time_limit_minutes=time_limit,
            grace_seconds=grace,
            cool_down_minutes=cool_down,
            review=review,
            blueprint=blueprint,
        ),
        questions=tuple(
            QuestionDraft(type=one["type"], fields=one, stem_html=f"<p>Stem of {one['key']}</p>")
            for one in questions
        ),
        withdrawn=tuple(withdrawn),
    )
    return LessonDraft(
        path="quiz.yaml", key="m1-quiz", kind="quiz", title="Quiz", minutes=8,
        objectives=("M1.1",), move_on="passed", is_required=True, payload=payload,
    )  # fmt: skip


@transaction.atomic
def published_quiz(
    questions: list[dict] = FIRST_FOUR, slug: str = "empathy", number: int = 1, more=(), **rules
) -> Quiz:
    """Return the quiz of a course that consists of one reading, this quiz, and `more` lessons."""
    course = published_course(
        slug=slug,
        number=number,
        lessons=[
            {"key": "l1-1", "objectives": ["M1.1", "M1.3"]},
            {"key": "m1-quiz", "kind": "quiz", "title": "Quiz"},
            *more,
        ],
    )
    lesson = Lesson.objects.get(version=course.effective_version, key="m1-quiz")
    store_quiz(lesson, draft_of(questions, **rules))
    return Quiz.objects.select_related("lesson__version__course").get(lesson=lesson)


def enrolled(learner, quiz: Quiz, **state) -> Enrollment:
    version = quiz.lesson.version
    return EnrollmentFactory(learner=learner, course=version.course, version=version, **state)


def begin(enrollment: Enrollment, quiz: Quiz, seed: int = 7, at=SPRING) -> Attempt:
    return start_attempt(
        enrollment=enrollment, quiz=quiz, by=enrollment.learner, at=at, seed=seed
    ).attempt


def right_answer(slot) -> dict:
    """Return the right answer of a slot, in the form in which it is sent."""
    key = slot.question.answer_key
    return {
        "single": lambda: {"choice": key["correct"][0]},
        "choose": lambda: {"choices": key["correct"]},
        "matching": lambda: {"pairs": key["pairs"]},
        "ordering": lambda: {"order": key["order"]},
        "mark": lambda: {"phrases": sorted(key["correct"])},
        "rate": lambda: {"ratings": key["expert"]},
        "short": lambda: {"text": "I see."},
        "feeling": lambda: {"choice": key["correct"][0], "sure": "fairly"},
    }[slot.question.type]()


def wrong_answer(slot) -> dict:
    """Return an answer that earns nothing."""
    body, key = slot.question.body, slot.question.answer_key
    wrong = [row["id"] for row in body.get("choices", []) if row["id"] not in key["correct"]]
    if slot.question.type == "matching":
        options = [row["id"] for row in body["answers"]]
        unused = [option for option in options if option not in key["pairs"].values()]
        return {"pairs": {prompt: next(option for option in unused + options if option != right)
                          for prompt, right in key["pairs"].items()}}  # fmt: skip
    return {
        "single": lambda: {"choice": wrong[0]},
        "choose": lambda: {"choices": wrong[:2]},
        "ordering": lambda: {"order": key["order"][::-1]},
        "mark": lambda: {"phrases": sorted(key["others"])[: body["mark"]]},
        "rate": lambda: {
            "ratings": {reply: 1 if step > 2 else 5 for reply, step in key["expert"].items()}
        },
        "short": lambda: {"text": "Hm."},
        "feeling": lambda: {"choice": wrong[0], "sure": "sure"},
    }[slot.question.type]()


def answer_all(attempt: Attempt, *, wrong: tuple[str, ...] = (), at=None) -> None:
    """Answer every question, wrongly those whose keys are named."""
    for slot in load_paper(attempt).slots:
        make = wrong_answer if slot.question.key in wrong else right_answer
        answer_one(attempt, slot.place, make(slot), seq=slot.stored_seq + 1, at=at)


def answer_one(attempt: Attempt, place: int, answer, *, seq: int = 1, flag: bool = False, at=None):
    return save_answer(
        attempt=attempt, place=place, client_seq=seq, answer=answer, is_flagged=flag,
        by=attempt.enrollment.learner, at=at or attempt.started_at,
    )  # fmt: skip


def place_of(attempt: Attempt, key: str) -> int:
    return attempt.question_keys().index(key) + 1


def url(name: str, attempt: Attempt, *more) -> str:
    enrollment, lesson = attempt.enrollment, attempt.quiz.lesson
    return reverse(f"quizzes:{name}", args=[enrollment.uuid, lesson.key, attempt.uuid, *more])


@pytest.fixture
def quiz(db) -> Quiz:
    return published_quiz()


@pytest.fixture
def enrollment(dana, quiz) -> Enrollment:
    return enrolled(dana, quiz)


@pytest.fixture
def attempt(enrollment, quiz) -> Attempt:
    return begin(enrollment, quiz)


@pytest.fixture
def client(sign_in, dana):
    return sign_in(dana)
