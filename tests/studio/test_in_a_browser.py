"""Studio through a real browser: every page looked at, and a version published by hand."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from courses.models import CourseVersion
from courses.services.publish import publish_package
from tests.journeys.visitor import Visitor, browser
from tests.studio.conftest import AT
from tests.studio.full_package import LESSON, LESSON_PATH, write
from tests.support.factories import EnrollmentFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey, pytest.mark.slow]
COURSE = "empathy-in-customer-service"
LESSONS = "modules/m1-foundations"


@pytest.fixture
def process_environment(process_environment, shelf):
    return {**process_environment, "COURSE_PACKAGES_DIR": str(shelf)}


@pytest.fixture
def changed(shelf) -> Path:
    """The shipped course, published, and its package changed since."""
    shipped = Path(settings.BASE_DIR) / "courses" / "packages" / COURSE
    publish_package(path=shipped, by=None, at=AT)
    package = Path(shutil.copytree(shipped, shelf / COURSE))
    rewrite(package / LESSONS / "l1-1-half-and-half.md", "minutes: 6", "minutes: 7")
    rewrite(package / LESSONS / "l1-1-half-and-half.md", "softly", "quietly and slowly")
    rewrite(package / LESSONS / "l1-5-three-myths.md", "required: yes", "required: no")
    rewrite(package / LESSONS / "m1-quiz.yaml", "pass_mark: 75", "pass_mark: 80")
    give_another_key(package / LESSONS / "m1-quiz.yaml")
    return package


def give_another_key(file: Path) -> None:
    """Let the two choices first in the file swap being right."""
    text = file.read_text()
    one, other = list(re.finditer(r"correct: (yes|no)", text))[:2]
    assert {one[1], other[1]} == {"yes", "no"}, "the shipped quiz changed: swap two other choices"
    middle = text[one.end() : other.start()]
    file.write_text(text[: one.start()] + other[0] + middle + one[0] + text[other.end() :])


def rewrite(file: Path, old: str, new: str, times: int = -1) -> None:
    text = file.read_text()
    assert old in text, f"{file.name} no longer says {old}"
    file.write_text(text.replace(old, new, times))


@pytest.fixture
def theo_at_work(changed, shelf, theo, web_server, monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # as in the journeys
    broken = LESSON.replace("minutes: 5", "minuts: 5").replace("[F1.1]", "[F9.9]")
    write(shelf / "broken", {LESSON_PATH: broken})
    version = CourseVersion.objects.get()
    for _ in range(3):
        EnrollmentFactory(course=version.course, version=version)
    with browser() as running:
        visitor = Visitor(running, web_server.url)
        visitor.sign_in_as("theo")
        yield visitor
        visitor.leave()


def test_from_looking_to_a_new_version(theo_at_work):
    visitor, page = theo_at_work, theo_at_work.page
    here = f"/studio/packages/{COURSE}"
    faults = visitor.look("studio", "/studio/")
    faults += visitor.look("studio-broken", "/studio/packages/broken/")
    for name, path in {
        "package": "/", "lesson": "/lessons/l1-1/", "quiz": "/lessons/m1-quiz/", "map": "/map/",
        "changes": "/changes/",
    }.items():  # fmt: skip
        faults += visitor.look(f"studio-{name}", here + path)
    faults += visitor.look("studio-reflection", "/studio/packages/broken/lessons/m1-reflection/")
    faults += visitor.look("studio-job-aid", "/studio/packages/broken/job-aids/m1-card/")
    faults += visitor.look("studio-publish", f"{here}/publish/")
    visitor.click("button", "Look once more")
    expect(page.get_by_text("Say in a sentence why").first).to_be_visible()
    page.get_by_label("What changed, and why").fill("The myths are optional now.")
    visitor.click("button", "Look once more")
    expect(page.get_by_role("heading", name="as a major version?")).to_be_visible()
    faults += visitor.look("studio-confirm")
    visitor.click("button", "Publish version 2")
    expect(page.get_by_text("Version 2 is published.")).to_be_visible()
    faults += visitor.look("studio-course")
    assert faults == []
    assert CourseVersion.objects.get(number=2).change == "major"


def test_a_quiz_is_answered_on_the_spot_by_keyboard(theo_at_work):
    visitor, page = theo_at_work, theo_at_work.page
    visitor.go("/studio/packages/broken/lessons/m1-quiz/")
    first = page.locator("#q-late")
    first.get_by_role("radio", name="Not my fault.").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator("#q-late")).to_contain_text("This earns 0 of 1 point.")
    expect(page.locator("#q-late .preview-result")).to_contain_text("canary-wrong-choice")
    faults = visitor.look("studio-quiz-answered")
    assert faults == []
