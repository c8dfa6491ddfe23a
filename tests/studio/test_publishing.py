"""Publishing by hand: consequences first, once, and never something else than was seen."""

from __future__ import annotations

import re
import threading

import pytest
from django.db import connection

from audit.models import AuditEvent
from common.errors import Conflict, InvalidInput
from courses.models import CourseVersion
from courses.services.publish import Seen
from studio.selectors import editions
from studio.services.publish import publish as publish_seen
from tests.courses.tiny_package import COURSE, LESSON, MODULE_PATH
from tests.studio.conftest import AT
from tests.studio.full_package import LESSON_PATH, MODULE, write
from tests.support.factories import EnrollmentFactory

HERE = "/studio/packages/tiny/publish/"
OPTIONAL = {LESSON_PATH: LESSON.replace("required: yes", "required: no")}
WITHOUT = {
    LESSON_PATH: None,
    "assets/line.svg": None,
    MODULE_PATH: MODULE.replace("  - l1.md\n", ""),
}


@pytest.fixture
def changed(package):
    """Return a function that changes the package on disk."""

    def change(files):
        write(package, files)
        for path, content in files.items():
            if content is None:
                (package / path).unlink(missing_ok=True)

    return change


def hidden(studio) -> dict[str, str]:
    told = studio.get(HERE).content.decode()
    return {
        name: re.search(rf'name="{name}" value="([^"]*)"', told)[1]
        for name in ("content_hash", "latest_number")
    }


def send(studio, do="publish", **fields):
    return studio.post(HERE, {"do": do, **fields})


@pytest.mark.django_db
def test_the_first_version(package, studio, theo):
    seen = hidden(studio)
    look = send(studio, "look", **seen)
    assert "Publish version 1 as a major version?" in look.content.decode()
    assert not CourseVersion.objects.exists()
    done = send(studio, **seen, note="Hello")
    assert done.headers["Location"] == "/studio/courses/tiny/"
    version = CourseVersion.objects.get()
    assert (version.change, version.note, version.published_by) == ("major", "Hello", theo)
    line = AuditEvent.objects.get(verb="course.published")
    assert (line.actor_uuid, line.target_uuid, line.reason) == (theo.uuid, version.uuid, "Hello")


