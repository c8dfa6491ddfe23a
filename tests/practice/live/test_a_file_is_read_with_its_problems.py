"""What a live lesson may say, and what is told, on which line, when it says it wrong."""

from __future__ import annotations

import pytest

from practice.live.card import BY_KEY
from practice.package.live import live_schema
from tests.practice.live.made import PAIR, ROUND_THREE, THREE, line_of, read

EXTRA = "  - {minutes: 1, who: all, text: Breathe out.}\n"


@pytest.mark.parametrize("text", [THREE, PAIR])
def test_a_right_file_has_no_problem(text):
    draft, problems = read(text)
    assert problems == []
    assert draft.payload.payload["behaviors"] == ["notice", "paraphrase"]
    assert draft.payload.payload["rounds"][1]["case"]["title"] == "The second card"
    assert draft.words == draft.payload.payload
    assert not draft.is_required


CODES = {
    "rounds that leave somebody without a role": (
        THREE, ROUND_THREE, "", "  - minutes: 4", "not everybody has every role",
    ),
    "an observer's instructions in a pair": (
        PAIR, "Check.]\n", "Check.]\n  observer: [Write.]\n", "  observer: [Write.]",
        "A pair has no observer",
    ),
    "an observer's questions in a pair": (
        PAIR, "What did you try?]\n", "What did you try?]\n  observer: [What?]\n",
        "  observer: [What?]", "A pair has no observer",
    ),
    "an observer's step in a pair": (
        PAIR, "who: all, text: Breathe out.", "who: observer, text: Writes.", "text: Writes.",
        "A pair has no observer",
    ),
    "three without instructions for the observer": (
        THREE, "  observer: [Write down words.]\n", "", "  speaker: [Tell it",
        "Nothing here is for the observer",
    ),
    "three without questions for the observer": (
        THREE, "  observer: [What did you see?]\n", "", "  speaker: [What",
        "Nothing here is for the observer",
    ),
    "no step in which the speaker speaks": (
        THREE, "who: speaker, text: Tells", "who: listener, text: Tells",
        "who: listener, text: Tells", "the speaker speaks",
    ),
    "a behavior twice": (
        THREE, "[notice, paraphrase]", "[notice, notice]", "behaviors:",
        "on the card already",
    ),
    "steps of another length than the round": (
        THREE, "rounds:\n  - minutes: 4", "rounds:\n  - minutes: 5", "  - minutes: 5",
        "its steps take 4",
    ),
    "a lesson shorter than its rounds": (
        THREE, "minutes: 14", "minutes: 11", "minutes: 11", "The rounds alone take 12 minutes",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CODES)
def test_each_problem_stands_at_its_line_and_alone(name):
    text, old, new, line, words = CODES[name]
    assert old in text
    wrong = text.replace(old, new, 1)
    _, problems = read(wrong)
    assert [(words in problem.reason, problem.line) for problem in problems] == [
        (True, line_of(wrong, line))
    ]
    assert problems[0].mend


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("who: three", "who: five", "who: five"),
        ("[notice, paraphrase]", "[notice, charm]", "charm"),
        ("[Encourage., Say it back., Check.]", "[Encourage.]", "listener: [Encourage.]"),
        ("required: no", "required: yes", "required: yes"),
        ("safe_word: Lantern", "safe_word: ''", "safe_word"),
        ("      holds_back: It was a present.\n", "", "title: The first card"),
        ("      wants: To be believed.", "      wishes: To be believed.", "wishes"),
        ("instead: l1-1", "instead: 'two words'", "instead"),
        ("who: speaker, text: Tells", "who: boss, text: Tells", "who: boss"),
    ],
)
def test_what_the_schema_refuses_has_a_line(old, new, line):
    wrong = THREE.replace(old, new, 1)
    draft, problems = read(wrong)
    assert draft is None
    assert line_of(wrong, line) in [problem.line for problem in problems]


def test_the_schema_knows_the_whole_card():
    assert live_schema().rule["properties"]["behaviors"]["items"]["enum"] == list(BY_KEY)
    assert len(BY_KEY) == 8
