"""The player's pages: works, needs login, hides others' rows; nothing moves but by doing."""

from __future__ import annotations

import uuid

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from enrollments.models import CompletionRecord, Enrollment, LessonCompletion
from enrollments.services.withdraw import withdraw
from tests.support.factories import SPRING, EnrollmentFactory, published_course

SHELL = 2  # session, user; grants only where the navigation is shown


@pytest.fixture
def enrollment(dana) -> Enrollment:
    return EnrollmentFactory(learner=dana)


@pytest.fixture
def client(sign_in, dana):
    return sign_in(dana)


def lesson_url(enrollment, key="l1-1"):
    return reverse("enrollments:lesson", args=[enrollment.uuid, key])


def complete_url(enrollment, key="l1-1"):
    return reverse("enrollments:complete-lesson", args=[enrollment.uuid, key])


def resume_url(enrollment):
    return reverse("enrollments:resume", args=[enrollment.uuid])


def finished_url(enrollment):
    return reverse("finished", args=[enrollment.uuid])


ALL_PAGES = [lesson_url, complete_url, resume_url, finished_url]


def soup(response):
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


# --- works


def test_a_lesson_shows_its_prose_its_place_and_the_way_on(client, enrollment):
    page = soup(client.get(lesson_url(enrollment, "l1-2")))
    assert page.h1.text == "Lesson l1-2"
    assert page.select_one("article.lesson").text == "The text of l1-2."
    assert "Lesson 2 of 3 · 6 minutes" in page.text
    assert "0 of 3 required done" in page.select_one("header.top").text
    lines = page.select("nav.outline ol a.outline-item")
    assert [line["href"] for line in lines] == [
        lesson_url(enrollment, key) for key in ("l1-1", "l1-2", "l1-3")
    ]
    assert [line.get("aria-current") for line in lines] == [None, "page", None]
    assert page.select_one("a[rel=prev]")["href"] == lesson_url(enrollment, "l1-1")
    assert page.select_one("form[hx-boost]")["action"] == complete_url(enrollment, "l1-2")


def test_saying_that_it_is_read_leads_to_the_next_lesson(client, enrollment):
    answer = client.post(complete_url(enrollment))
    assert answer.status_code == 302
    assert answer.url == lesson_url(enrollment, "l1-2")
    page = soup(client.get(answer.url))
    first = page.select_one("nav.outline a.outline-item")
    assert "done" in first["class"]
    assert first.svg["aria-label"] == "Completed"
    assert "1 of 3 required done" in page.select_one("header.top").text


def test_a_second_click_leads_to_the_same_place_and_counts_nothing(client, enrollment):
    answers = [client.post(complete_url(enrollment)).url for _ in range(2)]
    assert answers == [lesson_url(enrollment, "l1-2")] * 2
    assert LessonCompletion.objects.count() == 1


def test_a_lesson_that_is_done_leads_on_by_a_link(client, enrollment):
    client.post(complete_url(enrollment))
    page = soup(client.get(lesson_url(enrollment)))
    assert page.select_one("form[hx-boost]") is None
    assert page.select_one("a[rel=next]")["href"] == lesson_url(enrollment, "l1-2")


def test_the_last_lesson_leads_to_what_was_left_out(client, enrollment):
    client.post(complete_url(enrollment, "l1-2"))
    assert client.post(complete_url(enrollment, "l1-3")).url == lesson_url(enrollment, "l1-1")


def test_after_the_last_lesson_the_page_says_what_happened_and_what_comes_next(client, enrollment):
    for key in ("l1-1", "l1-2", "l1-3"):
        answer = client.post(complete_url(enrollment, key))
    assert answer.url == finished_url(enrollment)
    page = soup(client.get(answer.url))
    assert page.h1.text == "Empathy in customer service"
    assert "Your certificate is being made" in page.text
    assert "You did all 3 lessons that count." in page.text


def test_a_finished_course_stays_readable_and_leads_to_its_end(client, enrollment):
    for key in ("l1-1", "l1-2", "l1-3"):
        client.post(complete_url(enrollment, key))
    page = soup(client.get(lesson_url(enrollment, "l1-3")))
    assert page.select_one("a[rel=next]")["href"] == finished_url(enrollment)
    assert client.get(resume_url(enrollment)).url == finished_url(enrollment)


def test_the_end_is_not_there_before_the_end(client, enrollment):
    answer = client.get(finished_url(enrollment))
    assert answer.status_code == 302
    assert answer.url == lesson_url(enrollment, "l1-1")


# --- progress moves by doing; the place is remembered


def test_looking_at_lessons_moves_nothing(client, enrollment):
    for key in ("l1-1", "l1-2", "l1-3"):
        client.get(lesson_url(enrollment, key))
    client.get(complete_url(enrollment))
    assert LessonCompletion.objects.count() == 0
    assert CompletionRecord.objects.count() == 0


def test_coming_back_opens_the_lesson_where_one_left_on_another_device(
    client, sign_in, dana, enrollment
):
    assert client.get(resume_url(enrollment)).url == lesson_url(enrollment, "l1-1")
    client.get(lesson_url(enrollment, "l1-3"))
    other_device = sign_in(dana)
    assert other_device.get(resume_url(enrollment)).url == lesson_url(enrollment, "l1-3")


