"""A pass by a corrected key beside limits, waits, exceptions, policies and other languages."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import translation

from common.errors import Conflict
from enrollments.models import LessonCompletion
from quizzes.models import Attempt, GradeEvent
from quizzes.selectors.exceptions import quizzes_of
from quizzes.selectors.paper import load_paper
from quizzes.selectors.review import review_of
from quizzes.selectors.standing import standing_with
from quizzes.services.close_overdue import close_overdue
from quizzes.services.grant_override import grant_attempt
from tests.quizzes.conftest import answer_one, begin, enrolled, right_answer
from tests.quizzes.regrading import MENDED, apply, mended_quiz, taken, wrong_key_quiz

pytestmark = pytest.mark.django_db


def standing(attempt: Attempt):
    return standing_with(attempt.enrollment, attempt.quiz, at=MENDED)


@pytest.mark.parametrize("rules", [{"attempts": 1}, {"cool_down": 90}, {"attempts": None}])
def test_a_pass_by_a_corrected_key_ends_limits_and_waits(dana, rules):
    attempt = taken(wrong_key_quiz(**rules), "cbba", dana)
    assert not standing(attempt).is_passed
    apply(mended_quiz(**rules))
    now = standing(attempt)
    assert now.is_passed
    assert not now.may_come_again
    with pytest.raises(Conflict, match="You passed"):
        begin(attempt.enrollment, attempt.quiz, at=MENDED)


def test_nobody_gives_an_attempt_to_whom_a_corrected_key_gave_the_pass(dana, omar):
    attempt = taken(wrong_key_quiz(attempts=1), "cbba", dana)
    [before] = quizzes_of(dana, at=MENDED)
    assert before.may_get_attempt
    apply(mended_quiz(attempts=1))
    [after] = quizzes_of(dana, at=MENDED)
    assert (after.standing.is_passed, after.may_get_attempt) == (True, False)
    with pytest.raises(Conflict, match="passed already"):
        grant_attempt(
            enrollment=attempt.enrollment, quiz=attempt.quiz, reason="An outage.", by=omar,
            at=MENDED,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("policy", "before", "after"),
    [("after_attempt", True, True), ("after_passing", False, True), ("never", False, False)],
)
def test_each_policy_holds_after_a_pass_by_a_corrected_key(dana, policy, before, after):
    attempt = taken(wrong_key_quiz(review=policy), "cbba", dana)
    assert standing(attempt).shows_key == before
    apply(mended_quiz(review=policy))
    assert standing(attempt).shows_key == after


def test_while_another_attempt_is_open_the_key_stays_inside(client, dana):
    quiz = wrong_key_quiz()
    first = taken(quiz, "cbba", dana)
    begin(first.enrollment, quiz, at=MENDED)
    apply(mended_quiz())
    assert standing(first).is_passed
    page = client.get(
        reverse("quizzes:result", args=[first.enrollment.uuid, "m1-quiz", first.uuid])
    ).content.decode()
    assert "Passed with 75 percent, by a corrected key" in page
    assert "canary-rug-a" in page  # feedback on her own choice
    assert "canary-rug-b" not in page


def test_what_the_clock_closed_is_regraded_and_gains_the_pass(dana):
    quiz = wrong_key_quiz(time_limit=20)
    attempt = begin(enrolled(dana, quiz), quiz)
    slots = load_paper(attempt).slots
    keys = {key[-1]: one for one, key in slots[0].question.answer_key["keys"].items()}
    answer_one(attempt, 1, {"choice": keys["c"]})
    for slot in slots[1:3]:
        answer_one(attempt, slot.place, right_answer(slot))
    assert close_overdue(at=attempt.ends_at + dt.timedelta(seconds=1)) == 1
    assert not LessonCompletion.objects.exists()
    apply(mended_quiz(time_limit=20))
    assert GradeEvent.objects.get().passed_after
    assert LessonCompletion.objects.get().completed_at == MENDED


def test_both_results_and_the_open_policy_show_in_the_review(dana):
    attempt = taken(wrong_key_quiz(), "cbba", dana)
    apply(mended_quiz())
    with translation.override("de"):
        review = review_of(attempt, at=MENDED)
    assert (review.percent, review.grade.new_percent, review.has_passed) == (50, 75, True)
    assert [found.points_now for found in review.questions] == ["100", "", "", ""]
    assert [found.is_corrected for found in review.questions] == [True, False, False, False]
