"""Write a quiz's own rows while its version is being published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from courses.models import Lesson
from courses.package.drafts import LessonDraft
from quizzes.models import Question, QuestionText, Quiz, QuizText
from quizzes.question_types.base import Frozen, Json
from quizzes.question_types.other_languages import freeze_all
from quizzes.question_types.package_file import QuestionDraft, QuizDraft


def store_quiz(lesson: Lesson, draft: LessonDraft) -> None:
    """Write the quiz and its questions; a trigger refuses this in any other transaction."""
    payload = draft.payload
    assert isinstance(payload, QuizDraft)
    quiz = quiz_row(payload, lesson=lesson)
    quiz.save(force_insert=True)
    others = {language: found.payload for language, found in draft.translations.items()}
    QuizText.objects.bulk_create(
        QuizText(quiz=quiz, language=language, intro_html=found.intro_html)
        for language, found in others.items()
    )
    _store_questions(quiz, payload.questions, others)


def quiz_row(payload: QuizDraft, *, lesson: Lesson | None = None) -> Quiz:
    """Return a quiz as it is stored, not stored yet; a preview has no lesson for it."""
    return Quiz(
        **({"lesson": lesson} if lesson else {}),
        intro_html=payload.intro_html,
        pass_mark_percent=payload.pass_mark_percent,
        draw=payload.draw,
        attempt_limit=payload.attempt_limit,
        withdrawn=list(payload.withdrawn) or None,
        blueprint=payload.rules.blueprint,
        time_limit_minutes=payload.rules.time_limit_minutes,
        grace_seconds=payload.rules.grace_seconds,
        cool_down_minutes=payload.rules.cool_down_minutes,
        review=payload.rules.review,
    )


def _store_questions(
    quiz: Quiz, questions: Sequence[QuestionDraft], others: Mapping[str, QuizDraft]
) -> None:
    rows, texts = [], []
    for place, draft in enumerate(questions):
        drafts = {language: found.questions[place] for language, found in others.items()}
        frozen, translated = freeze_all(draft, drafts)
        row = question_row(quiz, place + 1, draft, frozen)
        rows.append(row)
        texts += [_text(row, name, drafts[name], found) for name, found in translated.items()]
    Question.objects.bulk_create(rows)
    QuestionText.objects.bulk_create(texts)


def question_row(quiz: Quiz, place: int, draft: QuestionDraft, frozen: Frozen) -> Question:
    """Return a question as it is stored, not stored yet."""
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
        feedback=_feedback(draft, frozen),
    )


def _text(question: Question, language: str, draft: QuestionDraft, frozen: Frozen) -> QuestionText:
    return QuestionText(
        question=question,
        language=language,
        stem_html=draft.stem_html,
        body=frozen.body,
        feedback=_feedback(draft, frozen),
    )


def _feedback(draft: QuestionDraft, frozen: Frozen) -> Json:
    own = {"right": draft.fields.get("feedback_right", ""),
           "wrong": draft.fields.get("feedback_wrong", "")}  # fmt: skip
    return {**own, **frozen.feedback}
