"""A published circle of three, Dana who takes it, and everything she does by its pages."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.urls import reverse

from courses.models import Lesson
from practice.models import LiveSession
from practice.selectors.live import live_of
from practice.services.store_lesson import store_live
from tests.practice.live.made import PAIR, THREE, read
from tests.support.factories import EnrollmentFactory, published_course
from tests.support.house_client import HouseClient

ROLES = ("speaker", "listener", "observer")


def published(text=THREE, *, slug="empathy", **fields):
    """Return a course whose second lesson is a live one made from a text."""
    draft, problems = read(text)
    assert problems == []
    live_of.cache_clear()
    lessons = [
        {"key": "l1-1"},
        {"key": draft.key, "kind": "live", "html": "", "is_required": False, **fields},
    ]
    with transaction.atomic():
        course = published_course(slug=slug, lessons=lessons)
        store_live(Lesson.objects.get(version__course=course, key=draft.key), draft)
    return course


@pytest.fixture
def enrollment(db, dana):
    return EnrollmentFactory(course=published(), learner=dana)


@pytest.fixture
def pair(db, dana):
    return EnrollmentFactory(course=published(PAIR, slug="pairs"), learner=dana)


@pytest.fixture
def lesson(enrollment):
    return lesson_in(enrollment)


def lesson_in(enrollment):
    return enrollment.version.lessons.get(kind="live")


def signed_in(person):
    client = HouseClient()
    client.force_login(person)
    return client


@pytest.fixture
def client(dana):
    return signed_in(dana)


def room(enrollment):
    return reverse("enrollments:lesson", args=[enrollment.uuid, lesson_in(enrollment).key])


def at(enrollment, name, session=None):
    more = [session.uuid] if session else []
    args = [enrollment.uuid, lesson_in(enrollment).key, *more]
    return reverse(f"practice:live-{name}", args=args)


def begun(client, enrollment, role="observer") -> LiveSession:
    """Return the session that a sent form began."""
    response = client.post(at(enrollment, "begin"), {"role": role})
    assert response.status_code == 302, response.content.decode()
    return LiveSession.objects.get(uuid=response.headers["Location"].rstrip("/").split("/")[-1])


def send(client, enrollment, session, go, *, number=1, revision=0, **marks):
    """Send the form of a round; `marks` are fields by their names without the round."""
    fields = {f"{name.replace('_', f'-{number}-')}": value for name, value in marks.items()}
    body = {"go": go, "round": number, "revision": revision, **fields}
    return client.post(at(enrollment, "round", session), body)


def debriefed(client, enrollment, role="observer") -> LiveSession:
    """Return a session that went through all rounds, nothing marked."""
    session = begun(client, enrollment, role)
    for number in range(1, 4):
        send(client, enrollment, session, "on", number=number)
    session.refresh_from_db()
    assert session.state == "debriefed"
    return session
