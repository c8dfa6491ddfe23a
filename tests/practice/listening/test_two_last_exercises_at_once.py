"""The last two exercises of a lesson, sent at the same moment from two tabs, complete it."""

from __future__ import annotations

import threading

import pytest

from courses.models import Lesson
from enrollments.models import LessonCompletion
from practice.services.listening import write_try as writing
from practice.services.listening.write_try import Tried, write_try
from tests.practice.listening.conftest import published
from tests.quizzes.test_racing_starts import race
from tests.support.factories import SPRING, EnrollmentFactory

pytestmark = pytest.mark.django_db(transaction=True)
BOTH = ("felt", "floor")


@pytest.fixture
def studied(transactional_db, dana):
    course = published(more=[{"key": "l1-1"}], move_on="completed", is_required=True)
    return EnrollmentFactory(course=course, learner=dana)


def send_both(enrollment, monkeypatch, after):
    """Send two exercises, each waiting for the other after the named step."""
    together, step = threading.Barrier(2), getattr(writing, after)

    def and_wait(*args):
        found = step(*args)
        together.wait(20)
        return found

    monkeypatch.setattr(writing, after, and_wait)
    lesson = Lesson.objects.get(key="m1-listening")

    def send(number):
        tried = Tried(
            exercise=BOTH[number], exercises=BOTH, language="en", writes=False, answer={"heard": 1}
        )
        return write_try(
            enrollment=enrollment, lesson=lesson, tried=tried, ordinal=1, by=enrollment.learner,
            at=SPRING,
        )  # fmt: skip

    return race(2, send)


def test_whoever_comes_second_sees_the_first(studied, monkeypatch):
    send_both(studied, monkeypatch, "_insert")
    assert LessonCompletion.objects.filter(enrollment=studied).count() == 1


def test_control_without_the_lock_the_lesson_stays_open(studied, monkeypatch):
    monkeypatch.setattr(writing, "take_turns", lambda name: None)
    send_both(studied, monkeypatch, "_tried")
    assert not LessonCompletion.objects.filter(enrollment=studied).exists()
