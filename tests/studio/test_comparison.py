"""Differences in words: what is told for each kind of change, and only for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses import lesson_kinds
from courses.package.read import survey_files
from studio.comparison.compare import compare, moved
from studio.comparison.prose import GONE, NEW, SAME, rewritten, word_runs
from studio.comparison.told import Part, What
from tests.courses import tiny_package
from tests.courses.tiny_package import AID, AID_PATH, COURSE, FACTS, LESSON, LINE, MODULE_PATH
from tests.studio.full_package import (
    FILES,
    LESSON_PATH,
    MODULE,
    QUIZ,
    QUIZ_PATH,
    REFLECTION,
    REFLECTION_PATH,
)

WHOLE = {**tiny_package.FILES, **FILES}
SECOND_MODULE = {
    "course.yaml": COURSE + "  - m2-second\n",
    "modules/m2-second/module.yaml": "key: m2\ntitle: Second\nsummary: More.\nobjectives:\n"
    "  - {id: M2.1, level: U, text: Say more.}\nlessons:\n  - l3.md\n",
    "modules/m2-second/l3.md": LESSON.replace("key: l1", "key: l3"),
}


def survey(changes=None):
    files = {**WHOLE, **(changes or {})}
    content = {path: text.encode() for path, text in files.items() if text is not None}
    found = survey_files(content, kinds=lesson_kinds.readers())
    assert found.problems == (), found.problems
    return found


def told(changes, before=None) -> list[str]:
    """Return everything that is told of a change, a line each: names, notes, and struck words."""
    comparison = compare(survey(before), survey(changes))
    lines = [note.text for note in comparison.notes]
    lines += [_text(found) for found in comparison.texts]
    for module in comparison.modules:
        lines += _lines(module)
    return lines


def _lines(part: Part) -> list[str]:
    found = [f"{part.key} {part.what}"]
    found += [note.text for note in part.notes]
    found += [_text(text) for text in part.texts]
    return found + [line for inner in part.parts for line in _lines(inner)]


def _text(found) -> str:
    signs = {GONE: "-", NEW: "+"}
    words = [f"{signs[run.kind]}{run.text}" for run in found.runs if run.kind in signs]
    return f"{found.label}: {' '.join(words)}"


def quiz(old: str, new: str) -> dict[str, str]:
    assert old in QUIZ
    return {QUIZ_PATH: QUIZ.replace(old, new, 1)}


def test_the_same_files_differ_in_nothing():
    assert compare(survey(), survey()).is_empty


IN_QUIZ = ["m1 changed", "m1-quiz changed"]
LATE = [*IN_QUIZ, "late changed"]
CASES = [
    ({"course.yaml": COURSE.replace("Tiny", "Small")}, ["Title: -Tiny +Small"]),
    ({"course.yaml": COURSE.replace("Say one thing.", "Say two things.")},
     ["Outcomes: -one thing +two things"]),
    ({LESSON_PATH: LESSON.replace("minutes: 5", "minutes: 7")},
     ["m1 changed", "l1 changed", "It took 5 minutes and takes 7."]),
    ({LESSON_PATH: LESSON.replace("title: One thing", "title: A thing")},
     ["m1 changed", "l1 changed", "It was called “One thing” and is called “A thing”."]),
    ({LESSON_PATH: LESSON.replace("required: yes", "required: no")},
     ["m1 changed", "l1 changed", "It is optional now."]),
    ({LESSON_PATH: LESSON.replace("move_on: completed", "move_on: not_applicable")},
     ["m1 changed", "l1 changed", "It counted when it is done and counts never."]),
    ({LESSON_PATH: LESSON.replace("objectives: [M1.1]", "objectives: [M1.2]")},
     ["m1 changed", "l1 changed", "It is about M1.2 as well.", "It is no longer about M1.1."]),
    ({LESSON_PATH: LESSON.replace("It goes badly.", "It goes rather badly.")},
     ["m1 changed", "l1 changed", "Text: +rather "]),
    (quiz("pass_mark: 75", "pass_mark: 80"), [*IN_QUIZ, "The pass mark: was 75, is 80."]),
    (quiz("draw: 2", "draw: all"),
     [*IN_QUIZ, "How many questions an attempt asks: was 2, is all."]),
    (quiz("attempts: 3", "attempts: unlimited"),
     [*IN_QUIZ, "The number of attempts: was 3, is unlimited."]),
    (quiz("intro: Two questions.", "intro: Three questions."), [*IN_QUIZ, "intro: -Two +Three"]),
    (quiz("The parcel is late.", "The letter is late."), [*LATE, "Question: -parcel +letter"]),
    (quiz("text: Calm down.", "text: Calm yourself."), [*LATE, "c · text: -down +yourself"]),
    (quiz("feedback: canary-third-choice", "feedback: canary-third-option"),
     [*LATE, "c · feedback: -choice +option"]),
    (quiz("level: Ap", "level: An"), [*LATE, "Its Bloom level was Ap and is An."]),
    ({QUIZ_PATH: QUIZ.replace("{key: a, correct: yes", "{key: a, correct: no").replace(
        "{key: b, correct: no", "{key: b, correct: yes")},
     [*LATE, "The key changed: another answer is right now."]),
    (quiz("      - {key: c, correct: no, text: Calm down., feedback: canary-third-choice}\n", ""),
     [*LATE, "Option removed: “Calm down.”"]),
    (quiz("    feedback_right:", "      - {key: d, correct: no, text: No., feedback: So.}\n"
          "    feedback_right:"), [*LATE, "New option: “No.”"]),
    (quiz("questions:\n", "withdrawn: [sofa, lamp]\nquestions:\n"),
     [*IN_QUIZ, "The withdrawn questions: was not given, is sofa, lamp."]),
    (quiz("key: late", "key: early"), [*IN_QUIZ, "early added", "late removed"]),
    (quiz("      - {key: hear, text: Hear, feedback: First hear.}\n"
          "      - {key: say, text: Say, feedback: Then say.}\n",
          "      - {key: say, text: Say, feedback: Then say.}\n"
          "      - {key: hear, text: Hear, feedback: First hear.}\n"),
     [*IN_QUIZ, "steps changed", "The key changed: another answer is right now."]),
    ({REFLECTION_PATH: REFLECTION.replace("last week", "this week")},
     ["m1 changed", "m1-reflection changed", "prompts · first · help: -last +this"]),
    ({AID_PATH: AID.replace("Say **one** thing.", "Say **two** things.")},
     ["m1 changed", "m1-card changed", "Text: -one +two -thing +things"]),
    ({AID_PATH: None, MODULE_PATH: MODULE.replace("job_aids:\n  - aids/card.md\n", "")},
     ["m1 changed", "m1-card removed"]),
    ({"facts.yaml": FACTS.replace("Something is so", "Something was so")},
     ["Fact F1.1 says now: Something was so."]),
    ({"assets/line.svg": LINE.replace("M0 10", "M0 9")},
     ["Picture assets/line.svg is another one"]),
    ({MODULE_PATH: MODULE.replace("title: First", "title: Begin")},
     ["m1 changed", "It was called “First” and is called “Begin”."]),
    ({MODULE_PATH: MODULE.replace("level: Ap", "level: An")},
     ["m1 changed", "Objective M1.1 was at level Ap and is at An."]),
    ({MODULE_PATH: MODULE.replace("  - l1.md\n", "").replace(
        "  - m1-quiz.yaml\n", "  - m1-quiz.yaml\n  - l1.md\n")},
     ["m1 changed", "l1 changed", "It stands at another place of its module."]),
    ({MODULE_PATH: MODULE.replace("  - m1-scene.yaml\n", ""),
      "modules/m1-first/m1-scene.yaml": None},
     ["m1 changed", "m1-scene removed"]),
    (SECOND_MODULE, ["m2 added", "l3 added"]),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "lines"), CASES, ids=[str(case[1][-1]) for case in CASES])
def test_each_change_is_told_and_nothing_else(changes, lines):
    assert told(changes) == lines


def test_what_is_new_one_way_is_removed_the_other_way():
    assert told({}, before=SECOND_MODULE) == ["m2 removed", "l3 removed"]


def test_a_lesson_that_went_to_another_module_is_moved_and_not_removed():
    into = {
        **SECOND_MODULE,
        "modules/m2-second/module.yaml": SECOND_MODULE["modules/m2-second/module.yaml"]
        + "  - l1.md\n",
        MODULE_PATH: MODULE.replace("  - l1.md\n", ""),
        LESSON_PATH: None,
        "modules/m2-second/l1.md": LESSON,
    }
    assert told(into, before=SECOND_MODULE) == [
        "m2 changed", "l1 changed", "It stood in the module “First”.",
    ]  # fmt: skip


WITHOUT_AID = MODULE.replace("job_aids:\n  - aids/card.md\n", "")
WITH_AID = {
    **SECOND_MODULE,
    "modules/m2-second/module.yaml": SECOND_MODULE["modules/m2-second/module.yaml"].replace(
        "lessons:", "job_aids: [aids/c.md]\nlessons:"
    ),
    "modules/m2-second/aids/c.md": AID.replace("m1-card", "m2-card"),
}


def test_a_job_aid_comes_and_goes_with_its_module():
    assert told(WITH_AID) == ["m2 added", "l3 added", "m2-card added"]
    assert told({}, before=WITH_AID) == ["m2 removed", "l3 removed", "m2-card removed"]


def test_a_job_aid_that_went_to_another_module_is_moved():
    into = {
        **WITH_AID,
        "modules/m2-second/aids/c.md": AID,
        AID_PATH: None,
        MODULE_PATH: WITHOUT_AID,
    }
    assert told(into, before=SECOND_MODULE) == [
        "m2 changed", "m1-card changed", "It stood in the module “First”.",
    ]  # fmt: skip


def test_job_aids_in_another_order():
    one, other = "  - aids/card.md\n", "  - aids/other.md\n"
    two = {
        "modules/m1-first/aids/other.md": AID.replace("m1-card", "m1-other"),
        MODULE_PATH: MODULE.replace(one, one + other),
    }
    turned = {**two, MODULE_PATH: MODULE.replace(one, other + one)}
    assert told(turned, before=two)[-1] == "It stands at another place of its module."


def test_questions_in_another_order():
    """An attempt asks in the order of the bank."""
    start, late, rest = (QUIZ.index(f"  - key: {key}") for key in ("late", "steps", "words"))
    turned = QUIZ[:start] + QUIZ[late:rest] + QUIZ[start:late] + QUIZ[rest:]
    lines = [*IN_QUIZ, "steps changed", "It stands at another place of the quiz."]
    assert told({QUIZ_PATH: turned}) == lines


def test_the_facts_below_a_lesson():
    more = FACTS + FACTS.split("facts:\n")[1].replace("F1.1", "F1.2")
    lesson = LESSON.replace("facts: [F1.1]", "facts: [F1.1, F1.2]")
    found = told({"facts.yaml": more, LESSON_PATH: lesson}, before={"facts.yaml": more})
    lines = ["m1 changed", "l1 changed", "The facts it rests on: was F1.1, is F1.1, F1.2."]
    assert found == lines


def test_only_what_moved_is_told_to_have_moved():
    assert moved(["a", "b", "c", "d"], ["b", "c", "d", "a"]) == {"a"}
    assert moved(["a", "b"], ["a", "x", "b"]) == set()


texts = st.lists(
    st.text(alphabet="ab ,.é漢\t", max_size=30).map(lambda text: text.strip()), max_size=6
)


@given(texts, texts)
def test_struck_out_and_put_in_give_back_both_texts(before, after):
    """The property that makes a marked text true: read one way it is the old one, else the new."""
    one, other = " ".join(before), " ".join(after)
    runs = word_runs(one, other)
    old = "".join(run.text for run in runs if run.kind in {SAME, GONE})
    new = "".join(run.text for run in runs if run.kind in {SAME, NEW})
    assert (old, new) == (one, other)


@given(texts)
def test_a_text_compared_with_itself_has_no_place_that_changed(paragraphs):
    text = "\n\n".join(paragraphs)
    assert rewritten(text, text) == ()


def test_a_huge_paragraph_is_compared_in_bounded_time():
    runs = rewritten("a b " * 20_000, "b a " * 20_000)
    assert {run.kind for run in runs} == {GONE, NEW}


def test_every_kind_of_change_has_a_word():
    assert {what.value for what in What} == {"added", "removed", "moved", "changed"}
