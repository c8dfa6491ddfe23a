"""What a version corrects in the quizzes of earlier ones: keys, and questions withdrawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.http import Http404

from courses.models import Course
from people.roles import Permission
from people.viewer import Viewer
from quizzes.models import Question, Quiz
from quizzes.question_types import TYPES
from quizzes.question_types.base import Json
from quizzes.scoring.correction import Printed, corrected_key, is_same_key

Keys = Mapping[str, Json | None]


@dataclass(frozen=True)
class Correction:
    """One question that earlier versions asked and this version sees differently."""

    key: str
    stem_html: str
    is_withdrawn: bool = False
    is_reworded: bool = False


@dataclass(frozen=True)
class Corrections:
    """The quiz of the effective version, the quizzes before it, and what it corrects in them."""

    quiz: Quiz
    earlier: Mapping[int, Quiz]
    questions: Mapping[int, Mapping[str, Question]]
    # By earlier quiz: question → its answer key in the ids of that quiz; None: withdrawn.
    keys: Mapping[int, Keys]
    told: list[Correction] = field(default_factory=list)

    @property
    def applied(self) -> list[Correction]:
        """Return what regrading would apply."""
        return [found for found in self.told if not found.is_reworded]

    @property
    def reworded(self) -> list[Correction]:
        """Return questions whose words changed with the key: they are left alone."""
        return [found for found in self.told if found.is_reworded]


def authored_quiz(viewer: Viewer, slug: str, key: str) -> Quiz:
    """Return the quiz of that lesson in the effective version, for an author; else 404."""
    if not viewer.has(Permission.PREVIEW_COURSE):
        raise Http404
    quiz = effective_quiz(slug, key, courses=Course.objects.visible_to(viewer))
    if quiz is None:
        raise Http404
    return quiz


def effective_quiz(slug: str, key: str, *, courses: QuerySet[Course] | None = None) -> Quiz | None:
    """Return the quiz of that lesson in the effective version of a course."""
    found = Course.objects.all() if courses is None else courses
    rows = Quiz.objects.select_related("lesson__version__course").defer(
        "lesson__html", "lesson__version__facts"
    )
    course = found.filter(slug=slug).first()
    if course is None:
        return None
    return rows.filter(lesson__key=key, lesson__version_id=course.effective_version_id).first()


def scored_questions(quizzes: Mapping[int, Quiz]) -> dict[int, dict[str, Question]]:
    """Return the questions that earn points, by quiz and key (one query)."""
    found: dict[int, dict[str, Question]] = {quiz: {} for quiz in quizzes}
    rows = Question.objects.filter(quiz__in=quizzes).order_by("quiz", "ordinal")
    for row in rows:
        if TYPES[row.type].IS_SCORED:
            found[row.quiz_id][row.key] = row
    return found


def quizzes_of_lesson(quiz: Quiz) -> dict[int, Quiz]:
    """Return the quizzes of the same lesson up to this version, this one included (one query)."""
    version = quiz.lesson.version
    rows = Quiz.objects.filter(
        lesson__key=quiz.lesson.key,
        lesson__version__course_id=version.course_id,
        lesson__version__number__lte=version.number,
    )
    return {row.pk: row for row in rows.select_related("lesson").defer("lesson__html")}


def printed(question: Question) -> Printed:
    """Return a question as the pure functions see it."""
    return Printed(question.type, question.stem_html, question.body, question.answer_key)


def corrections_of(quiz: Quiz) -> Corrections:
    """Return what the quiz corrects in those of earlier versions (two queries)."""
    quizzes = quizzes_of_lesson(quiz)
    questions = scored_questions(quizzes)
    new = questions.pop(quiz.pk)
    earlier = {pk: found for pk, found in quizzes.items() if pk != quiz.pk}
    # Some versions may have asked in these words and others not: then both is told.
    told: dict[tuple[str, bool], Correction] = {}
    keys: dict[int, dict[str, Json | None]] = {}
    for pk, old in questions.items():
        keys[pk] = {}
        for correction, answer_key in _corrected(quiz, old, new):
            told[correction.key, correction.is_reworded] = correction
            if not correction.is_reworded:
                keys[pk][correction.key] = answer_key
    return Corrections(quiz, earlier, questions, keys, [told[key] for key in sorted(told)])


def _corrected(
    quiz: Quiz, old: Mapping[str, Question], new: Mapping[str, Question]
) -> Iterator[tuple[Correction, Json | None]]:
    for key, question in old.items():
        if key in (quiz.withdrawn or ()):
            yield Correction(key, question.stem_html, is_withdrawn=True), None
        elif key in new:
            answer_key = corrected_key(printed(question), printed(new[key]))
            if answer_key is None:
                yield Correction(key, question.stem_html, is_reworded=True), None
            elif not is_same_key(question.answer_key, answer_key):
                yield Correction(key, question.stem_html), answer_key
