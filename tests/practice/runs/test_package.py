"""A role-play lesson in a package: what is read, and what stops it from being published."""

from __future__ import annotations

import hashlib
import json

import pytest

from courses import lesson_kinds
from courses.lesson_kinds import Look
from courses.lint.desk import Desk
from courses.lint.people_report import appearances, spread
from courses.package.problems import PackageProblems
from courses.package.read import read_package
from courses.services.publish import publish_package
from courses.translations.texts import Text
from practice.models import Scenario
from practice.scenario.source.texts import mark, texts_of
from practice.selectors.runs.stage import stage_of
from tests.courses.tiny_package import COURSE, MODULE, MODULE_PATH, write
from tests.practice.runs.conftest import begin, play, say, whole
from tests.practice.scenario.conftest import PARCEL, read
from tests.practice.scenes import enrolled, scenario_in
from tests.support.factories import SPRING

LESSON_PATH = "modules/m1-first/r1-1.yaml"
SCENE_PATH = "modules/m1-first/scenarios/r1-1.yaml"
FILE = """\
key: r1-1
kind: roleplay
title: The late present
minutes: 6
objectives: [M1.1]
move_on: completed
required: no
scenario: r1-1
"""
SCENE = (
    PARCEL.replace("id: parcel-birthday", "id: r1-1")
    .replace("module: m5-routine-and-complex", "module: m1-first")
    .replace("objectives: [M5.1, M3.2]", "objectives: [M1.1]")
)


def overlay(language: str = "de", *, stale: bool = False) -> str:
    """Return the scene in “German”: every text in brackets."""
    texts = texts_of(read(SCENE, "r1-1.yaml").scenario)
    return json.dumps({ "language": language,
        "complete": "yes",
        "strings": {name: {"source": "0" * 10 if stale else mark(text), "text": f"[{text}]"}
                    for name, text in texts.items()},
    })  # fmt: skip


def package(tmp_path):
    module = MODULE + "  - r1-1.yaml\n"
    return write(tmp_path, {LESSON_PATH: FILE, SCENE_PATH: SCENE, MODULE_PATH: module})


def with_file(tmp_path, path, text):
    folder = package(tmp_path)
    file = folder / path
    if text is None:
        file.unlink()
    else:
        file.write_text(text, encoding="utf-8")
    return folder


def read_it(folder):
    return read_package(
        folder, kinds=lesson_kinds.readers(), translating=lesson_kinds.translating()
    )


def problems(folder):
    with pytest.raises(PackageProblems) as found:
        read_it(folder)
    return list(found.value.problems)


def test_a_scene_is_read_with_its_proof(tmp_path):
    lesson = read_it(package(tmp_path)).lessons()[1]
    assert (lesson.kind, lesson.move_on, lesson.is_required) == ("roleplay", "completed", False)
    payload = lesson.payload
    assert payload.sha256 == hashlib.sha256(SCENE.encode()).hexdigest()
    assert payload.states > 40
    assert [turn.choice for turn in payload.span.expert] == ["c", "c", "a"]


def test_published_it_can_be_played(tmp_path, dana):
    course = publish_package(path=package(tmp_path), by=None, at=SPRING).version.course
    enrollment = enrolled(course, dana)
    run = play(begin(enrollment))
    assert (run.outcome, run.scenario.source) == ("restored", SCENE)


def test_a_scene_in_another_language_plays_the_same_turns(tmp_path, dana):
    folder = with_file(tmp_path, SCENE_PATH.replace(".yaml", ".de.yaml"), overlay())
    course = publish_package(path=folder, by=None, at=SPRING).version.course
    enrollment = enrolled(course, dana)
    run = begin(enrollment, language="de-at")
    assert run.language == "de"
    run = say(run, "c").run
    assert stage_of(whole(run)).line.text == "[My daughter will think I forgot.]"
    assert play(run, ("c", "a")).outcome == "restored"
    assert scenario_in(enrollment).overlays.keys() == {"de"}


def test_required_is_the_courses_choice(tmp_path):
    folder = with_file(tmp_path, LESSON_PATH, FILE.replace("required: no", "required: yes"))
    assert read_it(folder).lessons()[1].is_required


