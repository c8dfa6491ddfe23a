"""Reading in one's language: whole pages, lesson by lesson, with a calm word where it is not."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import translation

from courses import selectors as courses
from courses.services.publish import publish_package
from enrollments import selectors
from tests.courses.conftest import AT
from tests.courses.tiny_package import COURSE, second_lesson, with_job_aid
from tests.courses.tiny_translation import AID_WORDS, WORDS, german
from tests.support.factories import EnrollmentFactory, UserFactory

pytestmark = pytest.mark.django_db
OPEN = COURSE.replace("modules:", "translations:\n  de: []\nmodules:")


@pytest.fixture
def learner():
    return UserFactory(language="de")


@pytest.fixture
def enrollment(learner, tmp_path):
    """A German learner in a course whose first lesson is translated and whose second is not."""
    german(tmp_path, **{**second_lesson(), "course.yaml": OPEN})
    version = publish_package(path=tmp_path, by=None, at=AT).version
    return EnrollmentFactory(learner=learner, course=version.course, version=version)


@pytest.fixture
def browser(client, learner):
    client.force_login(learner)
    return client


def lesson(enrollment, key):
    return reverse("enrollments:lesson", args=[enrollment.uuid, key])


def test_a_translated_lesson(browser, enrollment):
    page = browser.get(lesson(enrollment, "l1")).text
    assert '<html lang="de" dir="ltr"' in page
    assert "Es läuft <em>gut</em>." in page
    assert "<h1>Eine Sache</h1>" in page
    assert 'aria-label="Worum es geht"' in page  # our own words around the author's
    assert "noch nicht übersetzt" not in page


def test_a_lesson_that_is_not_translated_says_so_and_says_its_language(browser, enrollment):
    page = browser.get(lesson(enrollment, "l2")).text
    assert '<article class="lesson" lang="en" dir="ltr">' in page
    assert "noch nicht übersetzt. Sie lesen sie in dieser Sprache: Englisch." in page


def test_the_outline_mixes_and_marks(browser, enrollment):
    page = browser.get(reverse("enrollments:course", args=["tiny"])).text
    assert "<span>Eine Sache</span>" in page
    assert '<span lang="en" dir="ltr">One thing</span>' in page
    assert ">Winzig</h1>" in page


def test_in_arabic_the_whole_course_is_english_inside_a_page_from_right_to_left(
    browser, learner, enrollment
):
    learner.language = "ar"
    learner.save()
    page = browser.get(lesson(enrollment, "l1")).text
    assert '<html lang="ar" dir="rtl"' in page
    assert '<article class="lesson" lang="en" dir="ltr">' in page


def test_today_names_course_and_lesson_in_german(browser, enrollment):
    page = browser.get(reverse("today")).text
    assert "Winzig" in page
    assert "Eine Sache" in page


def test_the_api_speaks_the_readers_language(browser, enrollment):
    answer = browser.get(reverse("api:my-learning"))
    assert answer["Content-Language"] == "de"
    assert "Winzig" in answer.text


def test_what_counts_knows_nothing_of_languages(enrollment):
    def counted():
        study = selectors.study_of(
            type(enrollment).objects.filter(pk=enrollment.pk).with_progress().get()
        )
        return study.progress, [found.key for found in study.outline.lessons]

    with translation.override("de"):
        german_ = counted()
    with translation.override("en"):
        assert counted() == german_


def test_a_page_for_the_desk(browser, learner, tmp_path):
    german(tmp_path, {**WORDS, **AID_WORDS}, **with_job_aid())
    version = publish_package(path=tmp_path, by=None, at=AT).version
    EnrollmentFactory(learner=learner, course=version.course, version=version)
    page = browser.get(reverse("enrollments:job-aid", args=["tiny", "m1-card"])).text
    assert "Sagen Sie <strong>eines</strong>." in page
    assert "Eine Karte" in page


def test_another_language_asks_the_database_once_more_and_then_no_more(
    enrollment, django_assert_num_queries
):
    version = enrollment.version_id
    courses.outline(version)
    with django_assert_num_queries(1):
        assert courses.outline(version, "de").title == "Winzig"
    with django_assert_num_queries(0):
        assert courses.outline(version, "DE").modules[0].title == "Erstes"
        assert courses.outline(version, "en").title == "Tiny"


def test_a_lesson_in_german_asks_as_few_questions_as_any(
    browser, enrollment, django_assert_max_num_queries
):
    browser.get(lesson(enrollment, "l1"))
    with django_assert_max_num_queries(8):
        browser.get(lesson(enrollment, "l1"))


def test_a_question_in_another_language_than_its_page_says_so(client, tmp_path):
    from courses.models import Course
    from quizzes.services.start_attempt import start_attempt
    from tests.quizzes.test_other_languages import package

    publish_package(path=package(tmp_path), by=None, at=AT)
    version = Course.objects.get().effective_version
    reader = UserFactory(language="de")
    enrollment = EnrollmentFactory(learner=reader, course=version.course, version=version)
    quiz = version.lessons.get(key="q1").quiz
    attempt = start_attempt(enrollment=enrollment, quiz=quiz, by=reader, at=AT).attempt
    address = reverse("quizzes:question", args=[enrollment.uuid, "q1", attempt.uuid, 1])
    client.force_login(reader)
    page = client.get(address).text
    assert "Welches <strong>eine</strong>?" in page
    assert '<legend class="stem">' in page
    reader.language = "ar"
    reader.save()
    page = client.get(address).text
    assert '<legend class="stem" lang="en" dir="ltr">' in page
    assert '<div class="as-is" lang="en" dir="ltr">' in page
