"""Reflections and announcements: what a file may say, and what is told when it says it wrong."""

from __future__ import annotations

import pytest

from courses.package.drafts import Objective, PackageContext, SourceFile
from courses.package.problems import Problems
from practice.package.announced import read_announced
from practice.package.own_call import read_own_call
from practice.package.reflection import read_reflection

HEAD = """\
key: x1
kind: {kind}
title: A title
minutes: 4
objectives: [M1.1]
move_on: not_applicable
required: no
"""
REFLECTION = (
    HEAD.format(kind="reflection")
    + """\
intro: For you alone.
prompts:
  - key: first
    text: What helped?
    help: Think of one call.
  - key: second
    text: What did not?
"""
)
SCENE = (
    HEAD.format(kind="announced")
    + """\
practice: roleplay
persona: Mei
channel: chat
complexity: routine
intensity: 1
about: Answers shrink from sentences to one word.
"""
)
OWN_CALL = HEAD.format(kind="own_call") + "about: A call of your own.\n"
LISTENING = (
    HEAD.format(kind="announced")
    + """\
practice: listening
about: Six short clips.
"""
)


def read(reader, text):
    problems = Problems()
    context = PackageContext(objectives={"M1.1": Objective(id="M1.1", text="Do it.", level="Ap")})
    draft = reader(SourceFile(path="x.yaml", text=text, context=context), problems)
    return draft, list(problems)


def test_a_reflection_is_read_with_its_prompts_in_order():
    draft, problems = read(read_reflection, REFLECTION)
    assert problems == []
    assert [prompt.key for prompt in draft.payload.prompts] == ["first", "second"]
    assert draft.payload.prompts[1].help == ""


@pytest.mark.parametrize(("text", "intensity"), [(SCENE, 1), (LISTENING, None)])
def test_an_announcement_is_read(text, intensity):
    draft, problems = read(read_announced, text)
    assert problems == []
    assert draft.payload.intensity == intensity


@pytest.mark.parametrize("counts", ["completed", "not_applicable"])
def test_a_call_of_ones_own_may_count(counts):
    draft, problems = read(read_own_call, OWN_CALL.replace("not_applicable", counts))
    assert problems == []
    assert draft.payload.about == "A call of your own."
    assert draft.move_on == counts


@pytest.mark.parametrize(
    ("reader", "text", "line", "reason"),
    [
        (read_reflection, REFLECTION.replace("key: second", "key: first"), 13, "earlier prompt"),
        (read_reflection, REFLECTION.replace("required: no", "required: yes"), 7, ""),
        (read_reflection, REFLECTION.replace("not_applicable", "completed"), 6, ""),
        (read_reflection, REFLECTION.replace("M1.1", "M9.9"), 5, "no objective “M9.9”"),
        (read_reflection, REFLECTION + "answer: stored\n", 15, "“answer” is not a field"),
        (read_own_call, OWN_CALL.replace("about", "intro"), 8, "“intro” is not a field"),
        (read_own_call, OWN_CALL.replace("not_applicable", "passed"), 6, ""),
        (read_own_call, OWN_CALL.replace("A call of your own.", '""'), 8, ""),
        (read_own_call, OWN_CALL + "persona: Mia\n", 9, "“persona” is not a field"),
        (read_announced, SCENE.replace("persona: Mei\n", ""), 8, "has the field “persona”"),
        (read_announced, SCENE.replace("channel: chat", "channel: fax"), 10, ""),
        (read_announced, SCENE.replace("intensity: 1", "intensity: 6"), 12, ""),
        (read_announced, LISTENING + "persona: Mei\n", 10, "A listening set has no “persona”"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(reader, text, line, reason):
    _, problems = read(reader, text)
    assert [p for p in problems if p.line == line and reason in p.reason], problems
