"""What a listening file may say, and what is told, with its line, when it says it wrong."""

from __future__ import annotations

import pytest

from practice.listening import TYPES
from practice.package.listening import faults
from tests.practice.listening import made
from tests.practice.listening.made import EVERY, HEAD, WHOLE, read


def test_every_type_is_read():
    draft, problems = read()
    assert problems == []
    assert {row["type"] for row in draft.payload.exercises} == set(TYPES)
    assert draft.words == draft.payload.payload()


def test_a_picture_is_found_with_its_size():
    draft, _ = read()
    (picture,) = [row["picture"] for row in draft.payload.exercises if "picture" in row]
    assert picture["src"] == "/assets/1/photo.svg"
    assert (picture["width"], picture["height"]) == (320, 200)


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("best: worried\n", "best: sad\n", "“sad” is not one of “feelings”"),
        ('["nobody rang back", "twice"]', '["nobody rang back", "thrice"]', "does not stand"),
        ('best_cue: "nobody rang back"', 'best_cue: "called"', "not one of “cues”"),
        ("{from: 3, to: 4}", "{from: 5, to: 4}", "less than “from”"),
        ("{from: 3, to: 4}", "{from: 3, to: 6}", "too much"),
        ("facts: [watch]", "facts: [wach]", "There is no fact “wach”"),
        ("{id: sunday, text", "{id: saturday, text", "There is no fact “sunday”"),
        ("    - {id: watch, text: Her", "    - {id: monday, text: Her", "stands here twice"),
        ('block: "There is nothing I can do"', 'block: "nothing"', "not one of “parts”"),
        ('"Please wait for the bank"]', '"can do. Please wait"]', "lies over another part"),
        ("kind_of_block: policy_wall", "kind_of_block: wall", "“wall” is not possible here"),
        ("best: deeper", "best: warm", "“warm” is not possible here"),
        ("best: changed", "best: other", "There is no bin “other”"),
        ("own: 9", "own: 11", "too much"),
        ("own: 9", "own: nine", "whole number"),
        ("  - id: marked", "  - id: sorted", "stands here twice"),
        ("    closed:", "    question:", "“question” is not a field"),
        ("file: photo.svg", "file: foto.svg", "There is no picture"),
        ("type: rate\n", "type: rated\n", "Did you mean “rate”?"),
        ("    seconds: 60\n", "", "“seconds” is missing"),
        ("required: no", "required: maybe", "“maybe” is not possible"),
        ("objectives: [M1.1]", "objectives: [M9.9]", "no objective “M9.9”"),
        ("signs: [jaw, breath, shoulders]", "signs: [jaw]", "too few here"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(before, after, reason):
    assert before in WHOLE, before
    text = WHOLE.replace(before, after, 1)
    _, problems = read(text)
    found = [problem for problem in problems if reason in f"{problem.reason} {problem.mend}"]
    assert found, problems
    here = text[: text.index(after) if after else WHOLE.index(before)].count("\n") + 1
    assert min(abs(problem.line - here) for problem in found) <= 8


def test_what_never_counts_cannot_be_required():
    text = WHOLE.replace("move_on: completed", "move_on: not_applicable")
    assert read(text)[1] == []
    _, problems = read(text.replace("required: no", "required: yes"))
    assert ["cannot be required" in problem.reason for problem in problems] == [True]


@pytest.mark.parametrize("cut", ["    points:\n", "    misreadings:\n"])
def test_a_paraphrase_has_points_and_misreadings(cut):
    lines = made.PARAPHRASE.replace(cut, "    x-cut:\n")
    assert read(HEAD + lines)[1]


def test_a_translation_keeps_the_best_where_it_is():
    source, _ = read(HEAD + EVERY[0])
    same, _ = read(HEAD + EVERY[0].replace("worried", "besorgt"))
    other = EVERY[0].replace("[worried, angry, bored]", "[angry, worried, bored]")
    moved, _ = read(HEAD + other)
    assert list(faults(source, same)) == []
    ((name, reason, _mend),) = faults(source, moved)
    assert name == "m1-listening.exercises.named.best"
    assert "feelings" in reason