def test_a_quiz_is_not_completed_by_saying_so(sign_in, dana):
    course = published_course(lessons=[{"key": "quiz", "kind": "quiz", "move_on": "completed"}])
    enrollment = EnrollmentFactory(learner=dana, course=course)
    assert sign_in(dana).post(complete_url(enrollment, "quiz")).status_code == 404
    assert LessonCompletion.objects.count() == 0


# --- needs login


@pytest.mark.parametrize("page", ALL_PAGES)
def test_pages_ask_strangers_to_sign_in(db, sign_in, page):
    from django.test import Client

    answer = Client().get(page(EnrollmentFactory()))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


# --- hides others' rows; absent, malformed, withdrawn look the same


@pytest.mark.parametrize("page", ALL_PAGES)
@pytest.mark.parametrize("somebody", ["milo", "omar", "vera", "theo", "ada"])
def test_what_dana_studies_is_nobody_elses_page(request, sign_in, enrollment, page, somebody):
    client = sign_in(request.getfixturevalue(somebody))
    answer = client.post if page is complete_url else client.get
    assert answer(page(enrollment)).status_code == 404
    assert LessonCompletion.objects.count() == 0


@pytest.mark.parametrize("page", ALL_PAGES)
def test_a_withdrawn_enrollment_has_no_pages(client, enrollment, page):
    withdraw(enrollment=enrollment, by=None, at=SPRING)
    answer = client.post if page is complete_url else client.get
    assert answer(page(enrollment)).status_code == 404


def test_foreign_and_absent_answers_are_the_same_bytes(sign_in, milo, enrollment):
    client = sign_in(milo)
    foreign = client.get(lesson_url(enrollment))
    absent = client.get(reverse("enrollments:lesson", args=[uuid.uuid4(), "l1-1"]))
    assert foreign.content == absent.content


@pytest.mark.parametrize(
    "path",
    ["/learn/7/", "/learn/{}/lessons/", "/learn/{}/lessons/nowhere/",
     "/learn/{}/lessons/l1-1'--/", "/learn/{}x/lessons/l1-1/", "/learn/{}/lessons/1/"],
)  # fmt: skip
def test_malformed_addresses_are_absent(client, enrollment, path):
    assert client.get(path.format(enrollment.uuid)).status_code == 404


def test_a_null_character_is_a_bad_request(client, enrollment):
    assert client.get(f"/learn/{enrollment.uuid}/lessons/%00/").status_code == 400


def test_a_lesson_is_read_by_get_and_completed_by_post_only(client, enrollment):
    assert client.post(lesson_url(enrollment)).status_code == 405
    assert client.get(complete_url(enrollment)).status_code == 405


def test_without_the_visibility_filter_the_page_would_open(sign_in, milo, enrollment, monkeypatch):
    from common.compiled_query import CompiledQuery
    from enrollments import selectors

    everybodys = CompiledQuery(
        lambda: Enrollment.objects.with_progress().filter(uuid=selectors._SOMETHING).exclude(pk=-1),
        marks={"learner": -1, "uuid": selectors._SOMETHING},
    )
    monkeypatch.setattr(selectors, "_ONE", everybodys)
    assert sign_in(milo).get(lesson_url(enrollment)).status_code == 200


# --- queries


def test_a_lesson_asks_few_questions(client, enrollment, django_assert_num_queries):
    from enrollments import selectors

    selectors.lesson_text.cache_clear()
    with django_assert_num_queries(SHELL + 5):  # enrollment, outline, job aids, text, place
        client.get(lesson_url(enrollment))
    with django_assert_num_queries(SHELL + 1):
        client.get(lesson_url(enrollment))
    with django_assert_num_queries(SHELL + 3):
        client.get(lesson_url(enrollment, "l1-2"))


@pytest.fixture
def in_two_modules():
    """A course of two modules with two lessons each."""
    course = published_course(
        lessons=[
            {"key": "l1-1"}, {"key": "l1-2"},
            {"key": "l2-1", "module": "m2"}, {"key": "l2-2", "module": "m2"},
        ]
    )  # fmt: skip
    return EnrollmentFactory(course=course)


def test_only_the_module_of_the_lesson_stands_open(client, in_two_modules):
    client.force_login(in_two_modules.learner)
    client.post(complete_url(in_two_modules, "l2-1"))
    page = soup(client.get(lesson_url(in_two_modules, "l1-1")))
    assert len(page.select("nav.outline ol a.outline-item")) == 2
    (closed,) = page.select("nav.outline .outline-closed a")
    assert "Module m2" in closed.text
    assert "1 of 2" in closed.text
    assert "now" in closed["class"]  # begun, which is more than open
    assert closed["href"] == lesson_url(in_two_modules, "l2-2")  # the first that is open
    other = soup(client.get(lesson_url(in_two_modules, "l2-1")))
    assert other.select_one("a[rel=prev]")["href"] == lesson_url(in_two_modules, "l1-2")
    everything = soup(client.get("/courses/empathy/"))
    assert len(everything.select(".outline ol a.outline-item")) == 4
    client.post(complete_url(in_two_modules, "l2-2"))
    states = [
        part["class"][1] for part in soup(client.get("/courses/empathy/")).select("details")[-2:]
    ]
    assert states == ["now", "done"]
