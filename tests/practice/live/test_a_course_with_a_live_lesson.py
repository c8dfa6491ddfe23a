"""From the author's file to the learner's page: the strict check, the studio, out and in again."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.conf import settings as product
from django.urls import reverse

from courses import lesson_kinds
from courses.package.drafts import Objective, PackageContext, SourceFile
from courses.package.problems import Problems
from courses.package.read import read_package
from courses.services.export import export_package
from courses.services.publish import publish_package
from practice.models import LiveExercise
from practice.package.live import read_live
from tests.courses.lint.clean_package import FILES, found, swap
from tests.courses.tiny_package import MODULE_PATH
from tests.practice.live.conftest import signed_in
from tests.practice.live.made import PAIR, THREE, line_of, read
from tests.studio.full_package import MODULE, write
from tests.support.factories import EnrollmentFactory

AT = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)
COURSE = "courses/packages/empathy-in-customer-service"
PATH = "modules/m1-first/m1-circle.yaml"
FORMAT = product.BASE_DIR / "docs" / "reference" / "practice" / "live-format.md"
ALONE = THREE.replace("instead: l1-1", "instead: l1")


@pytest.fixture
def package(tmp_path, settings):
    settings.COURSE_PACKAGES_DIR = tmp_path
    files = {MODULE_PATH: MODULE + "  - m1-circle.yaml\n", PATH: ALONE}
    return write(tmp_path / "tiny", files)


def linted(folder, text):
    module = swap(
        FILES[MODULE_PATH], "  - m1-quiz.yaml\n", "  - m1-quiz.yaml\n  - m1-circle.yaml\n"
    )
    return found(folder, {MODULE_PATH: module, PATH: text})


@pytest.mark.parametrize(
    ("new", "reason", "line"),
    [
        ("instead: l2", "no lesson “l2”", "instead"),
        ("instead: m1-circle", "no lesson “m1-circle”", "instead"),
        ("move_on: completed", "sent nowhere", ""),
    ],
)
def test_whoever_has_nobody_to_practice_with_is_sent_somewhere(tmp_path, new, reason, line):
    old = "instead: l1" if line else "instead: l1\n"
    text = ALONE.replace(old, new if line else "", 1)
    (finding,) = linted(tmp_path, text)
    assert (finding.code, finding.file) == ("C801", PATH)
    assert reason in finding.reason
    assert finding.line == (line_of(text, line) if line else 1)


def test_a_clean_package_with_a_circle_has_nothing_to_mend(tmp_path):
    assert [str(finding) for finding in linted(tmp_path, ALONE)] == []


def test_the_studio_shows_the_room_with_every_case_card(package, theo):
    place = reverse("studio:lesson", args=["tiny", "m1-circle"])
    text = signed_in(theo).get(place).content.decode()
    for words in ("Three people, three chairs.", "Lantern", "The first card", "The second card",
                  "It was a present.", "Notice"):  # fmt: skip
        assert words in text
    assert "live-begin" not in text


def test_a_published_circle_is_played(db, package, dana):
    version = publish_package(path=package, by=None, at=AT).version
    lesson = version.lessons.get(key="m1-circle")
    assert LiveExercise.objects.get(lesson=lesson).payload["who"] == "three"
    assert not lesson.is_required
    enrollment = EnrollmentFactory(course=version.course, learner=dana, version=version)
    listed = reverse("enrollments:lesson", args=[enrollment.uuid, "m1-circle"])
    assert "Begin round 1" in signed_in(dana).get(listed).content.decode()


def test_what_goes_out_comes_in_as_the_same(db, package, tmp_path):
    publish_package(path=package, by=None, at=AT)
    export_package(slug="tiny", path=tmp_path / "out")
    assert (tmp_path / "out" / PATH).read_text() == ALONE
    again = read_package(tmp_path / "out", kinds=lesson_kinds.readers())
    lesson = next(one for one in again.lessons() if one.key == "m1-circle")
    assert lesson.payload == read(ALONE)[0].payload


def test_all_prose_is_translated_and_nothing_that_binds():
    split = lesson_kinds.translating()["live"].split(SourceFile(path=PATH, text=PAIR))
    names = {text.id for text in split.texts}
    assert {
        "m1-pair.title", "m1-pair.intro", "m1-pair.safe_word", "m1-pair.roles.listener.2",
        "m1-pair.steps.1.text", "m1-pair.rounds.2.case.holds_back", "m1-pair.debrief.speaker.1",
    } <= names  # fmt: skip
    bound = ("behaviors", "who", "instead", "minutes", "kind")
    assert [name for name in names if name.split(".")[-1] in bound or ".behaviors." in name] == []


def test_the_circle_of_the_course_is_the_one_on_its_printed_card():
    module = product.BASE_DIR / COURSE / "modules" / "m9-practice-year"
    card = (module / "aids" / "m9-peer-circle-card.md").read_text()
    rows = re.findall(r"^\| (\d) \| (.+?) \| (.+?) \|$", card, re.MULTILINE)
    text = (module / "m9-circle.yaml").read_text()
    steps = re.findall(r"minutes: (\d), who: (\w+), text: \"(.+?)\"\}", text)
    assert [minutes for minutes, *_ in rows] == [minutes for minutes, *_ in steps]
    assert [who.split()[0].lower() for _, who, _ in rows] == [
        "speaker" if place == 1 else who for place, (_, who, _) in enumerate(steps)
    ]
    for (_, _, printed), (_, _, shown) in zip(rows, steps, strict=True):
        assert shown.rstrip(".").startswith(printed.rstrip("."))


def test_the_example_of_the_format_is_a_right_file():
    text = re.search(r"```yaml\n(.+?)```", FORMAT.read_text(), re.DOTALL)[1]
    problems = Problems()
    objectives = {"M3.1": Objective(id="M3.1", text="Do it.", level="Ap")}
    source = SourceFile(path="x.yaml", text=text, context=PackageContext(objectives=objectives))
    assert read_live(source, problems) is not None
    assert list(problems) == []


def test_the_format_names_every_reason_for_a_refusal():
    told = FORMAT.read_text()
    for words in ("not everybody has every role", "A pair has no observer",
                  "Nothing here is for the observer", "In no step the speaker speaks",
                  "is on the card already", "its steps take", "The rounds alone take"):  # fmt: skip
        assert words in told
