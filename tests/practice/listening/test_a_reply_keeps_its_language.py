"""A reply is compared with the exercise in the language in which it was written."""

from __future__ import annotations

import copy

import pytest
from django.db import transaction

from courses.models import CourseVersion, Lesson, LessonText
from courses.selectors import words
from practice.services.listening.store import store_listening
from practice.services.listening.write_try import Tried, write_try
from tests.practice.listening.conftest import LESSON, colleague, rated, signed_in, tried, url
from tests.practice.listening.made import read
from tests.practice.listening.test_peers_read_without_names import PEERS
from tests.support.factories import SPRING, EnrollmentFactory, published_course

GERMAN = {"late": "das Paket ist zu spät", "party": "die Feier ist morgen"}


def in_german(payload):
    """Return the exercises with the key points of the first paraphrase in German."""
    told = copy.deepcopy(payload)
    for point in told["exercises"][1]["points"]:
        point["say"] = [GERMAN[point["id"]]]
    told["exercises"][1]["customer"]["text"] = "Das Paket kam am Dienstag nicht."
    return told


@pytest.fixture
def enrollment(db, dana):
    draft, _problems = read()
    with transaction.atomic():
        course = published_course(slug="empathy", lessons=[LESSON, {"key": "l1-1"}])
        lesson = Lesson.objects.get(version__course=course, key="m1-listening")
        store_listening(lesson, draft)
        LessonText.objects.create(
            lesson=lesson, language="de", title="Zuhören", html="",
            more=in_german(draft.payload.payload()),
        )  # fmt: skip
    words.translated.cache_clear()
    return EnrollmentFactory(course=course, learner=dana)


@pytest.fixture
def client(enrollment):
    return signed_in(enrollment.learner)


def speak(person, language):
    person.language = language
    person.save(update_fields=["language"])


def test_switching_the_language_does_not_change_what_a_reply_is_compared_with(client, enrollment):
    own_try = rated(client, enrollment)
    speak(enrollment.learner, "de")
    text = client.get(url(enrollment, "given-back", own_try)).content.decode()
    assert "Zuhören" in text
    assert "Das Paket kam am Dienstag nicht." in text
    assert GERMAN["late"] not in text
    assert "parcel is late" in text


def test_a_german_reply_is_compared_in_german_on_an_english_page(client, enrollment):
    speak(enrollment.learner, "de")
    own_try = tried(client, enrollment, "given-back", text="Das Paket ist zu spät.")
    client.post(url(enrollment, "given-back", own_try, "rate"), {"rating": "3"})
    speak(enrollment.learner, "en")
    assert GERMAN["late"] in client.get(url(enrollment, "given-back", own_try)).content.decode()


def test_a_peer_reads_the_exercise_in_the_language_of_the_reply(client, enrollment):
    speak(enrollment.learner, "de")
    own_try = rated(client, enrollment)
    client.post(url(enrollment, "given-back", own_try, "share"), {"go": "ask"})
    peer = colleague(enrollment.course)
    speak(peer, "de")
    assert "Das Paket kam am Dienstag nicht." in signed_in(peer).get(PEERS).content.decode()


def test_a_try_holds_the_longest_tag_that_a_course_may_have(client, enrollment):
    tag = "en-GB-oxendicts"
    assert len(tag) <= CourseVersion._meta.get_field("language").max_length
    lesson = Lesson.objects.get(key="m1-listening")
    told = Tried(
        exercise="felt", exercises=("felt", "named"), language=tag, writes=True,
        answer={"text": "Hm."},
    )  # fmt: skip
    made = write_try(
        enrollment=enrollment, lesson=lesson, tried=told, ordinal=1, by=enrollment.learner,
        at=SPRING,
    )  # fmt: skip
    assert made.language == tag
