"""Each rule has a package that breaks it and nothing else, and texts that come near."""

from __future__ import annotations

import pytest

from courses.lint.checks.people import stereotype
from courses.lint.run import RULES
from tests.courses.lint.clean_package import (
    AID_PATH,
    COURSE,
    FILES,
    LESSON_PATH,
    MODULE_PATH,
    QUIZ_PATH,
    aid,
    codes,
    found,
    lesson,
    prose,
    question,
    quiz,
    swap,
)

FIGURE = f"In 289 stressful calls it was so. It is so [F1.1].\n\n{prose(140)}"
HARD = "Institutional considerations necessitate organizational reconsideration. "
LONG = (
    "She waits at the old window and looks at the door and thinks of the bus and asks about the "
    "box and turns to the man and hears of the cat and waits at the gate and looks on."
)
SECOND_FACT = FILES["facts.yaml"] + FILES["facts.yaml"].split("facts:\n")[1].replace("F1.1", "F1.2")


def in_lesson(**parts: str) -> dict[str, str]:
    return {LESSON_PATH: lesson(**parts)}


def head(old: str, new: str) -> dict[str, str]:
    return {LESSON_PATH: swap(lesson(), old, new)}


CASES = {
    "C101": (in_lesson(example=prose(20)), LESSON_PATH, "words."),
    "C102": (head("minutes: 5", "minutes: 9"), LESSON_PATH, "takes 9 minutes"),
    "C103": (in_lesson(takeaway=prose(34)), LESSON_PATH, "words"),
    "C104": (in_lesson(**{"try": "___"}, example=prose(160)), LESSON_PATH, "“try” is empty"),
    "C105": (
        in_lesson(principle=f"[F1.1]\n\n{prose(290)}", example=prose(40)),
        LESSON_PATH,
        "“principle” takes",
    ),
    "C201": (in_lesson(example=HARD * 40), LESSON_PATH, "reads at grade"),
    "C202": (in_lesson(**{name: "\n\n".join([LONG.replace("and hears of the cat", "")] * 3)
                          for name in ("example", "contrast", "faded")},
                       principle=f"[F1.1]\n\n{LONG.replace('and hears of the cat', '')}\n\n" * 4),
             LESSON_PATH, "on average"),
    "C203": (in_lesson(**{"try": f"{LONG}\n\n{prose(40)}"}), LESSON_PATH, "A sentence has 3"),
    "C204": (in_lesson(contrast="The box was taken away. " * 18), LESSON_PATH, "look passive"),
    "C205": (in_lesson(hook=HARD * 2), LESSON_PATH, "What people say"),
    "C301": (in_lesson(principle=FIGURE), LESSON_PATH, "“289 stressful calls”"),
    "C302": (head("facts: [F1.1]\n", ""), LESSON_PATH, "does not list it"),
    "C303": ({"facts.yaml": SECOND_FACT}, "facts.yaml", "No lesson cites F1.2"),
    "C304": ({"facts.yaml": swap(FILES["facts.yaml"], "Only one place was looked at.", "none")},
             "facts.yaml", "does not say its limits"),
    "C305": ({"facts.yaml": swap(FILES["facts.yaml"], "is so.", "is so ⚠.")}, "facts.yaml",
             "not checked"),
    "C501": ({MODULE_PATH: swap(FILES[MODULE_PATH], "The only one.",
                                "People from the north are quiet.")},
             MODULE_PATH, "“People from the north are”"),
    "C601": (head("![A straight black line from left to right.]", "![line.svg]"), LESSON_PATH,
             "the name of its file"),
    "C602": (in_lesson(**{"try": f"Look [here](https://example.org/).\n\n{prose(50)}"}),
             LESSON_PATH, "“here” does not say"),
    "C603": (in_lesson(**{"try": f"[The whole form](http://example.org/).\n\n{prose(50)}"}),
             LESSON_PATH, "not encrypted"),
    "C604": (in_lesson(**{"try": f"Go [to the window](#window).\n\n{prose(50)}"}),
             LESSON_PATH, "called #window"),
    "C703": ({"course.yaml": COURSE + "contradictions: [l1]\n"}, LESSON_PATH, "Studies disagree"),
}  # fmt: skip


@pytest.mark.parametrize("code", sorted(CASES))
def test_the_rule_finds_its_fault_and_no_other_rule_does(tmp_path, code):
    files, file, reason = CASES[code]
    findings = found(tmp_path, files)
    assert codes(findings) == {code}, [str(finding) for finding in findings]
    assert [one for one in findings if one.file == file and reason in one.reason]
    assert all(one.mend for one in findings)


AIDS = {
    "C106": (aid("Breathe out."), "words"),
    "C306": (aid(f"In 18 trials it helped.\n\n{prose(140)}"), "“18 trials”"),
}


