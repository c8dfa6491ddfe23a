"""List, graph, table and script: everything is told, nothing is stored, nothing breaks them."""

from __future__ import annotations

import pytest

from tests.courses.tiny_package import MODULE_PATH
from tests.practice.scenario.conftest import PARCEL
from tests.studio.full_package import MODULE, write
from tests.studio.scenarios.conftest import FOLDER, HERE, LIST, PATH

pytestmark = pytest.mark.django_db


def test_the_list_tells_every_scene_and_the_balance(put, studio):
    put()
    put(PARCEL.replace("id: parcel-birthday ", "id: other ").replace("goto: hot,", "goto: hott,"),
        f"{FOLDER}/other.yaml")  # fmt: skip
    told = studio.get(LIST).content.decode()
    assert "The late birthday present" in told
    assert "Rosa Adeyemi" in told
    assert "to mend" in told
    assert "Who the people are" in told


def test_a_scene_that_cannot_be_read_stands_in_the_list_by_its_name(put, studio):
    put("format: nonsense")
    told = studio.get(LIST).content.decode()
    assert "parcel-birthday" in told
    told = studio.get(HERE).content.decode()
    assert "cannot be read yet" in told
    assert "E000" in told
    for page in ("script/", "scene.twee", "export/"):
        assert studio.get(HERE + page).status_code == 404
    assert studio.get(f"{HERE}attempts/").status_code == 200


def test_the_graph_and_the_table_say_the_same(scene, studio):
    told = studio.get(HERE).content.decode()
    for name in ("open", "hot", "check", "offer", "close", "end_restored", "end_settled"):
        assert f'href="#scn-{name}"' in told
        assert f'id="scn-{name}"' in told
    assert "<title" in told
    assert "45" in told
    assert "on the expert's path" in told
    assert told.count('class="scn-edge expert"') == 4


def test_findings_stand_on_their_nodes_with_line_reason_and_mend(put, studio):
    text = PARCEL.replace(' feedback: "A quick repair beats a defence.",', "")
    assert text != PARCEL
    put(text)
    told = studio.get(HERE).content.decode()
    line = next(at for at, one in enumerate(text.splitlines(), 1) if "I'll own this one" in one)
    assert "✖ 1 to mend" in told
    assert "“hot.b” has no feedback." in told
    assert "Say what the words do" in told
    assert f"parcel-birthday.yaml:{line}" in told


def test_a_loop_back_and_a_missing_target_do_not_break_the_page(put, studio):
    for old, new in (
        ('from you.", goto: hot}', 'from you.", goto: open}'),
        ('from you.", goto: hot}', 'from you.", goto: nowhere}'),
        ("start: open", "start: opne"),
    ):
        assert old in PARCEL
        put(PARCEL.replace(old, new))
        assert studio.get(HERE).status_code == 200


def test_what_is_written_in_a_scene_is_never_markup(put, studio):
    put(PARCEL.replace("The late birthday present", "<script>alert(1)</script>"))
    for page in ("", "try/", "script/", "export/", "attempts/"):
        assert "<script>alert" not in studio.get(HERE + page).content.decode()
    assert "<script>alert" not in studio.get(LIST).content.decode()


def test_a_scene_that_is_not_there_is_404(scene, studio):
    for page in ("", "try/", "attempts/", "attempts.csv", "export/", "scene.twee", "script/"):
        assert studio.get(f"{LIST}absent/{page}").status_code == 404
        absent = HERE.replace("tiny", "absent")
        assert studio.get(f"{absent}{page}").status_code == 404


def test_script_and_twee_are_of_the_file_on_disk(scene, studio):
    told = studio.get(f"{HERE}script/").content.decode()
    assert "Facilitator's script" in told
    assert "She fears that her daughter will think she forgot." in told
    sent = studio.get(f"{HERE}scene.twee")
    assert sent["Content-Disposition"] == 'attachment; filename="parcel-birthday.twee"'
    assert sent.content.decode().startswith(":: StoryTitle\nThe late birthday present")
    assert "offer.b: id, quality" in studio.get(f"{HERE}export/").content.decode()


def test_an_empty_package_says_how_scenes_come(package, studio):
    assert "No role-play yet" in studio.get(LIST).content.decode()


def test_the_preview_of_its_lesson_leads_to_the_graph(put, studio):
    lesson = {
        "modules/m1-first/m1-play.yaml": (
            "key: m1-play\nkind: roleplay\ntitle: The present\nminutes: 6\nobjectives: [M1.1]\n"
            "move_on: completed\nrequired: no\nscenario: parcel-birthday\n"
        ),
        MODULE_PATH: MODULE.replace("  - l1.md\n", "  - l1.md\n  - m1-play.yaml\n"),
    }
    package = put(
        PARCEL.replace("objectives: [M5.1, M3.2]", "objectives: [M1.1]").replace(
            "module: m5-routine-and-complex", "module: m1"
        )
    )
    write(package, lesson | {PATH: (package / PATH).read_text()})
    told = studio.get("/studio/packages/tiny/lessons/m1-play/").content.decode()
    assert f'href="{HERE}"' in told
    assert f'href="{HERE}"' not in studio.get("/studio/packages/tiny/lessons/l1/").content.decode()
    again = studio.get("/studio/packages/tiny/").content.decode()
    assert "Nothing in the course refers to this file" not in again  # nor when it is remembered
    write(package, lesson | {PATH: (package / PATH).read_text().replace("goto: hot,", "goto: x,")})
    assert "There is no node or ending “x”" in studio.get("/studio/packages/tiny/").content.decode()
