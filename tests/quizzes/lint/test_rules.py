"""Each rule of quizzes has a quiz that breaks it and nothing else, and ones that come near."""

from __future__ import annotations

import pytest
import yaml

from quizzes.lint import RULES
from tests.courses.lint.clean_package import (
    FILES,
    MODULE_PATH,
    QUIZ_PATH,
    choice,
    codes,
    found,
    question,
    quiz,
    swap,
)

KEYS = ("one", "two", "three", "four", "five", "six")
NEVER = [
    choice("a", "Say that you look", correct=True),
    choice("b", "Say that it never happens"),
    choice("c", "Ask who she is today"),
]


def six(**changed) -> str:
    rights = changed.pop("rights", (0, 1, 2, 0, 1, 2))
    asked = [question(key, right=n, **changed) for key, n in zip(KEYS, rights, strict=True)]
    return quiz(asked, draw=3)


def longest() -> str:
    asked = [question(key, right=n % 3) for n, key in enumerate(KEYS)]
    for one in asked[:4]:
        right = next(row for row in one["choices"] if row["correct"] == "yes")
        right["text"] += ", and then tell her in a sentence what you have found"
    return quiz(asked, draw=3)


def with_choices(choices: list[dict]) -> str:
    return quiz([question("one", choices=choices), question("two", right=1)])


def stems(first: str, second: str = "The parcel is late. What do you say?") -> str:
    return quiz([question("one", stem=first), question("two", right=1, stem=second)])


def hard_choices() -> list[dict]:
    hard = ("reconsideration", "deliberation", "authorization")
    said = [f"Institutional considerations necessitate {word}" for word in hard]
    return [choice("abc"[n], text, correct=n == 1) for n, text in enumerate(said)]


TWO = question("two", right=1)
CASES = {
    "C401": (with_choices(question("one")["choices"][:2]), "has 2 options"),
    "C402": (longest(), "the longest in 4 of 6"),
    "C403": (with_choices([*question("one")["choices"][:2], choice("c", "None of the above")]),
             "speaks about the others"),
    "C404": (with_choices(NEVER), "only wrong options say “never”"),
    "C405": (stems("Which reply does not help her?"), "asks with “not”"),
    "C406": (with_choices([*question("one")["choices"][:2],
                           {**choice("c", "Go on"), "feedback": "Wrong."}]), "has 1 words"),
    "C407": (quiz([question("one"), {**TWO, "choices": [
        TWO["choices"][0], TWO["choices"][1],
        {**TWO["choices"][2], "feedback": question("one")["choices"][0]["feedback"]}]}]),
        "also stands in “one”"),
    "C408": (quiz([question("one", level="E"), question("two", right=1)]),
             "is at E, but M1.1 promises Ap"),
    "C409": (quiz([question("one", level="U"), question("two", level="R", right=1)]),
             "0 of 2 questions"),
    "C410": (quiz(draw=2), "asks 2 of 2"),
    "C412": (six(rights=(0, 0, 0, 0, 1, 2)), "number 1 in 4 of 6"),
    "C413": (stems("What do you say?", "What  do YOU say?"), "asks the same as “one”"),
    "C414": (with_choices(hard_choices()), "The options read at grade"),
}  # fmt: skip


@pytest.mark.parametrize("code", sorted(CASES))
def test_the_rule_finds_its_fault_and_no_other_rule_does(tmp_path, code):
    text, reason = CASES[code]
    findings = found(tmp_path, {QUIZ_PATH: text})
    assert codes(findings) == {code}, [str(finding) for finding in findings]
    assert [one for one in findings if one.file == QUIZ_PATH and reason in one.reason]
    assert all(one.mend for one in findings)


