"""The viewer's courses and one course's page: works, needs login, hides others' rows."""

from __future__ import annotations

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from enrollments.services.complete_lesson import complete_lesson
from enrollments.services.enroll import enroll
from enrollments.services.withdraw import withdraw
from tests.support.factories import SPRING, EnrollmentFactory, published_course

COURSES = "/courses/"
COURSE = "/courses/empathy/"


@pytest.fixture
def client(sign_in, dana):
    return sign_in(dana)


def page_of(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def words(element):
    return " ".join(element.get_text(" ").split())


def finish(enrollment, at=SPRING):
    for lesson in enrollment.version.lessons.all():
        complete_lesson(enrollment=enrollment, lesson=lesson, by=enrollment.learner, at=at)


# --- works


def test_the_list_says_how_far_and_what_is_next(client, dana):
    enroll(learner=dana, course=published_course(), by=None, at=SPRING)
    row = page_of(client, COURSES).select_one("ul.rows a")
    assert row["href"] == COURSE
    assert "Next: Lesson l1-1" in words(row)
    assert "0 of 3 lessons 18 minutes left" in words(row)


def test_finished_courses_stay_in_the_list_behind_open_ones(client, dana):
    old = published_course(slug="old", title="Old", lessons=[{"key": "only"}])
    finish(enroll(learner=dana, course=old, by=None, at=SPRING))
    enroll(learner=dana, course=published_course(), by=None, at=SPRING - dt.timedelta(days=90))
    rows = page_of(client, COURSES).select("ul.rows a")
    assert [row["href"] for row in rows] == [COURSE, "/courses/old/"]
    assert "Completed 2 March 2026" in words(rows[1])


def test_no_course_says_why_and_what_happens(client):
    assert "No course yet" in page_of(client, COURSES).text


def test_a_course_says_what_one_will_do_its_outline_and_what_counts(client, dana):
    course = published_course(lessons=[{"key": "a"}, {"key": "b", "is_required": False}])
    enrollment = enroll(learner=dana, course=course, by=None, at=SPRING)
    page = page_of(client, COURSE)
    assert "Name a feeling" in page.select_one(".ticks").text
    lines = page.select("ol .outline-item")
    assert [words(line) for line in lines] == ["Lesson a 6 min", "Lesson b optional 6 min"]
    assert "complete when its one required lesson is done" in page.text
    start = page.select_one(".course-state a.button")
    assert words(start) == "Start"
    assert start["href"] == reverse("enrollments:resume", args=[enrollment.uuid])


def test_the_page_stays_with_the_version_one_began_with(client, dana):
    enroll(learner=dana, course=published_course(), by=None, at=SPRING)
    published_course(number=2, title="A newer title")
    page = page_of(client, COURSE)
    assert page.h1.text == "Empathy in customer service"
    assert "You study version 1." in page.text


def test_a_retake_is_the_course_that_is_shown(client, dana):
    course = published_course(lessons=[{"key": "only"}])
    finish(enroll(learner=dana, course=course, by=None, at=SPRING))
    again = enroll(learner=dana, course=course, by=None, at=SPRING)
    link = page_of(client, COURSE).select_one(".course-state a.button")
    assert link["href"] == reverse("enrollments:resume", args=[again.uuid])
    assert len(page_of(client, COURSES).select("ul.rows a")) == 1


# --- needs login, hides others' rows


@pytest.mark.parametrize("url", [COURSES, COURSE])
def test_strangers_sign_in_first(db, url):
    assert Client().get(url).url.startswith(reverse("account_login"))


@pytest.mark.parametrize("somebody", ["milo", "omar", "vera", "theo", "ada"])
def test_what_dana_studies_is_absent_for_others(request, sign_in, dana, somebody):
    enroll(learner=dana, course=published_course(), by=None, at=SPRING)
    client = sign_in(request.getfixturevalue(somebody))
    assert client.get(COURSE).status_code == 404
    assert "No course yet" in page_of(client, COURSES).text


def test_withdrawn_unknown_and_malformed_are_absent(client, dana):
    enrollment = enroll(learner=dana, course=published_course(), by=None, at=SPRING)
    withdraw(enrollment=enrollment, by=None, at=SPRING)
    for url in (COURSE, "/courses/nowhere/", "/courses/7%20or%201/", "/courses/" + "x" * 300 + "/"):
        assert client.get(url).status_code == 404


@pytest.mark.parametrize("url", [COURSES, COURSE])
def test_reading_needs_get(client, url):
    assert client.post(url).status_code == 405


# --- queries


@pytest.mark.parametrize("url", [COURSES, COURSE])
def test_four_queries_however_many_courses(client, dana, url, django_assert_num_queries):
    EnrollmentFactory(learner=dana, course=published_course())
    for number in range(5):
        EnrollmentFactory(learner=dana, course=published_course(slug=f"c{number}"))
    client.get(COURSES)
    with django_assert_num_queries(4):  # session, user, grants, enrollments
        client.get(url)
