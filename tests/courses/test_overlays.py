"""Translations of a package: complete, old, missing, without a place, broken."""

from __future__ import annotations

import re
import shutil

import pytest

from courses import lesson_kinds
from courses.package.problems import Problems
from courses.package.read import read_package
from courses.translations.compare import differences
from courses.translations.overlay import Entry, Overlay, read_overlay
from courses.translations.source import groups_of
from courses.translations.texts import Text
from courses.translations.work import find_work, write_overlays
from courses.translations.write import overlay_text
from tests.courses.test_seed_course import PACKAGES
from tests.courses.tiny_package import (
    COURSE,
    LESSON,
    LESSON_PATH,
    MODULE,
    MODULE_PATH,
    write,
)
from tests.courses.tiny_translation import (
    COURSE_PATH,
    KINDS,
    OVERLAY_PATH,
    TRANSLATING,
    WORDS,
    german,
    overlays,
    problems_of,
    read,
)


def line_of(path, text: str) -> int:
    lines = path.read_text().split("\n")
    return next(at for at, line in enumerate(lines, start=1) if text in line)


def without(*names: str) -> dict[str, str]:
    return {name: words for name, words in WORDS.items() if name not in names}


def test_a_complete_translation(tmp_path):
    package = read(german(tmp_path))
    lesson = package.lessons()[0].translations["de"]
    assert lesson.title == "Eine Sache"
    assert "Es läuft <em>gut</em>." in lesson.html
    assert "<summary>Vergleichen</summary>" in lesson.html
    assert "Etwas ist so." in lesson.html
    assert "Someone (2020)" in lesson.html  # a source keeps its name
    assert (lesson.key, lesson.minutes, lesson.move_on) == ("l1", 5, "completed")
    assert package.translations["de"].outcomes == ("Eines sagen.",)
    assert package.modules[0].translations["de"].objectives[0].text == "Eines sagen."
    assert (package.stale, package.unfinished) == ((), ())


def test_the_source_is_as_it_was_without_translations(tmp_path):
    plain = read(write(tmp_path / "a")).lessons()[0]
    assert read(german(tmp_path / "b")).lessons()[0].html == plain.html


def test_every_id_is_a_path_of_keys(tmp_path):
    work = find_work(write(tmp_path), "de", kinds=KINDS, translating=TRANSLATING)
    assert [line.split()[1] for line in work.lines] == list(WORDS)


def test_the_hash_covers_translations(tmp_path):
    one = read(german(tmp_path / "a")).content_hash
    other = read(german(tmp_path / "b", {**WORDS, "l1.title": "Ein Ding"})).content_hash
    assert one != other


def test_a_text_without_a_place_is_a_problem(tmp_path):
    file = german(tmp_path) / OVERLAY_PATH
    file.write_text(file.read_text().replace("  l1.hook:", "  l1.hok:"))
    found = {(problem.line, problem.reason) for problem in problems_of(tmp_path)}
    line = line_of(file, "l1.hok") + 3  # where its first words stand
    assert (line, "There is no text “l1.hok”.") in found


def test_a_missing_text_is_a_problem_where_the_module_is_promised(tmp_path):
    german(tmp_path, without("l1.try"))
    [problem] = problems_of(tmp_path)
    assert problem.reason == "“l1.try” is not translated yet."
    assert (problem.file, problem.line) == (
        OVERLAY_PATH,
        line_of(tmp_path / OVERLAY_PATH, "l1.try:") + 2,
    )


def test_a_fact_that_a_promised_module_cites_is_needed(tmp_path):
    german(tmp_path, without("F1.1.limits"))
    assert [problem.file for problem in problems_of(tmp_path)] == [COURSE_PATH]


def test_elsewhere_a_missing_text_is_a_remark_and_the_lesson_stays_in_its_language(tmp_path):
    course = COURSE.replace("modules:", "translations:\n  de: []\nmodules:")
    german(tmp_path, without("l1.try"), **{"course.yaml": course})
    package = read(tmp_path)
    assert [remark.reason for remark in package.unfinished] == ["“l1.try” is not translated yet."]
    assert package.lessons()[0].translations == {}
    assert package.modules[0].translations["de"].title == "Erstes"  # the rest is there


def test_a_lesson_waits_for_the_facts_it_cites(tmp_path):
    course = COURSE.replace("modules:", "translations:\n  de: []\nmodules:")
    german(tmp_path, without("F1.1.claim"), **{"course.yaml": course})
    assert read(tmp_path).lessons()[0].translations == {}


def test_an_old_translation_is_told_and_still_shown(tmp_path):
    german(tmp_path)
    lesson = LESSON.replace("It goes badly.", "It goes very badly.")
    (tmp_path / LESSON_PATH).write_text(lesson)
    package = read(tmp_path)
    [remark] = package.stale
    assert remark.reason == "“l1.contrast” was translated from older words."
    assert Text("l1.contrast", "It goes very badly.").mark in remark.mend
    assert "Es läuft schlecht." in package.lessons()[0].translations["de"].html