def test_a_blueprint_needs_twice_its_questions(tmp_path):
    text = quiz(draw=1, blueprint={"M1.1": 2})
    (finding,) = found(tmp_path, loose={QUIZ_PATH: text})
    assert (finding.code, finding.key) == ("C411", "M1.1")
    assert "draws 2 of 2 questions for M1.1" in finding.reason
    fits = quiz(draw=1, blueprint={"M1.1": 1})
    assert found(tmp_path, loose={QUIZ_PATH: fits}) == []


def test_an_objective_needs_a_question(tmp_path):
    second = FILES[MODULE_PATH].replace(
        "lessons:", "  - id: M1.2\n    text: Say another.\n    level: Ap\nlessons:"
    )
    lesson = swap(FILES["modules/m1-first/l1.md"], "[M1.1]", "[M1.1, M1.2]")
    findings = found(tmp_path, {MODULE_PATH: second, "modules/m1-first/l1.md": lesson})
    assert [(f.code, f.file, f.key) for f in findings] == [("C702", MODULE_PATH, "M1.2")]


def test_every_rule_of_quizzes_is_broken_by_a_case():
    assert {rule.code for rule in RULES} == {*CASES, "C411", "C702"}


def replies() -> list[dict]:
    return [
        {"key": key, "text": f"“I {word} now.”", "expert": str(expert), "feedback": said}
        for key, word, expert, said in (
            ("a", "look", 5, "She knows at once that somebody looks."),
            ("b", "wait", 1, "She has to wait and wonders why."),
            ("c", "ask", 3, "She hears a question and no help yet."),
        )
    ]


NEAR = {
    "two of six are a fair share": six(),
    "absolute words on both sides": with_choices(
        [choice("a", "Say you never saw it", correct=True), *NEVER[1:]]
    ),
    "a negative that the customer says": stems("> Why didn’t you call?\n\nWhat do you say?"),
    "a negative in quotes": stems("She asks “Is it not there?” What do you say?"),
    "a negative told, not asked": stems("She cannot see it. What do you say?"),
    "a negative in bold capitals": stems("Which reply does **NOT** help her?"),
    "most to least": stems("Order these replies from most to least helpful."),
    "neither nor as a wish": stems("Which opening affirms and takes neither side?"),
    "longest in few questions": with_choices(
        [choice("a", "Look for it and tell her when you know", correct=True), *NEVER[2:],
         choice("d", "Wait for her")]
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(NEAR))
def test_what_comes_near_is_fine(tmp_path, name):
    assert [str(one) for one in found(tmp_path, {QUIZ_PATH: NEAR[name]})] == []


RATED = question("one", type="rate", choices=[], replies=replies())
FELT = question("two", type="feeling", right=1, line="Fine. (flat)")
PHRASES = [
    {"key": key, "correct": correct, "feedback": said}
    for key, correct, said in (
        ("a", "yes", "She asks for it here, in so many words."),
        ("b", "no", "This is the story and no wish yet."),
    )
]
MARKED = question("one", type="mark", mark="1", choices=[], phrases=PHRASES,
                  passage="**Leyla:** I [want it](#a), and [it is late](#b).")  # fmt: skip


@pytest.mark.parametrize("first", [RATED, MARKED], ids=["rate", "mark"])
def test_newer_types_are_read(tmp_path, first):
    assert [str(f) for f in found(tmp_path, loose={QUIZ_PATH: quiz([first, FELT])})] == []


@pytest.mark.parametrize("first", [RATED, MARKED], ids=["rate", "mark"])
def test_feedback_counts_in_newer_types(tmp_path, first):
    text = quiz([first, FELT])
    name = "replies" if first is RATED else "phrases"
    value = yaml.safe_load(text)
    value["questions"][0][name][1]["feedback"] = value["questions"][0][name][0]["feedback"]
    assert codes(found(tmp_path, loose={QUIZ_PATH: yaml.safe_dump(value)})) == {"C407"}
    value["questions"][0][name][1]["feedback"] = "No."
    assert codes(found(tmp_path, loose={QUIZ_PATH: yaml.safe_dump(value)})) == {"C406"}
