"""My learning through the API: the same services, one error shape."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from enrollments.models import Enrollment, LessonCompletion
from enrollments.services.withdraw import withdraw
from tests.support.factories import SPRING, EnrollmentFactory, published_course

PROBLEM = "application/problem+json"


@pytest.fixture
def enrollment(dana) -> Enrollment:
    return EnrollmentFactory(learner=dana)


@pytest.fixture
def client(sign_in, dana):
    return sign_in(dana)


def learning_url(enrollment=None):
    return reverse("api:my-learning")


def show_url(enrollment):
    return reverse("api:my-enrollment", args=[enrollment.uuid])


def complete_url(enrollment, key="l1-1"):
    return reverse("api:my-lesson-completion", args=[enrollment.uuid, key])


def test_my_learning_lists_what_i_study(client, enrollment):
    (found,) = client.get(learning_url()).json()
    assert found == {
        "uuid": str(enrollment.uuid),
        "course": "empathy",
        "title": "Empathy in customer service",
        "version": 1,
        "state": "open",
        "enrolled_at": "2026-03-02T09:00:00Z",
        "completed_at": None,
        "progress": {"done": 0, "total": 3, "percent": 0, "is_complete": False},
        "minutes_left": 18,
        "next_lesson": "l1-1",
    }


def test_an_enrollment_has_its_outline(client, enrollment):
    client.post(complete_url(enrollment, "l1-2"))
    found = client.get(show_url(enrollment)).json()
    (module,) = found["modules"]
    assert [lesson["key"] for lesson in module["lessons"]] == ["l1-1", "l1-2", "l1-3"]
    assert [lesson["is_done"] for lesson in module["lessons"]] == [False, True, False]
    assert module["lessons"][0]["move_on"] == "completed"


def test_completing_moves_progress_once(client, enrollment):
    for _ in range(2):
        answer = client.post(complete_url(enrollment))
        assert answer.status_code == 200
        assert answer.json()["progress"]["percent"] == 33
        assert answer.json()["next_lesson"] == "l1-2"
    assert LessonCompletion.objects.count() == 1


def test_the_last_lesson_completes(client, enrollment):
    for key in ("l1-1", "l1-2", "l1-3"):
        answer = client.post(complete_url(enrollment, key)).json()
    assert answer["state"] == "completed"
    assert answer["progress"]["is_complete"] is True
    assert answer["next_lesson"] is None


def test_a_quiz_refuses_to_be_said_done(sign_in, dana):
    course = published_course(lessons=[{"key": "quiz", "kind": "quiz"}])
    enrollment = EnrollmentFactory(learner=dana, course=course)
    answer = sign_in(dana).post(complete_url(enrollment, "quiz"))
    assert (answer.status_code, answer["Content-Type"]) == (409, PROBLEM)
    assert LessonCompletion.objects.count() == 0


@pytest.mark.parametrize("url", [learning_url, show_url, complete_url])
def test_strangers_are_refused(enrollment, url):
    answer = (
        Client().post(url(enrollment)) if url is complete_url else Client().get(url(enrollment))
    )
    assert answer.status_code in (302, 401, 403)
    assert LessonCompletion.objects.count() == 0


def test_completing_from_another_site_is_refused(dana, enrollment):
    client = Client(enforce_csrf_checks=True)
    client.force_login(dana)
    answer = client.post(complete_url(enrollment))
    assert answer.status_code == 403
    assert LessonCompletion.objects.count() == 0


@pytest.mark.parametrize("somebody", ["milo", "omar", "vera", "ada"])
def test_what_is_danas_is_absent_for_others(request, sign_in, enrollment, somebody):
    client = sign_in(request.getfixturevalue(somebody))
    assert client.get(learning_url()).json() == []
    foreign, absent = (
        client.get(show_url(enrollment)),
        client.get(reverse("api:my-enrollment", args=[uuid.uuid4()])),
    )
    assert (foreign.status_code, foreign["Content-Type"]) == (404, PROBLEM)
    assert foreign.content == absent.content
    assert client.post(complete_url(enrollment)).status_code == 404
    assert LessonCompletion.objects.count() == 0


def test_withdrawn_and_unknown_lessons_are_absent(client, enrollment):
    assert client.post(complete_url(enrollment, "nowhere")).status_code == 404
    withdraw(enrollment=enrollment, by=None, at=SPRING)
    assert client.get(show_url(enrollment)).status_code == 404
    assert client.post(complete_url(enrollment)).status_code == 404
    assert client.get(learning_url()).json() == []


@pytest.mark.parametrize(
    ("url", "method"), [(learning_url, "post"), (show_url, "delete"), (complete_url, "get")]
)
def test_other_methods_are_refused_as_problems(client, enrollment, url, method):
    answer = getattr(client, method)(url(enrollment))
    assert (answer.status_code, answer["Content-Type"]) == (405, PROBLEM)


@pytest.mark.parametrize("url", [learning_url, show_url])
def test_reading_asks_one_question(client, enrollment, django_assert_num_queries, url):
    client.get(url(enrollment))
    with django_assert_num_queries(3):  # session, user, the enrollment
        client.get(url(enrollment))
