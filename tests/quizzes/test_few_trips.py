"""Saving and submitting ask the database at most six times, signing in included."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from common.clock import now
from common.models import KeyedRequest
from courses.selectors import outline
from enrollments.models import LessonCompletion
from quizzes.models import Attempt
from quizzes.selectors.bank import quiz_with_lesson
from quizzes.selectors.paper import load_paper
from tests.quizzes.conftest import answer_all, begin, enrolled, published_quiz, right_answer, url

# Outside a test's own transaction, so that there are no savepoints that life does not have.
pytestmark = pytest.mark.django_db(transaction=True)
AT_MOST = 6


@pytest.fixture
def quiz(transactional_db):
    made = published_quiz(time_limit=20)
    outline(made.lesson.version_id)  # kept in the process from the first page on
    quiz_with_lesson(made.pk)
    return made


@pytest.fixture
def enrollment(dana, quiz):
    return enrolled(dana, quiz)


@pytest.fixture
def attempt(enrollment, quiz):
    return begin(enrollment, quiz, at=now())


def trips(act):
    with CaptureQueriesContext(connection) as found:
        response = act()
    # Django lists BEGIN and COMMIT as well; the driver sends the one with the first statement.
    return response, [q["sql"] for q in found if q["sql"] not in {"BEGIN", "COMMIT"}]


def test_a_save_from_the_page(client, attempt):
    slot = load_paper(attempt).slots[0]
    for seq in (1, 2):
        response, found = trips(lambda seq=seq: client.post(
            url("save", attempt, 1), {"client_seq": seq, **right_answer(slot)},
            headers={"Accept": "application/json"},
        ))  # fmt: skip
        assert response.status_code == 200
    assert len(found) <= AT_MOST, [sql[:90] for sql in found]


def test_a_save_through_the_api(client, attempt):
    slot = load_paper(attempt).slots[0]
    address = reverse("api:quiz-answer", args=[attempt.uuid, 1])
    for seq in (1, 2):
        response, found = trips(lambda seq=seq: client.put(
            address, {"client_seq": seq, "answer": right_answer(slot)},
            content_type="application/json",
        ))  # fmt: skip
        assert response.status_code == 200
    assert len(found) <= AT_MOST, [sql[:90] for sql in found]


@pytest.mark.parametrize("wrong", [(), ("sofa", "openings", "words", "steps")])
def test_a_submission_that_passes_or_not(client, attempt, wrong):
    answer_all(attempt, wrong=wrong)
    response, found = trips(lambda: client.post(url("submit", attempt)))
    assert (response.status_code, response.url) == (302, url("result", attempt))
    assert Attempt.objects.get().passed is (not wrong)
    assert LessonCompletion.objects.count() == (0 if wrong else 1)
    assert len(found) <= AT_MOST, [sql[:90] for sql in found]


@pytest.mark.parametrize("wrong", [(), ("sofa", "openings", "words", "steps")])
def test_the_hidden_key_of_the_form_costs_nothing_more(client, attempt, wrong):
    answer_all(attempt, wrong=wrong)
    response, found = trips(lambda: client.post(url("submit", attempt), {"idempotency_key": "k"}))
    assert (response.status_code, response.url) == (302, url("result", attempt))
    assert KeyedRequest.objects.get().body == url("result", attempt)
    assert len(found) <= AT_MOST, [sql[:90] for sql in found]
