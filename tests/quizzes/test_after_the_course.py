"""A course is completed with its required lessons; what was left over may still be done."""

from __future__ import annotations

import pytest
from django.urls import reverse

from common.errors import Conflict
from enrollments.models import Enrollment, LessonCompletion
from enrollments.services.withdraw import withdraw
from quizzes.models import Attempt
from quizzes.selectors.exceptions import quizzes_of
from quizzes.services.grant_override import grant_attempt
from quizzes.services.submit_attempt import submit_attempt
from tests.quizzes.conftest import answer_all, begin, enrolled, published_quiz
from tests.support.factories import SPRING

pytestmark = pytest.mark.django_db
DONE = {"state": "completed", "completed_at": SPRING}


@pytest.fixture
def done(dana):
    """Dana has completed the course, and never took this quiz of it."""
    return enrolled(dana, published_quiz(attempts=1), **DONE)


def the_quiz(enrollment):
    [found] = quizzes_of(enrollment.learner, at=SPRING)
    return found


def test_a_quiz_that_was_left_over_begins_counts_and_leaves_the_completion_alone(done):
    attempt = begin(done, the_quiz(done).quiz)
    answer_all(attempt)
    submit_attempt(attempt=attempt, by=done.learner, at=SPRING)
    assert Attempt.objects.get().passed
    assert LessonCompletion.objects.get().lesson.key == "m1-quiz"
    stored = Enrollment.objects.get()
    assert (stored.state, stored.completed_at) == ("completed", SPRING)


def test_the_button_does_what_it_says(client, done):
    page = client.get(reverse("enrollments:lesson", args=[done.uuid, "m1-quiz"]))
    assert "Start the quiz" in page.content.decode()
    client.post(reverse("quizzes:start", args=[done.uuid, "m1-quiz"]))
    assert Attempt.objects.get().state == "in_progress"


def test_another_attempt_at_it_can_be_given(done, omar):
    attempt = begin(done, the_quiz(done).quiz)
    submit_attempt(attempt=attempt, by=done.learner, at=SPRING, accept_unanswered=True)
    assert the_quiz(done).may_get_attempt
    grant_attempt(
        enrollment=done, quiz=attempt.quiz, reason="The line was down.", by=omar, at=SPRING
    )
    assert begin(done, attempt.quiz).ordinal == 2


def test_who_left_the_course_begins_nothing(dana, omar):
    left = enrolled(dana, published_quiz())
    quiz = the_quiz(left).quiz
    withdraw(enrollment=left, by=omar, at=SPRING, reason="Moved to another team")
    left.refresh_from_db()
    with pytest.raises(Conflict, match="closed for you"):
        begin(left, quiz)
    with pytest.raises(Conflict, match="closed for this person"):
        grant_attempt(enrollment=left, quiz=quiz, reason="The line was down.", by=omar, at=SPRING)
