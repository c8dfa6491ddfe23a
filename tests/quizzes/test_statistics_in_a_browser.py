"""The author's pages of a quiz as people see them: four pictures each, axe, no overflow."""

from __future__ import annotations

import itertools

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from playwright.sync_api import expect

from courses.models import Course
from courses.services.publish import publish_package
from quizzes.models import Quiz
from quizzes.selectors.regrading import preview_of
from tests.journeys.visitor import Visitor, browser
from tests.quizzes.crowds import skilled_crowd
from tests.quizzes.regrading import REASON, mended_quiz, taken, wrong_key_quiz
from tests.support.factories import SPRING

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PACKAGE = settings.BASE_DIR / "courses" / "packages" / "empathy-in-customer-service"
PEOPLE = 90


@pytest.fixture(autouse=True)
def ask_beside_the_driver(monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def enter(running, live_server, person) -> Visitor:
    client = Client()
    client.force_login(person)
    visitor = Visitor(running, live_server.url)
    visitor.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "url": live_server.url,
          "value": client.cookies[settings.SESSION_COOKIE_NAME].value}]
    )  # fmt: skip
    return visitor


@pytest.fixture
def busy_quiz(transactional_db) -> Quiz:
    """The first quiz of the shipped course after ninety people of various skill took it."""
    with transaction.atomic():
        publish_package(path=PACKAGE, by=None, at=SPRING)
    version = Course.objects.get().effective_version
    quizzes = Quiz.objects.select_related("lesson__version__course")
    quiz = quizzes.filter(lesson__version=version).order_by("lesson__ordinal").first()
    with transaction.atomic():
        skilled_crowd(quiz, PEOPLE, reversed_keys=(quiz.questions.get(ordinal=6).key,))
    return quiz


def test_statistics_look_right(busy_quiz, theo, live_server):
    version = busy_quiz.lesson.version
    place = f"/studio/courses/{version.course.slug}/quizzes/{busy_quiz.lesson.key}"
    with browser() as running:
        visitor = enter(running, live_server, theo)
        faults = visitor.look("item-statistics", f"{place}/statistics/")
        expect(visitor.page.locator("figure.plot svg")).to_be_visible()
        assert faults == []
        with visitor.page.expect_download() as started:
            visitor.click("link", "Questions as CSV")
        assert started.value.path().read_text().startswith('"number","key"')
        visitor.leave()


def test_regrading_looks_right_from_both_sides(transactional_db, theo, dana, live_server):
    old = wrong_key_quiz()
    mine = taken(old, "cbba", dana)
    for answers in itertools.islice(itertools.cycle(["cbba", "bbba", "bbbb", "aaaa"]), 9):
        taken(old, answers)
    new = mended_quiz()
    with browser() as running:
        author = enter(running, live_server, theo)
        place = "/studio/courses/empathy/quizzes/m1-quiz"
        faults = author.look("regrade", f"{place}/regrade/")
        faults += author.look("item-statistics-few", f"{place}/statistics/")
        author.go(f"{place}/regrade/")
        author.page.get_by_label("What was wrong with the key?").fill(REASON)
        author.click("button", "Regrade")
        expect(author.page.get_by_text("The attempts are regraded")).to_be_visible()
        faults += author.look("regraded", f"{place}/regrade/")
        author.leave()
        learner = enter(running, live_server, dana)
        enrollment = mine.enrollment.uuid
        path = f"/learn/{enrollment}/lessons/m1-quiz/attempts/{mine.uuid}/result/"
        faults += learner.look("regraded-result", path)
        expect(learner.page.get_by_text("A correction gave you the pass")).to_be_visible()
        learner.leave()
    assert faults == []
    assert preview_of(new).changes == []