def test_where_lines_break_makes_nothing_old(tmp_path):
    german(tmp_path)
    (tmp_path / LESSON_PATH).write_text(LESSON.replace("It goes badly.", "It goes\nbadly."))
    assert read(tmp_path).stale == ()


def test_writing_anew_keeps_what_is_done(tmp_path):
    german(tmp_path)
    overlays(tmp_path, {})
    assert read(tmp_path).lessons()[0].translations["de"].title == "Eine Sache"
    before = (tmp_path / OVERLAY_PATH).read_text()
    overlays(tmp_path, {})
    assert (tmp_path / OVERLAY_PATH).read_text() == before


def test_writing_anew_moves_what_has_no_place_out_of_the_way(tmp_path):
    file = german(tmp_path) / OVERLAY_PATH
    file.write_text(file.read_text().replace("  l1.hook:", "  l1.hok:"))
    overlays(tmp_path, {"l1.hook": WORDS["l1.hook"]})
    package = read(tmp_path)
    assert "l1.hok" in package.unfinished[0].reason
    assert "Wo ist es?" in file.read_text().split("left_over:")[1]


def test_the_mark_of_an_old_translation_stays_until_somebody_looked(tmp_path):
    german(tmp_path)
    lesson = LESSON.replace("It goes badly.", "It goes very badly.")
    (tmp_path / LESSON_PATH).write_text(lesson)
    overlays(tmp_path, {})
    text = (tmp_path / OVERLAY_PATH).read_text()
    assert f"source: {Text('', 'It goes badly.').mark}" in text
    assert f"Once the text fits: source: {Text('', 'It goes very badly.').mark}" in text
    assert len(read(tmp_path).stale) == 1


BROKEN = [
    ("l1.principle", "## Eine Sache\nOhne Quelle.\n\n![Linie.](assets/line.svg)", "citations"),
    ("l1.principle", "## Eine Sache\nSo [F1.1].", "pictures"),
    ("l1.hook", "Wo ist es?", "containers"),
    ("l1.hook", "::: customer Ingrid\nWo ist es?", "opened with 3 colons"),
    ("l1.hook", "::: kunde Ingrid\nWo ist es?\n:::", "no container “kunde”"),
    ("l1.faded", "Es läuft.", "blanks"),
    ("l1.try", "Jetzt <b>Sie</b>.", "Raw HTML"),
    ("l1.try", "Jetzt [Sie](https://example.org/).", "links"),
    ("l1.try", "# Jetzt", "wrong level"),
    ("l1.title", "x" * 201, "too much"),
    ("m1.title", "x" * 201, "too much"),
    ("course.title", "x" * 201, "too much"),
    ("F1.1.claim", "x" * 1501, "too much"),
]


@pytest.mark.parametrize(("name", "words", "reason"), BROKEN)
def test_a_broken_translation_is_told_with_its_place(tmp_path, name, words, reason):
    german(tmp_path, {**WORDS, name: words})
    found = [problem for problem in problems_of(tmp_path) if reason in problem.reason]
    assert found, problems_of(tmp_path)
    path = tmp_path / found[0].file
    start = line_of(path, f"  {name}:")
    assert start < found[0].line <= start + 4 + words.count("\n")


def test_the_line_inside_a_long_text_is_told(tmp_path):
    german(tmp_path, {**WORDS, "l1.try": "Eins.\n\nZwei.\n\nDrei <b>hier</b>."})
    [problem] = problems_of(tmp_path)
    assert problem.line == line_of(tmp_path / OVERLAY_PATH, "Drei <b>hier</b>")


def test_a_picture_may_have_a_translated_twin(tmp_path):
    svg = (german(tmp_path) / "assets/line.svg").read_text()
    (tmp_path / "assets/line.de.svg").write_text(svg)
    words = WORDS["l1.principle"].replace("line.svg", "line.de.svg")
    overlays(tmp_path, {})
    shutil.rmtree(tmp_path / "translations")
    overlays(tmp_path, {**WORDS, "l1.principle": words})
    assert problems_of(tmp_path) == []
    assert "line.de.svg" in read(tmp_path).lessons()[0].translations["de"].html
    (tmp_path / "assets/other.de.svg").write_text(svg)
    assert [problem.file for problem in problems_of(tmp_path)] == ["assets/other.de.svg"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("language: fr\nstrings: {}\n", "says “fr”"),
        ("language: de\nstrings: []\n", "Fields are needed"),
        ("language: de\nstrings:\n  l1.try: {source: x, text: y}\n", "does not fit"),
        ("language: de\nstrings:\n  l1.try: Hallo\n", "Fields are needed"),
        ("language: de\nstrings: &a {}\n", "Anchors"),
        ("", "nothing in it"),
    ],
)
def test_an_overlay_file_that_is_none(tmp_path, text, reason):
    (german(tmp_path) / OVERLAY_PATH).write_text(text)
    assert any(reason in problem.reason for problem in problems_of(tmp_path))


TRANSLATED = {"course.yaml": COURSE + "translations:\n  de: []\n"}


