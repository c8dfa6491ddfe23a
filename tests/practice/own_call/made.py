"""A course with the lesson of a call of one's own, and a call that was written in it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from courses.models import Course, Lesson
from enrollments.models import Enrollment
from people.models import User
from practice.models import OwnCall
from practice.own_call.findings import findings_in
from practice.package.booster import YearDraft
from practice.services.own_call.ready import make_ready
from practice.services.own_call.seats import play_through, rate_replies
from practice.services.own_call.write import Typed, begin_call, write_call
from practice.services.store_lesson import store_year_lesson
from tests.practice.conftest import draft
from tests.support.factories import EnrollmentFactory, published_course

KEY = "m9-own-call"
MONDAY = dt.datetime(2026, 3, 9, 10, 0, tzinfo=dt.UTC)
LESSON = {
    "key": KEY, "kind": "own_call", "move_on": "completed", "is_required": False, "html": "",
}  # fmt: skip
WORDS = {
    "channel": "phone",
    "persona": "Mia",
    "said": "It was promised for Tuesday.\nNobody rang me back.",
    "felt": "disappointed",
    "cue": "A long pause before “nobody”.",
    "mine": "I will have a look in the system.",
    "mine_answer": "Fine. Then do that.",
    "mine_why": "She stayed, and she did not believe me.",
    "wish": "Tuesday was promised, and you waited. That is on us.",
    "wish_answer": "Yes. Thank you. And now?",
    "wish_why": "Her facts come back before anything is asked.",
    "missed": "It surely arrives tomorrow, these things happen.",
    "missed_answer": "You said that last week.",
    "missed_why": "It comforts before it has listened.",
}
RATINGS = {"mine": (2, 3), "wish": (5, 5), "missed": (1, 2)}


def course_with_calls(slug: str = "calls") -> Course:
    """Publish a course of a reading and the lesson of a call of one's own."""
    with transaction.atomic():
        course = published_course(slug=slug, lessons=[{"key": "l1-1"}, LESSON])
        lesson = Lesson.objects.get(version__course=course, key=KEY)
        told = YearDraft(day=None, about="Once a month, a call of your own.")
        store_year_lesson(lesson, draft(lesson, told))
    return course


def begun(enrollment: Enrollment, at: dt.datetime = MONDAY) -> OwnCall:
    lesson = Lesson.objects.get(version=enrollment.version_id, key=KEY)
    return begin_call(enrollment=enrollment, lesson=lesson, by=enrollment.learner, at=at)


def written(enrollment: Enrollment, at: dt.datetime = MONDAY, **more: str) -> OwnCall:
    """Return a draft in which every field says something."""
    call = begun(enrollment, at)
    typed = Typed(texts={**WORDS, **more}, seen=call.revision)
    return write_call(call=call, typed=typed, by=enrollment.learner, at=at).call


def ready(enrollment: Enrollment, at: dt.datetime = MONDAY, **more: str) -> OwnCall:
    call = written(enrollment, at, **more)
    fine = marks({**WORDS, **more})
    return make_ready(call=call, fine=fine, language="en", by=enrollment.learner, at=at)


def played(enrollment: Enrollment, at: dt.datetime = MONDAY, **more: str) -> OwnCall:
    call, who = ready(enrollment, at, **more), enrollment.learner
    rate_replies(call=call, ratings=RATINGS, by=who, at=at)
    return play_through(call=call, said=["wish"], by=who, at=at)


def marks(words: dict[str, str], language: str = "en") -> list[str]:
    return [one.mark for one in findings_in(words, language=language) if not one.is_hard]


def person_with_calls(learner: User, course: Course, **more: Any) -> Enrollment:
    return EnrollmentFactory(learner=learner, course=course, **more)