@pytest.mark.django_db
def test_a_second_click_publishes_nothing_more(package, studio):
    seen = hidden(studio)
    first, second = (send(studio, **seen) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert CourseVersion.objects.count() == 1
    assert AuditEvent.objects.filter(verb="course.published").count() == 1
    assert "nothing was published again" in studio.get("/studio/courses/tiny/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_publish_once(package, theo):
    edition = editions.package_edition("tiny")
    seen = Seen(edition.survey.package.content_hash, 0)
    barrier, results = threading.Barrier(2), []

    def click():
        barrier.wait()
        try:
            found = publish_seen(path=package, seen=seen, change=None, note="", by=theo, at=AT)
            results.append(found.is_new)
        except Conflict:
            results.append(None)  # waited too long: told to try again
        finally:
            connection.close()

    clicks = [threading.Thread(target=click) for _ in range(2)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()
    assert results.count(True) == 1
    assert CourseVersion.objects.count() == 1


@pytest.mark.django_db
def test_consequences_are_listed_before(package, publish, changed, studio, dana):
    version = publish()
    EnrollmentFactory(learner=dana, course=version.course, version=version)
    changed(OPTIONAL)
    told = studio.get(HERE).content.decode()
    assert "1 person studies this course now, and notices nothing" in told
    assert "Required until now, optional" in told
    assert re.search(r'value="major"[^>]*checked', told)
    assert dana.legal_name not in told


@pytest.mark.django_db
def test_minor_is_proposed_when_the_same_is_asked(package, publish, changed, studio):
    publish()
    changed({"course.yaml": COURSE.replace("Tiny", "Small")})
    assert re.search(r'value="minor"[^>]*checked', studio.get(HERE).content.decode())
    assert send(studio, **hidden(studio), change="minor").status_code == 302
    assert CourseVersion.objects.get(number=2).change == "minor"


@pytest.mark.django_db
@pytest.mark.parametrize("do", ["look", "publish"])
def test_major_needs_a_note(package, publish, changed, studio, do):
    publish()
    changed(OPTIONAL)
    for note in ("", "   "):
        refused = send(studio, do, **hidden(studio), change="major", note=note)
        assert refused.status_code == 400
        assert "Say in a sentence why" in refused.content.decode()
    assert CourseVersion.objects.count() == 1
    assert send(studio, **hidden(studio), change="major", note="Less to do").status_code == 302


@pytest.mark.django_db
def test_without_the_service_guard_a_major_version_would_need_no_note(package, publish, theo):
    """The control: the rule stands in the service, and courses alone would publish."""
    from courses.services.publish import publish_package

    publish()
    write(package, OPTIONAL)
    seen = Seen(editions.package_edition("tiny").survey.package.content_hash, 1)
    with pytest.raises(InvalidInput):
        publish_seen(path=package, seen=seen, change="major", note=" ", by=theo, at=AT)
    assert publish_package(path=package, by=theo, at=AT, change="major", seen=seen).is_new


@pytest.mark.django_db
def test_minor_is_refused_when_required_lessons_are_gone(package, publish, changed, studio):
    publish()
    changed(WITHOUT)
    told = studio.get(HERE).content.decode()
    assert "Only major is possible" in told
    assert 'value="minor"' not in told
    assert send(studio, **hidden(studio), change="minor", note="x").status_code == 400
    assert CourseVersion.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("do", ["look", "publish"])
def test_files_that_changed_after_the_look_are_not_published(package, publish, changed, studio, do):
    publish()
    changed({"course.yaml": COURSE.replace("Tiny", "Small")})
    seen = hidden(studio)
    changed({"course.yaml": COURSE.replace("Tiny", "Tinier")})
    refused = send(studio, do, **seen, change="minor", note="As said")
    assert refused.status_code == 409
    told = refused.content.decode()
    assert "changed after you looked at" in told
    assert "As said" in told  # what was typed stays
    assert CourseVersion.objects.count() == 1
    fresh = hidden(studio)
    assert fresh["content_hash"] in told  # and what the page shows now counts as seen
    assert send(studio, do, **fresh, change="minor").status_code in {200, 302}


@pytest.mark.django_db
@pytest.mark.parametrize("do", ["look", "publish"])
def test_a_version_published_meanwhile_is_looked_at_first(package, publish, changed, studio, do):
    publish()
    changed({"course.yaml": COURSE.replace("Tiny", "Small")})
    seen = hidden(studio)
    publish({"course.yaml": COURSE.replace("Tiny", "Smaller")})
    changed({"course.yaml": COURSE.replace("Tiny", "Small")})
    assert hidden(studio)["content_hash"] == seen["content_hash"]
    assert send(studio, do, **seen, change="minor").status_code == 409
    assert CourseVersion.objects.count() == 2


@pytest.mark.django_db
def test_without_what_was_seen_the_later_files_would_be_published(package, publish, changed):
    """The control: only `seen` holds the publisher to the files that were looked at."""
    publish()
    seen = Seen(editions.package_edition("tiny").survey.package.content_hash, 1)
    changed(OPTIONAL)
    from courses.services.publish import publish_package

    with pytest.raises(Conflict):
        publish_package(path=package, by=None, at=AT, seen=seen)
    assert publish_package(path=package, by=None, at=AT).is_new


@pytest.mark.django_db
@pytest.mark.parametrize("do", ["look", "publish"])
def test_a_broken_package_is_not_published_and_tells_every_problem(package, changed, studio, do):
    seen = hidden(studio)
    changed({LESSON_PATH: LESSON.replace("minutes: 5", "minuts: 5"), "stray.md": "x"})
    fresh = {**seen, "content_hash": editions.package_edition("tiny").survey.package.content_hash}
    refused = send(studio, do, **fresh)
    assert refused.status_code == 409
    told = refused.content.decode()
    assert all(word in told for word in ("“minuts” is not a field", "“minutes” is missing",
                                         "Nothing in the course refers"))  # fmt: skip
    assert not CourseVersion.objects.exists()
    assert not AuditEvent.objects.filter(verb="course.published").exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("content_hash", ""), ("content_hash", "x"), ("content_hash", "0" * 63),
        ("latest_number", ""), ("latest_number", "-1"), ("latest_number", "1e9"),
        ("change", ""), ("change", "tiny"), ("note", "x" * 501), ("note", "a\0b"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_said_and_nothing_is_published(
    package, publish, changed, studio, field, value
):
    publish()
    changed({"course.yaml": COURSE.replace("Tiny", "Small")})
    fields = {**hidden(studio), "change": "minor", "note": "x", field: value}
    assert send(studio, **fields).status_code == 400
    assert CourseVersion.objects.count() == 1


@pytest.mark.django_db
def test_back_keeps_what_was_typed(package, studio):
    told = send(studio, "back", **hidden(studio), note="So far").content.decode()
    assert "So far" in told
    assert 'value="look"' in told