def test_a_module_may_not_go_by_the_name_of_the_course(tmp_path):
    files = {MODULE_PATH: MODULE.replace("key: m1", "key: course")}
    assert problems_of(write(tmp_path / "a", files)) == []
    [found] = problems_of(write(tmp_path / "b", {**files, **TRANSLATED}))
    assert str(found).startswith(f"{MODULE_PATH}:1: Translations of the course itself stand in")


def test_a_lesson_may_not_go_by_the_key_of_its_module(tmp_path):
    files = {LESSON_PATH: LESSON.replace("key: l1", "key: m1")}
    assert problems_of(write(tmp_path / "a", files)) == []
    [found] = problems_of(write(tmp_path / "b", {**files, **TRANSLATED}))
    assert str(found).startswith(f"{LESSON_PATH}:1: The module has the key “m1” too")


def test_a_language_is_named_in_course_yaml(tmp_path):
    file = german(tmp_path) / "translations/fr/m1.yaml"
    file.parent.mkdir()
    file.write_text("language: fr\nstrings: {}\n")
    [problem] = problems_of(tmp_path)
    assert (problem.file, "course.yaml" in problem.mend) == ("translations/fr/m1.yaml", True)


@pytest.mark.parametrize(
    ("promise", "reason"),
    [
        ("de: [m9]", "no module “m9”"),
        ("en: [m1]", "“en” is no translation"),
        ("Deutsch: [m1]", "does not fit"),
    ],
)
def test_a_promise_that_cannot_be(tmp_path, promise, reason):
    course = COURSE.replace("modules:", f"translations:\n  {promise}\nmodules:")
    write(tmp_path, {"course.yaml": course})
    found = [problem for problem in problems_of(tmp_path) if reason in problem.reason]
    assert [problem.file for problem in found] == ["course.yaml"]


@pytest.mark.parametrize(
    ("source", "text", "what"),
    [
        ("a [F1.1] b [F1.2]", "b [F1.2] a [F1.1]", ""),
        ("a [F1.1]", "a [F1.1] [F1.1]", "citations"),
        ("say [this](#k)", "sage [das](#k)", ""),
        ("say [this](#k)", "sage [das](#j)", "links"),
        ("{name} ___", "{nahme} ___", "placeholders"),
    ],
)
def test_what_a_translation_keeps(source, text, what):
    found = " ".join(reason for reason, _ in differences(source, text, language="de"))
    assert (what in found) if what else found == ""


ODD = ["a\n\n  b", "“x”: y # z", "- [ ] x", "x" * 300, "word " * 60 + "end", "tab\there", "' \\ \""]


@pytest.mark.parametrize("text", ODD)
def test_every_text_comes_back_from_the_file(tmp_path, text):
    german(tmp_path)
    work = find_work(tmp_path, "de", kinds=KINDS, translating=TRANSLATING)
    file = tmp_path / OVERLAY_PATH
    overlay = Overlay(OVERLAY_PATH, "de", {"a": Entry("0" * 10, text, 1)})
    file.write_text(overlay_text(overlay, {"a": Text("a", "source\nof it")}))
    problems = Problems()
    found = read_overlay({OVERLAY_PATH: file.read_bytes()}, "de", "m1", problems)
    assert list(problems) == []
    assert found.entries["a"].text == text
    assert work.total == len(WORDS)


def stems(lesson) -> list[str]:
    return [found.stem_html for found in getattr(lesson.payload, "questions", ())]


@pytest.mark.parametrize("slug", [path.name for path in PACKAGES])
def test_the_shipped_course_written_in_its_own_words_reads_the_same(tmp_path, slug):
    """Every text has an id, and laying the same words over changes nothing."""
    source = next(path for path in PACKAGES if path.name == slug)
    shutil.copytree(source, tmp_path, dirs_exist_ok=True)
    shutil.rmtree(tmp_path / "translations", ignore_errors=True)
    course = tmp_path / "course.yaml"
    course.write_text(re.sub(r"(?m)^translations:\n(?:  .*\n?)+", "", course.read_text()))
    kinds, translating = lesson_kinds.readers(), lesson_kinds.translating()
    work = find_work(tmp_path, "xx", kinds=kinds, translating=translating)
    package = read_package(tmp_path, kinds=kinds)
    for name, group in groups_of(package, translating).items():
        texts = group.texts()
        entries = {key: Entry(text.mark, text.text, 1) for key, text in texts.items()}
        overlay = Overlay("", "xx", entries)
        work.files[f"translations/xx/{name}.yaml"] = overlay_text(overlay, texts)
    write_overlays(tmp_path, work)
    course.write_text("translations: {xx: [" + ", ".join(
        module.key for module in package.modules) + "]}\n" + course.read_text())  # fmt: skip
    found = read_package(tmp_path, kinds=kinds, translating=translating)
    assert (found.stale, found.unfinished) == ((), ())
    for lesson in found.lessons():
        if lesson.kind in translating:
            assert lesson.translations["xx"].html == lesson.html
            assert stems(lesson.translations["xx"]) == stems(lesson)
