"""A scenario in another language: the same game in other words."""

from __future__ import annotations

import yaml
from hypothesis import given
from hypothesis import strategies as st

from practice.scenario.engine import Turn, replay
from practice.scenario.findings import Findings
from practice.scenario.score import score
from practice.scenario.source.overlay import Entry, Overlay, read_overlay, translated
from practice.scenario.source.strings import find_work
from practice.scenario.source.texts import in_words, mark, texts_of
from practice.scenario.space import explore
from tests.practice.scenario.conftest import PARCEL, read
from tests.practice.scenario.test_command import course, scenario  # noqa: F401

EMPTY = Overlay(file="x.de.yaml", language="de", is_complete=False)
SCENE = read(PARCEL).scenario


def overlay_of(text: str) -> Overlay:
    findings = Findings()
    found = read_overlay("x.de.yaml", "de", text, findings)
    assert found is not None, [str(finding) for finding in findings]
    return found


def free_texts(scene) -> set[str]:
    """Return all that a learner reads, found without our code: long strings of the file."""
    skip = {"when", "goto", "then", "id", "start", "module", "format", "license", "alternative"}

    def walk(value, key=""):
        if isinstance(value, dict):
            for name, inner in value.items():
                yield from walk(inner, name)
        elif isinstance(value, list):
            for inner in value:
                yield from walk(inner, key)
        elif key not in skip and " " in value:
            yield value

    return set(walk(yaml.load(scene, Loader=yaml.BaseLoader)))


def test_every_text_of_the_scene_has_an_id():
    texts = texts_of(SCENE)
    assert free_texts(PARCEL) <= set(texts.values())
    assert texts["open.text"].startswith("It was promised")
    assert texts["open.a.feedback"].startswith("Polite, but")
    assert texts["open.notice.options.2"] == "worried"
    assert texts["end_lost.text"].startswith("Rosa hangs up")


def test_a_translation_changes_the_words_and_nothing_of_the_game():
    german = in_words(SCENE, {name: f"«{text}»" for name, text in texts_of(SCENE).items()})
    assert texts_of(german) == {name: f"«{text}»" for name, text in texts_of(SCENE).items()}
    assert german.nodes["open"].notice.best == "«worried»"
    turns = [
        Turn(node="open", choice="c", noticed=1), Turn(node="check", choice="c"),
        Turn(node="offer", choice="b"),
    ]  # fmt: skip
    assert replay(german, turns) == replay(SCENE, turns)
    assert score(german, turns) == score(SCENE, turns)


def test_what_is_not_translated_stays_as_it_is():
    overlay = Overlay(
        file="x", language="de", is_complete=False,
        entries={"title": Entry("0" * 10, "Das Geschenk", 1), "summary": Entry("0" * 10, "", 1),
                 "nowhere.text": Entry("0" * 10, "Nichts", 1)},
    )  # fmt: skip
    german = translated(SCENE, overlay)
    assert (german.title, german.summary) == ("Das Geschenk", SCENE.summary)


def test_the_mark_of_a_text_is_that_of_a_courses_overlays():
    assert mark("Half and half: notice and answer") == "2323dbabc3"
    assert mark("Half and\n  half: notice and answer") == "2323dbabc3"


def test_a_fresh_overlay_lists_every_text_and_reads_back():
    work = find_work(SCENE, EMPTY)
    overlay = overlay_of(work.text)
    assert list(overlay.entries) == list(texts_of(SCENE))
    assert len(work.lines) == len(texts_of(SCENE))
    assert all(line.startswith("missing  ") for line in work.lines)


def test_what_is_translated_is_kept_and_what_is_old_is_told():
    texts = texts_of(SCENE)
    entries = {name: Entry(mark(text), f"de {text}", 1) for name, text in texts.items()}
    entries["title"] = Entry("0123456789", "Alt", 1)
    entries["gone.text"] = Entry("0123456789", "Übrig", 1)
    overlay = Overlay(file="x", language="de", is_complete=True, entries=entries)
    work = find_work(SCENE, overlay)
    assert work.lines == ("stale    title", "unused   gone.text")
    again = overlay_of(work.text)
    assert again.entries["open.text"].text == f"de {texts['open.text']}"
    assert (again.entries["title"].source, again.entries["title"].text) == ("0123456789", "Alt")
    assert again.left_over["gone.text"].text == "Übrig"
    assert again.is_complete
    assert find_work(SCENE, again).text == work.text


STORABLE = st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\0")


@given(st.dictionaries(
    st.sampled_from(sorted(texts_of(SCENE))), st.text(STORABLE, max_size=80),
))  # fmt: skip
def test_any_translation_survives_writing(given_texts):
    texts = texts_of(SCENE)
    entries = {name: Entry(mark(texts[name]), text, 1) for name, text in given_texts.items()}
    overlay = Overlay(file="x", language="de", is_complete=False, entries=entries)
    again = overlay_of(find_work(SCENE, overlay).text)
    assert {name: entry.text for name, entry in again.entries.items() if entry.text} == {
        name: text for name, text in given_texts.items() if text
    }


def test_strings_writes_a_file_that_the_check_takes(course):  # noqa: F811
    file = course / "modules/m5-x/scenarios/parcel-birthday.yaml"
    code, out, _ = scenario("strings", file, "--language", "de")
    assert code == 0
    assert out.splitlines()[0] == "missing  title"
    assert scenario("strings", file, "--language", "de", "--write")[0] == 0
    target = file.with_name("parcel-birthday.de.yaml")
    assert scenario("check", file, "--strict")[0] == 0
    target.write_text(target.read_text().replace("complete: no", "complete: yes"))
    code, _, err = scenario("check", file)
    assert code == 1
    assert f"{target}:1" not in err.splitlines()[0]
    assert "E012 “title” is not translated." in err


def test_strings_refuses_what_is_no_language(course):  # noqa: F811
    file = course / "modules/m5-x/scenarios/parcel-birthday.yaml"
    for tag in ("../x", "DE", "", "d"):
        code, _, err = scenario("strings", file, f"--language={tag}")
        assert code == 1
        assert "no language tag" in err


def test_other_words_have_the_same_states():
    """So the game is checked once, in the language of the file."""
    german = in_words(SCENE, dict.fromkeys(texts_of(SCENE), "Ja"))
    assert explore(german).moves.keys() == explore(SCENE).moves.keys()
