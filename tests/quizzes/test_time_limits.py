"""A deadline by the server's clock: frozen, graceful, never earlier, and one end under races."""

from __future__ import annotations

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from audit.models import AuditEvent
from common.clock import now
from common.errors import Conflict
from enrollments.models import Enrollment, LessonCompletion
from enrollments.services.withdraw import withdraw
from quizzes.models import Attempt, Response
from quizzes.scoring import timing
from quizzes.selectors.paper import load_paper
from quizzes.services.close_overdue import close_if_over, close_overdue
from quizzes.services.grant_override import grant_minutes, set_extra_time
from quizzes.services.save_answer import TimeIsOver
from quizzes.services.submit_attempt import submit_attempt
from tests.quizzes.conftest import (
    answer_all,
    answer_one,
    begin,
    enrolled,
    published_quiz,
    right_answer,
    url,
)
from tests.quizzes.test_racing_starts import race
from tests.support.factories import SPRING

MINUTE = dt.timedelta(minutes=1)
SECOND = dt.timedelta(seconds=1)
END = SPRING + 20 * MINUTE


@pytest.fixture
def quiz(db):
    return published_quiz(time_limit=20, grace=30)


@pytest.fixture
def attempt(enrollment, quiz):
    return begin(enrollment, quiz)


def submit(attempt, at, **more):
    return submit_attempt(attempt=attempt, by=attempt.enrollment.learner, at=at, **more)


def test_the_deadline_is_frozen_at_the_start_with_the_extra_time_of_then(enrollment, quiz, omar):
    learner = enrollment.learner
    set_extra_time(learner=learner, percent=25, reason="Agreed.", by=omar, at=SPRING)
    attempt = begin(enrollment, quiz)
    assert attempt.deadline_at == SPRING + 25 * MINUTE
    set_extra_time(learner=learner, percent=0, reason="No longer.", by=omar, at=SPRING + MINUTE)
    attempt.refresh_from_db()
    assert attempt.deadline_at == SPRING + 25 * MINUTE


@pytest.mark.parametrize(
    ("minutes", "percent", "seconds"),
    [(20, 0, 1200), (20, 50, 1800), (1, 1, 61), (3, 33, 240), (1, 300, 240)],
)
def test_extra_time_is_rounded_up_to_a_whole_second(minutes, percent, seconds):
    end = timing.deadline(SPRING, limit_minutes=minutes, extra_percent=percent)
    assert (end - SPRING).total_seconds() == seconds


def test_a_quiz_without_a_limit_has_no_deadline(dana, db):
    quiz = published_quiz(slug="calm")
    attempt = begin(enrolled(dana, quiz), quiz)
    assert attempt.deadline_at is None
    assert close_overdue(at=SPRING + dt.timedelta(days=900)) == 0


def test_answers_count_until_the_end_of_the_grace(attempt):
    slot = load_paper(attempt).slots[0]
    answer_one(attempt, 1, right_answer(slot), at=END + 30 * SECOND)
    with pytest.raises(TimeIsOver):
        answer_one(attempt, 1, None, seq=2, at=END + 30 * SECOND + dt.timedelta(microseconds=1))
    assert Response.objects.count() == 1


@pytest.mark.parametrize(("late", "told"), [(-1, None), (0, None), (17, 17), (30, 17 + 13)])
def test_a_submission_within_the_grace_counts_and_says_how_late(attempt, late, told):
    answer_all(attempt)
    done = submit(attempt, END + late * SECOND).attempt
    assert (done.passed, done.closed_by) == (True, "learner")
    done.refresh_from_db()
    assert done.late_by == (told and told * SECOND)


def test_a_submission_after_the_grace_closes_with_what_was_saved(attempt):
    answer_one(attempt, 1, right_answer(load_paper(attempt).slots[0]))
    done = submit(attempt, END + 31 * SECOND).attempt  # open questions need no yes any more
    assert (done.closed_by, done.score, done.passed, done.late_by) == ("time", 1, False, None)
    [line] = AuditEvent.objects.filter(verb__in=["quiz.submitted", "quiz.closed"])
    assert (line.verb, line.actor_uuid, line.subject_uuid) == (
        "quiz.closed", None, attempt.enrollment.learner.uuid,
    )  # fmt: skip


def test_the_clock_closes_what_was_saved_and_completes_the_lesson(attempt):
    answer_all(attempt)
    assert close_overdue(at=END + 30 * SECOND) == 0
    assert close_overdue(at=END + 31 * SECOND) == 1
    assert close_overdue(at=END + 32 * SECOND) == 0
    done = Attempt.objects.get()
    assert (done.closed_by, done.passed, done.score) == ("time", True, 4)
    assert LessonCompletion.objects.get().completed_at == END + 31 * SECOND


def test_one_that_cannot_be_closed_does_not_stop_the_others(
    attempt, quiz, monkeypatch, db, django_user_model
):
    from quizzes.services import close_overdue as closing
    from tests.support.factories import UserFactory

    other = begin(enrolled(UserFactory(), quiz), quiz)
    finish = closing.finish

    def fails_for_the_first(paper, *rest):
        if paper.attempt.pk == attempt.pk:
            raise ValueError("broken")
        return finish(paper, *rest)

    monkeypatch.setattr(closing, "finish", fails_for_the_first)
    assert close_overdue(at=END + MINUTE) == 1
    assert Attempt.objects.get(pk=other.pk).state == "submitted"
    assert Attempt.objects.get(pk=attempt.pk).state == "in_progress"


