"""A package becomes a version: whole, once, and for good."""

from __future__ import annotations

import datetime as dt

import pytest

from audit.models import AuditEvent
from common.errors import Conflict
from courses.models import Course, CourseVersion, Lesson, Module, PackageFile
from courses.package.problems import PackageProblems
from courses.services.publish import publish_package
from tests.courses.conftest import AT
from tests.courses.tiny_package import (
    COURSE,
    FILES,
    LESSON,
    LESSON_PATH,
    MODULE,
    MODULE_PATH,
    second_lesson,
    write,
)
from tests.support.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_the_first_publish_makes_everything(publish):
    theo = UserFactory()
    result = publish(by=theo, note="First edition")
    version = result.version
    assert result.is_new
    assert (version.number, version.change, version.title) == (1, "major", "Tiny")
    assert (version.published_at, version.published_by, version.note) == (AT, theo, "First edition")
    assert version.outcomes == ["Say one thing."]
    assert version.facts[0]["id"] == "F1.1"
    assert version.course.effective_version == version
    module = version.modules.get()
    assert (module.key, module.ordinal, module.objectives[0]["id"]) == ("m1", 1, "M1.1")
    lesson = version.lessons.get()
    assert (lesson.key, lesson.kind, lesson.minutes, lesson.is_required) == (
        "l1",
        "reading",
        5,
        True,
    )
    assert (lesson.move_on, lesson.objectives, lesson.module) == ("completed", ["M1.1"], module)
    assert 'class="part part-hook"' in lesson.html
    assert f'src="/courses/assets/{version.uuid}/line.svg"' in lesson.html
    assert {file.path for file in version.files.all()} == set(FILES)


def test_it_stands_in_the_audit_trail(publish):
    theo = UserFactory()
    version = publish(by=theo, note="Why").version
    line = AuditEvent.objects.get(verb="course.published")
    assert (line.actor_uuid, line.target_uuid, line.at, line.reason) == (
        theo.uuid, version.uuid, AT, "Why",
    )  # fmt: skip
    assert line.detail == {
        "course": "tiny", "number": 1, "change": "major", "content_hash": version.content_hash,
    }  # fmt: skip


def test_unchanged_content_publishes_nothing(publish):
    first = publish().version
    again = publish(change="major", at=AT + dt.timedelta(days=1))
    assert not again.is_new
    assert again.version == first
    assert CourseVersion.objects.count() == 1
    assert AuditEvent.objects.filter(verb="course.published").count() == 1


def test_an_earlier_state_again_is_a_new_version(publish):
    publish()
    publish({"course.yaml": COURSE.replace("Tiny", "Small")})
    assert publish({"course.yaml": COURSE}).version.number == 3


def test_a_change_of_words_is_minor(publish):
    publish()
    version = publish({LESSON_PATH: LESSON.replace("Now you.", "Now it is you.")}).version
    assert (version.number, version.change) == (2, "minor")
    assert version.course.effective_version == version


@pytest.mark.parametrize(
    "files",
    [
        second_lesson(),
        {LESSON_PATH: LESSON.replace("required: yes", "required: no")},
        {LESSON_PATH: LESSON.replace("move_on: completed", "move_on: not_applicable")},
        {LESSON_PATH: LESSON.replace("key: l1", "key: l1-new")},
    ],
    ids=["a required lesson more", "no longer required", "another rule", "another key"],
)
def test_a_change_of_what_is_required_is_major(publish, files):
    publish()
    assert publish(files).version.change == "major"


def test_an_optional_lesson_more_is_minor(publish):
    publish()
    assert publish(second_lesson(required="no")).version.change == "minor"


def test_the_authors_choice_wins(publish):
    publish()
    assert (
        publish({"course.yaml": COURSE.replace("Tiny", "A")}, change="major").version.change
        == "major"
    )
    assert publish(second_lesson(), change="minor").version.change == "minor"


def test_a_minor_version_cannot_take_a_required_lesson_away(publish, package):
    publish(second_lesson())
    (package / "modules/m1-first/l2.md").unlink()
    with pytest.raises(Conflict, match="removes l2"):
        publish({MODULE_PATH: MODULE}, change="minor")
    assert CourseVersion.objects.count() == 1
    assert publish({MODULE_PATH: MODULE}).version.change == "major"


def test_a_broken_package_publishes_nothing(publish):
    with pytest.raises(PackageProblems) as raised:
        publish({LESSON_PATH: LESSON.replace("minutes: 5", "minutes: x"), "stray.md": "x"})
    assert len(raised.value.problems) == 2
    assert raised.value.status == 400
    for model in (Course, CourseVersion, Module, Lesson, PackageFile, AuditEvent):
        assert model.objects.count() == 0


def test_a_broken_package_leaves_the_effective_version(publish):
    first = publish().version
    with pytest.raises(PackageProblems):
        publish({"course.yaml": COURSE.replace("title", "titel")})
    assert Course.objects.get().effective_version == first


def test_two_courses_count_for_themselves(publish, tmp_path):
    publish()
    other = write(tmp_path / "other", {"course.yaml": COURSE.replace("slug: tiny", "slug: other")})
    result = publish_package(path=other, by=None, at=AT)
    assert (result.version.number, Course.objects.count()) == (1, 2)


def test_lessons_are_numbered_through_the_whole_course(publish):
    files = {
        "course.yaml": COURSE + "  - m2-next\n",
        "modules/m2-next/module.yaml": MODULE.replace("m1", "m2").replace("M1.1", "M2.1"),
        "modules/m2-next/l1.md": LESSON.replace("key: l1", "key: l2"),
    }
    version = publish(files).version
    rows = version.lessons.order_by("ordinal").values_list("key", "ordinal", "module__ordinal")
    assert list(rows) == [("l1", 1, 1), ("l2", 2, 2)]
