"""From the author's file to the learner's page, in the studio and through publication."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from courses.services.publish import publish_package
from practice.models import ListeningSet
from tests.courses.tiny_package import MODULE_PATH
from tests.practice.listening.conftest import signed_in
from tests.practice.listening.made import WHOLE
from tests.studio.full_package import MODULE, write
from tests.support.factories import EnrollmentFactory

AT = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)
DRAWN = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 320 200'><title>Desk</title></svg>"


@pytest.fixture
def package(tmp_path, settings):
    settings.COURSE_PACKAGES_DIR = tmp_path
    return write(
        tmp_path / "tiny",
        {
            MODULE_PATH: MODULE + "  - m1-listening.yaml\n",
            "modules/m1-first/m1-listening.yaml": WHOLE,
            "assets/photo.svg": DRAWN,
        },
    )


def test_the_studio_shows_every_exercise_with_its_models(package, theo):
    place = reverse("studio:lesson", args=["tiny", "m1-listening"])
    text = signed_in(theo).get(place).content.decode()
    for words in ("One line from each customer.", "Ingrid", "Where it turns", "You kept them all.",
                  "Others might say", "Timed inbox", "A man at a desk"):  # fmt: skip
        assert words in text


def test_a_published_lesson_is_played_with_its_picture(db, package, dana):
    version = publish_package(path=package, by=None, at=AT).version
    lesson = version.lessons.get(key="m1-listening")
    assert len(ListeningSet.objects.get(lesson=lesson).payload["exercises"]) == 16
    enrollment = EnrollmentFactory(course=version.course, learner=dana, version=version)
    client = signed_in(dana)
    listed = reverse("enrollments:lesson", args=[enrollment.uuid, "m1-listening"])
    assert "0 of 16 tried" in client.get(listed).content.decode()
    place = reverse("practice:listening-exercise", args=[enrollment.uuid, lesson.key, "described"])
    text = client.get(place).content.decode()
    source = text.split('<img class="lsn-picture" src="')[1].split('"')[0]
    assert client.get(source).status_code == 200
