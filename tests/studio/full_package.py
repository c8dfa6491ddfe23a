"""A package with a lesson of every kind, and ways to change it."""

from __future__ import annotations

from pathlib import Path

from tests.courses import tiny_package
from tests.courses.tiny_package import AID, AID_PATH, LESSON, MODULE_PATH

MODULE = """\
key: m1
title: First
summary: The only one.
objectives:
  - id: M1.1
    text: Say one thing.
    level: Ap
  - {id: M1.2, level: U, text: Keep at it., assessed: no}
job_aids:
  - aids/card.md
lessons:
  - l1.md
  - m1-reflection.yaml
  - m1-scene.yaml
  - m1-quiz.yaml
"""
REFLECTION = """\
key: m1-reflection
kind: reflection
title: Look back
minutes: 4
objectives: [M1.2]
move_on: not_applicable
required: no
intro: For you alone.
prompts:
  - key: first
    text: When did it go well?
    help: Think of last week.
"""
SCENE = """\
key: m1-scene
kind: announced
title: A late parcel
minutes: 8
objectives: [M1.1]
move_on: not_applicable
required: no
practice: roleplay
persona: Ingrid Berg
channel: phone
complexity: routine
intensity: 2
about: She waits for a parcel.
"""
QUIZ = """\
key: m1-quiz
kind: quiz
title: What you say
minutes: 5
objectives: [M1.1]
move_on: passed
required: yes
intro: Two questions.
pass_mark: 75
draw: 2
attempts: 3
questions:
  - key: late
    type: single
    objective: M1.1
    level: Ap
    stem: The parcel is late. What do you say first?
    choices:
      - {key: a, correct: yes, text: That is annoying., feedback: canary-right-choice}
      - {key: b, correct: no, text: Not my fault., feedback: canary-wrong-choice}
      - {key: c, correct: no, text: Calm down., feedback: canary-third-choice}
    feedback_right: She breathes out.
  - key: steps
    type: ordering
    objective: M1.1
    level: U
    stem: In which order?
    items:
      - {key: hear, text: Hear, feedback: First hear.}
      - {key: say, text: Say, feedback: Then say.}
      - {key: do, text: Do, feedback: Then do.}
  - key: words
    type: matching
    objective: M1.1
    level: U
    stem: What fits?
    pairs:
      - {key: one, prompt: Angry, answer: Slow down, feedback: Slow helps.}
      - {key: two, prompt: Sad, answer: Wait, feedback: Waiting helps.}
"""
QUIZ_PATH = "modules/m1-first/m1-quiz.yaml"
REFLECTION_PATH = "modules/m1-first/m1-reflection.yaml"
LESSON_PATH = tiny_package.LESSON_PATH
FILES = {
    MODULE_PATH: MODULE,
    AID_PATH: AID,
    REFLECTION_PATH: REFLECTION,
    "modules/m1-first/m1-scene.yaml": SCENE,
    QUIZ_PATH: QUIZ,
}
NEW_LESSON = LESSON.replace("It goes *well*.", "It goes *very well* today.").replace(
    "minutes: 5", "minutes: 7"
)


def write(folder: Path, files: dict[str, str | bytes | None] | None = None) -> Path:
    """Write the package, with some files replaced, added or (None) left out."""
    return tiny_package.write(folder, {**FILES, **(files or {})})
