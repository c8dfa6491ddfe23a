"""The course map: every objective with its lessons and questions, and every gap in words."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from courses import lesson_kinds
from courses.course_map import Asked, Asks, Gap, map_of
from courses.map_text import TOLD
from courses.package.drafts import LessonDraft, ModuleDraft, Objective, Package
from studio.views.words import GAPS
from tests.courses.tiny_package import LESSON, MODULE_PATH
from tests.studio.full_package import MODULE, QUIZ, QUIZ_PATH, write

SHIPPED = Path(settings.BASE_DIR) / "courses" / "packages" / "empathy-in-customer-service"


def objective(name, *, assessed=True):
    return Objective(id=name, text=f"Do {name}.", level="Ap", assessed=assessed)


def lesson(key, *about, kind="reading"):
    return LessonDraft(
        path=f"{key}.md", key=key, kind=kind, title=key, minutes=5, objectives=about,
        move_on="completed", is_required=True,
    )  # fmt: skip


def drawn(objectives, lessons, questions, *, blueprint=None, draw=1):
    module = ModuleDraft(
        path="m1/module.yaml", key="m1", title="M", summary="", objectives=tuple(objectives),
        lessons=tuple(lessons),
    )  # fmt: skip
    package = Package(
        slug="x", title="X", summary="", language="en", outcomes=(), facts=(), modules=(module,),
        files={}, content_hash="",
    )  # fmt: skip
    asked = tuple(
        Asked(f"q{n}", "single", name, level) for n, (name, level) in enumerate(questions)
    )
    asks = {"quiz": lambda _draft: Asks(asked, draw, blueprint or {})}
    return map_of(package, asks)


QUIZ_LESSON = lesson("quiz", "M1.1", kind="quiz")


def test_a_line_says_who_teaches_and_who_asks():
    found = drawn(
        [objective("M1.1")], [lesson("l1", "M1.1"), lesson("l2"), QUIZ_LESSON],
        [("M1.1", "U"), ("M1.1", "Ap"), ("M1.1", "Ap"), ("M9.9", "C")],
        blueprint={"M1.1": 2}, draw=2,
    )  # fmt: skip
    line = found.modules[0].lines[0]
    assert [one.key for one in line.taught_in] == ["l1"]  # a quiz that names it does not teach it
    assert [one.key for one in line.asked_in] == ["quiz"]
    assert dict(line.counts) == {"R": 0, "U": 1, "Ap": 2, "An": 0, "E": 0, "C": 0}
    assert (line.bank, line.drawn, line.gaps) == (3, 2, ())
    assert (found.modules[0].bank, found.modules[0].draw) == (4, 2)
    assert found.types == {"single": 4}


@pytest.mark.parametrize(
    ("objectives", "lessons", "questions", "more", "gaps"),
    [
        ([objective("M1.1")], [QUIZ_LESSON], [("M1.1", "U")], {}, [Gap.NO_LESSON]),
        ([objective("M1.1")], [lesson("l1", "M1.1"), QUIZ_LESSON], [], {}, [Gap.NO_QUESTION]),
        ([objective("M1.1")], [], [], {}, [Gap.NO_LESSON, Gap.NO_QUESTION]),
        ([objective("M1.1", assessed=False)], [lesson("l1", "M1.1")], [], {}, []),
        ([objective("M1.1", assessed=False)], [lesson("l1", "M1.1"), QUIZ_LESSON],
         [("M1.1", "U")], {}, [Gap.ASKED_AFTER_ALL]),
        ([objective("M1.1")], [lesson("l1", "M1.1"), QUIZ_LESSON], [("M1.1", "U")],
         {"blueprint": {"M1.1": 2}}, [Gap.BANK_TOO_SMALL]),
        ([objective("M1.1")], [lesson("l1", "M1.1"), QUIZ_LESSON], [("M1.1", "U")], {}, []),
    ],
)  # fmt: skip
def test_each_gap_is_seen_and_only_it(objectives, lessons, questions, more, gaps):
    found = drawn(objectives, lessons, questions, **more)
    assert [gap for _line, gap in found.gaps] == gaps


def test_every_gap_has_words_on_the_page_and_in_the_terminal():
    assert set(GAPS) == set(TOLD) == set(Gap)


def course_map(path) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("course", "map", str(path), stdout=out, stderr=out)
    except SystemExit as stopped:
        return int(stopped.code or 0), out.getvalue()
    return 0, out.getvalue()


def test_the_command_draws_the_map_and_exits_with_its_gaps(package):
    code, told = course_map(package)
    assert code == 0
    assert "shown by the plan" in told
    assert "3 questions: 1 matching, 1 ordering, 1 single." in told
    write(package, {MODULE_PATH: MODULE.replace(", assessed: no", "")})
    code, told = course_map(package)
    assert code == 1
    assert "Gap: M1.2: no question asks for it." in told


def test_the_command_tells_problems_of_a_package_that_cannot_be_read(package):
    write(package, {QUIZ_PATH: QUIZ.replace("draw: 2", "draw: 9")})
    code, told = course_map(package)
    assert code == 1
    assert f"{QUIZ_PATH}:" in told


def test_the_shipped_course_has_no_gap():
    code, told = course_map(SHIPPED)
    assert code == 0, told


@pytest.mark.django_db
def test_the_page_shows_the_same_map(package, publish, studio):
    for path in ("/studio/packages/tiny/map/", "/studio/courses/tiny/map/"):
        publish()
        told = studio.get(path).content.decode()
        assert "No gap" in told
        assert "shown by the plan" in told
        assert "question at the level Apply" in told  # cells carry words, not only a color
    write(package, {"modules/m1-first/l1.md": LESSON.replace("[M1.1]", "[M1.2]"),
                    MODULE_PATH: MODULE.replace(", assessed: no", "")})  # fmt: skip
    told = studio.get("/studio/packages/tiny/map/").content.decode()
    assert "1 gap" in told
    assert "No question asks for it yet." in told


def test_assessed_is_yes_unless_an_author_says_no(package):
    from courses.package.read import read_package

    found = read_package(package, kinds=lesson_kinds.readers())
    assert [one.assessed for one in found.modules[0].objectives] == [True, False]
    write(package, {MODULE_PATH: MODULE.replace("assessed: no", "assessed: perhaps")})
    code, told = course_map(package)
    assert code == 1
    assert "“perhaps” is not possible here" in told
