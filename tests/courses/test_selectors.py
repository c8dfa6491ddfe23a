"""What others ask of courses."""

from __future__ import annotations

import datetime as dt

import pytest
from django.http import Http404

from courses import selectors
from courses.models import Course
from people.viewer import viewer_for
from tests.courses.conftest import AT
from tests.courses.tiny_package import COURSE, second_lesson

pytestmark = pytest.mark.django_db


def test_the_outline_has_modules_and_lessons_in_order(publish):
    version = publish(second_lesson()).version
    outline = selectors.outline(version.id)
    assert (outline.slug, outline.number, outline.title, outline.minutes) == ("tiny", 1, "Tiny", 10)
    (module,) = outline.modules
    assert (module.key, module.minutes, module.objectives[0]["id"]) == ("m1", 10, "M1.1")
    assert [(lesson.key, lesson.ordinal) for lesson in outline.lessons] == [("l1", 1), ("l2", 2)]
    assert module.lessons == outline.lessons
    assert outline.lesson("l2").is_required
    with pytest.raises(Http404):
        outline.lesson("l3")


def test_the_outline_is_asked_for_once(version, django_assert_num_queries):
    with django_assert_num_queries(2):  # lessons with their modules, job aids
        selectors.outline(version.id)
    with django_assert_num_queries(0):
        selectors.outline(version.id)


def test_an_unknown_version_is_absent_and_not_remembered():
    for _ in range(2):
        with pytest.raises(Http404):
            selectors.outline(0)


def test_the_catalog_shows_published_courses(version, dana, django_assert_num_queries):
    Course.objects.create(slug="draft", created_at=AT)
    viewer = viewer_for(dana, on=dt.date(2026, 3, 2))
    with django_assert_num_queries(1):
        assert [found.effective_version.title for found in selectors.catalog(viewer)] == ["Tiny"]


def test_the_catalog_shows_the_effective_version(publish, dana):
    publish()
    publish({"course.yaml": COURSE.replace("Tiny", "Small")})
    viewer = viewer_for(dana, on=dt.date(2026, 3, 2))
    assert [found.effective_version.title for found in selectors.catalog(viewer)] == ["Small"]


def test_a_person_who_left_sees_no_course(version, dana):
    dana.is_active = False
    assert selectors.catalog(viewer_for(dana, on=dt.date(2026, 3, 2))) == []
