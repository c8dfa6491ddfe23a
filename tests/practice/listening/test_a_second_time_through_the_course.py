"""Who takes the same version again does its exercises again; the tries of then stay to be read."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from enrollments.models import LessonCompletion
from enrollments.services.complete_lesson import complete_lesson
from enrollments.services.enroll import enroll
from practice.models import Try
from tests.practice.listening.conftest import published, send
from tests.practice.listening.made import HEAD, NAME_IT, PARAPHRASE

COUNTS = {"move_on": "completed", "is_required": True}


@pytest.fixture
def course(db):
    return published(HEAD + NAME_IT + PARAPHRASE, more=[{"key": "l1-1"}], **COUNTS)


@pytest.fixture
def again(client, enrollment):
    """Return a second enrollment of somebody who completed the first."""
    for exercise in ("named", "given-back"):
        send(client, enrollment, exercise)
    reading = enrollment.version.lessons.get(key="l1-1")
    complete_lesson(enrollment=enrollment, lesson=reading, by=enrollment.learner, at=timezone.now())
    later = timezone.now() + dt.timedelta(microseconds=1)
    found = enroll(learner=enrollment.learner, course=enrollment.course, by=None, at=later)
    assert found.pk != enrollment.pk
    return found


def counted(enrollment):
    return LessonCompletion.objects.filter(
        enrollment=enrollment, lesson__key="m1-listening"
    ).exists()


def lesson_page(client, enrollment):
    place = reverse("enrollments:lesson", args=[enrollment.uuid, "m1-listening"])
    return client.get(place).content.decode()


def test_all_exercises_are_done_again(client, enrollment, again):
    assert counted(enrollment)
    assert "0 of 2 tried" in lesson_page(client, again)
    send(client, again, "named", ordinal=2)
    assert not counted(again)
    assert "1 of 2 tried" in lesson_page(client, again)
    send(client, again, "given-back", ordinal=2)
    assert counted(again)
    assert Try.objects.count() == 4
