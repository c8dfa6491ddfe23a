"""A corrected key leaves the rows of reports as they were frozen, and new passes are new rows."""

from __future__ import annotations

import pytest
from django.urls import reverse

from curricula.services.create import create
from enrollments.models import Enrollment
from enrollments.services.complete_lesson import complete_lesson
from quizzes.models import GradeEvent
from tests.quizzes.regrading import REASON, apply, mended_quiz, taken, wrong_key_quiz
from tests.reports.conftest import ASSIGNED, ask, built, cells, hand_out
from tests.support.factories import SPRING, EmploymentFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_completion_report_shows_the_score_of_the_day(dana, omar, vera, bookings):
    colleague = UserFactory(legal_name="Colm Later")
    EmploymentFactory(person=colleague, department=bookings)
    quiz = wrong_key_quiz()
    curriculum = create(
        slug="c", title="C", required=[quiz.lesson.version.course], by=None, at=ASSIGNED
    )
    hand_out(bookings, curriculum=curriculum, by=omar)
    for person, answers in ((dana, "bbba"), (colleague, "cbba")):
        enrollment = Enrollment.objects.get(learner=person)
        reading = enrollment.version.lessons.get(key="l1-1")
        complete_lesson(enrollment=enrollment, lesson=reading, by=person, at=SPRING)
        taken(quiz, answers, enrollment=enrollment)

    def rows():
        return {row["person"]: row for row in cells(built(ask(vera)))}

    before = rows()
    assert before[dana.legal_name]["score_percent"] == "75.00"
    apply(mended_quiz())
    lowered = GradeEvent.objects.get(attempt__enrollment__learner=dana)
    assert lowered.new_percent == 50
    after = rows()
    assert after[dana.legal_name] == before[dana.legal_name]
    assert before["Colm Later"]["state"] != "completed"
    assert (after["Colm Later"]["state"], after["Colm Later"]["score_percent"]) == (
        "completed", "75.00"
    )  # fmt: skip


def test_the_evidence_of_a_person_tells_both_results(sign_in, vera, theo, dana):
    attempt = taken(wrong_key_quiz(), "cbba", dana)
    apply(mended_quiz(), by=theo)
    page = sign_in(vera).get(reverse("reports:evidence", args=[dana.uuid])).content.decode()
    assert f"Attempt {attempt.ordinal} regraded" in page
    assert "75% by the corrected key, 50% before" in page
    assert REASON in page
    assert theo.legal_name in page
