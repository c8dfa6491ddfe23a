"""Mark, rate, short and feeling in a quiz file: what is wrong is told with line and mend."""

from __future__ import annotations

import pytest

from courses.package.prose.phrases import read_running_text
from quizzes.question_types import TYPES
from tests.quizzes.test_package_file import GOOD, read

HEAD = GOOD.split("questions:\n")[0] + "questions:\n"
MARK = """\
  - key: five
    type: mark
    objective: M1.1
    level: An
    stem: Mark the two turns.
    passage: |
      **Leyla:** It was [my son's](#son) gift.

      **Agent:** [He waited](#wait) for it. [The number](#number), please.
    mark: 2
    phrases:
      - {key: son, correct: yes, feedback: f1}
      - {key: wait, correct: yes, feedback: f2}
      - {key: number, correct: no, feedback: f3}
"""
RATE = """\
  - key: six
    type: rate
    objective: M1.1
    level: E
    stem: Rate them.
    replies:
      - {key: a, text: R1, expert: 1, feedback: f1}
      - {key: b, text: R2, expert: 3, feedback: f2}
      - {key: c, text: R3, expert: 5, feedback: f3}
"""
SHORT = """\
  - key: seven
    type: short
    objective: M1.1
    level: C
    stem: Write it.
    limit: 100
    look_for: [The fact., The tone.]
    models: [I see.]
"""
FEELING = """\
  - key: eight
    type: feeling
    objective: M1.1
    level: Ap
    stem: What do you hear?
    line: Three days. (quietly)
    face: {valence: -60, arousal: -40}
    choices:
      - {key: a, text: Anger, correct: no, feedback: f1}
      - {key: b, text: Weariness, correct: yes, feedback: f2}
      - {key: c, text: Relief, correct: no, feedback: f3}
"""
ALL = HEAD + MARK + RATE + SHORT + FEELING


def test_a_file_of_new_types_has_no_problem_and_is_frozen():
    draft, problems = read(ALL)
    assert problems == []
    frozen = {one.type: TYPES[one.type].freeze(one.fields) for one in draft.payload.questions}
    assert frozen["feeling"].body["face"] == {"valence": -60, "arousal": -40}
    assert sorted(frozen["rate"].answer_key["expert"].values()) == [1, 3, 5]
    mark = frozen["mark"]
    [first, second] = mark.body["passage"]["paragraphs"]
    assert [piece.get("text") for piece in first] == ["Leyla:", " It was ", None, " gift."]
    assert [piece.get("style") for piece in first] == ["strong", "", None, ""]
    ids = {name: key for key, name in mark.answer_key["keys"].items()}
    assert second[2:5:2] == [{"phrase": ids["wait"]}, {"phrase": ids["number"]}]
    assert mark.answer_key["correct"] == [ids["son"], ids["wait"]]
    assert "correct" not in str(mark.body)


BROKEN = {  # what is replaced, by what, the words of the line to be told, the reason
    "a phrase that is not listed": (
        "[my son's](#son)",
        "[my](#mine) [son's](#son)",
        "passage: |",
        "“mine” is not listed",
    ),
    "a phrase that is not there": ("[my son's](#son)", "my son's", "key: son", "no phrase “son”"),
    "a phrase twice": ("gift.", "[gift](#son).", "passage: |", "“son” stands 2 times"),
    "listed twice": (
        "{key: wait, correct: yes",
        "{key: son, correct: yes",
        "{key: son, correct: yes, feedback: f2",
        "stands here twice",
    ),
    "another number": ("mark: 2", "mark: 1", "mark: 1", "2 of the phrases are correct"),
    "all phrases right": (
        "number, correct: no",
        "number, correct: yes",
        "{key: son",
        "left to be wrong",
    ),
    "a link": ("gift.", "[gift](https://x.y).", "passage: |", "This link cannot be used."),
    "a list": ("**Agent:** [He", "* **Agent:** [He", "passage: |", "holds a bullet list"),
    "a picture": ("gift.", "![gift](#son)", "passage: |", "holds a image"),
    "code": ("gift.", "`gift`.", "passage: |", "holds a code inline"),
    "a bold phrase": ("[my son's](#son)", "**[my son's](#son)**", "passage: |", "inside bold"),
    "markup in a phrase": ("[my son's]", "[my *son's*]", "passage: |", "“son” holds markup"),
    "a step beside the scale": ("expert: 5", "expert: 6", "expert: 6", "too much here"),
    "a step in words": ("expert: 5", "expert: high", "expert: high", "whole number is needed"),
    "all replies alike": ("expert: 1", "expert: 3", "{key: a, text: R1", "TWO"),
    "two replies only": (
        "      - {key: c, text: R3, expert: 5, feedback: f3}\n",
        "",
        "{key: a, text: R1",
        "2 entries are too few here",
    ),
    "a limit too low": ("limit: 100", "limit: 10", "limit: 10", "too little here"),
    "a model too long": (
        "models: [I see.]",
        f"models: [{'x' * 101}]",
        "models: [",
        "longer than the limit",
    ),
    "one thing to look for": (
        "[The fact., The tone.]",
        "[The fact.]",
        "look_for:",
        "1 entry is too few here",
    ),
    "a verdict on a short text": (
        "limit: 100",
        "limit: 100\n    feedback_wrong: Hm.",
        "feedback_wrong",
        "neither right nor wrong",
    ),
    "a face beyond": ("valence: -60", "valence: -101", "valence: -101", "too little here"),
    "a face with more": (
        "arousal: -40",
        "arousal: -40, age: 40",
        "age: 40",
        "“age” is not a field",
    ),
    "two feelings right": (
        "Anger, correct: no",
        "Anger, correct: yes",
        "{key: a, text: Anger",
        "2 of the choices",
    ),
    "a question without its line": (
        "    line: Three days. (quietly)\n",
        "",
        "key: eight",
        "“line” is missing",
    ),
}


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_each_problem_has_its_line_reason_and_mend(name):
    before, after, where, reason = BROKEN[name]
    assert before in ALL
    text = ALL.replace(before, after, 1)
    if reason == "TWO":
        text, reason = text.replace("expert: 5", "expert: 3"), "have the same rating"
    _, problems = read(text)
    found = [(at, mend) for at, why, mend in problems if reason in why]
    assert found, problems
    line = next(at for at, words in enumerate(text.splitlines(), start=1) if where in words)
    assert found[0][0] == line, problems
    assert found[0][1]


def test_a_quiz_that_nobody_could_pass_is_told():
    assert "nobody could pass" in read(HEAD + SHORT)[1][0][1]
    draw = (HEAD + SHORT + RATE).replace("draw: all", "draw: 1")
    [(line, reason, mend)] = read(draw)[1]
    assert (line, mend) == (10, "Draw more than 1, or have fewer short texts.")
    assert "of which none is scored" in reason
    assert read(draw.replace("draw: 1", "draw: 2"))[1] == []


@pytest.mark.parametrize(
    "text",
    ["", "\0", "[](#a)", "[a](#)", "[[a](#b)](#c)", "<b>x</b>", "a\\\nb", "# h", "\u202e[a](#a)",
     "[a](#a b)", "*" * 500, "[" * 500, "&amp; \\[x\\](#y)"],
)  # fmt: skip
def test_any_text_is_read_without_a_crash_and_never_becomes_markup(text):
    found = read_running_text(text)
    assert all(isinstance(piece.text, str) for line in found.paragraphs for piece in line)


def test_what_looks_like_markup_stays_text():
    [[piece]] = read_running_text("<b>x</b> &amp; y").paragraphs
    assert piece.text == "<b>x</b> & y"