@pytest.mark.parametrize("code", sorted(AIDS))
def test_rules_of_job_aids(tmp_path, code):
    text, reason = AIDS[code]
    findings = found(tmp_path, loose={AID_PATH: text})
    assert codes(findings) == {code}
    assert reason in findings[0].reason


def test_an_objective_needs_a_lesson_that_teaches_it(tmp_path):
    second = FILES[MODULE_PATH].replace(
        "lessons:", "  - id: M1.2\n    text: Say another.\n    level: Ap\nlessons:"
    )
    asked = quiz([question("one"), question("two", objective="M1.2")])
    findings = found(tmp_path, {MODULE_PATH: second, QUIZ_PATH: asked})
    assert [(f.code, f.file, f.line, f.key) for f in findings] == [("C701", MODULE_PATH, 8, "M1.2")]


def test_every_rule_of_every_course_is_broken_by_a_case():
    assert {rule.code for rule in RULES} == {*CASES, *AIDS, "C701"}


def test_nothing_is_found_in_the_clean_package(tmp_path):
    assert [str(finding) for finding in found(tmp_path, loose={AID_PATH: aid()})] == []


NEAR = {
    "a figure that is cited": in_lesson(
        principle=f"In 289 calls it was so [F1.1].\n\n{prose(140)}"
    ),
    "a citation behind the full stop": in_lesson(
        principle=f"In 289 calls it was so. [F1.1] It is.\n\n{prose(140)}"
    ),
    "a price, a time, a date, a gate": in_lesson(
        **{"try": f"It cost €40 at 9:40 on May 3, 2026, at gate 12.\n\n{prose(50)}"}
    ),
    "a number that a customer says": in_lesson(hook="I made 12 calls, 90 % of them in vain."),
    "a long but listenable picture": head(
        "![A straight black line from left to right.]",
        "![Two halves of a circle. An arrow leads from the left one to the right one.]",
    ),
    "a link that says where it leads": in_lesson(
        **{"try": f"[The form for claims](https://example.org/).\n\n{prose(50)}"}
    ),
    "a box where studies disagree": {
        "course.yaml": COURSE + "contradictions: [l1]\n",
        **in_lesson(principle=f"So [F1.1].\n\n{prose(140)}\n\n:::\n\n::: contradiction\nBoth."),
    },
}


@pytest.mark.parametrize("name", sorted(NEAR))
def test_what_comes_near_is_fine(tmp_path, name):
    assert [str(finding) for finding in found(tmp_path, NEAR[name])] == []


def test_a_contradiction_is_asked_of_lessons_that_exist(tmp_path):
    findings = found(tmp_path, {"course.yaml": COURSE + "contradictions: [l9]\n"})
    assert [(f.code, f.file, f.line) for f in findings] == [("C703", "course.yaml", 13)]


def test_a_fact_has_a_kind_that_we_know(tmp_path):
    facts = swap(FILES["facts.yaml"], "kind: trial", "kind: rumor")
    (finding,) = found(tmp_path, loose={"facts.yaml": facts})
    assert (finding.code, finding.line) == ("C304", 6)


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("![Line]", "the name of its file"),
        ("![A picture of a long straight line.]", "that it is a picture"),
        ("![A line.]", "2 words, too few"),
        (f"![{'word ' * 81}]", "81 words, too many"),
    ],
)
def test_words_that_do_not_stand_for_a_picture(tmp_path, words, fault):
    files = head("![A straight black line from left to right.]", words)
    (finding,) = found(tmp_path, files)
    assert finding.code == "C601"
    assert fault in finding.reason


def test_other_languages_are_not_counted_by_english_rules(tmp_path):
    files = {"course.yaml": COURSE.replace("language: en", "language: de"), **CASES["C201"][0]}
    assert "C201" not in codes(found(tmp_path, files))


@pytest.mark.parametrize(
    "text",
    [
        "People from small towns are slow.",
        "Customers from the south tend to haggle.",
        "all older customers",
        "Germans are direct, and she is one.",
        "Asians tend to smile.",
        "Women are more patient.",
        "deaf people often prefer to write",
        "In her culture, people stay silent.",
    ],
)
def test_a_sentence_about_a_group_is_seen(text):
    assert stereotype(text)


@pytest.mark.parametrize(
    "text",
    [
        "She is from Lagos, and she is direct.",
        "We answer all our customers by noon.",
        "all waiting customers",
        "Two women are at the counter.",
        "People from three branches will join the call.",
        "An old man is always first in line.",
        "The German edition is ready.",
        "people differ within every country",
    ],
)
def test_a_sentence_about_this_person_is_fine(text):
    assert stereotype(text) == ""


def test_lines_point_at_the_place(tmp_path):
    (finding,) = found(tmp_path, CASES["C301"][0])
    lines = lesson(principle=FIGURE).splitlines()
    assert lines[finding.line - 1].startswith("In 289 stressful calls")