@pytest.mark.parametrize(
    ("path", "text", "file", "line", "reason"),
    [
        (LESSON_PATH, FILE.replace("scenario: r1-1", "scenario: r1-2"), LESSON_PATH, 8,
         "There is no scene “r1-2”"),
        (SCENE_PATH, None, LESSON_PATH, 8, "There is no scene “r1-1”"),
        (LESSON_PATH, FILE.replace("completed", "passed"), LESSON_PATH, 6, ""),
        (SCENE_PATH, SCENE.replace("goto: hot}", "goto: hut}"), SCENE_PATH, 46, "E002"),
        (SCENE_PATH, SCENE.replace("M1.1", "M9.9"), SCENE_PATH, 12, "E011"),
        (SCENE_PATH, SCENE.replace("module: m1-first", "module: m7"), SCENE_PATH, 8, "E011"),
        (SCENE_PATH, SCENE.replace("id: r1-1", "id: r1-3"), SCENE_PATH, 2, "E000"),
        (SCENE_PATH, "a: &a [*a, *a]", SCENE_PATH, 1, "E000"),
        (SCENE_PATH.replace(".yaml", ".de.yaml"), overlay(stale=True),
         SCENE_PATH.replace(".yaml", ".de.yaml"), 1, "E012"),
        (SCENE_PATH.replace("r1-1", "r1-9"), SCENE, SCENE_PATH.replace("r1-1", "r1-9"), 1,
         "Nothing in the course refers"),
    ],
)  # fmt: skip
def test_a_broken_scene_is_a_problem_of_the_package(tmp_path, path, text, file, line, reason):
    found = problems(with_file(tmp_path, path, text))
    told = [one for one in found if (one.file, one.line) == (file, line) and reason in one.reason]
    assert told, found
    assert told[0].mend


def test_nothing_of_a_broken_package_is_published(tmp_path, db):
    folder = with_file(tmp_path, SCENE_PATH, SCENE.replace("goto: hot}", "goto: hut}"))
    with pytest.raises(PackageProblems):
        publish_package(path=folder, by=None, at=SPRING)
    assert not Scenario.objects.exists()


def test_a_scene_too_large_to_prove_is_refused(tmp_path, monkeypatch):
    """Negative control of the proof: the search is cut, so the scene is sound but unproven."""
    from practice.package import roleplay
    from practice.scenario import check

    monkeypatch.setattr(check, "explore", lambda scenario, limit: cut(scenario))
    roleplay._checked.cache_clear()
    try:
        found = problems(package(tmp_path))
    finally:
        roleplay._checked.cache_clear()
    assert [one.file for one in found] == [SCENE_PATH]


def cut(scenario):
    from practice.scenario.space import explore

    return explore(scenario, limit=3)


def test_a_preview_tells_the_scene_as_prose(tmp_path):
    draft = read_it(package(tmp_path)).lessons()[1]
    shown = lesson_kinds.preview("roleplay")(draft, Look())
    assert next(moment.said[:9] for moment in shown.context["told"].moments) == "It's late"


def test_a_lessons_title_is_translated_with_its_course(tmp_path, dana):
    title = Text(id="r1-1.title", text="The late present")
    told = f'language: de\nstrings:\n  r1-1.title:\n    source: {title.mark}\n    text: "Zu spät"\n'
    folder = package(tmp_path)
    file = folder / "translations/de/m1.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(told, encoding="utf-8")
    course = COURSE + "translations:\n  de: []\n"
    (folder / "course.yaml").write_text(course, encoding="utf-8")
    lesson = read_it(folder).lessons()[1]
    assert lesson.translations["de"].title == "Zu spät"
    assert publish_package(path=folder, by=None, at=SPRING).is_new


def test_the_report_on_people_reads_scenes_as_it_read_announcements(tmp_path):
    desk = Desk(read_it(package(tmp_path)))
    assert "Rosa Adeyemi" in {one.name for one in appearances(desk) if one.role == "persona"}
    told = spread(desk)
    assert (told["channel"]["phone"], told["intensity"]["2"]) == (1, 1)
