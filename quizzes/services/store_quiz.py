"""Write a quiz's own rows while its version is being published."""

from __future__ import annotations

from courses.models import Lesson
from courses.package.drafts import LessonDraft
from quizzes.models import Question, Quiz
from quizzes.question_types import TYPES
from quizzes.question_types.package_file import QuestionDraft, QuizDraft


def store_quiz(lesson: Lesson, draft: LessonDraft) -> None:
    """Write the quiz and its questions; a trigger refuses this in any other transaction."""
    payload = draft.payload
    assert isinstance(payload, QuizDraft)
    quiz = Quiz.objects.create(
        lesson=lesson,
        intro_html=payload.intro_html,
        pass_mark_percent=payload.pass_mark_percent,
        draw=payload.draw,
        attempt_limit=payload.attempt_limit,
        withdrawn=list(payload.withdrawn) or None,
    )
    Question.objects.bulk_create(
        _row(quiz, place, question) for place, question in enumerate(payload.questions, start=1)
    )


def _row(quiz: Quiz, place: int, draft: QuestionDraft) -> Question:
    frozen = TYPES[draft.type].freeze(draft.fields)
    own = {"right": draft.fields.get("feedback_right", ""),
           "wrong": draft.fields.get("feedback_wrong", "")}  # fmt: skip
    return Question(
        quiz=quiz,
        key=draft.fields["key"],
        ordinal=place,
        type=draft.type,
        objective=draft.fields["objective"],
        level=draft.fields["level"],
        stem_html=draft.stem_html,
        body=frozen.body,
        answer_key=frozen.answer_key,
        feedback={**own, **frozen.feedback},
    )