def test_an_attempt_of_a_withdrawn_enrollment_ends_and_counts_for_nothing(attempt, omar):
    answer_all(attempt)
    withdraw(enrollment=attempt.enrollment, by=omar, at=SPRING)
    assert close_overdue(at=END + MINUTE) == 1
    assert Attempt.objects.get().closed_by == "time"
    assert not LessonCompletion.objects.exists()
    assert Enrollment.objects.get().state == "withdrawn"


def test_minutes_move_the_end_later_and_the_clock_waits(attempt, quiz, omar):
    grant_minutes(
        enrollment=attempt.enrollment, quiz=quiz, minutes=15, reason="The line was down.",
        by=omar, at=SPRING,
    )  # fmt: skip
    assert close_overdue(at=END + 10 * MINUTE) == 0
    answer_one(attempt, 1, None, at=END + 10 * MINUTE)
    assert close_overdue(at=END + 16 * MINUTE) == 1


def test_who_read_the_attempt_before_it_got_more_minutes_does_not_close_it(attempt, quiz, omar):
    seen_before = Attempt.objects.select_related("enrollment__learner", "quiz__lesson").get()
    grant_minutes(
        enrollment=attempt.enrollment, quiz=quiz, minutes=15, reason="The line was down.",
        by=omar, at=SPRING,
    )  # fmt: skip
    assert not close_if_over(attempt=seen_before, at=END + 10 * MINUTE)
    assert seen_before.deadline_at == END + 15 * MINUTE
    assert Attempt.objects.get().state == "in_progress"


@pytest.mark.django_db(transaction=True)
def test_ticks_visits_and_submits_at_once_have_one_effect(dana):
    quiz = published_quiz(time_limit=20)
    attempt = begin(enrolled(dana, quiz), quiz)
    answer_all(attempt)
    late = END + MINUTE
    acts = [
        lambda: close_overdue(at=late),
        lambda: close_if_over(attempt=Attempt.objects.get(pk=attempt.pk), at=late),
        lambda: submit(attempt, late),
    ]
    found = race(9, lambda number: acts[number % 3]())
    assert not [one for one in found if isinstance(one, Conflict)]
    assert AuditEvent.objects.filter(verb="quiz.closed").count() == 1
    assert not AuditEvent.objects.filter(verb="quiz.submitted").exists()
    assert LessonCompletion.objects.count() == 1


# --- pages and endpoints, by the real clock


@pytest.fixture
def over(enrollment, quiz):
    """An attempt whose time was over a minute ago, with one right answer."""
    attempt = begin(enrollment, quiz, at=now() - 22 * MINUTE)
    answer_one(attempt, 1, right_answer(load_paper(attempt).slots[0]))
    return attempt


@pytest.mark.parametrize("visit", ["intro", "question", "submit", "result"])
def test_any_visit_closes_it(client, over, visit):
    lesson = reverse("enrollments:lesson", args=[over.enrollment.uuid, "m1-quiz"])
    page = {"question": url("question", over, 1)}.get(visit) or (
        lesson if visit == "intro" else url(visit, over)
    )
    response = client.get(page, follow=True)
    assert response.status_code == 200
    assert Attempt.objects.get().closed_by == "time"
    if visit != "intro":
        assert "The time was over, so this attempt was closed." in response.content.decode()


def test_a_late_save_is_told_to_script_form_and_program(client, over):
    slot = load_paper(over).slots[0]
    body = {"client_seq": 7, **right_answer(slot)}
    script = client.post(url("save", over, 1), body, headers={"Accept": "application/json"})
    assert (script.status_code, script.json()["code"]) == (409, "time_over")
    assert script.json()["url"] == url("result", over)
    form = client.post(url("save", over, 1), body, follow=True)
    assert form.redirect_chain[-1][0] == url("result", over)
    api = client.put(
        reverse("api:quiz-answer", args=[over.uuid, 1]), {"client_seq": 9, "answer": None},
        content_type="application/json",
    )  # fmt: skip
    assert (api.status_code, api["Content-Type"]) == (409, "application/problem+json")
    assert Response.objects.count() == 1


def test_the_page_says_until_when_in_the_learners_zone(client, enrollment, quiz):
    attempt = begin(enrollment, quiz, at=now())
    page = BeautifulSoup(client.get(url("question", attempt, 1)).content, "html.parser")
    clock = page.select_one("[data-lms-clock]")
    local = attempt.deadline_at.astimezone(enrollment.learner.zone())
    assert f"Open until {local:%H:%M}" in clock.get_text()
    assert "(Europe/Lisbon)" in clock.get_text()
    assert dt.datetime.fromisoformat(clock["data-lms-until"]) == attempt.deadline_at


def test_the_api_tells_deadline_and_server_time(client, enrollment, quiz):
    attempt = begin(enrollment, quiz, at=now())
    body = client.get(reverse("api:quiz-attempt", args=[attempt.uuid])).json()
    assert body["deadline_at"] > body["server_time"]
    saved = client.put(
        reverse("api:quiz-answer", args=[attempt.uuid, 1]), {"client_seq": 1, "answer": None},
        content_type="application/json",
    )  # fmt: skip
    assert saved.json()["deadline_at"] == body["deadline_at"]
    done = client.post(
        reverse("api:quiz-submission", args=[attempt.uuid]), {"accept_unanswered": True},
        content_type="application/json",
    )  # fmt: skip
    assert (done.json()["closed_by"], done.json()["late_by_seconds"]) == ("learner", 0.0)


def test_an_intro_names_the_minutes_with_the_extra_time(client, enrollment, omar):
    set_extra_time(learner=enrollment.learner, percent=50, reason="Agreed.", by=omar, at=SPRING)
    page = client.get(reverse("enrollments:lesson", args=[enrollment.uuid, "m1-quiz"]))
    assert "30 minutes from the start" in page.content.decode()
