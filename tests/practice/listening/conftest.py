"""A published listening lesson with every type, Dana who studies it, and two colleagues."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.urls import reverse

from courses.models import Lesson
from practice.models import Try
from practice.selectors.listening import exercises
from practice.services.listening.store import store_listening
from tests.practice.listening.made import WHOLE, answer_to, read
from tests.support.factories import (
    DepartmentFactory,
    EmploymentFactory,
    EnrollmentFactory,
    published_course,
)
from tests.support.house_client import HouseClient

LESSON = {"key": "m1-listening", "kind": "listening", "html": "", "is_required": False}


def published(text=WHOLE, *, more=(), slug="empathy", **fields):
    """Return a course whose first lesson is a listening lesson made from a text."""
    draft, problems = read(text)
    assert problems == []
    exercises.listening_of.cache_clear()
    with transaction.atomic():
        course = published_course(slug=slug, lessons=[{**LESSON, **fields}, *more])
        lesson = Lesson.objects.get(version__course=course, key="m1-listening")
        store_listening(lesson, draft)
    return course


@pytest.fixture
def course(db):
    return published(more=[{"key": "l1-1"}])


@pytest.fixture
def enrollment(course, dana):
    return EnrollmentFactory(course=course, learner=dana)


def signed_in(person):
    client = HouseClient()
    client.force_login(person)
    return client


@pytest.fixture
def client(enrollment):
    return signed_in(enrollment.learner)


def url(enrollment, exercise, own_try=None, name=None):
    args = [enrollment.uuid, "m1-listening", exercise]
    if own_try is None:
        return reverse("practice:listening-exercise", args=args)
    return reverse(f"practice:listening-{name or 'try'}", args=[*args, own_try.uuid])


def send(client, enrollment, exercise, *, ordinal=1, **changes):
    """Send a try as the form of its page does; returns the response."""
    body = {**answer_to(exercise), "ordinal": str(ordinal), **changes}
    return client.post(url(enrollment, exercise), body)


def tried(client, enrollment, exercise, **changes):
    """Return the try that a sent form made."""
    response = send(client, enrollment, exercise, **changes)
    assert response.status_code == 302, response.content.decode()
    return Try.objects.get(uuid=response.headers["Location"].rstrip("/").split("/")[-1])


def rated(client, enrollment, exercise="given-back", rating=3, **changes):
    """Return a written try that was rated and whose remarks were seen."""
    own_try = tried(client, enrollment, exercise, **changes)
    client.post(url(enrollment, exercise, own_try, "rate"), {"rating": str(rating)})
    assert client.get(url(enrollment, exercise, own_try)).status_code == 200
    own_try.refresh_from_db()
    return own_try


def colleague(course, department=None):
    """Return somebody who takes the course and works in a department, another one by default."""
    person = EnrollmentFactory(course=course).learner
    EmploymentFactory(person=person, department=department or DepartmentFactory())
    return person
